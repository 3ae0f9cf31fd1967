/** A .cnf file as a list of lines. An edit reads again only the lines it touched. */

import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Change, Parsed } from '../format.ts';
import { type Entry, type Line, parseLine } from './lines.ts';

export interface CnfDocument extends Parsed {
  readonly format: 'cnf';
  readonly lines: readonly Line[];
  /** A carriage return ends a line by itself somewhere: one that an edit can bring together with a line feed. */
  readonly loneReturns: boolean;
}

const loneReturn = /\r(?!\n)/;

export function parse(document: TextDocument): CnfDocument {
  const text = document.getText();
  return { format: 'cnf', lines: splitLines(text).map(parseLine), loneReturns: loneReturn.test(text) };
}

/** Splits at the line ends that the Language Server Protocol knows: CR LF, LF and CR. */
function splitLines(text: string): string[] {
  return text.split(/\r\n|\n|\r/);
}

/**
 * The document after `changes`, applied in their order. The lines before and behind each change are taken over as
 * they are. `document` holds the text after all changes and is read only when a change replaces everything.
 */
export function update(previous: CnfDocument, document: TextDocument, changes: readonly Change[]): CnfDocument {
  let lines = previous.lines;
  for (const { range, text } of changes) {
    if (!range || previous.loneReturns || loneReturn.test(text)) return parse(document);
    const first = Math.min(range.start.line, lines.length - 1);
    const last = Math.min(range.end.line, lines.length - 1);
    const head = lineText(lines, first).slice(0, range.start.line > first ? undefined : range.start.character);
    const tail = range.end.line > last ? '' : lineText(lines, last).slice(range.end.character);
    const fresh = splitLines(head + text + tail).map(parseLine);
    lines = [...lines.slice(0, first), ...fresh, ...lines.slice(last + 1)];
  }
  return { format: 'cnf', lines, loneReturns: false };
}

function lineText(lines: readonly Line[], index: number): string {
  return lines[index]?.text ?? '';
}

/** An entry and the line it stands on. */
export interface PlacedEntry {
  readonly line: number;
  readonly entry: Entry;
}

const indexes = new WeakMap<CnfDocument, ReadonlyMap<string, readonly PlacedEntry[]>>();

/** The entries by their name in lower case, in the order of the text. Made once for a document. */
export function entriesByName(document: CnfDocument): ReadonlyMap<string, readonly PlacedEntry[]> {
  const known = indexes.get(document);
  if (known) return known;
  const index = new Map<string, PlacedEntry[]>();
  for (const [line, entry] of document.lines.entries()) {
    if (entry.kind !== 'entry') continue;
    const name = entry.name.text.toLowerCase();
    const same = index.get(name);
    if (same) same.push({ line, entry });
    else index.set(name, [{ line, entry }]);
  }
  indexes.set(document, index);
  return index;
}

/** The last entry of that name (in lower case). Which of several the phone takes is not documented. */
export function lastEntry(document: CnfDocument | undefined, name: string): PlacedEntry | undefined {
  return document && entriesByName(document).get(name)?.at(-1);
}
