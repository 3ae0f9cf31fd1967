/** Puts new files into a folder: all of them or none, never over another, and with a way back in the editor. */

import { t } from '@vscode/l10n';
import { Uri, WorkspaceEdit, workspace } from 'vscode';
import type { CreatedFile } from '../../../server/src/protocol.ts';
import { Trouble } from '../environment.ts';
import { textOf } from '../pushing/folder.ts';
import { expectTrust } from '../trust.ts';

/** The new files. The editor looks at the names of all before it writes the first. */
export async function createFiles(folder: Uri, files: readonly CreatedFile[]): Promise<readonly Uri[]> {
  expectTrust();
  const encoder = new TextEncoder();
  const edit = new WorkspaceEdit();
  const uris = files.map(({ name, text }) => {
    const uri = Uri.joinPath(folder, ...name.split('/'));
    edit.createFile(uri, { contents: encoder.encode(text) });
    return uri;
  });
  if (!(await workspace.applyEdit(edit)))
    throw new Trouble(
      t`Nothing was written to ${textOf(folder)}. A file of that name may be there already, or the folder may not be yours to write to.`,
    );
  return uris;
}
