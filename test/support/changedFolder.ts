/** Folders after a refactoring. */

import assert from 'node:assert/strict';
import type { FolderChange, Refusal } from '../../server/src/tftproot/places.ts';
import { withLineEnds } from '../../server/src/tftproot/refactor/change.ts';
import { type Refactoring, refactorings } from '../../server/src/tftproot/refactor/refactorings.ts';
import { editedFiles, type Files, folderAtCursor } from './folder.ts';

/** All files after the change. */
export function changed(files: Files, change: FolderChange): Files {
  const { edits, renames, creates } = withLineEnds(change, (name) => files[name]);
  const after: Record<string, string> = { ...files, ...editedFiles(files, edits) };
  for (const { from, to } of renames) {
    assert.ok(!(to in after), `${to} would be overwritten`);
    after[to] = after[from] ?? '';
    delete after[from];
  }
  for (const { name, text } of creates) {
    assert.ok(!(name in after), `${name} would be overwritten`);
    after[name] = text;
  }
  return after;
}

/** Only those files that the change makes or changes. */
export function changes(files: Files, change: FolderChange): Files {
  return Object.fromEntries(Object.entries(changed(files, change)).filter(([name, text]) => files[name] !== text));
}

/** What can be done at the cursor: the titles, with the reason for what cannot. */
export function offered(marked: Files): string[] {
  const { root, file, position } = folderAtCursor(marked);
  return refactorings(root, file, { start: position, end: position }).map(({ title, disabled }) =>
    disabled === undefined ? title : `${title}: ${disabled}`,
  );
}

/** The files that the refactoring at the cursor changes whose title begins like that. */
export function refactored(marked: Files, title: string): Files {
  const { root, file, position, files } = folderAtCursor(marked);
  const found = refactorings(root, file, { start: position, end: position }).find((each) =>
    each.title.startsWith(title),
  );
  assert.ok(found, `${title} is not offered`);
  return changes(files, changeOf(found));
}

/** The change of a refactoring that is not disabled. */
export function changeOf(refactoring: Refactoring): FolderChange {
  assert.ok(refactoring.disabled === undefined, refactoring.disabled);
  return refactoring.edit();
}

/** The change, when it was not refused. */
export function done<T extends FolderChange>(outcome: T | Refusal): T {
  assert.ok(!('problem' in outcome), 'problem' in outcome ? outcome.problem : '');
  return outcome;
}
