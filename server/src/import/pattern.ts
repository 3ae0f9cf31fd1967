/** An Asterisk pattern, place by place. */

import { t } from '@vscode/l10n';

export interface Pattern {
  /** For each place the keys that fit it. */
  readonly places: readonly string[];
  /** What may follow: nothing, one or more keys (`.`), or none or more (`!`). */
  readonly tail: 'nothing' | 'more' | 'any';
}

/** Why a pattern is none that can be keyed in: the end of a sentence that begins with the pattern. */
export interface Problem {
  readonly problem: string;
}

export const digits = '0123456789';
const keys = `${digits}*#+`;
const letters: Readonly<Record<string, string>> = { X: digits, Z: digits.slice(1), N: digits.slice(2) };

/** Reads a pattern (`_9NXX`) or a number. */
export function readPattern(written: string): Pattern | Problem {
  const isPattern = written.startsWith('_');
  const places: string[] = [];
  for (let at = isPattern ? 1 : 0; at < written.length; at++) {
    const character = written[at]!;
    const set = isPattern ? letters[character.toUpperCase()] : undefined;
    if (set !== undefined) places.push(set);
    else if (keys.includes(character)) places.push(character);
    else if (character === '-' || character === ' ') continue;
    else if (isPattern && (character === '.' || character === '!')) {
      if (at + 1 < written.length) return { problem: `goes on behind '${character}', which ends a pattern` };
      return { places, tail: character === '.' ? 'more' : 'any' };
    } else if (isPattern && character === '[') {
      const end = written.indexOf(']', at);
      const inside = end < 0 ? undefined : setOf(written.slice(at + 1, end));
      if (!inside) return { problem: t('has a set in brackets that holds no keys of a phone, or does not end') };
      places.push(inside);
      at = end;
    } else return { problem: `holds '${character}', which is no key of a phone` };
  }
  return { places, tail: 'nothing' };
}

/** The keys of `1-35`, in their usual order; `undefined` when something else stands there. */
function setOf(text: string): string | undefined {
  const found = new Set<string>();
  for (let at = 0; at < text.length; at++) {
    const from = keys.indexOf(text[at]!);
    const isRange = text[at + 1] === '-' && at + 2 < text.length;
    const to = isRange ? keys.indexOf(text[at + 2]!) : from;
    if (from < 0 || to < from || (isRange && to >= digits.length)) return undefined;
    for (const key of keys.slice(from, to + 1)) found.add(key);
    if (isRange) at += 2;
  }
  return found.size === 0 ? undefined : [...keys].filter((key) => found.has(key)).join('');
}

/** Whether some number of `a` is the beginning of a longer number of `b`. */
export function isBeginningOf(a: Pattern, b: Pattern): boolean {
  const { length } = a.places;
  const canBeLonger = b.tail !== 'nothing' || b.places.length > length;
  return canBeLonger && b.places.slice(0, length).every((set, at) => meet(set, a.places[at]!));
}

function meet(a: string, b: string): boolean {
  for (const key of a) if (b.includes(key)) return true;
  return false;
}
