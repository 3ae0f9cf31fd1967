/** The second opinion: what XML tools would say of a file that the phone is content with. */

import { SaxesParser } from 'saxes';
import type { Range } from 'vscode-languageserver-types';
import { onLine } from '../ranges.ts';
import { lineStarts, positionAt } from './places.ts';

export interface Complaint {
  readonly text: string;
  readonly range: Range;
}

const enough = new Error('enough');

/** The first complaints, except those that `ignore` says are none. */
export function complaints(text: string, most: number, ignore: (complaint: Complaint) => boolean): Complaint[] {
  const found: Complaint[] = [];
  const starts = lineStarts(text);
  const parser = new SaxesParser();
  parser.on('error', ({ message }) => {
    // At the end of the text the parser stands one character behind it.
    const { line, character } = positionAt(starts, Math.min(parser.position, text.length));
    const complaint = {
      text: message.replace(/^\d+:\d+: /, '').replace(/\.$/, ''),
      range: onLine(line, Math.max(0, character - 1), character),
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
