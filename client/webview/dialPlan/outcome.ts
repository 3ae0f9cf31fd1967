/** What the phone does with the number: in large words, with what goes out, and when. */

import { t } from '@vscode/l10n';
import type { DialResult, DialStep } from '../../../server/src/protocol.ts';
import { element } from './dom.ts';
import { verdictInWords } from './words.ts';

const mood: Readonly<Record<DialStep['verdict'], string>> = { 'dial-now': 'good', wait: 'good', 'no-match': 'odd' };

export class Outcome {
  readonly root: HTMLElement;
  readonly #verdict = element('p', { className: 'verdict' });
  readonly #reason = element('p', { className: 'reason' });
  readonly #address = element('p', { className: 'address' });
  readonly #bar = element('div', { className: 'bar', ariaHidden: 'true' }, element('div'));
  readonly #keep = element(
    'button',
    {
      type: 'button',
      className: 'secondary',
      title: t('Adds a line to the file of expectations beside the plan'),
    },
    t('Keep as Expectation'),
  );

  readonly #kept = element('span', { role: 'status' });
  /** What is shown. */
  #shown = '';

  constructor(onKeep: () => void) {
    this.#keep.addEventListener('click', onKeep);
    const keep = element('div', { className: 'keep' }, this.#keep, this.#kept);
    const said = element('div', { role: 'status' }, this.#verdict, this.#reason);
    this.root = element('section', { ariaLabel: t('Outcome'), hidden: true }, said, this.#address, this.#bar, keep);
  }

  /** `keys`: what was typed, of which the phone may use less. */
  show(dial: DialResult, keys: string): void {
    // What is said once more, as after a change elsewhere in the folder, changes nothing: the time runs on.
    const said = JSON.stringify([dial, keys]);
    if (said === this.#shown) return;
    this.#shown = said;
    const step = dial?.steps.at(-1);
    this.root.hidden = !step;
    if (!dial || !step) return;
    const undecided = step.verdict === 'wait' && step.winner === null;
    this.root.className = `outcome ${undecided ? 'open' : mood[step.verdict]}`;
    this.#verdict.textContent = verdictInWords(step);
    this.#reason.textContent = [step.reason, lateInWords(keys.length - dial.used)].filter(Boolean).join('; ');
    this.#showAddress(step);
    this.#run(step.timeoutSeconds);
    this.#keep.disabled = keys === '' && step.winner === null;
    this.#kept.textContent = '';
  }

  /** The expectation stands in that file. */
  kept(file: string): void {
    this.#kept.textContent = t`Kept in ${file}`;
  }

  #showAddress({ uri, route, secondaryTone }: DialStep): void {
    const parts: (Node | string)[] = [];
    if (uri !== null) parts.push(element('code', {}, uri));
    if (route === 'emergency') parts.push(element('span', { className: 'tag' }, t('emergency proxy')));
    if (route === 'FQDN') parts.push(element('span', { className: 'tag' }, t('host of Rewrite')));
    if (secondaryTone !== null) parts.push(element('span', { className: 'tag tone' }, t`plays ${secondaryTone}`));
    this.#address.replaceChildren(...parts);
    this.#address.hidden = parts.length === 0;
  }

  /** The time that the phone waits runs as it does there. */
  #run(seconds: number | null): void {
    const fill = this.#bar.firstElementChild!;
    for (const animation of fill.getAnimations()) animation.cancel();
    this.#bar.hidden = !seconds;
    if (!seconds || !matchMedia('(prefers-reduced-motion: no-preference)').matches) return;
    fill.animate([{ transform: 'scaleX(0)' }, { transform: 'scaleX(1)' }], { duration: seconds * 1000 });
  }
}

function lateInWords(keys: number): string {
  if (keys <= 0) return '';
  return keys === 1 ? t('the last key comes too late') : t`the last ${keys} keys come too late`;
}
