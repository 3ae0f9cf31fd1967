/** Layout: in each block of lines, what is expected begins at one column. Only white space changes. */

import type { TextEdit } from 'vscode-languageserver-types';
import { onLine, replace } from '../ranges.ts';
import { type DialTests, longestLine, type WrittenLine } from './parse.ts';

/** Blanks between the widest number and what is expected. */
const gap = 2;
/** One long number does not push the others off the screen. */
const widest = 40;

export function layOut({ lines }: DialTests): TextEdit[] {
  return blocks(lines).flatMap((block) => {
    const widths = block.map(numberWidth).filter((width) => width <= widest);
    const column = widths.reduce((most, each) => Math.max(most, each), 0) + gap;
    return block.flatMap((line) => fitting(line, edits(line, column)));
  });
}

/** Lines that follow one another. */
function blocks(lines: readonly WrittenLine[]): WrittenLine[][] {
  const found: WrittenLine[][] = [];
  for (const line of lines) {
    const last = found.at(-1);
    if (last && last.at(-1)!.line + 1 === line.line) last.push(line);
    else found.push([line]);
  }
  return found;
}

/** Characters of the number when one blank stands between its words; none where nothing follows it. */
function numberWidth({ words, numberWords, kind }: WrittenLine): number {
  if (kind !== 'expectation' || words.length === numberWords) return 0;
  return words.slice(0, numberWords).reduce((width, { start, end }) => width + end - start + 1, -1);
}

/** The edits, unless the line is not read to its end, or would not be any more behind more blanks. */
function fitting({ text, comment }: WrittenLine, all: TextEdit[]): TextEdit[] {
  const end = comment === undefined ? text.length : comment + 1;
  const grown = all.reduce(
    (sum, { newText, range }) => sum + newText.length - (range.end.character - range.start.character),
    end,
  );
  return Math.max(end, grown) > longestLine ? [] : all;
}

function edits(line: WrittenLine, column: number): TextEdit[] {
  const { text, words, numberWords, kind } = line;
  const space = (start: number, end: number, wanted: string): TextEdit[] => {
    // A comma right behind a word stays with it; anything else is left as it is.
    const commas = /^,*/.exec(text.slice(start, end))![0].length;
    const between = text.slice(start + commas, end);
    return between === wanted || !/^[ \t]*$/.test(between)
      ? []
      : [replace(onLine(line.line, start + commas, end), wanted)];
  };
  const first = words[0]!;
  // The place of a byte order mark is no blank to take away, and a comma that begins the line would become a part of the
  // first word.
  const indent = line.line === 0 || text.startsWith(',') ? [] : space(0, first.start, '');
  const between = words.slice(1).flatMap((word, index) => {
    // A blank would make a comment of it.
    if (text[word.start] === '#' && words[index]!.end === word.start) return [];
    const isFirstClause = kind === 'expectation' && index + 1 === numberWords;
    const blanks = isFirstClause ? Math.max(gap, column - numberWidth(line)) : 1;
    return space(words[index]!.end, word.start, ' '.repeat(blanks));
  });
  const end = words.at(-1)!.end;
  const trailing = line.comment === undefined ? space(end, text.length, '') : [];
  return [...indent, ...between, ...trailing];
}
