/** Why the phone does now what it does, in words for people. */

import { t } from '@vscode/l10n';
import { limits } from './facts.ts';
import type { Step } from './matcher.ts';
import { type DialPlan, liveTemplates } from './plan.ts';

function named(plan: DialPlan, index: number): string {
  return t`template ${index + 1} (MATCH="${liveTemplates(plan)[index]?.match?.text ?? ''}")`;
}

function inOrder({ templates }: Step, wanted: 'complete' | 'pending'): number[] {
  return templates.flatMap(({ standing }, index) => (standing === wanted ? [index] : []));
}

function fitting(count: number): string {
  return count === 1
    ? t('1 template fits so far and is not complete')
    : t`${count} templates fit so far and none is complete`;
}

/** One sentence without a full stop: what the phone does if no further key comes, why, and by which timer. */
export function reasonOf(plan: DialPlan, step: Step): string {
  const tone = step.secondaryTone === undefined ? '' : t`; plays ${step.secondaryTone}`;
  return `${whyOf(plan, step)}${tone}`;
}

function whyOf(plan: DialPlan, step: Step): string {
  const { verdict, winner } = step;
  const by = winner === undefined ? '' : named(plan, winner);
  switch (verdict.kind) {
    case 'dial-now':
      if (verdict.by === 'hotline') return t`dials as soon as the handset is lifted, by ${by}`;
      if (verdict.by === '#')
        return winner === undefined
          ? t('# ends the number: dials it as it is')
          : t`# ends the number: dials it by ${by}`;
      return t`dials at once: ${by} has Timeout 0`;
    case 'no-match':
      return plan.discarded
        ? t`the phone discards the plan: dials what was pressed after ${verdict.seconds} s`
        : t`no template fits: dials what was pressed after ${verdict.seconds} s`;
    case 'wait':
      return ofWait(plan, step, by, verdict);
  }
}

function ofWait(
  plan: DialPlan,
  step: Step,
  by: string,
  { timer, seconds = limits.interDigitSeconds }: Extract<Step['verdict'], { kind: 'wait' }>,
): string {
  switch (timer) {
    case 'first-key':
      return t('waits for the first key');
    case 'template':
      return t`dials after ${seconds} s, the Timeout of ${by}`;
    case 'more-specific': {
      const [complete] = inOrder(step, 'complete');
      const held = complete === undefined ? t('a template') : named(plan, complete);
      return t`${held} is complete, but a more specific one may still be: waits ${seconds} s for a key`;
    }
    case 'incomplete':
      return t`${fitting(inOrder(step, 'pending').length)}: waits ${seconds} s for a key`;
  }
}
