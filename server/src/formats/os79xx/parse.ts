/** Reads OS79XX.TXT: one line with the name of an image. White space is looked at closely, because the phone does. */

import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Range } from 'vscode-languageserver-types';
import type { Parsed } from '../format.ts';

export interface Os79xx extends Parsed {
  readonly format: 'os79xx';
  readonly byteOrderMark: boolean;
  /** The first line with something on it, without the blanks around; `undefined` in an empty file. */
  readonly image: { readonly text: string; readonly range: Range } | undefined;
  /** Blanks and empty lines before the name. */
  readonly leading: Range | undefined;
  /** Blanks behind the name on its line. */
  readonly trailing: Range | undefined;
  /** Whether the name's line ends with a carriage return. */
  readonly carriageReturn: boolean;
  /** What stands on further lines, from the first to the last of them that holds something. */
  readonly rest: Range | undefined;
  /** From the end of the name's line to the end of the last one with something on it: what goes with `rest`. */
  readonly further: Range | undefined;
}

export function parse(document: TextDocument): Os79xx {
  const text = document.getText();
  const range = (start: number, end: number): Range => ({
    start: document.positionAt(start),
    end: document.positionAt(end),
  });
  const byteOrderMark = text.startsWith('\uFEFF');
  const top = byteOrderMark ? 1 : 0;
  const start = top + blanksBefore(text.slice(top));
  if (start === text.length) {
    return {
      format: 'os79xx',
      byteOrderMark,
      image: undefined,
      leading: undefined,
      trailing: undefined,
      carriageReturn: false,
      rest: undefined,
      further: undefined,
    };
  }

  const lineEnd = start + lengthOfLine(text.slice(start));
  const name = text.slice(start, lineEnd).trimEnd();
  const end = start + name.length;
  const restStart = lineEnd + blanksBefore(text.slice(lineEnd));
  const restEnd = text.trimEnd().length;
  const hasRest = restStart < text.length;
  return {
    format: 'os79xx',
    byteOrderMark,
    image: { text: name, range: range(start, end) },
    leading: start > top ? range(top, start) : undefined,
    trailing: lineEnd > end ? range(end, lineEnd) : undefined,
    carriageReturn: text[lineEnd] === '\r',
    rest: hasRest ? range(restStart, restEnd) : undefined,
    further: hasRest ? range(lineEnd, restEnd + lengthOfLine(text.slice(restEnd))) : undefined,
  };
}

function lengthOfLine(text: string): number {
  const length = text.search(/[\r\n]/);
  return length < 0 ? text.length : length;
}

/** How many characters of white space the text begins with. */
function blanksBefore(text: string): number {
  return text.length - text.trimStart().length;
}
