/** Layout: `name: value ; comment` with one blank each. Only white space between tokens changes, never one inside. */

import type { TextEdit } from 'vscode-languageserver-types';
import type { Layout } from '../format.ts';
import { onLine, replace } from '../ranges.ts';
import type { CnfDocument } from './document.ts';
import type { Entry, Line } from './lines.ts';

export function layOut(document: CnfDocument, { alignComments }: Layout): TextEdit[] {
  const columns = alignComments ? commentColumns(document.lines) : undefined;
  return document.lines.flatMap((line, index) => edits(line, index, columns?.[index]));
}

/** Puts `text` between two columns, unless it is there already. */
function space(text: string, line: number, start: number, end: number, wanted: string): TextEdit[] {
  return text.slice(start, end) === wanted ? [] : [replace(onLine(line, start, end), wanted)];
}

/** White space that is a value's own business: a byte order mark is no blank to take away. */
const blanks = /^[ \t]*$/;

function edits(line: Line, index: number, column: number | undefined): TextEdit[] {
  const { text } = line;
  if (line.kind === 'blank') return blanks.test(text) ? space(text, index, 0, text.length, '') : [];
  const end = line.kind === 'entry' ? entryEnd(line) : line.kind === 'comment' ? line.comment.end : line.content.end;
  const trailing = blanks.test(text.slice(end)) ? space(text, index, end, text.length, '') : [];
  if (line.kind !== 'entry') return trailing;
  const { name, colon, value, comment } = line;
  const found: TextEdit[] = [];
  if (blanks.test(text.slice(0, name.start))) found.push(...space(text, index, 0, name.start, ''));
  if (blanks.test(text.slice(name.end, colon))) found.push(...space(text, index, name.end, colon, ''));
  const hasValue = value.outer.start < value.outer.end;
  if (hasValue && blanks.test(text.slice(colon + 1, value.outer.start)))
    found.push(...space(text, index, colon + 1, value.outer.start, ' '));
  // Cisco's own generator writes `;` right behind the value and nothing after it: that is left as it is.
  if (comment && comment.end - comment.start > 1) {
    const before = value.after?.end ?? (hasValue ? value.outer.end : colon + 1);
    // A `#` behind the value is a matter for a quick fix, not for layout.
    if (value.hash === undefined && blanks.test(text.slice(before, comment.start)))
      found.push(
        ...space(text, index, before, comment.start, ' '.repeat(column === undefined ? 1 : column - width(line))),
      );
  }
  return [...found, ...trailing];
}

function entryEnd({ comment, value, colon, text }: Entry): number {
  if (comment) return comment.end;
  if (value.hash !== undefined) return text.trimEnd().length;
  return value.after?.end ?? Math.max(value.outer.end, colon + 1);
}

/** Columns of a laid out entry up to its comment. */
function width({ name, value, text }: Entry): number {
  const end = value.after?.end ?? value.outer.end;
  const body = value.outer.start < value.outer.end ? 1 + end - value.outer.start : 0;
  return text.slice(name.start, name.end).length + 1 + body;
}

/** Farther right than this a comment is not pushed: one long value shall not move a whole block off the screen. */
const widest = 60;

/** For each line the column at which the comments of its block begin: one behind the widest entry. */
function commentColumns(lines: readonly Line[]): readonly (number | undefined)[] {
  const columns: (number | undefined)[] = new Array(lines.length).fill(undefined);
  let block: number[] = [];
  const close = () => {
    const widths = block.map((index) => width(lines[index] as Entry));
    const column = widths.filter((each) => each < widest).reduce((most, each) => Math.max(most, each), 0) + 1;
    for (const [nth, index] of block.entries()) columns[index] = Math.max(column, (widths[nth] ?? 0) + 1);
    block = [];
  };
  for (const [index, line] of lines.entries()) {
    if (line.kind === 'entry') {
      if (line.comment && line.comment.end - line.comment.start > 1) block.push(index);
    } else if (line.kind === 'blank') close();
  }
  close();
  return columns;
}
