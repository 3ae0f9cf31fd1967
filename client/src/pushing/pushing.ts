/** A push in steps: what would be done, doing it, and taking it back. Questions and messages are the commands'. */

import { t } from '@vscode/l10n';
import { Uri } from 'vscode';
import type { FolderResult } from '../../../server/src/protocol.ts';
import type { Environment } from '../environment.ts';
import { running } from '../running.ts';
import { judgeName } from '../tftp/allowList.ts';
import { forgetPush, readJournal } from '../tftp/journal.ts';
import { carryOut, makePlan } from '../tftp/push.ts';
import type { PlanItem, PushPlan, PushResult, RunOptions, UndoRecord, UndoResult } from '../tftp/types.ts';
import { undoPush } from '../tftp/undo.ts';
import { expectTrust } from '../trust.ts';
import { textOf } from './folder.ts';
import { storeOf, uriOf } from './target.ts';

export interface Push {
  readonly folder: Uri;
  readonly target: Uri;
  readonly plan: PushPlan;
}

export interface PushRequest {
  readonly folder: Uri;
  readonly target: Uri;
  /** The files that were asked for, and what the language server says of the folder. */
  readonly names: readonly string[];
  readonly inspected: FolderResult;
}

/** Whether a file of that name may travel. */
export function mayTravel(name: string): boolean {
  return !('refused' in judgeName(name));
}

/** `undefined`: the user stopped it. */
export async function planPush({ folder, target, names, inspected }: PushRequest): Promise<Push | undefined> {
  const broken = new Set(inspected.errors.map(({ name }) => name));
  const sources = names.map((name) => ({ name, hasErrors: broken.has(name) }));
  const options = { from: textOf(folder), to: textOf(target), phoneFolder: inspected.phoneFolder };
  const plan = await runningFiles(t`Comparing with ${textOf(target)}`, (run) =>
    makePlan(storeOf(folder), storeOf(target), sources, { ...options, ...run }).catch((error: unknown) => {
      if (run.signal?.aborted) return undefined;
      throw error;
    }),
  );
  return plan && { folder, target, plan };
}

/** The plan for those of its files that the user picked, also where they were held back. */
export function planFor({ plan }: Push, picked: readonly string[]): PushPlan {
  const wanted = new Set(picked);
  const items = plan.items
    .filter(({ name }) => wanted.has(name))
    .map((item): PlanItem => {
      if (item.state !== 'held') return item;
      return { ...item, state: item.targetHash === undefined ? 'new' : 'changed' };
    });
  return { ...plan, items };
}

/** Writes what is new or changed in the plan. */
export function carryOutPush(environment: Environment, { folder, target }: Push, plan: PushPlan): Promise<PushResult> {
  return runningFiles(t`Pushing to ${plan.to}`, (run) => writePush(environment, { folder, target }, plan, run));
}

/** As `carryOutPush`, without showing anything. */
export async function writePush(
  environment: Environment,
  { folder, target }: Pick<Push, 'folder' | 'target'>,
  plan: PushPlan,
  run: RunOptions = {},
): Promise<PushResult> {
  expectTrust();
  return inTurn(() =>
    carryOut(plan, storeOf(folder), storeOf(target), { ...run, backupFolder: backupFolder(environment) }),
  );
}

/** The last push from this workspace that can be taken back. */
export async function lastPush(environment: Environment): Promise<UndoRecord | undefined> {
  return (await readJournal(backupFolder(environment)))[0];
}

/** Takes a push back. What could be restored, or was changed by others since, is not tried again. */
export async function takeBack(record: UndoRecord): Promise<UndoResult> {
  expectTrust();
  const result = await runningFiles(t`Undoing the push to ${record.to}`, (run) =>
    inTurn(() => undoPush(record, storeOf(uriOf(record.to)), run)),
  );
  if (!result.items.some(({ done }) => done === 'failed' || done === 'cancelled')) await forgetPush(record);
  return result;
}

/** Back-ups hold passwords, so they lie where only the user's editor looks. */
function backupFolder({ context }: Environment): string {
  const { storageUri, globalStorageUri } = context;
  const base = storageUri?.scheme === 'file' ? storageUri : globalStorageUri;
  return Uri.joinPath(base, 'pushes').fsPath;
}

/** Two pushes at once would take each other's files for changed by somebody else. */
let turn: Promise<unknown> = Promise.resolve();

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const result = turn.then(work);
  turn = result.catch(() => undefined);
  return result;
}

/** Long work with files. */
function runningFiles<T>(title: string, work: (run: RunOptions) => Promise<T>): Promise<T> {
  return running(title, (signal, report) =>
    work({ signal, onProgress: ({ name, total }) => report({ message: name, increment: 100 / Math.max(total, 1) }) }),
  );
}
