/** `cisco-sip show`: what a phone works with, and which file each value comes from. */

import { dirname, join, resolve } from 'node:path';
import type { CnfDocument } from '../formats/cnf/document.ts';
import { fileRole, formatMac } from '../formats/cnf/filename.ts';
import { printable } from '../formats/rules.ts';
import { effectiveValues, type Origin } from '../tftproot/effective.ts';
import type { TftpRoot } from '../tftproot/root.ts';
import { openRoot } from './check.ts';
import { type Command, options, paint, UsageError } from './command.ts';

const usage = `Usage: cisco-sip show MAC [--folder DIR] [--all] [--json]

Prints the values that a phone works with: its own file before SIPDefault.cnf before the built-in default.

  MAC            the phone's MAC address in any spelling, or its file
  --folder DIR   the TFTP folder (default: the current one)
  --all          also the built-in defaults
  --json         an array of {name, value, origin, file, line, overrides}; a password's value is null

Exit status: 0 printed, 1 no such phone, 2 wrong usage.`;

/** A value as it is printed; `line` counts from 1. A password's value is never printed. */
interface Row {
  readonly name: string;
  readonly value: string | null;
  readonly origin: Origin;
  readonly file: string | null;
  readonly line: number | null;
  readonly overrides: string | null;
}

export const show: Command = {
  name: 'show',
  summary: 'prints what a phone works with, and where it comes from',
  usage,
  async run(args) {
    const { values, positionals } = options(args, {
      folder: { type: 'string' },
      all: { type: 'boolean' },
      json: { type: 'boolean' },
    });
    const [wanted, ...rest] = positionals;
    if (wanted === undefined || rest.length > 0) throw new UsageError('show needs one MAC address');
    const isFile = /\.cnf$/i.test(wanted);
    const folder = values.folder ?? (isFile ? dirname(resolve(wanted)) : '.');
    const mac = macOf(isFile ? wanted.replace(/^.*[\\/]/, '') : `SIP${wanted}.cnf`);
    if (mac === undefined) throw new UsageError(`not a MAC address: '${printable(wanted)}'`);
    const root = await openRoot(resolve(folder));
    const name = root.files.find((file) => macOf(file.slice(file.lastIndexOf('/') + 1)) === mac);
    if (name === undefined) {
      process.stderr.write(`cisco-sip: no file of ${formatMac(mac)} in ${printable(folder)}\n`);
      return 1;
    }
    const rows = rowsOf(root, name, folder).filter(
      ({ origin }) => values.all || origin === 'phone' || origin === 'default',
    );
    process.stdout.write(values.json ? `${JSON.stringify(rows, null, 2)}\n` : pretty(mac, rows));
    return 0;
  },
};

function macOf(fileName: string): string | undefined {
  const role = fileRole(fileName);
  return role.role === 'phone' ? role.mac : undefined;
}

function rowsOf(root: TftpRoot, name: string, folder: string): Row[] {
  const cnf = (file: string) => {
    const found = root.file(file);
    return found?.format.id === 'cnf' ? (found.document as CnfDocument) : undefined;
  };
  const files: Partial<Record<Origin, string>> = { phone: name, default: root.file('SIPDefault.cnf')?.name ?? '' };
  return effectiveValues(cnf(name), cnf('SIPDefault.cnf')).map(
    ({ name, parameter, value, origin, place, overrides }) => {
      const file = files[origin];
      const hide = (text: string | undefined) => (parameter.secret ? null : (text ?? null));
      return {
        name,
        value: hide(value),
        origin,
        file: file === undefined ? null : join(folder, file),
        line: place ? place.line + 1 : null,
        overrides: hide(overrides),
      };
    },
  );
}

const origins: Record<Origin, string> = {
  phone: "phone's file",
  default: 'SIPDefault.cnf',
  'built-in': 'built in',
  stored: 'as stored in the phone',
};

function pretty(mac: string, rows: readonly Row[]): string {
  const width = Math.max(0, ...rows.map(({ name }) => name.length));
  const lines = rows.map(({ name, value, origin, line, overrides, file }) => {
    const shown = value === null ? (file ? '(not shown)' : '') : printable(value);
    const where = `${origins[origin]}${line === null ? '' : `:${line}`}${overrides === null ? '' : `, replaces ${printable(overrides)}`}`;
    return `${name.padEnd(width)}  ${shown.padEnd(24)} ${paint('gray', where)}`;
  });
  return `${[paint('underline', formatMac(mac)), ...lines].join('\n')}\n`;
}
