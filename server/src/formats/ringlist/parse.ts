/** Reads RINGLIST.DAT: on each line the name of a ring, TABs, and its file. Never throws. */

import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Range } from 'vscode-languageserver-types';
import data from '../../../../schemas/ringlist.json' with { type: 'json' };
import type { Parsed } from '../format.ts';
import { onLine } from '../ranges.ts';

/** A piece of a line without the blanks around it; empty where there is nothing. */
export interface Field {
  readonly text: string;
  readonly range: Range;
}

/** A line with something on it. */
export interface Ring {
  readonly line: number;
  readonly text: string;
  readonly name: Field;
  /** `undefined` on a line without a TAB. */
  readonly file: Field | undefined;
  /** What stands behind a further TAB. */
  readonly more: Field | undefined;
  /** Blanks and TABs at the end of the line. */
  readonly trailing: Range | undefined;
}

export interface RingList extends Parsed {
  readonly format: 'ringlist';
  readonly rings: readonly Ring[];
}

/**
 * So many times as many lines are read as there may be rings. A file with more is no ring list, and to have each of
 * its lines explained would help nobody.
 */
const patience = 20;

export function parse(document: TextDocument): RingList {
  const lines = Math.min(document.lineCount, patience * data.limits.entries);
  const rings: Ring[] = [];
  for (let line = 0; line < lines; line++) {
    const whole = document.getText({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } });
    const text = whole.replace(/[\r\n]+$/, '');
    if (text.trim()) rings.push(readLine(text, line));
  }
  return { format: 'ringlist', rings };
}

function readLine(text: string, line: number): Ring {
  const pieces = text.split(data.line.separator);
  const fields: Field[] = [];
  let at = 0;
  for (const [index, piece] of pieces.entries()) {
    // Of several TABs in a row the phone takes no notice: only the first field may be empty.
    if (index === 0 || piece.trim()) fields.push(trimmed(piece, line, at));
    // Name, file, and whether there is more: further fields do not matter.
    if (fields.length === 3) break;
    at += piece.length + data.line.separator.length;
  }
  const [name = trimmed('', line, 0), file = trimmed('', line, text.length), more] = fields;
  const end = text.trimEnd().length;
  return {
    line,
    text,
    name,
    file: pieces.length > 1 ? file : undefined,
    more,
    trailing: text.length > end ? onLine(line, end, text.length) : undefined,
  };
}

/** The piece that begins at that column, without the blanks around it. */
function trimmed(piece: string, line: number, start: number): Field {
  const text = piece.trim();
  const from = start + piece.length - piece.trimStart().length;
  return { text, range: onLine(line, from, from + text.length) };
}
