/** Which of the rules that fit is the one. */

import { type Class, isAtTone, isComplete, type Progress, type Track } from './track.ts';

/** A rule that still fits the keys pressed. */
export interface Candidate {
  /** Place among the plan's rules, from 0 in the order of the file. */
  readonly index: number;
  readonly track: Track;
  readonly progress: Progress;
  readonly complete: boolean;
}

export interface Choice<C extends Candidate = Candidate> {
  /** The rule by which the phone dials now. */
  readonly winner: C | undefined;
  /** A complete rule that would win if a more specific one were not pending. */
  readonly heldBack: C | undefined;
  /** The pending rule that holds it back. */
  readonly heldBy: C | undefined;
  /** The rule whose second dial tone is heard now. */
  readonly tone: C | undefined;
}

const rank: Readonly<Record<Class, number>> = { star: 0, dots: 1, exact: 2 };

export function candidateOf(index: number, track: Track, progress: Progress, starMayBeEmpty: boolean): Candidate {
  return { index, track, progress, complete: isComplete(track, progress, starMayBeEmpty) };
}

/** More literal keys count most, then the class; among equals the first in the file stands. */
function isBetter(a: Candidate, b: Candidate | undefined): boolean {
  if (!b) return true;
  const difference = a.progress.literals - b.progress.literals;
  return difference !== 0 ? difference > 0 : rank[a.track.kind] > rank[b.track.kind];
}

/** `candidates` in the order of the file. */
export function choose<C extends Candidate>(candidates: readonly C[]): Choice<C> {
  let complete: C | undefined;
  let pending: C | undefined;
  let tone: C | undefined;
  for (const candidate of candidates) {
    if (candidate.complete) {
      if (isBetter(candidate, complete)) complete = candidate;
    } else if (isBetter(candidate, pending)) pending = candidate;
    if (isAtTone(candidate.track, candidate.progress) && isBetter(candidate, tone)) tone = candidate;
  }
  const held = complete !== undefined && pending !== undefined && isBetter(pending, complete);
  const winner = held ? undefined : complete;
  return {
    winner,
    heldBack: held ? complete : undefined,
    heldBy: held ? pending : undefined,
    tone: winner && winner.track.kind !== 'star' ? undefined : tone,
  };
}
