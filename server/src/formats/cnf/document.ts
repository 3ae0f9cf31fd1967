/**
 * A .cnf file as a list of lines, kept in chunks. An edit reads again only the lines it touched and makes new only the
 * chunk they stand in, so that what was worked out for the other chunks stays good.
 */

import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Range } from 'vscode-languageserver-types';
import type { Change, Parsed } from '../format.ts';
import { compare } from '../ranges.ts';
import { type Entry, type Line, parseLine } from './lines.ts';

/** Lines that stay together through edits elsewhere. What is worked out for them is kept with the chunk itself. */
export class Chunk {
  readonly lines: readonly Line[];
  /** It was made by an edit, so that another one is to be expected. */
  readonly edited: boolean;
  /** See `perChunk`. A `WeakMap` for thousands of files would keep the garbage collector busy. */
  readonly kept: unknown[] = [];

  constructor(lines: readonly Line[], edited: boolean) {
    this.lines = lines;
    this.edited = edited;
  }
}

/**
 * Lines a new chunk has at the most in a document of so many; one that grew to twice as many is split. An edit costs
 * something for each line of its chunk and something for each chunk, so that there are about as many of both.
 */
function chunkSizeFor(lineCount: number): number {
  return Math.max(32, Math.ceil(Math.sqrt(lineCount)));
}

/** What a document was made from by an edit inside one chunk. */
export interface Origin {
  readonly document: CnfDocument;
  /** Which one. In both documents all others are the same. */
  readonly chunk: number;
}

export class CnfDocument implements Parsed {
  readonly format = 'cnf';
  /** At least one. */
  readonly chunks: readonly Chunk[];
  /** The line on which each chunk begins. */
  readonly starts: readonly number[];
  readonly lineCount: number;
  /** A carriage return ends a line by itself somewhere: one that an edit can bring together with a line feed. */
  readonly loneReturns: boolean;
  #lines: readonly Line[] | undefined;
  /** See `perDocument`. */
  readonly kept: unknown[] = [];
  /** `undefined` as well once there is a later document: the older ones are not held. */
  origin: Origin | undefined;

  constructor(chunks: readonly Chunk[], loneReturns: boolean, origin?: Origin) {
    this.chunks = chunks;
    this.loneReturns = loneReturns;
    this.origin = origin;
    if (origin) origin.document.origin = undefined;
    let count = 0;
    this.starts = chunks.map(({ lines }) => {
      const start = count;
      count += lines.length;
      return start;
    });
    this.lineCount = count;
  }

  /** All lines. Made when first asked for: what has to be fast goes by chunks. */
  get lines(): readonly Line[] {
    this.#lines ??=
      this.chunks.length === 1 ? (this.chunks[0]?.lines ?? []) : this.chunks.flatMap(({ lines }) => lines);
    return this.#lines;
  }

  lineAt(index: number): Line | undefined {
    const at = this.chunkOf(index);
    return this.chunks[at]?.lines[index - (this.starts[at] ?? 0)];
  }

  /** The chunk that a line stands in; the last one for lines behind the end. */
  chunkOf(line: number): number {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] ?? 0) <= line) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** A carriage return that ends a line by itself. */
export const loneReturn = /\r(?!\n)/;

export function parse(document: TextDocument): CnfDocument {
  const text = document.getText();
  const lines = splitLines(text).map(readLine);
  const inChunks = chunked(lines, chunkSizeFor(lines.length), false);
  return new CnfDocument(inChunks, text.includes('\r') && loneReturn.test(text));
}

function readLine(text: string): Line {
  return parseLine(text);
}

function chunked(lines: readonly Line[], size: number, edited: boolean): Chunk[] {
  if (lines.length <= size) return [new Chunk(lines, edited)];
  const chunks: Chunk[] = [];
  for (let at = 0; at < lines.length; at += size) chunks.push(new Chunk(lines.slice(at, at + size), edited));
  return chunks;
}

/** Splits at the line ends that the Language Server Protocol knows: CR LF, LF and CR. */
function splitLines(text: string): string[] {
  return text.includes('\r') ? text.split(/\r\n|\n|\r/) : text.split('\n');
}

/**
 * The document after `changes`, applied in their order. The lines before and behind each change are taken over as
 * they are. `document` holds the text after all changes and is read only when a change replaces everything.
 */
export function update(previous: CnfDocument, document: TextDocument, changes: readonly Change[]): CnfDocument {
  let current = previous;
  for (const { range, text } of changes) {
    if (!range || !isInOrder(range) || previous.loneReturns || loneReturn.test(text)) return parse(document);
    const end = current.lineCount - 1;
    const first = Math.min(range.start.line, end);
    const last = Math.min(range.end.line, end);
    const head = textAt(current, first).slice(0, range.start.line > first ? undefined : range.start.character);
    const tail = range.end.line > last ? '' : textAt(current, last).slice(range.end.character);
    current = withLines(current, first, last, splitLines(head + text + tail).map(readLine));
  }
  return current;
}

/** As the protocol has ranges; what a client makes of others only the library that keeps the text knows. */
function isInOrder({ start, end }: Range): boolean {
  return start.line >= 0 && start.character >= 0 && end.character >= 0 && compare(start, end) <= 0;
}

/** The document with these lines in the place of those from `first` to `last`. */
function withLines(document: CnfDocument, first: number, last: number, fresh: readonly Line[]): CnfDocument {
  const { chunks, starts, lineCount } = document;
  const size = chunkSizeFor(lineCount);
  let from = document.chunkOf(first);
  const to = document.chunkOf(last);
  const behind = chunks[to]?.lines.slice(last + 1 - (starts[to] ?? 0)) ?? [];
  const left = first - (starts[from] ?? 0) + fresh.length + behind.length;
  // What has become small goes together with its neighbour, so that a file does not crumble.
  if (left < size / 4 && from > 0) from--;
  const before = chunks.slice(from, document.chunkOf(first) + 1).flatMap(({ lines }) => lines);
  const lines = [...before.slice(0, first - (starts[from] ?? 0)), ...fresh, ...behind];
  const made = lines.length <= 2 * size ? [new Chunk(lines, true)] : chunked(lines, size, true);
  const origin = from === to && made.length === 1 ? { document, chunk: from } : undefined;
  return new CnfDocument([...chunks.slice(0, from), ...made, ...chunks.slice(to + 1)], document.loneReturns, origin);
}

function textAt(document: CnfDocument, line: number): string {
  return document.lineAt(line)?.text ?? '';
}

/**
 * Something that is worked out once for each thing that can keep it. `work` can ask what another one keeps of it, and
 * gets `undefined` when it was not worked out for that.
 */
function kept<On extends { readonly kept: unknown[] }>() {
  let slots = 0;
  return <T extends object>(work: (on: On, keptBy: (other: On) => T | undefined) => T): ((on: On) => T) => {
    const slot = slots++;
    const keptBy = (on: On) => on.kept[slot] as T | undefined;
    return (on) => {
      const known = keptBy(on);
      if (known) return known;
      const made = work(on, keptBy);
      on.kept[slot] = made;
      return made;
    };
  };
}

/** Something that is worked out once for each chunk. */
export const perChunk = kept<Chunk>();

/** Something that is worked out once for each document. */
export const perDocument = kept<CnfDocument>();

/** The lines of a chunk that most files do not have, counted from its beginning. */
interface Peculiar {
  /** With odd characters. */
  readonly odd: readonly number[];
  /** With directives to us. */
  readonly marked: readonly number[];
  /** There are instructions to a template engine. */
  readonly directives: boolean;
}

export const peculiarOf = perChunk(({ lines }): Peculiar => {
  const odd: number[] = [];
  const marked: number[] = [];
  let directives = false;
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index];
    if (line?.odd) odd.push(index);
    if (line?.marked) marked.push(index);
    if (line?.kind === 'directive') directives = true;
  }
  return { odd, marked, directives };
});

/** An entry and the line it stands on. */
export interface PlacedEntry {
  readonly line: number;
  readonly entry: Entry;
}

/** The entries of a chunk by their name in lower case; lines counted from the chunk's beginning. */
const entriesOfChunk = perChunk(({ lines }) => {
  const index = new Map<string, PlacedEntry[]>();
  for (const [line, entry] of lines.entries()) {
    if (entry.kind !== 'entry') continue;
    const name = entry.name.text.toLowerCase();
    const same = index.get(name);
    if (same) same.push({ line, entry });
    else index.set(name, [{ line, entry }]);
  }
  return index;
});

/** The entries by their name in lower case, in the order of the text. */
export function entriesByName({ chunks, starts }: CnfDocument): ReadonlyMap<string, readonly PlacedEntry[]> {
  const index = new Map<string, PlacedEntry[]>();
  for (const [at, chunk] of chunks.entries()) {
    const start = starts[at] ?? 0;
    for (const [name, entries] of entriesOfChunk(chunk)) {
      const same = index.get(name) ?? [];
      for (const { line, entry } of entries) same.push({ line: line + start, entry });
      index.set(name, same);
    }
  }
  return index;
}

/** The last entry of that name (in lower case). Which of several the phone takes is not documented. */
export function lastEntry(document: CnfDocument | undefined, name: string): PlacedEntry | undefined {
  if (!document) return undefined;
  const { chunks, starts } = document;
  for (let at = chunks.length - 1; at >= 0; at--) {
    const chunk = chunks[at];
    const found = chunk && entriesOfChunk(chunk).get(name)?.at(-1);
    if (found) return { line: found.line + (starts[at] ?? 0), entry: found.entry };
  }
  return undefined;
}
