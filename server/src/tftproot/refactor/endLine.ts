/** Takes a line out of a phone's file, or turns it off. */

import type { CnfDocument } from '../../formats/cnf/document.ts';
import { parameterOf } from '../../formats/cnf/settings.ts';
import { given, lineOf } from '../navigate/entries.ts';
import type { Phone } from '../phone.ts';
import type { FolderChange } from '../places.ts';
import { changeOf } from './change.ts';
import { entryOf, removeEntries, writeEntries } from './entries.ts';
import { idAt, lineParameters, unset, user } from './lineParameters.ts';

/** Takes out all entries of a line, with the comments behind them. What the phone has stored of it stays there. */
export function removeLine({ file }: Phone, line: number): FolderChange {
  const document = file.document as CnfDocument;
  const ids = lineParameters.map((parameter) => idAt(parameter, line)).filter((id) => entryOf(document, id));
  return changeOf([[file.name, removeEntries(document, ids, () => false)]]);
}

/**
 * Says that the line has no user, and empties what the file has for it beside: a login that nobody needs is not kept.
 * The server may stay, it does nothing without a user.
 */
export function turnOff({ file, own }: Phone, line: number): FolderChange {
  const name = idAt(user, line);
  const rest = lineParameters
    .map((parameter) => idAt(parameter, line))
    .filter((id) => id !== name && given(own, id) && lineOf(parameterOf(id)) === line);
  const entries = [name, ...rest].map((id) => ({ id, text: unset(id) ?? '' }));
  return changeOf([[file.name, writeEntries(file.document as CnfDocument, entries)]]);
}
