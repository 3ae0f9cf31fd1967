/** `cisco-sip check`: the checks of the editor in a terminal and in CI. */

import { readFileSync } from 'node:fs';
import { t } from '@vscode/l10n';
import { decode, type Listings } from '../disk.ts';
import { printable, type Severity } from '../formats/rules.ts';
import { findingsIn, type OpenFolder, openFolder } from './check/folder.ts';
import type { Mended } from './check/mend.ts';
import { type Progress, progressOn } from './check/progress.ts';
import type { Formatter, Report, Reported } from './check/reported.ts';
import { findTargets, type Target, targetNamed } from './check/targets.ts';
import { type Command, options, UsageError } from './command.ts';

export { findingsIn, openRoot } from './check/folder.ts';

const usage = `Usage: cisco-sip check [OPTION]... PATH...
       cisco-sip check - --stdin-filename NAME

Checks the provisioning files of Cisco 7940/7960 SIP phones: SIPDefault.cnf, SIP<MAC>.cnf, dial plans and their tests,
syncinfo.xml, OS79XX.TXT and RINGLIST.DAT. A folder is read as a TFTP folder, with all folders in it; a file together
with the folder that it lies in. Files of other programs are left alone.

  --fix                  mends what can be mended without a look at it, as "fix all" does in an editor; says on
                         standard error what it mended, and reports what is left
  --format pretty        one finding a line, for people (default)
  --format json          an array of {file, line, column, endLine, endColumn, severity, code, message}, from 1 on
  --format sarif         SARIF 2.1.0, for code scanning services and editors
  --format github        annotations of GitHub Actions (without hints)
  --format gitlab        a code quality report of GitLab
  --changed[=COMMIT]     only files that are not as in COMMIT (default HEAD), or as where this branch left it, and new
                         ones that git does not ignore. What they break in other files is not reported
  --max-warnings N       so many warnings are no failure (default 0)
  --watch                checks again whenever something changes, until it is interrupted
  --stdin-filename NAME  the name of what '-' reads from standard input; the folder it would lie in is taken into account

Settings come from the nearest .cisco-sip.json in the TFTP folder or above it, under the names that they have in the
editor after 'cisco.':

  {"diagnostics": {"severity": {"cnf/telnet-privileged": "off", "dialplan/*": "hint"}}, "dialPlan": {"country": "DE"}}

A comment 'cisco-sip-disable-next-line CODE' (or -line, -file) silences one place.

Exit status:
  0  nothing worse than information, or no more warnings than allowed
  1  an error, or a warning
  2  wrong usage, a .cisco-sip.json with mistakes in it, or a file that could not be read or mended
 70  a failure of cisco-sip itself, or of where it writes to`;

/** Read when it is asked for, as is all that only an option needs. */
const formatters: Readonly<Record<string, () => Promise<Formatter>>> = {
  pretty: async () => (await import('./check/pretty.ts')).pretty,
  json: async () => (await import('./check/json.ts')).json,
  sarif: async () => (await import('./check/sarif.ts')).sarif,
  github: async () => (await import('./check/github.ts')).github,
  gitlab: async () => (await import('./check/gitlab.ts')).gitlab,
};

interface Request {
  readonly paths: readonly string[];
  readonly formatter: () => Promise<Formatter>;
  readonly fix: boolean;
  readonly watch: boolean;
  readonly changedSince: string | undefined;
  readonly maxWarnings: number;
  readonly stdinName: string | undefined;
}

export const check: Command = {
  name: 'check',
  summary: 'finds what a phone would choke on',
  usage,
  async run(args) {
    const request = readRequest(args);
    if (request.watch) {
      const { watch } = await import('./check/watch.ts');
      await watch(request.paths, againAndAgain(request));
    }
    return checkOnce(request);
  },
};

function readRequest(args: readonly string[]): Request {
  // The value of --changed may be left out, which the library knows of no option.
  const given = args.map((arg) => (arg === '--changed' ? '--changed=HEAD' : arg));
  const { values, positionals: paths } = options(given, {
    format: { type: 'string' },
    fix: { type: 'boolean' },
    watch: { type: 'boolean' },
    changed: { type: 'string' },
    'max-warnings': { type: 'string' },
    'stdin-filename': { type: 'string' },
  });
  if (paths.length === 0) throw new UsageError(t('check needs a file or a folder'));
  const format = values.format ?? 'pretty';
  const formatter = Object.hasOwn(formatters, format) ? formatters[format] : undefined;
  if (!formatter) throw new UsageError(t`unknown format '${printable(format)}'`);
  const request = {
    paths,
    formatter,
    fix: values.fix ?? false,
    watch: values.watch ?? false,
    changedSince: values.changed,
    maxWarnings: wholeNumber(values['max-warnings'] ?? '0'),
    stdinName: values['stdin-filename'],
  };
  const problem = problemWith(request);
  if (problem) throw new UsageError(problem);
  return request;
}

function problemWith({ paths, fix, watch, changedSince, stdinName }: Request): string | undefined {
  const fromStdin = paths.includes('-');
  if (fromStdin !== (stdinName !== undefined)) return t("'-' and --stdin-filename NAME go together");
  if (!fromStdin) return undefined;
  if (paths.length > 1) return t("'-' is the only path");
  return fix || watch || changedSince !== undefined ? t("'-' goes with --format and --max-warnings only") : undefined;
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new UsageError(t('--max-warnings takes a number'));
  return Number(text);
}

/** What `--watch` does each time. Once it has begun, it waits for a folder that is away, as while it is put in place. */
function againAndAgain(request: Request): () => Promise<void> {
  let hasBegun = false;
  return async () => {
    try {
      await showAgain(request);
    } catch (error) {
      if (!hasBegun || !(error instanceof UsageError)) throw error;
      process.stderr.write(`cisco-sip: ${error.message}\n`);
    }
    hasBegun = true;
  };
}

/** One round of `--watch`. */
async function showAgain(request: Request): Promise<void> {
  // Where the screen can be cleared, what is on it is always what is wrong now.
  if (process.stdout.isTTY && process.env.TERM !== 'dumb') process.stdout.write('\u001b[2J\u001b[3J\u001b[H');
  await checkOnce(request);
}

/** Checks, mends if asked to, and prints; gives the exit status. */
async function checkOnce(request: Request): Promise<number> {
  const progress = progressOn(process.stderr);
  const listings: Listings = new Map();
  const closed: string[] = [];
  const stdin = request.stdinName === undefined ? undefined : decode(readFileSync(0));
  const targets =
    request.stdinName === undefined
      ? await findTargets(request.paths, request.changedSince, listings, (shown) => closed.push(shown))
      : [await targetNamed(request.stdinName)];
  const checked: Checked[] = [];
  for (const own of byFolder(targets)) checked.push(await checkFolder(own, listings, request.fix, stdin, progress));
  progress.clear();
  const troubles = new Set([
    ...closed.map((shown) => t`cannot be read: ${shown}`),
    ...checked.flatMap(({ troubles }) => troubles),
  ]);
  for (const line of [...checked.flatMap(({ notes }) => notes), ...troubles])
    process.stderr.write(`cisco-sip: ${printable(line)}\n`);
  const reported = checked.flatMap(({ reported }) => reported);
  const files = checked.reduce((sum, { files }) => sum + files, 0);
  const format = await request.formatter();
  process.stdout.write(format({ reported, files }));
  return troubles.size > 0 ? 2 : statusOf(reported, request.maxWarnings);
}

function byFolder(targets: readonly Target[]): Iterable<readonly Target[]> {
  const groups = new Map<string, Target[]>();
  for (const target of targets) {
    const group = groups.get(target.root);
    if (group) group.push(target);
    else groups.set(target.root, [target]);
  }
  return groups.values();
}

interface Checked extends Report {
  /** What else there is to say. */
  readonly notes: readonly string[];
  /** Why the findings may not be all there is. */
  readonly troubles: readonly string[];
}

/** Checks files of one TFTP folder. `stdin` stands for the file that is named, which is the only one then. */
async function checkFolder(
  targets: readonly Target[],
  listings: Listings,
  fix: boolean,
  stdin: string | undefined,
  progress: Progress,
): Promise<Checked> {
  const [first] = targets;
  if (!first) return { reported: [], files: 0, notes: [], troubles: [] };
  const standin = stdin === undefined ? undefined : { name: first.name, text: stdin };
  const folder = await openFolder(first.root, listings, standin, () => progress.tick('reading'));
  const mended = fix ? await mendFiles(folder, targets) : { root: folder.root, notes: [], troubles: [] };
  const reported: Reported[] = [];
  const notes: string[] = [...mended.notes];
  let files = 0;
  for (const { name, shown, named } of targets) {
    progress.tick('checking');
    const file = mended.root.file(name);
    if (file) files++;
    else if (named && !folder.unreadable.includes(name)) notes.push(t`skipped, not a file of these phones: ${shown}`);
    const found = file ? findingsIn(mended.root, file, folder.settings) : [];
    for (const finding of found) reported.push({ file: shown, finding });
  }
  return { reported, files, notes, troubles: [...troublesOf(folder, targets), ...mended.troubles] };
}

function troublesOf({ config, unreadable }: OpenFolder, targets: readonly Target[]): string[] {
  const gone = new Set(unreadable);
  return [
    ...(config?.config.problems.map((problem) => `${config.path}: ${problem}`) ?? []),
    ...targets.filter(({ name }) => gone.has(name)).map(({ shown }) => t`cannot be read: ${shown}`),
  ];
}

/** Writes what the safe fixes make of the files. What could not be written stays as it is in the folder that is given. */
async function mendFiles({ root, settings, textOf }: OpenFolder, targets: readonly Target[]) {
  const names = targets.map(({ name }) => name);
  const [{ mend, withMended }, { replaceText }] = await Promise.all([
    import('./check/mend.ts'),
    import('./check/store.ts'),
  ]);
  const mended = mend(root, names, settings, textOf);
  const byName = new Map(targets.map((target) => [target.name, target]));
  const notes: string[] = [];
  const troubles: string[] = [];
  const written: Mended[] = [];
  for (const one of mended) {
    const target = byName.get(one.name);
    if (!target) continue;
    const problem = await replaceText(target, textOf(one.name) ?? '', one.text);
    if (problem === undefined) {
      written.push(one);
      notes.push(t`mended ${target.shown}: ${one.codes.join(', ')}`);
    } else troubles.push(t`not mended, ${problem}: ${target.shown}`);
  }
  return { root: withMended(root, written), notes, troubles };
}

function statusOf(reported: readonly Reported[], maxWarnings: number): number {
  const count = (severity: Severity) => reported.filter(({ finding }) => finding.severity === severity).length;
  return count('error') > 0 || count('warning') > maxWarnings ? 1 : 0;
}
