/** `cisco-sip new phone`: the file of one phone, or those of a list. */

import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { t } from '@vscode/l10n';
import { wanted } from '../create/newPhone.ts';
import { type NewPhones, newPhones, newPhonesFromCsv } from '../create/phonesFromCsv.ts';
import { findParameter } from '../formats/cnf/parameters.ts';
import { printable } from '../formats/rules.ts';
import type { NewPhoneRow } from '../protocol.ts';
import { openRoot } from './check.ts';
import { options, paint, UsageError } from './command.ts';
import { readInput, readPasswords, refusePasswords, writeNewFiles } from './newFiles.ts';

export const newPhoneUsage = `Usage: cisco-sip new phone MAC --line USER[:NAME] [--line ...] [OPTION]...
       cisco-sip new phone --csv FILE [--folder DIR] [--dry-run] [--json]

Makes SIP<MAC>.cnf in a TFTP folder: where SIPDefault.cnf sends the phones, and with nothing that it says anyway. A
file that is there already is never replaced. Lines that are not given are turned off.

  MAC                   the phone's MAC address in any spelling
  --line USER[:NAME]    a line: its number or user name, and what others see; the first is line 1
  --model M             7940 or 7960
  --label TEXT          at the top of the display
  --set NAME=VALUE      any other parameter; may be given several times
  --password-file FILE  the passwords of the lines, one to a line of FILE in their order; '-' for standard input
  --csv FILE            a list with a row of headings, '-' for standard input: mac, model, label, extension, name,
                        secret, line2_name, ... or any parameter; separated by comma, semicolon or tab. A row that is
                        wrong gives no file, the others do
  --folder DIR          the TFTP folder (default: the current one)
  --dry-run             only tells what would be made
  --json                an array of {row, file, problems, notes}; in a list the headings are row 1

Passwords come from a file or a list only, as others can read the arguments of a program.

Exit status: 0 every file made, 1 one was not, 2 wrong usage.`;

export async function runNewPhone(args: readonly string[]): Promise<number> {
  refusePasswords(args);
  const { values, positionals } = options(args, {
    folder: { type: 'string' },
    csv: { type: 'string' },
    line: { type: 'string', multiple: true },
    model: { type: 'string' },
    label: { type: 'string' },
    set: { type: 'string', multiple: true },
    'password-file': { type: 'string' },
    'dry-run': { type: 'boolean' },
    json: { type: 'boolean' },
  });
  const folder = values.folder ?? '.';
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw new UsageError(t`no such folder: ${folder}`);
  const root = await openRoot(resolve(folder));
  const alone = (['line', 'model', 'label', 'set', 'password-file'] as const).filter(
    (name) => values[name] !== undefined,
  );
  if (values.csv !== undefined && alone.length > 0)
    throw new UsageError(t`with --csv the list says all of the phones: it does not go with --${alone.join(', --')}`);
  const made = values.csv === undefined ? single(positionals, values, root) : fromList(positionals, values.csv, root);
  const failures = values['dry-run'] ? new Map<string, string>() : await writeNewFiles(resolve(folder), made.files);
  const rows = made.rows.map((row) => withFailure(row, failures));
  process.stdout.write(
    values.json
      ? `${JSON.stringify(rows, null, 2)}\n`
      : pretty(rows, made.ignored, {
          folder,
          isDry: values['dry-run'] ?? false,
          isList: values.csv !== undefined,
        }),
  );
  return rows.every(({ file }) => file !== null) ? 0 : 1;
}

type Root = Awaited<ReturnType<typeof openRoot>>;

function single(
  [mac, ...rest]: readonly string[],
  values: {
    readonly model?: string | undefined;
    readonly label?: string | undefined;
    readonly line?: readonly string[] | undefined;
    readonly set?: readonly string[] | undefined;
    readonly 'password-file'?: string | undefined;
  },
  root: Root,
): NewPhones {
  if (mac === undefined || rest.length > 0) throw new UsageError(t('new phone needs one MAC address, or --csv'));
  const file = values['password-file'];
  const passwords = file === undefined ? [] : readPasswords(file);
  const lines = (values.line ?? []).map((text, index) => {
    const [user = '', ...name] = text.split(':');
    return { user, displayName: name.join(':'), password: passwords[index] ?? '' };
  });
  const settings = (values.set ?? []).map((text): [string, string] => {
    const [name = '', ...value] = text.split('=');
    if (value.length === 0) throw new UsageError(t`--set takes NAME=VALUE, not '${printable(text)}'`);
    if (findParameter(name)?.parameter.secret) throw new UsageError(t('--set takes no password: use --password-file'));
    return [name, value.join('=')];
  });
  const phone = wanted({
    mac,
    model: values.model ?? '',
    label: values.label ?? '',
    lines,
    settings: Object.fromEntries(settings),
  });
  const made = newPhones([{ row: 1, phone, columnOf: (field) => field }], root);
  const notes =
    file === undefined || passwords.length === lines.length ? [] : [unevenText(passwords.length, lines.length)];
  return { ...made, rows: made.rows.map((row) => ({ ...row, notes: [...row.notes, ...notes] })), ignored: [] };
}

/** A file of passwords that does not fit the lines is most probably that of another phone. */
function unevenText(passwords: number, lines: number): string {
  return t`The file of passwords has ${passwords} of them, and --line is given ${lines} times: they go together in their order.`;
}

function fromList(positionals: readonly string[], path: string, root: Root): NewPhones {
  if (positionals.length > 0) throw new UsageError(t('with --csv the MAC addresses stand in the list'));
  return newPhonesFromCsv(readInput(path), root);
}

function withFailure(row: NewPhoneRow, failures: ReadonlyMap<string, string>): NewPhoneRow {
  const failure = row.file === null ? undefined : failures.get(row.file);
  return failure === undefined
    ? row
    : { ...row, file: null, problems: [{ column: '', message: `${row.file}: ${failure}` }] };
}

interface Shown {
  readonly folder: string;
  readonly isDry: boolean;
  /** The rows are those of a list. */
  readonly isList: boolean;
}

function pretty(rows: readonly NewPhoneRow[], ignored: readonly string[], { folder, isDry, isList }: Shown): string {
  const placeOf = (row: number, column: string) => {
    const parts = [...(isList ? [t`row ${row}`] : []), ...(column === '' ? [] : [column])];
    return parts.length === 0 ? [] : [parts.join(', ')];
  };
  const said = (style: 'red' | 'yellow', place: readonly string[], text: string) =>
    [...place.map((part) => paint(style, part)), printable(text)].join(': ');
  const lines = rows.flatMap(({ row, file, problems, notes }) => [
    ...(file === null ? [] : [`${paint('green', isDry ? t('would write') : t('written'))}  ${join(folder, file)}`]),
    ...problems.map(({ column, message }) => said('red', placeOf(row, column), message)),
    ...notes.map((note) => said('yellow', placeOf(row, ''), note)),
  ]);
  const good = rows.filter(({ file }) => file !== null).length;
  return `${[
    ...lines,
    ...(ignored.length === 0 ? [] : [t`columns passed over: ${ignored.map(printable).join(', ')}`]),
    '',
    madeInWords(good, rows.length, isDry),
  ].join('\n')}\n`;
}

function madeInWords(good: number, rows: number, isDry: boolean): string {
  if (rows === 1) return isDry ? t`${good} of 1 phone would be made` : t`${good} of 1 phone made`;
  return isDry ? t`${good} of ${rows} phones would be made` : t`${good} of ${rows} phones made`;
}
