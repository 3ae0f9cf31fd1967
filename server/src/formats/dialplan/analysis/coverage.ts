/** Which numbers no rule fits. */

import type { Node, Space } from './space.ts';

/** As many digits as an ordinary local number has. */
const ordinary = 7;

export interface Gap {
  /** The part of all numbers of that length, from 0 to 1. */
  readonly part: number;
  /** One of them. */
  readonly number: string;
}

/** The numbers of ordinary length that fit no rule, nor begin with a number that fits one. */
export function gapIn({ start }: Space): Gap | undefined {
  let part = 0;
  let most: { readonly part: number; readonly number: string } | undefined;
  let level = new Map<Node, number>([[start, 1]]);
  for (let length = 0; length < ordinary; length++) {
    const next = new Map<Node, number>();
    for (const [node, share] of level)
      for (const { key, digits, to } of node.winner || node.heldBack ? [] : node.edges) {
        const taken = (share * digits) / 10;
        if (taken === 0) continue;
        if (to) next.set(to, (next.get(to) ?? 0) + taken);
        else {
          part += taken;
          if (!most || taken > most.part) most = { part: taken, number: node.number + key };
        }
      }
    level = next;
  }
  return most && { part, number: filled(most.number) };
}

function filled(number: string): string {
  return (number + '5550123'.slice(number.length)).slice(0, ordinary);
}
