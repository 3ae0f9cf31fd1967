/** How a change of the folder is put together. */

import { t } from '@vscode/l10n';
import type { TextEdit } from 'vscode-languageserver-types';
import type { FileRename, FolderChange, NewFile } from '../places.ts';

/** The edits of one file, by its name. */
export type FileEdits = readonly [name: string, edits: readonly TextEdit[]];

/** A change of these parts; files without an edit are left out, and several lists of one file become one. */
export function changeOf(
  files: Iterable<FileEdits>,
  {
    renames = [],
    creates = [],
  }: { readonly renames?: readonly FileRename[]; readonly creates?: readonly NewFile[] } = {},
): FolderChange {
  const edits = new Map<string, readonly TextEdit[]>();
  for (const [name, more] of files) if (more.length > 0) edits.set(name, [...(edits.get(name) ?? []), ...more]);
  return { edits, renames, creates };
}

/**
 * The change with the files' own line ends in new text. `textOf` gives a file's text by its name; one that cannot be
 * read counts as having line feeds.
 */
export function withLineEnds(change: FolderChange, textOf: (name: string) => string | undefined): FolderChange {
  const edits = new Map(
    [...change.edits].map(([name, edits]) => {
      const end = /\r\n|\n|\r/.exec(textOf(name) ?? '')?.[0] ?? '\n';
      return [name, edits.map(({ range, newText }) => ({ range, newText: newText.replaceAll('\n', end) }))];
    }),
  );
  return { ...change, edits };
}

/** `1 phone`, `2 phones`. */
export function phoneCount(phones: number): string {
  return phones === 1 ? t('1 phone') : t`${phones} phones`;
}
