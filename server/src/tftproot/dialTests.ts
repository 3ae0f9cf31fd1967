/** Expectations and the dial plan of the folder that they are about: what is found, and how each went. */

import { t } from '@vscode/l10n';
import type { Range } from 'vscode-languageserver-types';
import { type DialPlan, liveTemplates } from '../formats/dialplan/plan.ts';
import { inWords } from '../formats/dialtests/actual.ts';
import { planNameOf, testsNameOf } from '../formats/dialtests/claims.ts';
import { expectActual } from '../formats/dialtests/fixes.ts';
import type { DialTests } from '../formats/dialtests/parse.ts';
import { type Result, run } from '../formats/dialtests/run.ts';
import { type Finding, type Related, report } from '../formats/rules.ts';
import { type Across, top } from './checks/across.ts';
import type { RootFile, TftpRoot } from './root.ts';
import { rules } from './rules.ts';

/** The dial plan that a file of expectations is about, when it lies beside it. */
export function planOf(root: TftpRoot, tests: RootFile): RootFile | undefined {
  const file = root.file(planNameOf(tests.name));
  return file?.format.id === 'dialplan' ? file : undefined;
}

/** The expectations about a dial plan, when they lie beside it. */
export function testsOf(root: TftpRoot, plan: RootFile): RootFile | undefined {
  const file = root.file(testsNameOf(plan.name));
  return file?.format.id === 'dialtests' ? file : undefined;
}

export function checkDialTests(across: Across): Finding[] {
  const { root, file } = across;
  const plan = planOf(root, file);
  if (!plan) {
    const name = planNameOf(file.name);
    return [report(rules.dialTestPlanMissing, top, { plan: name })];
  }
  return run(plan.document as DialPlan, file.document as DialTests).flatMap((result) =>
    result.unmet.length === 0 ? [] : [failure(across, plan, result)],
  );
}

function failure({ uriOf }: Across, plan: RootFile, result: Result): Finding {
  const document = plan.document as DialPlan;
  const { winner } = result.dialling.outcome;
  const template = winner === undefined ? undefined : liveTemplates(document)[winner];
  const related: Related[] = template
    ? [{ uri: uriOf(plan.name), range: template.range, message: t('The template that dials it') }]
    : [];
  return report(
    rules.dialTestFailed,
    unmetRange(result),
    { plan: plan.name, actual: inWords(document, result) },
    { related, fixes: [expectActual(document, result)] },
  );
}

/** From the first to the last clause that is not met. */
function unmetRange({ unmet, expectation }: Result): Range {
  const [first] = unmet;
  const last = unmet.at(-1);
  return first && last ? { start: first.range.start, end: last.range.end } : expectation.range;
}

/** How an expectation went, for people: empty for one that is met. */
export function messageOf(plan: DialPlan, result: Result): string {
  if (result.passed) return '';
  if (result.expectation.faults.length > 0) return t('The line is not understood, so it was not run.');
  return t`The phone ${inWords(plan, result)}.`;
}
