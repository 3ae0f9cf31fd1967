/** What stands in MATCH and Rewrite, piece by piece. */

import type { Range } from 'vscode-languageserver-types';
import { limits } from './facts.ts';

/** The kinds of pieces of a MATCH pattern. */
export type PatternKind =
  /** Characters that are dialled as they stand. */
  | 'literal'
  /** A run of `.`: as many keys as there are dots. */
  | 'dots'
  /** `*`: one or more keys. */
  | 'star'
  /** A run of `,`: a second dial tone. */
  | 'comma'
  /** `\` and the character that it makes an ordinary one. */
  | 'escaped';

export interface PatternPart {
  readonly kind: PatternKind;
  /** As written. */
  readonly text: string;
  /** The characters that have to be dialled, for `literal` and `escaped`. */
  readonly dialled: string;
  /** Columns inside the value. */
  readonly start: number;
  readonly end: number;
  readonly range: Range;
}

export interface Pattern {
  /** What the phone keeps of the value. */
  readonly text: string;
  readonly parts: readonly PatternPart[];
  /** What each `%1`, `%2` … stands for: the number of characters, `undefined` for a `*`. */
  readonly groups: readonly (number | undefined)[];
  /** Places with a second dial tone. */
  readonly commas: number;
}

/** The kinds of pieces of a Rewrite. */
export type RewriteKind =
  /** Sent as it stands. */
  | 'literal'
  /** A run of `.`: the next captured characters, one each. */
  | 'dots'
  /** `%s` or `%0`. */
  | 'all'
  /** `%1` to `%9`. */
  | 'group'
  /** `%` and a character that is sent as it stands. */
  | 'escaped';

export interface RewritePart {
  readonly kind: RewriteKind;
  readonly text: string;
  /** The number of the group, for `group`. */
  readonly group: number | undefined;
  readonly start: number;
  readonly end: number;
  readonly range: Range;
}

export interface Rewrite {
  /** What the phone keeps of the value. */
  readonly text: string;
  readonly parts: readonly RewritePart[];
}

type Place = (start: number, end: number) => Range;

function runEnd(text: string, from: number, character: string): number {
  let end = from + 1;
  while (text[end] === character) end++;
  return end;
}

function next(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.exec(text)?.index ?? text.length;
}

const patternSpecial = /[.*,\\]/g;

/** Reads a MATCH; `place` turns columns inside the value into a range of the file. */
export function readPattern(text: string, place: Place): Pattern {
  const parts: PatternPart[] = [];
  const add = (kind: PatternKind, start: number, end: number, dialled = '') =>
    parts.push({ kind, text: text.slice(start, end), dialled, start, end, range: place(start, end) });

  for (let at = 0; at < text.length; at = parts.at(-1)!.end) {
    const character = text[at];
    if (character === '.') add('dots', at, runEnd(text, at, '.'));
    else if (character === ',') add('comma', at, runEnd(text, at, ','));
    else if (character === '*') add('star', at, at + 1);
    else if (character === '\\' && at + 1 < text.length) add('escaped', at, at + 2, text[at + 1]);
    else {
      // A backslash at the very end has nothing to escape and stands for itself.
      const end = next(patternSpecial, text, at + 1);
      add('literal', at, end, text.slice(at, end));
    }
  }

  // The phone keeps no more than a few groups: what further wildcards take belongs to the last one.
  const wildcards = parts.filter(({ kind }) => kind === 'dots' || kind === 'star');
  return {
    text,
    parts,
    groups: wildcards
      .slice(0, limits.groups)
      .map(({ kind, start, end }) => (kind === 'dots' ? end - start : undefined)),
    commas: parts.filter(({ kind }) => kind === 'comma').length,
  };
}

const rewriteSpecial = /[.%]/g;

/** Reads a Rewrite; `place` turns columns inside the value into a range of the file. */
export function readRewrite(text: string, place: Place): Rewrite {
  const parts: RewritePart[] = [];
  const add = (kind: RewriteKind, start: number, end: number, group?: number) =>
    parts.push({ kind, text: text.slice(start, end), group, start, end, range: place(start, end) });

  for (let at = 0; at < text.length; at = parts.at(-1)!.end) {
    const character = text[at];
    const escaped = character === '%' ? text[at + 1] : undefined;
    if (character === '.') add('dots', at, runEnd(text, at, '.'));
    else if (escaped === undefined) add('literal', at, next(rewriteSpecial, text, at + 1));
    else if (escaped === 's' || escaped === '0') add('all', at, at + 2);
    else if (escaped >= '1' && escaped <= '9') add('group', at, at + 2, Number(escaped));
    else add('escaped', at, at + 2);
  }
  return { text, parts };
}
