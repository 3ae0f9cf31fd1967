/** Does to the disk what an editor does with an edit and a save, and tells the server of it. */

import assert from 'node:assert/strict';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { CreateFile, RenameFile, TextDocumentEdit, type WorkspaceEdit } from 'vscode-languageserver-types';
import type { Server } from './server.ts';

const [createdType, changedType, deletedType] = [1, 2, 3];

/** Gives the names of the files that it wrote, sorted. */
export async function applyEdit(server: Server, edit: WorkspaceEdit | undefined): Promise<string[]> {
  const changes = (edit?.documentChanges ?? []).flatMap(applyChange);
  await server.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
  const written = changes.filter(({ type }) => type !== deletedType);
  return [...new Set(written.map(({ uri }) => uri.slice(uri.lastIndexOf('/') + 1)))].sort();
}

function applyChange(change: NonNullable<WorkspaceEdit['documentChanges']>[number]) {
  if (CreateFile.is(change)) {
    assert.ok(!existsSync(fileURLToPath(change.uri)), `${change.uri} is there`);
    writeFileSync(fileURLToPath(change.uri), '');
    return [{ uri: change.uri, type: createdType }];
  }
  if (RenameFile.is(change)) {
    assert.ok(!existsSync(fileURLToPath(change.newUri)), `${change.newUri} is there`);
    renameSync(fileURLToPath(change.oldUri), fileURLToPath(change.newUri));
    return [
      { uri: change.oldUri, type: deletedType },
      { uri: change.newUri, type: createdType },
    ];
  }
  assert.ok(TextDocumentEdit.is(change), JSON.stringify(change));
  const { uri } = change.textDocument;
  const path = fileURLToPath(uri);
  const document = TextDocument.create(uri, '', 0, readFileSync(path, 'utf8'));
  writeFileSync(path, TextDocument.applyEdits(document, change.edits as never));
  return [{ uri, type: changedType }];
}
