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

const patternSpecial = /[.*,\\]/g;

/** Reads a MATCH; `place` turns columns inside the value into a range of the file. */
export function readPattern(text: string, place: Place): Pattern {
  const parts: PatternPart[] = [];
  const add = (kind: PatternKind, start: number, end: number, dialled = '') =>
    parts.push({ kind, text: text.slice(start, end), dialled, start, end, range: place(start, end) });

  for (let at = 0; at < text.length; ) {
    const from = at;
    const character = text[at];
    if (character === '.') add('dots', from, (at = runEnd(text, at, '.')));
    else if (character === ',') add('comma', from, (at = runEnd(text, at, ',')));
    else if (character === '*') add('star', from, ++at);
    else if (character === '\\' && at + 1 < text.length) add('escaped', from, (at += 2), text[from + 1]);
    else {
      // A backslash at the very end has nothing to escape and stands for itself.
      patternSpecial.lastIndex = at + 1;
      at = patternSpecial.exec(text)?.index ?? text.length;
      add('literal', from, at, text.slice(from, at));
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

  for (let at = 0; at < text.length; ) {
    const from = at;
    const character = text[at];
    if (character === '.') add('dots', from, (at = runEnd(text, at, '.')));
    else if (character === '%' && at + 1 < text.length) {
      const what = text[at + 1]!;
      at += 2;
      if (what === 's' || what === '0') add('all', from, at);
      else if (what >= '1' && what <= '9') add('group', from, at, Number(what));
      else add('escaped', from, at);
    } else {
      rewriteSpecial.lastIndex = at + 1;
      at = rewriteSpecial.exec(text)?.index ?? text.length;
      add('literal', from, at);
    }
  }
  return { text, parts };
}
