/** `cisco-sip show`: what a phone works with, and which file each value comes from. */

import { dirname, join, resolve } from 'node:path';
import { t } from '@vscode/l10n';
import { listFolder, readText } from '../disk.ts';
import { fileRole, formatMac } from '../formats/cnf/filename.ts';
import { parameterOf } from '../formats/cnf/settings.ts';
import { printable } from '../formats/rules.ts';
import { effectiveValues, type Origin, type Phone, phoneOf } from '../tftproot/phone.ts';
import { baseName, defaultsName, type TftpRoot, tftpRoot } from '../tftproot/root.ts';
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
    if (wanted === undefined || rest.length > 0) throw new UsageError(t('show needs one MAC address'));
    const isFile = /\.cnf$/i.test(wanted);
    const folder = values.folder ?? (isFile ? dirname(resolve(wanted)) : '.');
    const mac = macOf(isFile ? wanted.replace(/^.*[\\/]/, '') : `SIP${wanted}.cnf`);
    if (mac === undefined) throw new UsageError(t`not a MAC address: '${printable(wanted)}'`);
    const root = await openRoot(resolve(folder), mac);
    const phone = phoneIn(root, mac);
    if (!phone) {
      process.stderr.write(`cisco-sip: no file of ${formatMac(mac)} in ${printable(folder)}\n`);
      return 1;
    }
    const rows = rowsOf(root, phone, folder).filter(
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

/** The folder with no more read than this phone's files. */
async function openRoot(path: string, mac: string): Promise<TftpRoot> {
  const wanted = (name: string) => name.toLowerCase() === defaultsName.toLowerCase() || macOf(baseName(name)) === mac;
  return tftpRoot(await listFolder(path), (name) => (wanted(name) ? readText(join(path, name)) : undefined));
}

/** The phone by the file that it asks for, else by another one that is named after it. */
function phoneIn(root: TftpRoot, mac: string): Phone | undefined {
  const found = root.phoneFiles(mac).flatMap((name): Phone[] => {
    const file = root.file(name);
    const phone = file && phoneOf(root, file);
    return phone ? [phone] : [];
  });
  return found.find(({ isAskedFor }) => isAskedFor) ?? found[0];
}

function rowsOf(root: TftpRoot, phone: Phone, folder: string): Row[] {
  const files: Partial<Record<Origin, string>> = { phone: phone.file.name, default: root.defaults?.name ?? '' };
  return effectiveValues(phone).map(({ id, text, origin, setting, overrides }) => {
    const { parameter, name } = parameterOf(id);
    const file = files[origin];
    const hide = (value: string | undefined) => (parameter.secret ? null : (value ?? null));
    return {
      name,
      value: hide(text),
      origin,
      file: file === undefined ? null : join(folder, file),
      line: setting ? setting.line + 1 : null,
      overrides: hide(overrides?.text),
    };
  });
}

const origins: Record<Origin, string> = {
  get phone() {
    return t("phone's file");
  },
  default: 'SIPDefault.cnf',
  get 'built-in'() {
    return t('built in');
  },
  get stored() {
    return t('as stored in the phone');
  },
};

function pretty(mac: string, rows: readonly Row[]): string {
  const width = Math.max(0, ...rows.map(({ name }) => name.length));
  const lines = rows.map(({ name, value, origin, line, overrides, file }) => {
    const shown = value === null ? (file ? t('(not shown)') : '') : printable(value);
    const where = `${origins[origin]}${line === null ? '' : `:${line}`}${overrides === null ? '' : t`, replaces ${printable(overrides)}`}`;
    return `${name.padEnd(width)}  ${shown.padEnd(24)} ${paint('gray', where)}`;
  });
  return `${[paint('underline', formatMac(mac)), ...lines].join('\n')}\n`;
}
