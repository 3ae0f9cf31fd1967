/** `cisco-sip push`: puts the files where phones fetch them, and takes the last push back. */

import { statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { t } from '@vscode/l10n';
import { forgetPush, readJournal } from '../../../client/src/tftp/journal.ts';
import { carryOut, makePlan } from '../../../client/src/tftp/push.ts';
import { localStore } from '../../../client/src/tftp/store.ts';
import type { PushPlan, SourceFile } from '../../../client/src/tftp/types.ts';
import { undoPush } from '../../../client/src/tftp/undo.ts';
import { PushTrouble } from '../../../client/src/tftp/words.ts';
import { printable } from '../formats/rules.ts';
import { inspect } from '../tftproot/phones.ts';
import { findingsIn, openRoot } from './check.ts';
import { type Command, options, paint, UsageError } from './command.ts';

const usage = `Usage: cisco-sip push FROM TO [--dry-run] [--with-errors] [--json]
       cisco-sip push --undo TO [--json]

Puts the provisioning files of the folder FROM into the TFTP folder TO. Only files that phones fetch travel; those that
are the same are not written; a file with an error is held back. Each file is replaced as a whole, so that a phone that
boots meanwhile gets the old one or the new one.

  --dry-run       only tells what would happen
  --with-errors   pushes files with errors as well
  --undo          takes the last push to TO back; files that were changed since are left alone
  --json          an array of {name, state, done, reason}

Exit status: 0 every file landed (or, with --dry-run, would), 1 one did not, 2 wrong usage.`;

/** A file as it is printed: its state before, and what was done; `done` is null in a dry run. */
interface Row {
  readonly name: string;
  readonly state: string | null;
  readonly done: string | null;
  readonly reason: string | null;
}

export const push: Command = {
  name: 'push',
  summary: 'puts files into a TFTP folder, each as a whole',
  usage,
  async run(args) {
    const { values, positionals } = options(args, {
      'dry-run': { type: 'boolean' },
      'with-errors': { type: 'boolean' },
      undo: { type: 'boolean' },
      json: { type: 'boolean' },
    });
    const wanted = values.undo ? 1 : 2;
    if (positionals.length !== wanted)
      throw new UsageError(
        values.undo ? t('push --undo needs the TFTP folder') : t('push needs two folders: FROM and TO'),
      );
    if (values.undo && (values['dry-run'] || values['with-errors']))
      throw new UsageError(t('push --undo takes back all that the last push did: it goes with --json only'));
    const [first = '', second = ''] = positionals;
    const cancel = new AbortController();
    process.once('SIGINT', () => cancel.abort());
    try {
      const rows = values.undo
        ? await takeBack(resolve(first), cancel.signal)
        : await pushFolder(first, second, {
            dryRun: values['dry-run'] ?? false,
            includeErrors: values['with-errors'] ?? false,
            signal: cancel.signal,
          });
      const kind = values.undo ? 'undo' : values['dry-run'] ? 'dry run' : 'push';
      process.stdout.write(values.json ? `${JSON.stringify(rows, null, 2)}\n` : pretty(rows, kind));
      return rows.every(landed) ? 0 : 1;
    } catch (error) {
      if (!(error instanceof PushTrouble)) throw error;
      process.stderr.write(`cisco-sip: ${printable(error.message)}\n`);
      return 1;
    }
  },
};

function landed({ state, done }: Row): boolean {
  if (done !== null) return ['written', 'same', 'restored', 'deleted', 'unchanged'].includes(done);
  return state === 'new' || state === 'changed' || state === 'same';
}

interface PushOptions {
  readonly dryRun: boolean;
  readonly includeErrors: boolean;
  readonly signal: AbortSignal;
}

async function pushFolder(from: string, to: string, { dryRun, includeErrors, signal }: PushOptions): Promise<Row[]> {
  if (!statSync(from, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError(t`no such folder: ${printable(from)}`);
  const root = await openRoot(resolve(from));
  const { errors, phoneFolder } = inspect(root, (file) => findingsIn(root, file));
  const wrong = new Set(errors.map(({ name }) => name));
  const sources: SourceFile[] = root.files.map((name) => ({ name, hasErrors: wrong.has(name) }));
  const [source, target] = [localStore(resolve(from)), localStore(resolve(to))];
  const plan = await makePlan(source, target, sources, { from, to: resolve(to), includeErrors, phoneFolder, signal });
  if (dryRun)
    return plan.items
      .filter(concerns)
      .map(({ name, state, reason }) => ({ name, state, done: null, reason: reason ?? null }));
  const result = await carryOut(plan, source, target, { backupFolder: journalFolder(), signal });
  const states = new Map(plan.items.map((item) => [item.name, item]));
  return result.items.flatMap(({ name, done, reason }) => {
    const item = states.get(name);
    if (item && !concerns(item)) return [];
    return [{ name, state: item?.state ?? null, done, reason: reason ?? item?.reason ?? null }];
  });
}

/** What is no provisioning file is passed over: a folder under version control is full of such files. */
function concerns({ isForeign }: PushPlan['items'][number]): boolean {
  return isForeign !== true;
}

async function takeBack(to: string, signal: AbortSignal): Promise<Row[]> {
  const record = (await readJournal(journalFolder())).find((push) => push.to === to);
  if (!record) throw new PushTrouble(t`No push to ${to} is remembered here: there is nothing to take back.`);
  const { items } = await undoPush(record, localStore(to), { signal });
  const rows = items.map(({ name, done, reason }) => ({ name, state: null, done, reason: reason ?? null }));
  if (rows.every(landed)) await forgetPush(record);
  return rows;
}

/** Where pushes are remembered: the user's own, since the contents hold passwords. */
function journalFolder(): string {
  const state = process.env.XDG_STATE_HOME ?? process.env.LOCALAPPDATA ?? join(homedir(), '.local', 'state');
  return join(state, 'cisco-sip', 'pushes');
}

function pretty(rows: readonly Row[], kind: 'push' | 'dry run' | 'undo'): string {
  if (rows.length === 0) return `${t('There is no file for phones in the folder.')}\n`;
  const width = Math.max(0, ...rows.map(({ name }) => name.length));
  const lines = rows.map((row) => {
    const word = row.done ?? row.state ?? '';
    const shown = paint(landed(row) ? 'green' : 'red', word.padEnd(10));
    return `${shown}${printable(row.name).padEnd(width)}${row.reason ? `  ${printable(row.reason)}` : ''}`;
  });
  return `${[...lines, '', summary(rows.filter(landed).length, rows.length, kind)].join('\n')}\n`;
}

function summary(good: number, all: number, kind: 'push' | 'dry run' | 'undo'): string {
  if (kind === 'undo') return t`${good} of ${all} files as they were before`;
  return kind === 'push' ? t`${good} of ${all} files in place` : t`${good} of ${all} files would be in place`;
}
