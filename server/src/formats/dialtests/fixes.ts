/** Edits that mend an expectation. */

import { t } from '@vscode/l10n';
import type { DialPlan } from '../dialplan/plan.ts';
import { replace } from '../ranges.ts';
import type { Fix } from '../rules.ts';
import { metClauses } from './actual.ts';
import type { Result } from './run.ts';

/** Writes what the phone does in place of what was expected. */
export function expectActual(plan: DialPlan, result: Result): Fix {
  const { clauses } = result.expectation;
  const range = { start: clauses[0]!.range.start, end: clauses.at(-1)!.range.end };
  return {
    title: t('Expect what the phone does'),
    safe: false,
    edits: [replace(range, metClauses(plan, result))],
  };
}
