/** Offsets in a text as lines and columns, and sizes in bytes. */

import type { Position, Range } from 'vscode-languageserver-types';

/** Where the lines of a text begin. A line ends at CR LF, LF or CR, as the Language Server Protocol has it. */
export type LineStarts = readonly number[];

export function lineStarts(text: string): LineStarts {
  const starts = [0];
  for (const { index, 0: end } of text.matchAll(/\r\n|\n|\r/g)) starts.push(index + end.length);
  return starts;
}

export function positionAt(starts: LineStarts, offset: number): Position {
  let low = 0;
  let high = starts.length;
  while (low + 1 < high) {
    const middle = (low + high) >> 1;
    if (starts[middle]! <= offset) low = middle;
    else high = middle;
  }
  return { line: low, character: offset - starts[low]! };
}

export function rangeAt(starts: LineStarts, start: number, end: number): Range {
  return { start: positionAt(starts, start), end: positionAt(starts, end) };
}

/** The offset of a position; one past the end of its line belongs to the line's end. */
export function offsetAt(text: string, starts: LineStarts, { line, character }: Position): number {
  const start = starts[line];
  if (start === undefined) return text.length;
  return Math.min(start + character, starts[line + 1] ?? text.length);
}

function bytesOf(character: string): number {
  const point = character.codePointAt(0)!;
  if (point < 0x80) return 1;
  if (point < 0x800) return 2;
  return point < 0x10000 ? 3 : 4;
}

/** How many characters from the start fit into that many bytes of UTF-8, which is what the phone counts. */
export function fitting(text: string, bytes: number): number {
  let room = bytes;
  let length = 0;
  for (const character of text) {
    room -= bytesOf(character);
    if (room < 0) return length;
    length += character.length;
  }
  return length;
}
