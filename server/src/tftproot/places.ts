/** Places and edits in the files of a folder, by the files' names: the edge of the program makes URIs of them. */

import type { Range, TextEdit } from 'vscode-languageserver-types';

export interface Place {
  /** The file's name in the folder. */
  readonly name: string;
  readonly range: Range;
}

/** Edits of several files of the folder, by name. */
export type FolderEdit = ReadonlyMap<string, readonly TextEdit[]>;
