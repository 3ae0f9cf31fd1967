/** How large a part of a rule's numbers is lost to another one, when every digit is as likely as any other. */

import type { Place } from './course.ts';
import type { Edge, Node, Space } from './space.ts';

/** A part of the numbers of a rule. */
export interface Share {
  /** From 0 to 1. */
  readonly part: number;
  /** Where most of it is lost. */
  readonly node: Node;
  /** How much of it there. */
  readonly most: number;
}

export interface Shares {
  /** By the rule's place in the file: what goes out before its last key, by a shorter rule without a Timeout. */
  readonly early: ReadonlyMap<number, Share>;
  /** What is complete for it and waits for a more specific rule. */
  readonly held: ReadonlyMap<number, Share>;
}

/** Rules with `*` have no part in it: numbers of any length fit them, and they are for what others leave. */
export function sharesIn({ start, nodes }: Space): Shares {
  const early = new Map<number, Share>();
  const held = new Map<number, Share>();
  // The part of each rule's numbers that begin with the node's. A rule without `*` gets to a node by numbers of one
  // length only, so that all of it has come together when the node's turn comes.
  const parts = new Map<Node, Map<number, number>>();
  parts.set(start, new Map(start.alive.map(({ index }) => [index, 1])));
  for (const node of nodes) {
    const here = parts.get(node);
    if (!here) continue;
    for (const place of node.alive) {
      const part = here.get(place.index);
      if (part === undefined || place.track.kind === 'star' || place.progress.cut) continue;
      if (node.heldBack?.index === place.index) add(held, place.index, part, node);
      if (place.complete) continue;
      if (node.dials) add(early, place.index, part, node);
      else for (const edge of node.edges) passOn(parts, edge, place, part);
    }
  }
  return { early, held };
}

function add(shares: Map<number, Share>, index: number, part: number, node: Node): void {
  const known = shares.get(index);
  if (!known) shares.set(index, { part, node, most: part });
  else {
    const isMost = part > known.most;
    shares.set(index, { part: known.part + part, node: isMost ? node : known.node, most: isMost ? part : known.most });
  }
}

function passOn(parts: Map<Node, Map<number, number>>, { key, digits, to }: Edge, place: Place, part: number): void {
  const taken = place.slot?.kind === 'key' ? Number(place.slot.key === key) : digits / 10;
  if (!to || taken === 0) return;
  const there = parts.get(to) ?? new Map<number, number>();
  there.set(place.index, (there.get(place.index) ?? 0) + part * taken);
  parts.set(to, there);
}
