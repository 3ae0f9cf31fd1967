/** New phones from a list with a line of headings. A row that is wrong gives no file; the others give theirs. */

import { t } from '@vscode/l10n';
import facts from '../../../schemas/new-phone.json' with { type: 'json' };
import { idOf, parameterOf } from '../formats/cnf/settings.ts';
import { printable } from '../formats/rules.ts';
import type { NewPhoneProblem, NewPhoneRow } from '../protocol.ts';
import type { NewFile } from '../tftproot/places.ts';
import { type TftpRoot, tftpRoot } from '../tftproot/root.ts';
import { type CsvRow, readCsv } from './csv.ts';
import { type MadePhone, type PhoneProblems, phoneFile, remarks, type WantedPhone, withFiles } from './newPhone.ts';

export interface NewPhones {
  readonly files: readonly NewFile[];
  readonly rows: readonly NewPhoneRow[];
  /** Headings that mean nothing here. */
  readonly ignored: readonly string[];
}

/** A phone that is asked for, and where. */
export interface PhoneRow {
  readonly row: number;
  readonly phone: WantedPhone;
  /** The heading under which a field stands. */
  readonly columnOf: (field: string) => string;
  /** Why the row cannot even be read. */
  readonly problem?: string;
}

/** The files of all phones in the list. `undefined`: nothing is known of a folder. */
export function newPhonesFromCsv(text: string, root: TftpRoot | undefined): NewPhones {
  const [headings, ...rows] = readCsv(text);
  if (!headings) return { files: [], rows: [refused(1, '', t('The list is empty.'))], ignored: [] };
  const columns = headings.cells.map((heading) => ({ heading: printable(heading), field: fieldOf(heading) }));
  const problem = headingProblem(columns, rows.length);
  if (problem) return { files: [], rows: [refused(headings.number, problem.column, problem.message)], ignored: [] };
  const ignored = columns.flatMap(({ heading, field }) => (field === undefined && heading !== '' ? [heading] : []));
  const known = columns.flatMap(({ heading, field }, at) => (field === undefined ? [] : [{ heading, field, at }]));
  const wanted = rows.map((row) => phoneRow(row, known, columns.length));
  return { ...newPhones(wanted, root), ignored };
}

/** The files of all these phones, each checked beside the others. */
export function newPhones(
  wanted: readonly PhoneRow[],
  root: TftpRoot = tftpRoot([], () => undefined),
): Omit<NewPhones, 'ignored'> {
  const rowOf = new Map<string, number>();
  const results = wanted.map((each) => {
    const made: MadePhone | PhoneProblems =
      each.problem === undefined ? phoneFile(each.phone, root) : { problems: [{ field: '', message: each.problem }] };
    if ('problems' in made) return { ...each, made };
    const earlier = rowOf.get(made.mac);
    if (earlier === undefined) {
      rowOf.set(made.mac, each.row);
      return { ...each, made };
    }
    return { ...each, made: { problems: [{ field: 'mac', message: t`Row ${earlier} has the same MAC address.` }] } };
  });
  const files = results.flatMap(({ made }) => ('file' in made ? [made.file] : []));
  const after = withFiles(root, files);
  const rows = results.map(({ row, made, columnOf }): NewPhoneRow => {
    if ('file' in made)
      return { row, file: made.file.name, problems: [], notes: [...made.notes, ...remarks(after, made.file)] };
    const problems = made.problems.map(({ field, message }) => ({ column: columnOf(field), message }));
    return { row, file: null, problems, notes: [] };
  });
  return { files, rows };
}

function refused(row: number, column: string, message: string): NewPhoneRow {
  return { row, file: null, problems: [{ column, message }], notes: [] };
}

// --- headings ---------------------------------------------------------------------------------------

interface Column {
  readonly heading: string;
  /** `mac`, `model` or the name of a parameter; `undefined` for what means nothing here. */
  readonly field: string | undefined;
}

/** A column that is read. */
interface KnownColumn {
  readonly heading: string;
  readonly field: string;
  /** Its place in a row, from 0. */
  readonly at: number;
}

const fields: ReadonlyMap<string, string> = new Map(
  facts.columns.flatMap(({ field, names }) => names.map((name): [string, string] => [name, field])),
);

const [macField = ''] = facts.columns.map(({ field }) => field);

/** What a heading means: the name of a parameter in any letter case, or one of the words that people use. */
function fieldOf(heading: string): string | undefined {
  const id = idOf(heading);
  if (id !== undefined) return parameterOf(id).name;
  const bare = heading.toLowerCase().replace(/[^a-z0-9]/g, '');
  const [, front, word = '', behind] = /^(?:line(\d)(?=.))?([a-z]+)(\d)?$/.exec(bare) ?? [];
  const field = fields.get(word);
  if (field === undefined) return undefined;
  const number = front ?? behind;
  if (!field.includes('{n}')) return number === undefined ? field : undefined;
  const name = field.replace('{n}', number ?? '1');
  return idOf(name) === undefined ? undefined : name;
}

function headingProblem(columns: readonly Column[], rows: number): NewPhoneProblem | undefined {
  if (!columns.some(({ field }) => field === macField))
    return { column: '', message: t`The first row must name the columns, and no column is called ${macField}.` };
  const again = columns.find(
    ({ field }, index) => field !== undefined && columns.findIndex((other) => other.field === field) < index,
  );
  if (again) {
    const first = columns.find(({ field }) => field === again.field)?.heading ?? '';
    return { column: again.heading, message: t`This column means the same as '${first}'.` };
  }
  return rows === 0 ? { column: '', message: t('There is no row below the headings.') } : undefined;
}

/** `width`: how many headings there are. */
function phoneRow({ number, cells, isOpen }: CsvRow, columns: readonly KnownColumn[], width: number): PhoneRow {
  const texts = new Map(columns.map(({ field, at }) => [field, cells[at] ?? '']));
  const { mac = '', model = '' } = Object.fromEntries(texts);
  const values = new Map([...texts].filter(([field]) => idOf(field) !== undefined));
  const problem = isOpen
    ? t('A double quote in this row is never closed.')
    : cells.slice(width).some((cell) => cell !== '')
      ? t`The row has ${cells.length} cells, and there are ${width} headings.`
      : undefined;
  return {
    row: number,
    phone: { mac, model, values },
    columnOf: (field) => columns.find((column) => column.field === field)?.heading ?? field,
    ...(problem !== undefined && { problem }),
  };
}
