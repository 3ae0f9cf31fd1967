/** Ranges and edits that every format needs. */

import type { Position, Range, TextEdit } from 'vscode-languageserver-types';

/** Columns `start` to `end` of one line. */
export function onLine(line: number, start: number, end: number): Range {
  return { start: { line, character: start }, end: { line, character: end } };
}

/** Negative, zero or positive, as for sorting. */
export function compare(a: Position, b: Position): number {
  return a.line - b.line || a.character - b.character;
}

/** Whether the position lies in the range or at one of its ends. */
export function touches(range: Range, position: Position): boolean {
  return compare(range.start, position) <= 0 && compare(position, range.end) <= 0;
}

export function replace(range: Range, newText: string): TextEdit {
  return { range, newText };
}

export function remove(range: Range): TextEdit {
  return { range, newText: '' };
}

export function insert(position: Position, newText: string): TextEdit {
  return { range: { start: position, end: position }, newText };
}
