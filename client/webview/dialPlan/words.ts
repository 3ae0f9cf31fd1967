/** What the phone does with a number, in words. */

import { t } from '@vscode/l10n';
import type { DialStep, DialTemplate } from '../../../server/src/protocol.ts';

/** What is said in large letters. */
export function verdictInWords({ verdict, winner, timeoutSeconds, sends }: DialStep): string {
  if (timeoutSeconds === null) return t('Waits for the first key');
  const number = sends ?? t('nothing');
  if (verdict === 'dial-now') return t`Dials ${number} now`;
  if (verdict === 'wait' && winner === null) return t`Waits ${timeoutSeconds} s, then dials ${number}`;
  return t`Dials ${number} after ${timeoutSeconds} s`;
}

/** What a key led to, for a row of the time line. `templates`: those of the plan. */
export function stepInWords(step: DialStep, templates: readonly DialTemplate[]): string {
  const parts = [actionInWords(step), fitInWords(step, templates)];
  if (step.secondaryTone !== null) parts.push(t`plays ${step.secondaryTone}`);
  return parts.join(', ');
}

function actionInWords({ verdict, timeoutSeconds }: DialStep): string {
  if (verdict === 'dial-now') return t('dials now');
  return timeoutSeconds === null ? t('waits for a key') : t`waits ${timeoutSeconds} s`;
}

function fitInWords({ winner, templates: standings }: DialStep, templates: readonly DialTemplate[]): string {
  if (winner !== null) return t`by ${templates[winner]?.match ?? ''}`;
  const fitting = standings.filter((standing) => standing !== 'dead').length;
  if (fitting === 0) return t('no template fits');
  return fitting === 1 ? t('1 template may fit') : t`${fitting} templates may fit`;
}

/** How a rule stands after a key. */
export type Standing = 'wins' | 'fits' | 'possible' | 'out';

export function standingOf({ winner, templates }: DialStep, index: number): Standing {
  if (winner === index) return 'wins';
  const standing = templates[index];
  if (standing === 'complete') return 'fits';
  return standing === 'pending' ? 'possible' : 'out';
}

/** The key that led to each step but the first. */
export function keysOf(steps: readonly DialStep[]): string[] {
  return steps.slice(1).map(({ input }, index) => input.slice(steps[index]?.input.length ?? 0));
}

/** What was typed or pasted, without what people write between the digits of a number. */
export function keysIn(text: string): string {
  return text.replace(/[\s()/-]/g, '');
}
