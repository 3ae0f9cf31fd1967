/** Entries of .cnf files: the one under the cursor, and where those stand that a parameter is set with. */

import type { Position } from 'vscode-languageserver-types';
import { type CnfDocument, entriesByName, type PlacedEntry } from '../../formats/cnf/document.ts';
import type { NamedParameter } from '../../formats/cnf/parameters.ts';
import { allSettings, idOf, parameterOf, type Setting, type Settings, setting } from '../../formats/cnf/settings.ts';
import { onLine } from '../../formats/ranges.ts';
import { idsOfType, phones } from '../phone.ts';
import type { Place } from '../places.ts';
import type { RootFile, TftpRoot } from '../root.ts';

/** A file of which the settings are known. */
export type SettingsFile = RootFile & { readonly settings: Settings };

/** What the cursor is on. */
export interface EntryAt extends PlacedEntry {
  /** The parameter's place in `allNames`. */
  readonly id: number;
  readonly named: NamedParameter;
  readonly part: 'name' | 'value';
  /** The value without quotes and without blanks at the ends. */
  readonly text: string;
}

/** The entry of a parameter whose name or value lies under the cursor. */
export function entryAt(document: CnfDocument, { line, character }: Position): EntryAt | undefined {
  const entry = document.lineAt(line);
  if (entry?.kind !== 'entry') return undefined;
  const id = idOf(entry.name.text);
  if (id === undefined) return undefined;
  const { name, value } = entry;
  const on = ({ start, end }: { start: number; end: number }) => character >= start && character <= end;
  const part = on(name) ? 'name' : on(value.outer) ? 'value' : undefined;
  return part && { line, entry, id, named: parameterOf(id), part, text: value.text.trim() };
}

/** An entry from its name to the end of its value. */
export function entryPlace(name: string, { line, entry }: PlacedEntry): Place {
  return { name, range: onLine(line, entry.name.start, entry.value.outer.end) };
}

/** The entry that sets a parameter in a file. Reads the file's lines. */
export function settingPlace(file: RootFile, { line }: Setting): Place[] {
  const entry = (file.document as CnfDocument).lineAt(line);
  return entry?.kind === 'entry' ? [entryPlace(file.name, { line, entry })] : [];
}

/** What the file sets a parameter to. An entry without a value sets nothing. */
export function given(settings: Settings | undefined, id: number): Setting | undefined {
  const found = setting(settings, id);
  return found?.text === '' ? undefined : found;
}

/** The values that the file gives to parameters for which that holds. */
export function givenWhere(settings: Settings, holds: (named: NamedParameter) => boolean): Setting[] {
  return allSettings(settings).filter(({ id, text }) => text !== '' && holds(parameterOf(id)));
}

/** The MAC address that a file is named after; empty for other files. */
export function macOf({ role }: RootFile): string {
  return (role.role === 'phone' && role.mac) || '';
}

/** The phones' own files, in no particular order. */
export function* phoneFiles(root: TftpRoot): Generator<SettingsFile> {
  for (const file of root.settingsFiles) if (macOf(file) !== '') yield file;
}

/** SIPDefault.cnf and the phones' own files, in that order and by name: where values come from that phones use. */
export function filesInUse(root: TftpRoot): SettingsFile[] {
  const own = phones(root).map(({ file }) => file as SettingsFile);
  const { defaults } = root;
  return defaults ? [defaults as SettingsFile, ...own] : own;
}

/** The entry of SIPDefault.cnf that sets a parameter. */
export function defaultOf(root: TftpRoot, id: number): Place[] {
  const { defaults } = root;
  const shared = given(defaults?.settings, id);
  return defaults && shared ? settingPlace(defaults, shared) : [];
}

/** The entries of the phones' own files that set a parameter, by the files' names. */
export function ownEntries(root: TftpRoot, id: number): Place[] {
  return phones(root).flatMap(({ file, own }) => {
    const found = given(own, id);
    return found ? settingPlace(file, found) : [];
  });
}

/** The line that a parameter belongs to; `undefined` for those of the whole phone. */
export function lineOf({ parameter, number }: NamedParameter): number | undefined {
  return parameter.topic === 'line' ? number : undefined;
}

/** The parameter that names the user of a line. */
export function userIdOf(line: number): number | undefined {
  return idsOfType('line-name').find((id) => parameterOf(id).number === line);
}

/** All entries of a line in the file, those that name its user first. */
export function entriesOfLine(document: CnfDocument, line: number): { users: PlacedEntry[]; others: PlacedEntry[] } {
  const users: PlacedEntry[] = [];
  const others: PlacedEntry[] = [];
  for (const [name, entries] of entriesByName(document)) {
    const id = idOf(name);
    if (id === undefined || lineOf(parameterOf(id)) !== line) continue;
    const list = parameterOf(id).parameter.type === 'line-name' ? users : others;
    for (const entry of entries) list.push(entry);
  }
  return { users, others: others.sort((a, b) => a.line - b.line) };
}
