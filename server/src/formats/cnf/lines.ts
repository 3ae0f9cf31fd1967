/** One line of a .cnf file: `name : value ; comment`. Reading a line never fails and looks at no other line. */

import { directiveMark } from '../format.ts';
import { isDirective } from '../placeholders.ts';

/** Columns `start` up to, not including, `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Value extends Span {
  /** Without the quotes. */
  readonly text: string;
  /** `open`: a quote begins the value and no other ends it. */
  readonly quotes: 'none' | 'closed' | 'open';
  /** With the quotes. */
  readonly outer: Span;
  /** What stands between the closing quote and the comment or the line's end. */
  readonly after: Span | undefined;
  /** Where ` #` stands in a value without quotes: not known to begin a comment there. */
  readonly hash: number | undefined;
}

/** What is known of every line, so that nobody has to look at all texts again after each edit. */
interface Common {
  readonly text: string;
  /** There is a character in it that a text file does not have, or the mark of one that could not be read. */
  readonly odd: boolean;
  /** There is a directive to us in it. */
  readonly marked: boolean;
}

export interface Entry extends Common {
  readonly kind: 'entry';
  readonly name: Span & { readonly text: string };
  readonly colon: number;
  readonly value: Value;
  /** From the `;` on. */
  readonly comment: Span | undefined;
}

export interface CommentLine extends Common {
  readonly kind: 'comment';
  /** From the `#` or `;` on. */
  readonly comment: Span;
}

/** Nothing, an instruction to a template engine, or a line that is no entry. */
export interface OtherLine extends Common {
  readonly kind: 'blank' | 'directive' | 'other';
  /** Without the white space at both ends. */
  readonly content: Span;
}

export type Line = Entry | CommentLine | OtherLine;

/** Characters that no text file has (tabs, line ends and form feeds are text), and the mark of an unreadable one. */
export const oddCharacter = /[\u0000-\u0008\u000E-\u001F\uFFFD]/;

function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 0xfeff || code === 0xa0 || code === 13;
}

/** `start` moved right over blanks. */
function skipBlanks(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && isBlank(text.charCodeAt(at))) at++;
  return at;
}

/** `end` moved left over blanks. */
function dropBlanks(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && isBlank(text.charCodeAt(at - 1))) at--;
  return at;
}

/** Reads a line, given without its line end. `odd`, `marked`: for a caller who knows already. */
export function parseLine(text: string, odd = oddCharacter.test(text), marked = text.includes(directiveMark)): Line {
  const start = skipBlanks(text, 0, text.length);
  const end = dropBlanks(text, start, text.length);
  if (start === end) return { kind: 'blank', text, odd, marked, content: { start, end } };
  const first = text[start];
  if (first === '#' || first === ';') return { kind: 'comment', text, odd, marked, comment: { start, end } };
  if ((first === '{' || first === '<' || first === '$') && isDirective(text))
    return { kind: 'directive', text, odd, marked, content: { start, end } };
  const colon = findColon(text, start, end);
  if (colon === -1) return { kind: 'other', text, odd, marked, content: { start, end } };
  const nameEnd = dropBlanks(text, start, colon);
  const { value, comment } = parseValue(text, colon + 1, end);
  return {
    kind: 'entry',
    text,
    odd,
    marked,
    name: { start, end: nameEnd, text: text.slice(start, nameEnd) },
    colon,
    value,
    comment,
  };
}

/**
 * The colon that ends the name, -1 when the line has none. A name has no blank, quote, `=` or `;` in it, so a colon
 * behind one of those (in a URL, a time, a comment) does not make an entry; blanks right before the colon do no harm.
 */
function findColon(text: string, start: number, end: number): number {
  let depth = 0;
  for (let at = start; at < end; at++) {
    const char = text[at];
    if (char === '{') depth++;
    else if (char === '}') depth--;
    else if (depth > 0) continue;
    else if (char === ':') return at;
    else if (char === '=' || char === '"' || char === ';') return -1;
    else if (isBlank(text.charCodeAt(at)))
      return text[skipBlanks(text, at, end)] === ':' ? skipBlanks(text, at, end) : -1;
  }
  return -1;
}

function parseValue(text: string, from: number, end: number): { value: Value; comment: Span | undefined } {
  const start = skipBlanks(text, from, end);
  if (text[start] === '"') {
    const close = text.indexOf('"', start + 1);
    if (close === -1 || close >= end) {
      const inner = { start: start + 1, end };
      const value: Value = {
        ...inner,
        text: text.slice(inner.start, end),
        quotes: 'open',
        outer: { start, end },
        after: undefined,
        hash: undefined,
      };
      return { value, comment: undefined };
    }
    const semicolon = text.indexOf(';', close + 1);
    const rest = semicolon === -1 ? end : semicolon;
    const afterStart = skipBlanks(text, close + 1, rest);
    const afterEnd = dropBlanks(text, afterStart, rest);
    const value: Value = {
      start: start + 1,
      end: close,
      text: text.slice(start + 1, close),
      quotes: 'closed',
      outer: { start, end: close + 1 },
      after: afterStart < afterEnd ? { start: afterStart, end: afterEnd } : undefined,
      hash: undefined,
    };
    return { value, comment: semicolon === -1 ? undefined : { start: semicolon, end } };
  }
  const semicolon = text.indexOf(';', start);
  const rest = semicolon === -1 ? end : semicolon;
  const hash = findHash(text, start, rest);
  const valueEnd = dropBlanks(text, start, hash ?? rest);
  const value: Value = {
    start,
    end: valueEnd,
    text: text.slice(start, valueEnd),
    quotes: 'none',
    outer: { start, end: valueEnd },
    after: undefined,
    hash,
  };
  return { value, comment: semicolon === -1 ? undefined : { start: semicolon, end } };
}

/** A `#` that begins the value or follows a blank in it; one inside a word (a URL's fragment) is part of the value. */
function findHash(text: string, start: number, end: number): number | undefined {
  for (let at = text.indexOf('#', start); at !== -1 && at < end; at = text.indexOf('#', at + 1)) {
    if (at > start && isBlank(text.charCodeAt(at - 1))) return at;
  }
  return undefined;
}
