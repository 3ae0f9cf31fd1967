/** The time line: each key with what it led to. */

import { t } from '@vscode/l10n';
import type { DialResult, DialTemplate } from '../../../server/src/protocol.ts';
import { element } from './dom.ts';
import { keysOf, stepInWords, verdictInWords } from './words.ts';

/** Of the keys that come too late, so many are shown: somebody may paste a whole file. */
const mostLate = 20;

export class Steps {
  readonly root = element('ol', { className: 'steps' });

  /** `typed`: the whole number, of which the phone may use less. */
  show(dial: DialResult, templates: readonly DialTemplate[], typed: string): void {
    const steps = dial?.steps ?? [];
    const rows = keysOf(steps).map((key, index) => row(key, stepInWords(steps[index + 1]!, templates)));
    const late = [...typed].slice(dial?.used ?? 0, (dial?.used ?? 0) + mostLate);
    rows.push(...late.map((key) => row(key, t('comes too late'), 'late')));
    const last = steps.at(-1);
    if (rows.length === 0)
      rows.push(element('li', { className: 'hint' }, t('Press keys, or type them anywhere here.')));
    else if (last) rows.push(element('li', { className: 'end' }, verdictInWords(last)));
    this.root.replaceChildren(...rows);
  }
}

function row(key: string, words: string, className = ''): HTMLLIElement {
  return element('li', { className }, element('kbd', {}, key), element('span', {}, words));
}
