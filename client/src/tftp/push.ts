/** Looks at both folders, then writes what the user agreed to. */

import { t } from '@vscode/l10n';
import { hashOf } from './hash.ts';
import { type Journal, openJournal, trimJournal } from './journal.ts';
import {
  directoriesOf,
  type PlanOptions,
  placeSources,
  planPush,
  type SourceView,
  type TargetFile,
  type TargetView,
} from './plan.ts';
import type {
  Entry,
  FileReader,
  FileStore,
  ItemResult,
  PlanItem,
  PushPlan,
  PushResult,
  RunOptions,
  SourceFile,
  UndoFile,
  UndoRecord,
} from './types.ts';
import { inWords, PushTrouble } from './words.ts';

export interface MakePlanOptions extends PlanOptions, RunOptions {
  /** Absolute paths or URIs, as the user knows them. */
  readonly from: string;
  readonly to: string;
}

export interface CarryOutOptions extends RunOptions {
  /** A folder on the local disk for what undo needs; outside the target, since its contents hold passwords. */
  readonly backupFolder: string;
}

// --- plan -------------------------------------------------------------------------------------

/**
 * What a push would do. Nothing is written. Rejects with a `PushTrouble` when the target can't be looked into, and with
 * the signal's reason when the user stops it.
 */
export async function makePlan(
  from: FileReader,
  to: FileStore,
  sources: readonly SourceFile[],
  options: MakePlanOptions,
): Promise<PushPlan> {
  const directories = await listTarget(to, sources, options);
  const placed = placeSources(sources, options.phoneFolder);
  const views: SourceView[] = [];
  const files = new Map<string, TargetFile>();
  for (const [done, file] of placed.entries()) {
    options.signal?.throwIfAborted();
    options.onProgress?.({ done, total: placed.length, name: file.name });
    // A name that may not travel is not even looked at.
    if ('refused' in file) {
      views.push({ ...file.source, size: 0, hash: '', fitsKind: false });
      continue;
    }
    views.push(await viewSource(from, file.source, file.kind.contains, options.from));
    files.set(file.name, await viewTarget(to, file.name, options.to));
  }
  const target: TargetView = { directories, files };
  return { from: options.from, to: options.to, items: planPush(views, target, options) };
}

/** What is in each directory that a source goes to. */
async function listTarget(
  to: FileStore,
  sources: readonly SourceFile[],
  { to: folder, phoneFolder }: MakePlanOptions,
): Promise<Map<string, readonly Entry[]>> {
  const directories = new Map<string, readonly Entry[]>();
  const top = await to.list('').catch((error: unknown) => {
    throw new PushTrouble(inWords(error, { folder, name: '', doing: 'read' }));
  });
  if (!top) throw new PushTrouble(t`${folder} is not there: create it, or choose another folder.`);
  directories.set('', top);
  for (const file of placeSources(sources, phoneFolder)) {
    if ('refused' in file) continue;
    for (const directory of directoriesOf(file.name)) {
      if (directories.has(directory)) continue;
      // What is no directory, leads out or can't be read shows when its file is looked at.
      const entries = await to.list(directory).catch(() => undefined);
      if (!entries) break;
      directories.set(directory, entries);
    }
  }
  return directories;
}

async function viewSource(
  from: FileReader,
  source: SourceFile,
  word: string | null,
  folder: string,
): Promise<SourceView> {
  try {
    const content = await from.read(source.name);
    if (!content) throw new PushTrouble(t`${folder}/${source.name} is not there any more.`);
    const fitsKind = word === null || Buffer.from(content).includes(word);
    return { ...source, size: content.length, hash: hashOf(content), fitsKind };
  } catch (error) {
    const problem = inWords(error, { folder, name: source.name, doing: 'read' });
    return { ...source, size: 0, hash: '', fitsKind: true, problem };
  }
}

async function viewTarget(to: FileStore, name: string, folder: string): Promise<TargetFile> {
  try {
    const real = await to.resolve(name);
    const content = real === undefined ? undefined : await to.read(name);
    if (!content) return { real };
    const mode = await to.mode?.(name);
    return { real, hash: hashOf(content), ...(mode !== undefined && { mode }) };
  } catch (error) {
    return { real: name, problem: inWords(error, { folder, name, doing: 'read' }) };
  }
}

// --- carry out --------------------------------------------------------------------------------

/** An item that is to be written, and what stood there right before. */
interface Task {
  readonly item: PlanItem;
  readonly content: Uint8Array;
  readonly former: UndoFile['former'];
}

/**
 * Writes the files of a plan that are new or changed. Nothing here rejects: every item tells how it went, and one that
 * fails does not keep the others from being tried. A push that failed, was stopped or was killed can be repeated.
 *
 * The order makes it safe for a phone to start at any moment, since whatever names a file is written after that file:
 * images before the list that names them, and both before the settings that tell phones to load them; sounds before the
 * ring list; dial plans before the phone files that name them. SIPDefault.cnf follows the phone files, because its
 * `tftp_cfg_dir` may send phones to a folder in which those must lie by then. What is read before it (OS79XX.TXT,
 * XMLDefault.cnf.xml) starts an upgrade, so it comes when all the rest is there. syncinfo.xml is the last: a phone that
 * compares it and restarts must find everything in place.
 */
export async function carryOut(
  plan: PushPlan,
  from: FileReader,
  to: FileStore,
  options: CarryOutOptions,
): Promise<PushResult> {
  const results = new Map<PlanItem, ItemResult>();
  const end = (item: PlanItem, done: ItemResult['done'], reason?: string) => {
    results.set(item, { name: item.name, done, ...(reason !== undefined && { reason }) });
  };
  const finish = (undo?: UndoRecord): PushResult => ({
    to: plan.to,
    items: plan.items.map((item) => results.get(item) ?? { name: item.name, done: 'cancelled' }),
    ...(undo && { undo }),
  });

  const pending: PlanItem[] = [];
  for (const item of plan.items) {
    if (item.state === 'new' || item.state === 'changed') pending.push(item);
    else end(item, item.state, item.reason);
  }
  if (pending.length === 0 || options.signal?.aborted) return finish();

  const time = new Date().toISOString();
  let journal: Journal;
  try {
    journal = await openJournal(options.backupFolder, time);
  } catch (error) {
    for (const item of pending) end(item, 'failed', notKept(error, options));
    return finish();
  }

  const tasks = await prepare(plan, pending, from, to, journal, options, end);
  let record: UndoRecord = {
    to: plan.to,
    time,
    backup: journal.backup,
    files: tasks.map(undoFile),
    directories: await missingDirectories(to, tasks),
  };
  try {
    // Before the first file is touched: what was killed in the middle can be undone as well.
    if (tasks.length > 0 && !options.signal?.aborted) await journal.write(record);
  } catch (error) {
    for (const { item } of tasks) end(item, 'failed', notKept(error, options));
    await journal.discard().catch(() => undefined);
    return finish();
  }

  const touched = new Set<PlanItem>();
  for (const [done, task] of tasks.entries()) {
    const { item } = task;
    if (options.signal?.aborted) break;
    options.onProgress?.({ done, total: tasks.length, name: item.name });
    try {
      await write(to, plan, task);
      end(item, 'written');
      touched.add(item);
    } catch (error) {
      const now = await to.read(item.name).then(
        (content) => content && hashOf(content),
        () => null,
      );
      if (now === item.sourceHash) end(item, 'written');
      else end(item, 'failed', inWords(error, { folder: plan.to, name: item.name, doing: 'write' }));
      // `null`: nobody can tell what is there now, so undo must look.
      if (now === item.sourceHash || now === null) touched.add(item);
    }
  }

  const kept = tasks.filter(({ item }) => touched.has(item));
  const inUse = new Set(kept.flatMap(({ item }) => directoriesOf(item.name)));
  for (const directory of record.directories.toReversed()) {
    if (!inUse.has(directory)) await to.remove(directory).catch(() => undefined);
  }
  if (kept.length === 0) {
    await journal.discard().catch(() => undefined);
    return finish();
  }
  record = {
    ...record,
    files: kept.map(undoFile),
    directories: record.directories.filter((directory) => inUse.has(directory)),
  };
  // The record that is there already tells more than was done, which undo finds out.
  await journal.write(record).catch(() => undefined);
  await trimJournal(options.backupFolder).catch(() => undefined);
  return finish(record);
}

/** Sees that both files are as the user saw them in the plan, and puts the former content aside. */
async function prepare(
  plan: PushPlan,
  pending: readonly PlanItem[],
  from: FileReader,
  to: FileStore,
  journal: Journal,
  options: CarryOutOptions,
  end: (item: PlanItem, done: ItemResult['done'], reason?: string) => void,
): Promise<Task[]> {
  const tasks: Task[] = [];
  for (const item of pending) {
    if (options.signal?.aborted) break;
    const source = item.source ?? item.name;
    let content: Uint8Array | undefined;
    try {
      content = await from.read(source);
    } catch (error) {
      end(item, 'failed', inWords(error, { folder: plan.from, name: source, doing: 'read' }));
      continue;
    }
    if (!content || hashOf(content) !== item.sourceHash) {
      end(item, 'failed', t`${source} was changed here after you agreed to push it: push again to see what is new.`);
      continue;
    }
    let present: Uint8Array | undefined;
    let mode: number | undefined;
    try {
      present = await to.read(item.name);
      mode = present && (await to.mode?.(item.name));
    } catch (error) {
      end(item, 'failed', inWords(error, { folder: plan.to, name: item.name, doing: 'read' }));
      continue;
    }
    const presentHash = present && hashOf(present);
    if (presentHash === item.sourceHash) {
      end(item, 'same');
      continue;
    }
    if (presentHash !== item.targetHash) {
      end(item, 'failed', changedMeanwhile(plan, item));
      continue;
    }
    try {
      const former =
        present && presentHash !== undefined
          ? { backup: await journal.keep(present), mode: mode ?? 0o644, hash: presentHash }
          : undefined;
      tasks.push({ item, content, former });
    } catch (error) {
      end(item, 'failed', notKept(error, options));
    }
  }
  return tasks;
}

async function write(to: FileStore, plan: PushPlan, { item, content }: Task): Promise<void> {
  const directory = directoriesOf(item.name).at(-1);
  if (directory !== undefined) await to.createDirectory(directory);
  await to.replace(item.name, content, {
    async ready() {
      const present = await to.read(item.name);
      if ((present && hashOf(present)) !== item.targetHash) throw new PushTrouble(changedMeanwhile(plan, item));
    },
  });
}

/** The directories that the files need and that are not there, outer ones first. */
async function missingDirectories(to: FileStore, tasks: readonly Task[]): Promise<string[]> {
  const all = new Set(tasks.flatMap(({ item }) => directoriesOf(item.name)));
  const missing: string[] = [];
  for (const directory of all) {
    // One that can't be listed is there, whatever it is.
    if (!(await to.list(directory).catch(() => []))) missing.push(directory);
  }
  return missing;
}

function undoFile({ item, former }: Task): UndoFile {
  return { name: item.name, ...(former && { former }), writtenHash: item.sourceHash };
}

function changedMeanwhile(plan: PushPlan, item: PlanItem): string {
  return t`Somebody changed ${plan.to}/${item.name} after the plan was made: push again to see what is there now.`;
}

function notKept(error: unknown, { backupFolder }: CarryOutOptions): string {
  const why = inWords(error, { folder: backupFolder, name: '', doing: 'write' });
  return t`It was not written, since what "Undo Last Push" needs could not be kept: ${why}`;
}
