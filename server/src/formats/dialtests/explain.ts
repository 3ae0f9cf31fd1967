/** Explains a line: what the phone does with its number, key by key. */

import { t } from '@vscode/l10n';
import type { Hover, Position } from 'vscode-languageserver-types';
import { code, escapeMarkdown } from '../../markdown.ts';
import type { DialPlan } from '../dialplan/plan.ts';
import { reasonOf } from '../dialplan/reason.ts';
import type { Context } from '../format.ts';
import { touches } from '../ranges.ts';
import { inWords } from './actual.ts';
import { planNameOf } from './claims.ts';
import type { DialTests } from './parse.ts';
import { planBeside } from './plan.ts';
import { type Result, run } from './run.ts';

/** As many keys as are shown: a number that is longer is no number. */
const mostKeys = 40;

export function hover(tests: DialTests, position: Position, context: Context): Hover | undefined {
  const index = tests.expectations.findIndex(({ range }) => touches(range, position));
  const expectation = tests.expectations[index];
  if (!expectation) return undefined;
  const plan = planBeside(context);
  const result = plan && run(plan, tests)[index];
  const value =
    plan && result
      ? explained(plan, result)
      : t`What the phone does with it is told when ${code(planNameOf(context.fileName))} lies beside this file.`;
  return { contents: { kind: 'markdown', value }, range: expectation.range };
}

function explained(plan: DialPlan, result: Result): string {
  const { expectation, dialling, passed } = result;
  const { keys, phone } = expectation;
  const steps = dialling.steps
    .slice(0, mostKeys)
    .map((step) => `- ${code(step.input)} ${escapeMarkdown(reasonOf(plan, step))}`);
  const line = phone.line === 1 ? '' : t` on line ${phone.line}`;
  return [
    `**${keys === '' ? t('Handset lifted') : escapeMarkdown(keys)}**${line}: ${escapeMarkdown(inWords(plan, result))}`,
    ...(steps.length === 0 ? [escapeMarkdown(reasonOf(plan, dialling.outcome))] : [steps.join('\n')]),
    passed ? t('The expectation is met.') : t('The expectation is **not met**.'),
  ].join('\n\n');
}
