/** Why the phone throws a plan away. */

import type { Finding } from '../rules.ts';
import { check } from './check.ts';
import type { DialPlan } from './plan.ts';
import { rules } from './rules.ts';

/** The first finding for which the phone discards the plan; `undefined` when it keeps it, or no finding says why. */
export function whyDiscarded(plan: DialPlan, fileName: string): Finding | undefined {
  if (!plan.discarded) return undefined;
  const costly = new Set<string>([
    ...plan.faults.map(({ kind }) => rules[kind].code),
    rules['missing-root'].code,
    rules['file-too-large'].code,
  ]);
  return check(plan, { fileName }).find(({ rule }) => costly.has(rule.code));
}
