/** Rules that wait although nothing can come. */

import { t } from '@vscode/l10n';
import { type Finding, report } from '../../rules.ts';
import { matchRange, setTimeout, timeoutRange } from '../fixes.ts';
import type { Template } from '../plan.ts';
import { rules } from '../rules.ts';
import type { Space } from './space.ts';

/** Seconds: a shorter delay is hardly felt. */
const felt = 3;

/** Rules of a fixed length with a Timeout, when at their end no rule is left that takes another key. */
export function timeouts(
  templates: readonly Template[],
  spaces: readonly Space[],
  isSaid: (template: Template) => boolean,
): Finding[] {
  const idle = new Set<number>();
  const busy = new Set<number>();
  for (const { nodes } of spaces)
    for (const { winner, dialledAt, alive } of nodes) {
      if (!winner || dialledAt || winner.progress.cut) continue;
      const goesOn = alive.some(({ slot }) => slot !== undefined);
      (goesOn ? busy : idle).add(winner.index);
    }
  return [...idle].flatMap((index) => {
    const template = templates[index]!;
    // Who marks a number for emergencies may want time to think twice.
    if (busy.has(index) || template.timeout < felt || template.route === 'emergency' || isSaid(template)) return [];
    const fix = { title: t('Dial at once'), edits: [setTimeout(template, 0)], safe: false };
    const range = timeoutRange(template) ?? matchRange(template);
    return [report(rules['needless-timeout'], range, { seconds: template.timeout }, { fixes: [fix] })];
  });
}
