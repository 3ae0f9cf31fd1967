/** Runs expectations: what the phone does with each number, and which clauses that does not meet. */

import { type Dialling, dial, type Step } from '../dialplan/matcher.ts';
import { type DialPlan, liveTemplates } from '../dialplan/plan.ts';
import type { Clause, OutcomeKind } from './clauses.ts';
import { type DialTests, type Expectation, mostExpectations } from './parse.ts';

export interface Result {
  readonly expectation: Expectation;
  readonly dialling: Dialling;
  /** The clauses that do not hold, in their order; empty for an expectation that is met, or not understood. */
  readonly unmet: readonly Clause[];
  /** Understood, and met. */
  readonly passed: boolean;
}

/** The results of a plan for all expectations of a file, in their order. */
export function run(plan: DialPlan, tests: DialTests): readonly Result[] {
  return tests.expectations.map((expectation) => runOne(plan, expectation));
}

function runOne(plan: DialPlan, expectation: Expectation): Result {
  const dialling = dialled(plan, expectation);
  const { clauses, faults } = expectation;
  const unmet = faults.length > 0 ? [] : clauses.filter((clause) => !holds(plan, expectation, dialling, clause));
  return { expectation, dialling, unmet, passed: faults.length === 0 && unmet.length === 0 };
}

/** What was dialled on each plan: an edit of the file then costs no more than the lines that it changes. */
const known = new WeakMap<DialPlan, Map<string, Dialling>>();
const mostKnown = 2 * mostExpectations;

function dialled(plan: DialPlan, { keys, phone }: Expectation): Dialling {
  const key = JSON.stringify([keys, phone]);
  const before = known.get(plan);
  const diallings = before && before.size < mostKnown ? before : new Map<string, Dialling>();
  known.set(plan, diallings);
  const found = diallings.get(key) ?? dial(plan, keys, phone);
  diallings.set(key, found);
  return found;
}

/** How the number ends: a template dials it; more keys may come; or no template fits it. */
export function outcomeOf({ winner, verdict }: Step): OutcomeKind {
  if (winner !== undefined) return 'dials';
  return verdict.kind === 'wait' ? 'waits' : 'no match';
}

/** Seconds from the last key until the phone dials; `undefined` while the first key is missing. */
export function secondsOf({ verdict }: Step): number | undefined {
  return verdict.kind === 'dial-now' ? 0 : verdict.seconds;
}

/** How many keys come after the phone has dialled. */
export function lateKeys({ keys }: Expectation, { used }: Dialling): number {
  return [...keys].length - used;
}

function holds(plan: DialPlan, expectation: Expectation, dialling: Dialling, clause: Clause): boolean {
  const step = dialling.outcome;
  switch (clause.kind) {
    case 'outcome': {
      if (outcomeOf(step) !== clause.outcome) return false;
      if (clause.sent !== undefined) return (step.sends?.text ?? '') === clause.sent;
      // Who does not say what is sent means the whole number.
      return clause.outcome !== 'dials' || lateKeys(expectation, dialling) === 0;
    }
    case 'time':
      return secondsOf(step) === clause.seconds;
    case 'template': {
      if (step.winner === undefined) return false;
      if (typeof clause.template === 'number') return step.winner + 1 === clause.template;
      return liveTemplates(plan)[step.winner]?.match?.text === clause.template;
    }
    case 'route':
      return step.sends?.route === clause.route;
    case 'user':
      return step.sends?.parameter === clause.parameter;
    case 'tone':
      return clause.tone === undefined ? step.secondaryTone !== undefined : step.secondaryTone === clause.tone;
  }
}
