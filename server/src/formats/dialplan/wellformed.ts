/** The second opinion: what XML tools would say of a file that the phone is content with. */

import { SaxesParser } from 'saxes';
import type { Range } from 'vscode-languageserver-types';
import { onLine } from '../ranges.ts';

export interface Complaint {
  readonly text: string;
  readonly range: Range;
}

const enough = new Error('enough');

/** The first complaints, except those that `ignore` says are none. */
export function complaints(text: string, most: number, ignore: (complaint: Complaint) => boolean): Complaint[] {
  const found: Complaint[] = [];
  const parser = new SaxesParser();
  parser.on('error', ({ message }) => {
    const line = parser.line - 1;
    const column = parser.columnIndex;
    const complaint = {
      text: message.replace(/^\d+:\d+: /, '').replace(/\.$/, ''),
      range: onLine(line, Math.max(0, column - 1), column),
    };
    if (ignore(complaint)) return;
    found.push(complaint);
    if (found.length === most) throw enough;
  });
  try {
    parser.write(text).close();
  } catch (error) {
    if (error !== enough) throw error;
  }
  return found;
}
