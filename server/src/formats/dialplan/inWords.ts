/** A rule of the plan in one phrase, to stand beside it, and numbers that fit it. */

import { t } from '@vscode/l10n';
import { beginning, follow, isComplete, type Track, trackOf } from './matcher/track.ts';
import type { Pattern, Rewrite } from './pattern.ts';
import type { Template } from './plan.ts';
import { patternInWords, rewriteInWords } from './words.ts';

/** A phrase such as "4 digits starting with 2, dials after 1 s"; `undefined` for a rule without MATCH. */
export function inWords({ match, rewrite, timeout, route, line }: Template): string | undefined {
  if (!match) return undefined;
  const numbers = numbersInWords(match);
  const sends = rewrite && sendsInWords(match, rewrite);
  const clauses = [
    numbers,
    ...(sends === undefined ? [] : [t`sends ${sends}`]),
    timeout === 0 ? t('dials at once') : t`dials after ${timeout} s`,
    ...(route === 'emergency' ? [t('emergency proxy')] : []),
    ...(route === 'FQDN' ? [t('to the host in Rewrite')] : []),
    ...(line === 0 ? [] : [t`line ${line} only`]),
  ];
  // Where a clause has commas of its own, they must not look like those between clauses.
  return clauses.join(sends !== undefined || numbers.includes(',') ? '; ' : ', ');
}

/** The keys that have to be pressed before the first wildcard. */
function prefixOf({ parts }: Pattern): string {
  const end = parts.findIndex(({ kind }) => kind === 'dots' || kind === 'star');
  const before = end < 0 ? parts : parts.slice(0, end);
  return before.map(({ dialled }) => dialled).join('');
}

function numbersInWords(match: Pattern): string {
  const { parts } = match;
  const wildcards = parts.filter(({ kind }) => kind === 'dots' || kind === 'star');
  const [wildcard] = wildcards;
  const isPlain = match.commas === 0 && wildcards.length === 1 && parts.at(-1) === wildcard;
  if (parts.length === 0) return t('handset lifted');
  if (!isPlain || !wildcard)
    return patternInWords(match).replaceAll(t(', then ') + t('a second dial tone'), t(', second tone'));
  const prefix = prefixOf(match);
  if (wildcard.kind === 'star') return prefix === '' ? t('anything') : t`anything starting with ${prefix}`;
  const keys = prefix.length + wildcard.text.length;
  const count = /^\d*$/.test(prefix)
    ? keys === 1
      ? t('1 digit')
      : t`${keys} digits`
    : keys === 1
      ? t('1 key')
      : t`${keys} keys`;
  return prefix === '' ? count : t`${count} starting with ${prefix}`;
}

/** A character that is sent: itself, or a key that was pressed or that a wildcard took. */
type Sent = string | { readonly place: number };

/** What is pressed, with a wildcard's key as its place; a `*` is one. */
function pressed({ parts }: Pattern): Sent[] {
  const keys: Sent[] = [];
  for (const { kind, text, dialled } of parts) {
    if (kind === 'literal' || kind === 'escaped') keys.push(...dialled);
    else if (kind !== 'comma') for (const _ of text) keys.push({ place: keys.length });
  }
  return keys;
}

/** What is sent for it; `undefined` where that depends on what is dialled, or is not worth a phrase. */
function resulting(match: Pattern, { parts }: Rewrite): Sent[] | undefined {
  const all = pressed(match);
  const taken = all.filter((key) => typeof key !== 'string');
  // With a `*` it depends on the number what a dot stands for, and further wildcards join the last group.
  const hasStar = match.groups.includes(undefined);
  const lengths = match.groups.map((length) => length ?? 1);
  if (lengths.reduce((sum, length) => sum + length, 0) !== taken.length) return undefined;
  const sent: Sent[] = [];
  let next = 0;
  for (const { kind, text, group = 0 } of parts) {
    if (kind === 'literal') sent.push(...text);
    else if (kind === 'escaped') sent.push(...text.slice(1));
    else if (kind === 'all') sent.push(...all);
    else if (kind === 'dots') {
      if (hasStar) return undefined;
      sent.push(...taken.slice(next, next + text.length));
      next += text.length;
    } else {
      const length = lengths[group - 1];
      if (length === undefined) return undefined;
      const start = lengths.slice(0, group - 1).reduce((sum, before) => sum + before, 0);
      sent.push(...taken.slice(start, start + length));
    }
  }
  return sent;
}

const same = (a: Sent | undefined, b: Sent | undefined) =>
  typeof a === 'object' && typeof b === 'object' ? a.place === b.place : a === b;

const isText = (all: readonly Sent[]) => all.every((one) => typeof one === 'string');

/** How many at the end are the same. */
function sharedEnd(a: readonly Sent[], b: readonly Sent[]): number {
  let count = 0;
  while (count < a.length && count < b.length && same(a.at(-1 - count), b.at(-1 - count))) count++;
  return count;
}

/** What is sent, said by how it differs from what is dialled; `undefined` when it does not. */
function sendsInWords(match: Pattern, rewrite: Rewrite): string | undefined {
  const sent = resulting(match, rewrite);
  if (!sent) return rewriteInWords(rewrite);
  if (sent.length === 0) return t('nothing');
  if (isText(sent)) return sent.join('');
  const dialled = pressed(match);
  const end = dialled.slice(sent.length);
  if (end.length > 0 && isText(end) && sent.every((character, index) => same(character, dialled[index]))) {
    return t`without the ${end.join('')} at its end`;
  }
  const shared = sharedEnd(dialled, sent);
  const dropped = dialled.slice(0, dialled.length - shared);
  const added = sent.slice(0, sent.length - shared);
  if (!isText([...dropped, ...added])) return rewriteInWords(rewrite);
  if (dropped.length === 0) return added.length === 0 ? undefined : t`${added.join('')} before it`;
  return added.length === 0 ? t`without the ${dropped.join('')}` : t`${added.join('')} in place of ${dropped.join('')}`;
}

/** Keys of the phone. A pattern with any other character is for addresses that are called from a list. */
const keypad = /^[\d*#]*$/;

/**
 * Up to `count` numbers that can be keyed in and fit the rule, whatever other rules there are. None for a pattern that
 * no keys complete.
 */
export function examples(template: Template, count: number): string[] {
  const track = trackOf(template);
  if (!track || track.slots.length === 0) return [];
  const found = new Set<string>();
  // There is one number without wildcards, and ten for one dot: more tries give no more.
  for (let variant = 0; variant < Math.min(10, count); variant++) {
    const number = exampleOf(track, variant);
    if (keypad.test(number) && fits(track, number)) found.add(number);
  }
  return [...found];
}

/** Digits of a `*` in an example: enough to show that there may be several. */
const digitsOfStar = 3;

function exampleOf({ slots }: Track, variant: number): string {
  let wildcards = 0;
  // In rows, from 1 on: 123, 234, 345.
  const digit = () => String((variant + ++wildcards) % 10);
  const write = (slot: Track['slots'][number]): string => {
    switch (slot.kind) {
      case 'key':
        return slot.key;
      case 'any':
        return digit();
      case 'run':
        return Array.from({ length: digitsOfStar }, () => {
          const one = digit();
          // The key behind the `*` would end it.
          return one === slot.stop ? digit() : one;
        }).join('');
      case 'tone':
        return '';
    }
  };
  return slots.map(write).join('');
}

function fits(track: Track, number: string): boolean {
  let progress: ReturnType<typeof follow> = beginning;
  for (const key of number) {
    progress = progress && follow(track, progress, key, false);
  }
  return progress !== undefined && !progress.cut && isComplete(track, progress, false);
}
