/**
 * Reads syncinfo.xml: `<IMAGE VERSION="…" SYNC="…"/>`, as a rule inside `<SYNCINFO>`. It is no XML parser: what people
 * write here is often not well-formed, and the slips are what the checks are about. Never throws, one pass.
 */

import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Range } from 'vscode-languageserver-types';
import data from '../../../../schemas/syncinfo.json' with { type: 'json' };
import type { Parsed } from '../format.ts';

/** A piece of the file and its place. */
export interface Word {
  readonly text: string;
  readonly range: Range;
}

/**
 * What stands around a value: `double` quotes, `other` ones (single or typographic), `none`, or one double quote only:
 * the end one is missing (`unclosed`) or the first one (`unopened`).
 */
export type Quotes = 'double' | 'other' | 'none' | 'unclosed' | 'unopened';

export interface Value extends Word {
  readonly quotes: Quotes;
  /** With the quotes; `range` is what they enclose. */
  readonly outer: Range;
}

export interface Attribute {
  readonly name: Word;
  /** `undefined` when nothing follows the name. */
  readonly value: Value | undefined;
  readonly range: Range;
}

export interface EndTag {
  readonly name: Word;
  readonly range: Range;
}

export interface Element {
  readonly name: Word;
  /** The whole tag. */
  readonly range: Range;
  readonly attributes: readonly Attribute[];
  /** How the tag ends: `/>`, `>`, or not at all. */
  readonly end: '/>' | '>' | '';
  readonly closing: EndTag | undefined;
}

/** One line of the list: for phones that run `version`, `sync` is the value to compare. */
export interface Entry {
  readonly element: Element;
  readonly version: Value | undefined;
  readonly sync: Value | undefined;
}

export interface SyncInfo extends Parsed {
  readonly format: 'syncinfo';
  /** The lines that were read, for completion and layout. */
  readonly lines: readonly string[];
  readonly byteOrderMark: boolean;
  /** Size in bytes as UTF-8. */
  readonly bytes: number;
  /** What does not fit into the phone's buffer. It was not read here either: the phone never sees it. */
  readonly excess: Range | undefined;
  /** Start tags, in the order of the text. */
  readonly elements: readonly Element[];
  /** End tags without a start tag. */
  readonly strayEnds: readonly EndTag[];
  readonly comments: readonly Word[];
  readonly entries: readonly Entry[];
}

/** Whether a name is that element or attribute, whatever its letter case. */
export function isNamed(word: Word, name: string): boolean {
  return word.text.toUpperCase() === name;
}

/** The first attribute of that name. */
export function attribute(element: Element, name: string): Attribute | undefined {
  return element.attributes.find((candidate) => isNamed(candidate.name, name));
}

const pieces = /<!--([\s\S]*?)(?:-->|$)|<\?[\s\S]*?(?:\?>|$)|<(\/?)([A-Za-z_][\w:.-]*)/g;
const attributeName = /[A-Za-z_][\w:.-]*/y;
const equals = /\s*=[^\S\r\n]*/y;
const bareValue = /(?:[^\s<>/"]|\/(?!>))*/y;
const otherQuotes = /['‘’“”]/;
/** Where a value ends whose end quote is missing: before the next attribute, at the end of the tag or of the line. */
const looseEnd = /\s+[A-Za-z_][\w:.-]*\s*=|\s*\/?>|\s*$/;
/** The end of a value that ran into the next attribute because its own end quote is missing. */
const nextAttribute = /\s+[A-Za-z_][\w:.-]*\s*=\s*$/;

type OpenElement = { -readonly [key in keyof Element]: Element[key] };

export function parse(document: TextDocument): SyncInfo {
  const all = document.getText();
  const { text, bytes } = readable(all);
  const range = (start: number, end: number): Range => ({
    start: document.positionAt(start),
    end: document.positionAt(end),
  });
  const word = (start: number, end: number): Word => ({ text: text.slice(start, end), range: range(start, end) });

  const elements: OpenElement[] = [];
  const open: OpenElement[] = [];
  const strayEnds: EndTag[] = [];
  const comments: Word[] = [];
  pieces.lastIndex = 0;
  for (let piece = pieces.exec(text); piece; piece = pieces.exec(text)) {
    const [whole, comment, slash, name] = piece;
    const start = piece.index;
    if (comment !== undefined) {
      comments.push({ text: comment, range: range(start, start + whole.length) });
    } else if (slash && name !== undefined) {
      const at = /\s*>?/y;
      at.lastIndex = start + whole.length;
      at.exec(text);
      const tag: EndTag = { name: word(start + 2, start + whole.length), range: range(start, at.lastIndex) };
      const index = open.findLastIndex((candidate) => candidate.name.text.toUpperCase() === name.toUpperCase());
      const element = open[index];
      if (element) {
        element.closing = tag;
        open.length = index;
      } else {
        strayEnds.push(tag);
      }
      pieces.lastIndex = at.lastIndex;
    } else if (name !== undefined) {
      const tag = readTag(text, start + whole.length, word, range);
      const element: OpenElement = {
        name: word(start + 1, start + whole.length),
        range: range(start, tag.after),
        attributes: tag.attributes,
        end: tag.end,
        closing: undefined,
      };
      elements.push(element);
      if (tag.end !== '/>') open.push(element);
      pieces.lastIndex = tag.after;
    }
  }

  return {
    format: 'syncinfo',
    lines: text.split(/\r\n|\n|\r/),
    byteOrderMark: all.startsWith('\uFEFF'),
    bytes,
    excess: bytes > data.limits.fileBytes ? range(fitting(all), all.length) : undefined,
    elements,
    strayEnds,
    comments,
    entries: elements
      .filter((element) => isNamed(element.name, 'IMAGE'))
      .map((element) => ({
        element,
        version: attribute(element, 'VERSION')?.value,
        sync: attribute(element, 'SYNC')?.value,
      })),
  };
}

/** How many characters of the text fit into the phone's buffer. */
function fitting(text: string): number {
  return new TextEncoder().encodeInto(text, new Uint8Array(data.limits.fileBytes)).read;
}

/** The part of the text that reaches the phone, up to the last tag that does so as a whole. */
function readable(all: string): { readonly text: string; readonly bytes: number } {
  const bytes = new TextEncoder().encode(all).length;
  if (bytes <= data.limits.fileBytes) return { text: all, bytes };
  const start = all.slice(0, fitting(all));
  return { text: start.slice(0, start.lastIndexOf('>') + 1), bytes };
}

type Place = (start: number, end: number) => Range;
type Cut = (start: number, end: number) => Word;

/** Reads attributes up to the end of the tag, or to the next `<` when it has none. */
function readTag(
  text: string,
  from: number,
  word: Cut,
  range: Place,
): { readonly attributes: readonly Attribute[]; readonly end: Element['end']; readonly after: number } {
  const attributes: Attribute[] = [];
  let lastEnd = from;
  let at = from;
  while (at < text.length && text[at] !== '<') {
    if (text[at] === '>') return { attributes, end: '>', after: at + 1 };
    if (text.startsWith('/>', at)) return { attributes, end: '/>', after: at + 2 };
    attributeName.lastIndex = at;
    if (!attributeName.test(text)) {
      at++;
      continue;
    }
    const nameEnd = attributeName.lastIndex;
    const name = word(at, nameEnd);
    equals.lastIndex = nameEnd;
    const read = equals.test(text) ? readValue(text, equals.lastIndex, range) : undefined;
    const after = read?.after ?? nameEnd;
    attributes.push({ name, value: read?.value, range: range(at, after) });
    lastEnd = after;
    at = after;
  }
  return { attributes, end: '', after: lastEnd };
}

function readValue(
  text: string,
  start: number,
  range: Place,
): { readonly value: Value | undefined; readonly after: number } {
  const make = (quotes: Quotes, from: number, to: number, after: number) => ({
    value: { text: text.slice(from, to), range: range(from, to), quotes, outer: range(start, after) },
    after,
  });
  const first = text[start] ?? '';
  if (first !== '"' && !otherQuotes.test(first)) {
    bareValue.lastIndex = start;
    bareValue.test(text);
    const end = bareValue.lastIndex;
    if (end === start) return { value: undefined, after: end };
    return text[end] === '"' ? make('unopened', start, end, end + 1) : make('none', start, end, end);
  }

  const isEnd = (character: string): boolean =>
    first === '"' || first === "'" ? character === first : otherQuotes.test(character) || character === '"';
  const from = start + 1;
  let end = from;
  while (end < text.length && !/[\r\n<]/.test(text[end] ?? '') && !isEnd(text[end] ?? '')) end++;
  const quotes = first === '"' ? 'double' : 'other';
  const inner = text.slice(from, end);
  if (!isEnd(text[end] ?? '')) {
    const to = from + inner.search(looseEnd);
    return make(quotes === 'double' ? 'unclosed' : 'other', from, to, to);
  }
  // The quote found may be the first one of the next value. Then that value follows it, where after a whole value
  // comes a blank or the end of the tag.
  const loose = quotes === 'double' ? inner.search(nextAttribute) : -1;
  if (loose >= 0 && !/^[\s/>]?$/.test(text[end + 1] ?? '')) return make('unclosed', from, from + loose, from + loose);
  return make(quotes, from, end, end + 1);
}
