/** The number: an input, the keys of a phone, the line that is dialled on. */

import { t } from '@vscode/l10n';
import { element } from './dom.ts';
import { keysIn } from './words.ts';

export interface KeypadParts {
  /** The number is another one now. */
  readonly onKeys: (keys: string) => void;
  readonly onLine: (line: number) => void;
}

const letters: readonly (readonly [key: string, letters: string])[] = [
  ['1', ''],
  ['2', 'ABC'],
  ['3', 'DEF'],
  ['4', 'GHI'],
  ['5', 'JKL'],
  ['6', 'MNO'],
  ['7', 'PQRS'],
  ['8', 'TUV'],
  ['9', 'WXYZ'],
  ['*', ''],
  ['0', 'OPER'],
  ['#', ''],
];

export class Keypad {
  readonly number: HTMLElement;
  readonly pad: HTMLElement;
  readonly #input: HTMLInputElement;
  readonly #line: HTMLSelectElement;
  readonly #parts: KeypadParts;

  constructor(parts: KeypadParts) {
    this.#parts = parts;
    this.#input = element('input', {
      id: 'number',
      type: 'text',
      inputMode: 'tel',
      autocomplete: 'off',
      spellcheck: false,
      placeholder: t('Type or paste a number'),
    });
    this.#input.addEventListener('input', () => this.#set(this.#input.value));
    this.#line = element('select', { id: 'line' });
    this.#line.addEventListener('change', () => parts.onLine(Number(this.#line.value)));
    this.offer(1, []);
    this.number = element(
      'div',
      { className: 'number' },
      element('label', { htmlFor: 'number', className: 'unseen' }, t('Number')),
      this.#input,
      this.#button('⌫', t('Backspace'), () => this.back()),
      this.#button('✕', t('Clear'), () => this.clear()),
      element('label', { htmlFor: 'line' }, t('Line')),
      this.#line,
    );
    this.pad = element('div', { className: 'pad', role: 'group', ariaLabel: t('Keypad') }, ...letters.map(this.#key));
  }

  show(keys: string, line: number): void {
    if (this.#input.value !== keys) this.#input.value = keys;
    this.#line.value = String(line);
  }

  /** Offers the lines of the phone, `lines` at the most, and others that rules of the plan name. */
  offer(lines: number, named: readonly number[]): void {
    const all = Array.from({ length: lines }, (_, index) => index + 1);
    const offered = [...new Set([...all, ...named])].filter((line) => line > 0).sort((a, b) => a - b);
    const { value } = this.#line;
    this.#line.replaceChildren(...offered.map((line) => element('option', { value: String(line) }, String(line))));
    this.#line.value = value || '1';
  }

  focus(): void {
    this.#input.focus();
  }

  press(key: string): void {
    this.#set(this.#input.value + key);
  }

  back(): void {
    this.#set(this.#input.value.slice(0, -1));
  }

  clear(): void {
    this.#set('');
  }

  #set(text: string): void {
    const keys = keysIn(text);
    if (this.#input.value !== keys) this.#input.value = keys;
    this.#parts.onKeys(keys);
  }

  #button(text: string, name: string, run: () => void): HTMLButtonElement {
    const button = element('button', { type: 'button', title: name, ariaLabel: name, className: 'plain' }, text);
    button.addEventListener('click', run);
    return button;
  }

  readonly #key = ([key, under]: readonly [string, string]): HTMLElement => {
    const small = element('span', { className: 'letters', ariaHidden: 'true' }, under);
    // Whoever types presses the keys themselves, and need not pass by twelve buttons.
    const button = element('button', { type: 'button', tabIndex: -1 }, key, small);
    button.addEventListener('click', () => this.press(key));
    return button;
  };
}
