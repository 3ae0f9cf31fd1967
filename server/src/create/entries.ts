/** How an entry of a new .cnf file is written, and what is wrong with it before it is. */

import type { ParameterType } from '../facts/types.ts';
import { findParameter } from '../formats/cnf/parameters.ts';
import type { Finding } from '../formats/rules.ts';
import { findingsOf } from '../tftproot/findings.ts';
import { render } from '../tftproot/refactor/entries.ts';
import { readFile, tftpRoot, UnclaimedFile } from '../tftproot/root.ts';

/** An entry by the parameter's name. */
export interface NewEntry {
  readonly name: string;
  readonly text: string;
  /** Behind the value. */
  readonly comment?: string | undefined;
}

/** Types whose values stand without quotes. */
const plain: ReadonlySet<ParameterType> = new Set([
  'enum',
  'integer',
  'port',
  'bitmask',
  'time-zone',
  'month',
  'weekday',
  'time',
  'hours',
]);

/** The entry as a line of a file, without the line's end. */
export function lineOf({ name, text, comment }: NewEntry): string {
  const type = findParameter(name)?.parameter.type;
  const written = `${name}: ${render(text, type === undefined || !plain.has(type))}`;
  return comment === undefined ? written : `${written} ; ${comment}`;
}

/** A value that no file can hold, or what the checks find in the entry when it stands in a file by itself. */
export type EntryTrouble = { readonly kind: 'unwritable' } | { readonly kind: 'found'; readonly finding: Finding };

/**
 * What is wrong with the entry in a file of that name. Findings that hang on other entries are left out, as those are
 * not there yet.
 */
export function troublesOf(fileName: string, entry: NewEntry): EntryTrouble[] {
  const line = lineOf(entry);
  const file = readFile(fileName, `${line}\n`);
  if (!file || file instanceof UnclaimedFile || /[\r\n]/.test(line)) return [{ kind: 'unwritable' }];
  // Written down, it has to read as the same value again.
  const [text, ...others] = file.settings?.texts ?? [];
  if (text !== entry.text || others.length > 0) return [{ kind: 'unwritable' }];
  return file.alone.map((finding) => ({ kind: 'found', finding }));
}

/** The same, with what concerns the value in such a file whatever else stands in it. */
export function troublesOfShared(fileName: string, entry: NewEntry): EntryTrouble[] {
  const troubles = troublesOf(fileName, entry);
  const root = tftpRoot([fileName], () => `${lineOf(entry)}\n`);
  const file = root.file(fileName);
  if (troubles.length > 0 || !file) return troubles;
  return findingsOf(root, file, (name) => name).map((finding) => ({ kind: 'found', finding }));
}

/** The trouble as a sentence or two. */
export function inWords(trouble: EntryTrouble): string {
  return trouble.kind === 'found' ? trouble.finding.message : 'A .cnf file cannot hold this value.';
}
