/** Whether a rule ever gets a number, and what happens to the numbers that fit it otherwise. */

import type { Node, Space } from './space.ts';

/** The shortest number of each kind that is complete for a rule. */
export interface Fate {
  /** The phone dials by this rule. */
  readonly wins: Node | undefined;
  /** It would, had it not dialled before: only a number that comes as a whole gets there. */
  readonly winsLate: Node | undefined;
  /** Another rule is better. */
  readonly beaten: Node | undefined;
  /** A better rule is not complete, and the phone waits for it. */
  readonly held: Node | undefined;
  /** The phone has dialled before, and the rule would not win either if it had not. */
  readonly late: Node | undefined;
}

type Growing = { -readonly [Name in keyof Fate]: Fate[Name] };

function unknown(): Growing {
  return { wins: undefined, winsLate: undefined, beaten: undefined, held: undefined, late: undefined };
}

/** By the rule's place in the file. A rule that no keys complete is not among them. `spaces`: the plan of each line. */
export function fatesIn(spaces: readonly Space[]): ReadonlyMap<number, Fate> {
  const fates = new Map<number, Growing>();
  for (const { nodes } of spaces)
    for (const node of nodes)
      for (const { index, complete } of node.alive) {
        if (!complete) continue;
        const fate = fates.get(index) ?? unknown();
        fates.set(index, fate);
        fate[kindOf(node, index)] ??= node;
      }
  return fates;
}

function kindOf({ winner, dialledAt }: Node, index: number): keyof Fate {
  if (winner?.index === index) return dialledAt ? 'winsLate' : 'wins';
  if (dialledAt) return 'late';
  return winner ? 'beaten' : 'held';
}
