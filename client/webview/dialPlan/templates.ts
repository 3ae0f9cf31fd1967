/** The rules of the plan, which light up as a number is dialled. */

import { t } from '@vscode/l10n';
import type { DialStep, DialTemplate } from '../../../server/src/protocol.ts';
import { element } from './dom.ts';
import { type Standing, standingOf } from './words.ts';

/** In a longer list those that are out go away, so that what fits is in sight. */
const shortList = 20;

const words: Readonly<Record<Standing, string>> = {
  get wins() {
    return t('wins');
  },
  get fits() {
    return t('fits');
  },
  get possible() {
    return t('may fit');
  },
  get out() {
    return t('out');
  },
};

export interface TemplatesParts {
  readonly onReveal: (template: number) => void;
  readonly onTry: (keys: string) => void;
}

interface Row {
  readonly root: HTMLElement;
  readonly badge: HTMLElement;
}

export class Templates {
  readonly root: HTMLElement;
  readonly #parts: TemplatesParts;
  readonly #list = element('ul', { className: 'templates' });
  readonly #rest = element('p', { className: 'rest' });
  #rows: readonly Row[] = [];

  constructor(parts: TemplatesParts) {
    this.#parts = parts;
    this.root = element('div', {}, this.#list, this.#rest);
  }

  /** Another plan. */
  list(templates: readonly DialTemplate[]): void {
    this.#rows = templates.map((template, index) => this.#row(template, index));
    this.#list.replaceChildren(...this.#rows.map(({ root }) => root));
  }

  /** What has been dialled so far. */
  light(step: DialStep): void {
    const hides = this.#rows.length > shortList && step.input !== '';
    let hidden = 0;
    for (const [index, { root, badge }] of this.#rows.entries()) {
      const standing = step.input === '' ? 'possible' : standingOf(step, index);
      root.className = step.input === '' ? '' : standing;
      badge.textContent = step.input === '' ? '' : words[standing];
      root.hidden = hides && standing === 'out';
      if (root.hidden) hidden++;
    }
    this.#rest.textContent = hidden > 0 ? t`${hidden} of ${this.#rows.length} templates do not fit.` : '';
  }

  #row({ match, words: meaning, examples }: DialTemplate, index: number): Row {
    const badge = element('span', { className: 'badge' });
    const show = element(
      'button',
      { type: 'button', className: 'template', title: t('Show in the editor') },
      element('code', {}, match),
      element('span', { className: 'meaning' }, meaning),
      badge,
    );
    show.addEventListener('click', () => this.#parts.onReveal(index));
    const root = element('li', {}, show);
    const example = examples[0];
    if (example !== undefined) {
      const name = t`Try ${example}`;
      const attempt = element(
        'button',
        { type: 'button', className: 'plain try', title: name, ariaLabel: name },
        t('Try'),
      );
      attempt.addEventListener('click', () => this.#parts.onTry(example));
      root.append(attempt);
    }
    return { root, badge };
  }
}
