/**
 * Reads a dial plan as the phone does. The phone's reader is no XML parser: it takes the text apart into brackets,
 * words and strings in double quotes, and reacts to a few of them. Where it gives up, this one notes a fault, finds
 * its feet again and goes on, so that everything has its place. Never throws; the time grows with the length of the
 * text, whatever is in it.
 */

import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Range } from 'vscode-languageserver-types';
import { attributes as attributeTable, findAttribute, limits } from './facts.ts';
import { fitting, lineStarts, positionAt, rangeAt } from './places.ts';
import type { Attribute, Comment, DialPlan, Fault, FaultKind, Quotes, Tag, Template, Value } from './plan.ts';
import { interpret } from './template.ts';

export function parse(document: TextDocument): DialPlan {
  return readPlan(document.getText());
}

const root = 'DIALTEMPLATE';
const template = 'TEMPLATE';
const stamp = 'versionstamp';

const blank = /[ \t\n\v\f\r]/;
const blanks = /[ \t\n\v\f\r]*/y;
const word = /[A-Za-z0-9{][A-Za-z0-9}-]*/y;
const tagName = /[^\s<>="'/]*/y;
const attributeName = /\w[^\s<>="'/“”„‘’]*/y;
const otherQuotes: ReadonlyMap<string, RegExp> = new Map([
  ["'", /['\n\r<>]/g],
  ['‘', /['‘’\n\r<>]/g],
  ['’', /['‘’\n\r<>]/g],
  ['“', /["“”„\n\r<>]/g],
  ['”', /["“”„\n\r<>]/g],
  ['„', /["“”„\n\r<>]/g],
]);
const unquotedEnd = /[\s"'<>“”‘’]|\/>/g;
const junkEnd = /[\s\w<>]|\/>/g;
const strayEnd = /["\n\r<>]/g;
/** Where a value most likely ends whose second quote is missing. */
const likelyEnd = new RegExp(`\\s(?:${attributeTable.map(({ name }) => name).join('|')})\\s*=|[\\r\\n]|/>`, 'i');

/**
 * Text that is read at most. A plan that has outgrown the phone can still be worked on; of a file that is something
 * else altogether no more is looked at.
 */
const farBeyond = 8 * limits.fileBytes;

/** Where each comment ends for people: at its own `-->` when comments are nested, otherwise at the next one. */
function commentEnds(text: string): ReadonlyMap<number, number> {
  const ends = new Map<number, number>();
  const open: number[] = [];
  const unanswered: number[] = [];
  for (const { index, 0: mark } of text.matchAll(/<!--|-->/g)) {
    if (mark === '<!--') {
      open.push(index);
      unanswered.push(index);
      continue;
    }
    const end = index + mark.length;
    for (const start of unanswered.splice(0)) ends.set(start, end);
    const start = open.pop();
    if (start !== undefined) ends.set(start, end);
  }
  return ends;
}

interface Token {
  readonly kind: 'open' | 'close' | 'empty' | 'end' | 'string' | 'word' | 'other';
  readonly start: number;
  readonly end: number;
}

/** A tag of which the end is not known yet. */
interface OpenTag {
  readonly kind: Tag['kind'];
  readonly start: number;
  name: readonly [number, number] | undefined;
  isRoot: boolean;
  end: number | undefined;
}

export function readPlan(whole: string): DialPlan {
  const lines = lineStarts(whole);
  // The phone keeps the file as a C string, which ends at a NUL.
  const text = whole.slice(0, farBeyond).split('\0', 1)[0]!;
  const ends = commentEnds(text);
  const templates: Template[] = [];
  const tags: { readonly tag: OpenTag; readonly comment: Comment | undefined }[] = [];
  const comments: Comment[] = [];
  const faults: Fault[] = [];
  let strayQuote: Range | undefined;
  /** The comment that people take what is being read for a part of, and where it ends for them. */
  let around: { readonly comment: Comment; readonly start: number; readonly end: number } | undefined;
  let lastComment = -1;
  let at = 0;

  const place = (start: number, end: number) => rangeAt(lines, start, end);
  const isWord = (token: Token, wanted: string) =>
    token.kind === 'word' &&
    token.end - token.start === wanted.length &&
    text.slice(token.start, token.end).toUpperCase() === wanted.toUpperCase();
  const commentAround = (offset: number) =>
    around && offset >= around.start && offset < around.end ? around.comment : undefined;

  function runFrom(pattern: RegExp, from: number): number {
    pattern.lastIndex = from;
    return pattern.test(text) ? pattern.lastIndex : from;
  }

  function find(pattern: RegExp, from: number): number {
    pattern.lastIndex = from;
    return pattern.exec(text)?.index ?? text.length;
  }

  /** Skips white space and comments, which may stand anywhere, even inside a tag. */
  function skip(): void {
    for (;;) {
      at = runFrom(blanks, at);
      if (!text.startsWith('<!', at)) return;
      readComment();
    }
  }

  function readComment(): void {
    const start = at;
    const bracket = text.indexOf('>', start);
    at = bracket < 0 ? text.length : bracket + 1;
    const end = ends.get(start);
    const proper = end !== undefined && end >= at;
    const comment: Comment = {
      range: place(start, proper ? end : at),
      text: proper ? text.slice(start + 4, end - 3) : text.slice(start, at).replace(/^<!(?:--)?/, ''),
      phoneEnd: positionAt(lines, at),
      proper,
    };
    // A place can be read twice, where the first reading came to nothing.
    if (start <= lastComment) return;
    lastComment = start;
    comments.push(comment);
    if (proper && end > (around?.end ?? 0)) around = { comment, start, end };
  }

  /** The next piece as the phone's reader hands it out; `undefined` at the end. */
  function next(): Token | undefined {
    skip();
    const start = at;
    const character = text[start];
    if (character === undefined) return undefined;
    const token = (kind: Token['kind'], end: number): Token => {
      at = end;
      return { kind, start, end };
    };
    if (character === '<') return text[start + 1] === '/' ? token('close', start + 2) : token('open', start + 1);
    if (character === '>') return token('end', start + 1);
    if (character === '/' && text[start + 1] === '>') return token('empty', start + 2);
    if (character === '"') {
      const quote = text.indexOf('"', start + 1);
      return token('string', quote < 0 ? text.length : quote + 1);
    }
    const wordEnd = runFrom(word, start);
    return wordEnd > start ? token('word', wordEnd) : token('other', start + 1);
  }

  function value(start: number, end: number, outerStart: number, outerEnd: number, quotes: Quotes): Value {
    const written = text.slice(start, end);
    return {
      text: written,
      kept: written.slice(0, fitting(written, limits.valueCharacters)),
      range: place(start, end),
      outer: place(outerStart, outerEnd),
      quotes,
    };
  }

  /** Whether a tag can go on here: what stands behind a value tells whether its quote was the right one. */
  function goesOn(from: number): boolean {
    const start = runFrom(blanks, from);
    const character = text[start];
    if (character === undefined || character === '<' || character === '>' || text.startsWith('/>', start)) return true;
    const end = runFrom(attributeName, start);
    return findAttribute(text.slice(start, end)) !== undefined && text[runFrom(blanks, end)] === '=';
  }

  function backOverBlanks(from: number, floor: number): number {
    let end = from;
    while (end > floor && blank.test(text[end - 1]!)) end--;
    return end;
  }

  function readValue(): Value | undefined {
    const start = at;
    const character = text[start];
    if (character === undefined || character === '<' || character === '>' || text.startsWith('/>', start)) {
      return undefined;
    }
    if (character === '"') {
      const quote = text.indexOf('"', start + 1);
      if (quote >= 0 && goesOn(quote + 1)) {
        at = quote + 1;
        return value(start + 1, quote, start, at, 'double');
      }
      const rest = text.slice(start + 1, quote < 0 ? text.length : quote);
      const likely = likelyEnd.exec(rest);
      if (quote >= 0 && !likely) {
        at = quote + 1;
        return value(start + 1, quote, start, at, 'double');
      }
      at = backOverBlanks(start + 1 + (likely?.index ?? rest.length), start + 1);
      return value(start + 1, at, start, at, 'unclosed');
    }
    const closers = otherQuotes.get(character);
    if (closers) {
      const end = find(closers, start + 1);
      if (end < text.length && !/[\n\r<>]/.test(text[end]!)) {
        at = end + 1;
        return value(start + 1, end, start, at, 'other');
      }
    }
    // `MATCH= Timeout="0"`: the next attribute is not the value of this one.
    const nameEnd = runFrom(attributeName, start);
    if (findAttribute(text.slice(start, nameEnd)) && text[runFrom(blanks, nameEnd)] === '=') return undefined;
    const end = find(unquotedEnd, closers ? start + 1 : start);
    at = end;
    if (text[end] === '"') {
      at = end + 1;
      return value(start, end, start, at, 'unopened');
    }
    if (end > start && /["'“”‘’]/.test(text[end] ?? '')) at = end + 1;
    return value(start, end, start, at, 'none');
  }

  function readAttribute(nameEnd: number): Attribute {
    const start = at;
    const name = text.slice(start, nameEnd);
    const nameRange = place(start, nameEnd);
    const known = findAttribute(name)?.name;
    at = nameEnd;
    skip();
    const joined = text[at] === '"';
    let found: Value | undefined;
    const equals = text[at] === '=';
    if (equals) at++;
    const behindEquals = at;
    if (equals || joined) {
      skip();
      found = readValue();
      if (!found) at = behindEquals;
    } else at = nameEnd;
    const attribute: Attribute = { name, nameRange, known, value: found, range: place(start, at) };

    const fault = (kind: FaultKind, range: Range, gap?: Fault['gap']) =>
      faults.push({ kind, range, attribute, ...(gap && { gap }) });
    if (!known) fault('unknown-attribute', nameRange);
    if (known && !found) fault('attribute-without-value', attribute.range);
    if (known && joined) fault('attribute-without-value', nameRange, { at: nameRange.end, text: '=' });
    if (found?.quotes === 'other') fault('single-quotes', found.outer);
    if (found?.quotes === 'none') fault('unquoted-value', found.outer);
    if (found?.quotes === 'unclosed') fault('missing-quote', found.outer, { at: found.outer.end, text: '"' });
    if (found?.quotes === 'unopened') fault('missing-quote', found.outer, { at: found.outer.start, text: '"' });
    return attribute;
  }

  /** Reads on behind the word TEMPLATE. */
  function readTemplate(start: number, name: readonly [number, number], inRoot: boolean): void {
    const found: Attribute[] = [];
    const comment = commentAround(start);
    const notClosed = (from: number, to: number, gap: string) => {
      // Without its second quote a value would take in whatever is put behind it.
      const isInValue = found.at(-1)?.value?.quotes === 'unclosed';
      faults.push({
        kind: 'template-not-closed',
        range: place(start, to),
        ...(!isInValue && { gap: { at: positionAt(lines, from), text: gap } }),
      });
    };
    at = name[1];
    for (;;) {
      const before = at;
      skip();
      if (at >= text.length || text[at] === '<') {
        // What follows belongs to something else.
        notClosed(before, before, text.startsWith(`</${template}`, at) ? '>' : '/>');
        at = before;
        break;
      }
      if (text.startsWith('/>', at)) {
        at += 2;
        break;
      }
      if (text[at] === '>') {
        readEndTag(notClosed);
        break;
      }
      const nameEnd = runFrom(attributeName, at);
      if (nameEnd > at) {
        found.push(readAttribute(nameEnd));
        continue;
      }
      const junk = at;
      at = junkAfter(junk);
      faults.push({ kind: 'stray-character', range: place(junk, at) });
    }
    const { meaning, faults: more } = interpret(found);
    faults.push(...more);
    const nameRange = place(...name);
    if (!inRoot) faults.push({ kind: 'template-outside-root', range: nameRange });
    templates.push({ ...meaning, range: place(start, at), nameRange, attributes: found, inRoot, comment });
  }

  /** The end of what is no attribute: a word may be one again, and a pair of quotes belongs together. */
  function junkAfter(start: number): number {
    if (text[start] === '"' && !goesOn(start + 1)) {
      const end = find(strayEnd, start + 1);
      return text[end] === '"' ? end + 1 : start + 1;
    }
    return find(junkEnd, start + 1);
  }

  /** Behind the `>` of a TEMPLATE only `</TEMPLATE>` may come. */
  function readEndTag(notClosed: (from: number, to: number, gap: string) => void): void {
    const bracket = at;
    at = bracket + 1;
    const first = next();
    const second = first?.kind === 'close' ? next() : undefined;
    const third = second && isWord(second, template) ? next() : undefined;
    if (third?.kind === 'end') return;
    notClosed(bracket, bracket + 1, '/');
    at = bracket + 1;
  }

  /** Reads on behind the word versionStamp. Whether the phone took it. */
  function readStamp(): boolean {
    let length = 0;
    let state: 'tag' | 'content' | 'ending' | 'ended' = 'tag';
    for (;;) {
      const before = at;
      const token = next();
      if (token?.kind === 'word') {
        if (state === 'content') length = token.end - token.start;
        if (state === 'ending') {
          if (!isWord(token, stamp)) return false;
          state = 'ended';
        }
      } else if (token?.kind === 'end' && state === 'tag') state = 'content';
      else if (token?.kind === 'end' && state === 'ended') return length > 2;
      else if (token?.kind === 'close' && state === 'content') state = 'ending';
      else {
        at = before;
        return false;
      }
    }
  }

  let inRoot = false;
  /** The word that comes next is the name of an element. */
  let opened = false;
  /** Inside an end tag, where the phone looks for nothing but its name and its end. */
  let closing = false;
  let tag: OpenTag | undefined;
  for (let token = next(); token; token = next()) {
    if (token.kind === 'open' || token.kind === 'close') {
      if (closing) continue;
      closing = token.kind === 'close';
      opened = !closing;
      tag = { kind: closing ? 'end' : 'start', start: token.start, name: undefined, isRoot: false, end: undefined };
      continue;
    }
    // In an end tag without its `>` any later DIALTEMPLATE counts as the name.
    if (closing && isWord(token, root)) inRoot = false;
    if (token.kind === 'word' && tag && !tag.name && (opened || closing)) {
      if (opened && isWord(token, template) && text.startsWith(template, token.start)) {
        readTemplate(tag.start, [token.start, token.end], inRoot);
        tag = undefined;
        opened = false;
        continue;
      }
      tag.name = [token.start, Math.max(token.end, runFrom(tagName, token.start))];
      tags.push({ tag, comment: commentAround(tag.start) });
      tag.isRoot = isWord(token, root);
      if (tag.isRoot && opened) inRoot = true;
      if (opened && isWord(token, stamp)) {
        const taken = readStamp();
        if (!taken || !inRoot) faults.push({ kind: 'version-stamp', range: place(token.start, token.end) });
        tag.end = at;
        tag = undefined;
      }
      opened = false;
      continue;
    }
    if (token.kind === 'string' && text.slice(token.start, token.end).includes('<')) {
      strayQuote ??= place(token.start, token.start + 1);
    }
    opened = false;
    if (token.kind === 'end' || (token.kind === 'empty' && !closing)) {
      closing = false;
      if (tag) tag.end = token.end;
      tag = undefined;
    }
  }

  const fits = fitting(whole, limits.fileBytes);
  const excess = fits < whole.length ? place(fits, whole.length) : undefined;
  return {
    format: 'dialplan',
    text: whole,
    lines,
    read: text.length,
    byteOrderMark: whole.startsWith('\uFEFF'),
    excess,
    templates,
    tags: tags.map(({ tag: { kind, start, name, isRoot, end }, comment }) => {
      return {
        kind,
        name: text.slice(...name!),
        nameRange: place(...name!),
        range: place(start, end ?? name![1]),
        isRoot,
        closed: end !== undefined,
        comment,
      };
    }),
    comments,
    faults,
    strayQuote,
    openAtEnd: inRoot,
    discarded: faults.length > 0 || excess !== undefined,
  };
}
