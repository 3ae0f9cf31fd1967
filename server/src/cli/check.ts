/** `cisco-sip check`: the checks of the editor in a terminal and in CI. */

import { statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { judge } from '../diagnose.ts';
import { listFolder, readText, rootOf, sizeOf, walk } from '../disk.ts';
import { type Finding, printable, type Severity } from '../formats/rules.ts';
import { defaults } from '../settings.ts';
import { findingsOf } from '../tftproot/findings.ts';
import { isCandidate, type RootFile, type TftpRoot, tftpRoot } from '../tftproot/root.ts';
import { type Command, options, paint, UsageError } from './command.ts';

const usage = `Usage: cisco-sip check [--format pretty|json] PATH...

Checks the provisioning files of Cisco 7940/7960 SIP phones: SIPDefault.cnf, SIP<MAC>.cnf, dial plans, syncinfo.xml,
OS79XX.TXT and RINGLIST.DAT. A folder is read as a TFTP folder, with all folders in it.

  --format pretty   one finding a line, for people (default)
  --format json     an array of {file, line, column, endLine, endColumn, severity, code, message}, counted from 1

Exit status: 0 nothing above a hint or a piece of information, 1 warnings or errors, 2 wrong usage.`;

/** A finding as it is printed. Lines and columns count from 1; a column is a UTF-16 unit, as in editors. */
interface Row {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly severity: Severity;
  readonly code: string;
  readonly message: string;
}

export const check: Command = {
  name: 'check',
  summary: 'finds what a phone would choke on',
  usage,
  async run(args) {
    const { values, positionals: paths } = options(args, { format: { type: 'string' } });
    if (paths.length === 0) throw new UsageError('check needs a file or a folder');
    const format = values.format ?? 'pretty';
    if (format !== 'pretty' && format !== 'json') throw new UsageError(`unknown format '${format}'`);
    const rows: Row[] = [];
    let files = 0;
    for (const path of paths) {
      const checked = await checkPath(path);
      rows.push(...checked.rows);
      files += checked.files;
    }
    process.stdout.write(format === 'json' ? `${JSON.stringify(rows, null, 2)}\n` : pretty(rows, files));
    return rows.some(({ severity }) => severity === 'error' || severity === 'warning') ? 1 : 0;
  },
};

/** The findings of a file, or of every file of ours in a folder. */
async function checkPath(path: string): Promise<{ rows: Row[]; files: number }> {
  const absolute = resolve(path);
  const isFolder = ((): boolean => {
    try {
      return statSync(absolute).isDirectory();
    } catch {
      throw new UsageError(`no such file or folder: ${path}`);
    }
  })();
  // Folders inside may be TFTP folders of their own, and a file's own folder decides what surrounds it.
  const wanted = isFolder ? walk(absolute) : [absolute];
  const roots = new Map<string, Promise<TftpRoot>>();
  const rootOfFolder = new Map<string, string>();
  const rows: Row[] = [];
  let files = 0;
  for (const file of wanted) {
    if (isFolder && !isCandidate(file.split(sep).join('/'))) continue;
    const folder = dirname(file);
    const rootPath = rootOfFolder.get(folder) ?? (await rootOf(file));
    rootOfFolder.set(folder, rootPath);
    const root = roots.get(rootPath) ?? openRoot(rootPath);
    roots.set(rootPath, root);
    const name = relative(rootPath, file).split(sep).join('/');
    const found = checkFile(await root, name);
    if (found) files++;
    else if (!isFolder) process.stderr.write(`cisco-sip: skipped, not a file of these phones: ${path}\n`);
    const shown = isFolder ? join(path, relative(absolute, file)) : path;
    rows.push(...(found ?? []).map((finding) => toRow(shown, finding)));
  }
  return { rows, files };
}

/** A TFTP folder on disk. */
export async function openRoot(path: string): Promise<TftpRoot> {
  return tftpRoot(
    await listFolder(path),
    (name) => readText(join(path, name)),
    (name) => sizeOf(join(path, name)),
  );
}

function checkFile(root: TftpRoot, name: string): Finding[] | undefined {
  const file = root.file(name);
  return file && findingsIn(root, file);
}

/** The findings of a file of the folder, with those that come from other files of it. */
export function findingsIn(root: TftpRoot, file: RootFile): Finding[] {
  const found = findingsOf(root, file, (other) => other);
  return found.length === 0 ? [] : judge(file.format, file.document, found, defaults);
}

function toRow(file: string, { range, severity, rule, message }: Finding): Row {
  return {
    file,
    line: range.start.line + 1,
    column: range.start.character + 1,
    endLine: range.end.line + 1,
    endColumn: range.end.character + 1,
    severity,
    code: rule.code,
    message,
  };
}

const colours = { error: 'red', warning: 'yellow', information: 'blue', hint: 'gray' } as const;

function pretty(rows: readonly Row[], files: number): string {
  const lines: string[] = [];
  let file: string | undefined;
  for (const row of rows) {
    if (row.file !== file) {
      lines.push('', paint('underline', printable(row.file)));
      file = row.file;
    }
    const place = `${row.line}:${row.column}`.padEnd(8);
    lines.push(
      `  ${place}${paint(colours[row.severity], row.severity.padEnd(12))}${row.message} ${paint('gray', row.code)}`,
    );
  }
  const count = (severity: Severity) => rows.filter((row) => row.severity === severity).length;
  const summary = (['error', 'warning', 'information', 'hint'] as const)
    .map((severity) => [count(severity), severity] as const)
    .filter(([number]) => number > 0)
    .map(([number, severity]) => `${number} ${severity}${number === 1 || severity === 'information' ? '' : 's'}`);
  const total = `${files} ${files === 1 ? 'file' : 'files'} checked: ${summary.length === 0 ? 'nothing to report' : summary.join(', ')}`;
  return `${[...lines, '', total].join('\n').replace(/^\n/, '')}\n`;
}
