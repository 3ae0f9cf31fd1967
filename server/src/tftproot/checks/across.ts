/** What every check across files gets, and the places that it points at. */

import { t } from '@vscode/l10n';
import type { Range } from 'vscode-languageserver-types';
import type { ParameterType } from '../../facts/types.ts';
import type { CnfDocument } from '../../formats/cnf/document.ts';
import type { Entry } from '../../formats/cnf/lines.ts';
import { isSpecial } from '../../formats/cnf/parameters.ts';
import { parameterOf, type Setting, settingsAmong } from '../../formats/cnf/settings.ts';
import { hasPlaceholder } from '../../formats/placeholders.ts';
import { onLine } from '../../formats/ranges.ts';
import type { Related } from '../../formats/rules.ts';
import { idsAmong } from '../phone.ts';
import type { RootFile, TftpRoot } from '../root.ts';

/** Turns a file's name in the folder into the URI that points there. */
export type UriOf = (name: string) => string;

/** A file to check, and the folder it lies in. */
export interface Across {
  readonly root: TftpRoot;
  readonly file: RootFile;
  readonly uriOf: UriOf;
}

/** As many other places as one finding points at. */
export const mostRelated = 3;

/** The very beginning of a file. */
export const top: Range = onLine(0, 0, 0);

/** A setting of a file, and where it stands. */
export interface Placed {
  readonly setting: Setting;
  readonly entry: Entry;
  /** Of the value, without quotes. */
  readonly range: Range;
}

/** Where a setting of the file stands. Reads the file's lines: only for what is reported. */
export function placed(file: RootFile, found: Setting): Placed | undefined {
  const entry = (file.document as CnfDocument).lineAt(found.line);
  if (entry?.kind !== 'entry') return undefined;
  return { setting: found, entry, range: onLine(found.line, entry.value.start, entry.value.end) };
}

/** What the file sets parameters of that type to: only values that say something. */
export function settingsOfType({ settings }: RootFile, type: ParameterType): readonly Setting[] {
  return settingsAmong(settings, idsAmong(type), saysSomething);
}

/** Whether a setting holds a value that can be judged: not empty, no `UNPROVISIONED`, nothing to be filled in. */
export function isValue({ id, text }: Setting): boolean {
  return saysSomething(text, id);
}

function saysSomething(text: string, id: number): boolean {
  return text !== '' && !isSpecial(parameterOf(id).parameter, text) && !hasPlaceholder(text);
}

/** A related place: a setting in another file of the folder. */
export function relatedSetting({ uriOf }: Across, file: RootFile, found: Setting, message: string): Related[] {
  const place = placed(file, found);
  return place ? [{ uri: uriOf(file.name), range: place.range, message }] : [];
}

/** `a`, `a and b`, `a, b and c`, `a, b and 5 others`. */
export function listed(names: readonly string[], count = names.length): string {
  const shown = names.slice(0, mostRelated);
  const rest = count - shown.length;
  const last = rest <= 0 ? shown.pop() : rest === 1 ? t('1 other') : t`${rest} others`;
  return shown.length === 0 ? (last ?? '') : t`${shown.join(', ')} and ${last ?? ''}`;
}
