/** Which passwords of a document are covered. No editor is needed here. */

import type { Range } from 'vscode-languageserver-types';

/** Those that no cursor and no selection touches: a click into one shows it. */
export function covered(passwords: readonly Range[], selections: readonly Range[]): Range[] {
  return passwords.filter((password) => !selections.some((selection) => touches(password, selection)));
}

function touches(a: Range, b: Range): boolean {
  return !isBefore(a.end, b.start) && !isBefore(b.end, a.start);
}

function isBefore(a: Range['start'], b: Range['start']): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}
