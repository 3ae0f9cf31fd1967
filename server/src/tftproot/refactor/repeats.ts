/** The entries of a phone's file that say what SIPDefault.cnf says already. */

import type { CnfDocument } from '../../formats/cnf/document.ts';
import { allSettings } from '../../formats/cnf/settings.ts';
import { hasPlaceholder } from '../../formats/placeholders.ts';
import { given } from '../navigate/entries.ts';
import type { Phone } from '../phone.ts';
import type { FolderChange } from '../places.ts';
import { changeOf } from './change.ts';
import { removeEntries } from './entries.ts';

/** The parameters of those entries. What a template fills in may come out differently in each file. */
export function repeatsOf({ own, defaults }: Phone): readonly number[] {
  return allSettings(own).flatMap(({ id, text }) =>
    text !== '' && given(defaults, id)?.text === text && !hasPlaceholder(text) ? [id] : [],
  );
}

/** Takes them out, with the comments behind them. */
export function deleteRepeats(phone: Phone): FolderChange {
  const document = phone.file.document as CnfDocument;
  return changeOf([[phone.file.name, removeEntries(document, repeatsOf(phone), () => false)]]);
}
