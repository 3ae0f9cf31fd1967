/** Moves an entry of SIPDefault.cnf into the files of the phones that take their value from it. */

import type { CnfDocument } from '../../formats/cnf/document.ts';
import { parameterOf, setting } from '../../formats/cnf/settings.ts';
import { given } from '../navigate/entries.ts';
import { type Phone, phones } from '../phone.ts';
import type { FolderChange } from '../places.ts';
import type { RootFile, TftpRoot } from '../root.ts';
import { changeOf, type FileEdits } from './change.ts';
import { commentOf, entryOf, removeEntries, writeEntries } from './entries.ts';

/** Whether a parameter may move into phones' files: not when it has an effect in SIPDefault.cnf only. */
export function worksInPhoneFile(id: number): boolean {
  const { scope, outOfScope } = parameterOf(id).parameter;
  return scope !== 'SIPDefault.cnf' || outOfScope === null;
}

/** The phones that take the value from SIPDefault.cnf. */
export function takersOf(root: TftpRoot, id: number): readonly Phone[] {
  return phones(root).filter(({ own }) => !given(own, id));
}

/** Takes the entry out of SIPDefault.cnf and gives it to every phone that has none of its own. */
export function moveToPhones(root: TftpRoot, defaults: RootFile, id: number, text: string): FolderChange {
  const document = defaults.document as CnfDocument;
  const takers = takersOf(root, id);
  const entry = entryOf(document, id)?.entry;
  const comment = entry && commentOf(entry);
  // A phone that has an empty entry gets the value only, so somebody else has to get the comment.
  const carried = takers.some(({ own }) => !setting(own, id)) ? comment : undefined;
  return changeOf([
    [defaults.name, removeEntries(document, [id], (_, said) => said !== carried)],
    ...takers.map(
      ({ file }): FileEdits => [file.name, writeEntries(file.document as CnfDocument, [{ id, text, comment }])],
    ),
  ]);
}
