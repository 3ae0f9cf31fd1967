/** Patterns with another system's wildcards, written out in this one's. */

import { foreign } from './facts.ts';

/** More rules than that are better thought over than written out. */
const most = 10;

/** What a wildcard stands for, as characters of MATCH. */
type Choice = readonly string[];

/**
 * The patterns that together say the same, between two and ten; `undefined` when there are more or fewer, or when
 * something in it cannot be written out. Letters count as wildcards.
 */
export function writtenOut(pattern: string): string[] | undefined {
  const choices = choicesIn(pattern);
  if (!choices) return undefined;
  const count = choices.reduce((product, choice) => product * choice.length, 1);
  if (count < 2 || count > most) return undefined;
  return choices.reduce<string[]>((begun, choice) => begun.flatMap((text) => choice.map((key) => text + key)), ['']);
}

function choicesIn(pattern: string): Choice[] | undefined {
  const choices: Choice[] = [];
  for (const piece of pattern.match(/\[[^\]]*\]?|\\?[^[]/g) ?? []) {
    const choice = choiceOf(piece);
    if (!choice) return undefined;
    choices.push(choice);
  }
  return choices;
}

function choiceOf(piece: string): Choice | undefined {
  if (piece.startsWith('[')) return inBrackets(piece);
  if (/^\\?[\d.*,#+]$/.test(piece)) return [piece];
  const digits = foreign.find(({ symbol }) => symbol === piece.toUpperCase())?.digits;
  if (!digits) return undefined;
  return digits.length === 10 ? ['.'] : [...digits];
}

/** `[2-9]`, `[135]`, `[1,3-5]`. */
function inBrackets(piece: string): Choice | undefined {
  const inner = /^\[([\d,-]+)\]$/.exec(piece)?.[1];
  if (inner === undefined || !/^(?:\d(?:-\d)?,?)+$/.test(inner)) return undefined;
  const digits = new Set<string>();
  for (const [, from, to = from] of inner.matchAll(/(\d)(?:-(\d))?/g)) {
    for (let digit = Number(from); digit <= Number(to); digit++) digits.add(String(digit));
  }
  return digits.size === 10 ? ['.'] : [...digits].sort();
}
