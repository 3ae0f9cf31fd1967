/** What a list of new phones would make, as a text that can be read beside it. Without the editor's interface. */

import { t } from '@vscode/l10n';
import type { NewPhoneRow, NewPhonesResult } from '../../../server/src/protocol.ts';

/** Rows that give no file come first, with their number and the reason. No cell of the list is repeated. */
export function listText({ rows, files, ignored }: NewPhonesResult, source: string, folder: string): string {
  const bad = rows.filter(({ file }) => file === null);
  const good = rows.filter(({ file }) => file !== null);
  const noted = good.filter(({ notes }) => notes.length > 0);
  const section = (title: string, lines: readonly string[]) => (lines.length === 0 ? [] : ['', title, ...lines]);
  return `${[
    t`New phones from ${source}`,
    summary({ rows, files }),
    t`Folder: ${folder}`,
    ...(ignored.length > 0 ? [t`Columns that mean nothing here: ${ignored.join(', ')}.`] : []),
    ...section(t`NO FILE (${bad.length})`, bad.flatMap(problemLines)),
    ...section(t`TO BE KNOWN (${noted.length})`, noted.flatMap(noteLines)),
    ...section(
      t`FILES (${good.length})`,
      good.map((row) => `  ${rowText(row)}  ${row.file}`),
    ),
  ].join('\n')}\n`;
}

/** `990 of 1000 rows give a file. 10 do not and are left out.` */
export function summary({ rows, files }: Pick<NewPhonesResult, 'rows' | 'files'>): string {
  const left = rows.length - files.length;
  const given =
    rows.length === 1
      ? t`${files.length} of 1 row gives a file.`
      : t`${files.length} of ${rows.length} rows give a file.`;
  if (left === 0) return given;
  return `${given} ${left === 1 ? t('1 does not and is left out.') : t`${left} do not and are left out.`}`;
}

function problemLines({ row, problems }: NewPhoneRow): string[] {
  return problems.map(
    ({ column, message }) => `  ${rowText({ row })}  ${column === '' ? '' : `${column}: `}${message}`,
  );
}

function noteLines({ row, file, notes }: NewPhoneRow): string[] {
  return notes.map((note) => `  ${rowText({ row })}  ${file}: ${note}`);
}

function rowText({ row }: Pick<NewPhoneRow, 'row'>): string {
  return t`row ${String(row).padEnd(5)}`;
}
