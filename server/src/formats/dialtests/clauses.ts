/** What an expectation says, word by word. */

import { t } from '@vscode/l10n';
import type { Range } from 'vscode-languageserver-types';
import { findValue, nearest, tones, valuesOf } from '../dialplan/facts.ts';
import { onLine } from '../ranges.ts';
import type { Word } from './words.ts';

/** How a number can end. */
export type OutcomeKind = 'dials' | 'waits' | 'no match';

type Said =
  /** `sent`: what goes out; `undefined` when that is not said. */
  | { readonly kind: 'outcome'; readonly outcome: OutcomeKind; readonly sent: string | undefined }
  /** Seconds from the last key until the phone dials. */
  | { readonly kind: 'time'; readonly seconds: number }
  /** Counted from 1 in the order of the file, or by its MATCH. */
  | { readonly kind: 'template'; readonly template: number | string }
  | { readonly kind: 'route'; readonly route: string }
  /** Such as `user=phone`. */
  | { readonly kind: 'user'; readonly parameter: string }
  /** The tone heard behind the last key; `undefined`: any. */
  | { readonly kind: 'tone'; readonly tone: string | undefined };

export type Clause = Said & { readonly range: Range };

export type FaultKind = 'key' | 'no-expectation' | 'unknown-word' | 'value' | 'said-twice' | 'missing-quote' | 'line';

/** What cannot be understood. */
export interface Fault {
  readonly kind: FaultKind;
  readonly range: Range;
  readonly values: Readonly<Record<string, string | number>>;
  /** What was probably meant, to be put in place of the range. */
  readonly meant?: string;
}

/** The words that begin a clause, in the order in which they are offered. */
export const keywords = ['dials', 'waits', 'no match', 'now', 'after', 'by', 'route', 'user', 'plays'] as const;

const firstWords: ReadonlySet<string> = new Set([...keywords.map((word) => word.split(' ')[0]!), 'and']);

/** Whether the word begins a clause, so that it is not a value of the one before. */
export function isKeyword({ text, quoted }: Word): boolean {
  return !quoted && firstWords.has(text.toLowerCase().replace(/=.*$/s, ''));
}

export const userParameters = valuesOf('User').map(({ value }) => `user=${value.toLowerCase()}`);

const topics: Readonly<Record<Clause['kind'], string>> = {
  get outcome() {
    return t('what comes of the number');
  },
  get time() {
    return t('when the phone dials');
  },
  get template() {
    return t('which template dials it');
  },
  get route() {
    return t('the route');
  },
  get user() {
    return t('the user parameter');
  },
  get tone() {
    return t('the tone');
  },
};

/** The clauses in the words from `first` on. */
export function readClauses(
  line: number,
  words: readonly Word[],
  first: number,
): { clauses: Clause[]; faults: Fault[] } {
  const clauses: Clause[] = [];
  const faults: Fault[] = [];
  let at = first;

  const rangeOf = (from: number, to = from) => onLine(line, words[from]!.start, words[to]!.end);
  const add = (said: Said, from: number) => {
    const range = rangeOf(from, at - 1);
    if (clauses.some(({ kind }) => kind === said.kind))
      faults.push({ kind: 'said-twice', range, values: { what: topics[said.kind] } });
    else clauses.push({ ...said, range });
  };
  /** The next word, when it can be a value. */
  const value = (): Word | undefined => {
    const word = words[at];
    if (!word || isKeyword(word)) return undefined;
    at++;
    return word;
  };
  const refuse = (from: number, wanted: string, meant?: string) => {
    const isMissing = at - 1 === from;
    const word = words[from]!.text;
    faults.push({
      kind: 'value',
      range: rangeOf(isMissing ? from : at - 1),
      values: { word, wanted },
      ...(meant !== undefined && { meant }),
    });
  };
  /** A value out of a list of words. */
  const choice = (from: number, choices: readonly { readonly value: string }[], wanted: string): string | undefined => {
    const text = value()?.text ?? '';
    const known = findValue(choices as Parameters<typeof findValue>[0], text)?.value;
    if (known === undefined)
      refuse(
        from,
        wanted,
        nearest(
          text,
          choices.map((one) => one.value),
        ),
      );
    return known;
  };

  const readers: Readonly<Record<string, (from: number) => void>> = {
    and: () => {},
    dials: (from) => add({ kind: 'outcome', outcome: 'dials', sent: value()?.text }, from),
    waits: (from) => add({ kind: 'outcome', outcome: 'waits', sent: undefined }, from),
    no: (from) => {
      if (words[at]?.text.toLowerCase() !== 'match') return refuse(from, '"match"');
      at++;
      add({ kind: 'outcome', outcome: 'no match', sent: undefined }, from);
    },
    now: (from) => add({ kind: 'time', seconds: 0 }, from),
    after: (from) => {
      const [, seconds] = /^(\d{1,5})(?:s|seconds?)?$/i.exec(value()?.text ?? '') ?? [];
      if (seconds === undefined) return refuse(from, t('a number of seconds, such as "after 5 s"'));
      if (/^(?:s|seconds?)$/i.test(words[at]?.text ?? '')) at++;
      add({ kind: 'time', seconds: Number(seconds) }, from);
    },
    by: (from) => {
      const isNamed = words[at]?.text.toLowerCase() === 'template' && !words[at]?.quoted;
      if (isNamed) at++;
      const word = value();
      if (!word) return refuse(from, t('the number of a template, such as "by template 2", or its MATCH'));
      const isNumber = isNamed && !word.quoted && /^[1-9]\d{0,5}$/.test(word.text);
      add({ kind: 'template', template: isNumber ? Number(word.text) : word.text }, from);
    },
    route: (from) => {
      const routes = valuesOf('Route');
      const route = choice(from, routes, listed(routes.map((one) => one.value)));
      if (route !== undefined) add({ kind: 'route', route }, from);
    },
    user: (from) => {
      const parameter = words[from]!.text.toLowerCase();
      if (userParameters.includes(parameter)) add({ kind: 'user', parameter }, from);
      else refuse(from, listed(userParameters), nearest(parameter, userParameters));
    },
    plays: (from) => {
      const word = words[at];
      const tone = word && !isKeyword(word) ? choice(from, tones, t('the name of a tone, or nothing')) : undefined;
      if (tone !== undefined || at - 1 === from) add({ kind: 'tone', tone }, from);
    },
  };

  while (at < words.length) {
    const from = at++;
    const word = words[from]!;
    const key = word.text.toLowerCase().replace(/=.*$/s, '');
    const read = word.quoted || !Object.hasOwn(readers, key) ? undefined : readers[key];
    if (!read) {
      // What follows a word that means nothing here cannot be told either.
      faults.push(unknown(word, rangeOf(from)));
      break;
    }
    read(from);
  }
  return { clauses, faults };
}

function unknown({ text, quoted }: Word, range: Range): Fault {
  const meant = quoted ? undefined : nearest(text, keywords);
  return { kind: 'unknown-word', range, values: { word: text }, ...(meant !== undefined && { meant }) };
}

/** `a, b or c`. */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : t`${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;
}
