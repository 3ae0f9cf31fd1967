/** The boot log as a text, to be kept or to be sent to somebody. */

import { type BootRow, phoneRows, type RowsAbout } from './bootRows.ts';
import type { WatchedPhone } from './missingFiles.ts';

/** A line for each row of the view, indented as there. */
export function bootLogText(phones: readonly WatchedPhone[], about: RowsAbout): string {
  // What could be done by a click is nothing for a text.
  return linesOf(phoneRows(phones, { ...about, mends: false }), '').join('');
}

function linesOf(rows: readonly BootRow[], indent: string): readonly string[] {
  return rows.flatMap(({ label, description, children }) => [
    `${indent}${label}${description === '' ? '' : `  ${description}`}\n`,
    ...linesOf(children(), `${indent}  `),
  ]);
}
