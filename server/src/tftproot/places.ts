/** Places and edits in the files of a folder, by the files' names: the edge of the program makes URIs of them. */

import type { Range, TextEdit } from 'vscode-languageserver-types';

export interface Place {
  /** The file's name in the folder. */
  readonly name: string;
  readonly range: Range;
}

/** Edits of several files of the folder, by name. */
export type FolderEdit = ReadonlyMap<string, readonly TextEdit[]>;

/** What a refactoring does to a folder. */
export interface FolderChange {
  /**
   * By the names that the files have before the renames. A line feed in new text stands for the line end of the file,
   * which only the edge knows: `withLineEnds()` puts it in.
   */
  readonly edits: FolderEdit;
  readonly renames: readonly FileRename[];
  readonly creates: readonly NewFile[];
}

export interface FileRename {
  readonly from: string;
  readonly to: string;
}

/** A file that is not there yet. */
export interface NewFile {
  readonly name: string;
  readonly text: string;
}

/** Why something is not done, as one or two sentences for people. */
export interface Refusal {
  readonly problem: string;
}
