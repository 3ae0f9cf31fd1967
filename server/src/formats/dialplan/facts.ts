/** What the facts say of dial plans, under the names the other modules ask by. */

import { closestMatch } from 'leven';
import written from '../../../../schemas/dialplan.json' with { type: 'json' };
import { shown } from '../../facts/shown.ts';
import type { Confidence } from '../../facts/types.ts';

export type AttributeName = 'MATCH' | 'Timeout' | 'User' | 'Route' | 'Rewrite' | 'Line' | 'Tone';

export interface Meaning {
  readonly value: string;
  readonly meaning: string;
}

export interface AttributeFacts {
  readonly name: AttributeName;
  readonly values: readonly Meaning[];
  readonly default: string | null;
  readonly summary: string;
  readonly description: string;
  readonly firmware: string | null;
  readonly confidence: Confidence;
  readonly sources: readonly string[];
  readonly notes: readonly string[];
}

/** A character or two of MATCH or Rewrite. */
export interface SymbolFacts {
  readonly symbol: string;
  readonly meaning: string;
  readonly example: string;
  readonly confidence: Confidence;
  readonly sources: readonly string[];
}

/** What people write as in other dial plans, and the phone compares as plain text. */
export interface Foreign {
  readonly symbol: string;
  /** The digits it stands for; `null` where that is not a set of digits, or not always the same. */
  readonly digits: string | null;
  readonly instead: string;
}

const data = shown('dialplan.json', written);

export const limits = data.limits;
export const attributes = data.attributes as readonly AttributeFacts[];
export const alphabet = data.alphabet as readonly SymbolFacts[];
export const rewriteSymbols = data.rewrite as readonly SymbolFacts[];
export const foreign: readonly Foreign[] = data.notMatched;
export const tones: readonly Meaning[] = data.tones.map((tone) => ({
  value: tone.name,
  get meaning() {
    return tone.meaning;
  },
}));
export const tonesConfidence = data.tonesConfidence as Confidence;
export const tonesSources: readonly string[] = data.tonesSources;

const byName: ReadonlyMap<string, AttributeFacts> = new Map(
  attributes.map((facts) => [facts.name.toLowerCase(), facts]),
);

/** The attribute of that name, whatever its letter case. */
export function findAttribute(name: string): AttributeFacts | undefined {
  return byName.get(name.toLowerCase());
}

/** The facts of an attribute that is known to exist. */
export function attributeFacts(name: AttributeName): AttributeFacts {
  return byName.get(name.toLowerCase())!;
}

/** The values that the attribute takes, for those that take words. */
export function valuesOf(name: AttributeName): readonly Meaning[] {
  return name === 'Tone' ? tones : attributeFacts(name).values;
}

/** One of `values`, whatever the letter case. */
export function findValue(values: readonly Meaning[], word: string): Meaning | undefined {
  const wanted = word.toLowerCase();
  return values.find(({ value }) => value.toLowerCase() === wanted);
}

/** The known word that a misspelt one was probably meant to be. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  if (word === '' || word.length > limits.valueCharacters) return undefined;
  const lower = new Map(known.map((name) => [name.toLowerCase(), name]));
  const close = closestMatch(word.trim().toLowerCase(), [...lower.keys()], {
    // Of a word in which no letter has to be right no guess is worth making.
    maxDistance: Math.min(Math.max(2, Math.floor(word.length / 3)), word.trim().length - 1),
  });
  return close === undefined ? undefined : lower.get(close);
}
