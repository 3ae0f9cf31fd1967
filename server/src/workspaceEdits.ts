/** The parts that edits of several files are made of, as the protocol has them. */

import { CreateFile, TextDocumentEdit, type TextEdit } from 'vscode-languageserver-types';
import { insert } from './formats/ranges.ts';

/** Edits of one file, whatever version of it is open. */
export function editOf(uri: string, edits: readonly TextEdit[]): TextDocumentEdit {
  return TextDocumentEdit.create({ uri, version: null }, [...edits]);
}

/** A new file with that text. It fails where there is one already, so that nothing is lost. */
export function created(uri: string, text: string): [CreateFile, TextDocumentEdit] {
  return [CreateFile.create(uri), editOf(uri, [insert({ line: 0, character: 0 }, text)])];
}
