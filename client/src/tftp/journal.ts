/**
 * What undo needs, on the local disk: a folder for each push, with the former contents and a record. The contents hold
 * passwords, so nobody but the user may read them.
 */

import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { hashOf } from './hash.ts';
import { localStore } from './store.ts';
import type { UndoFile, UndoRecord } from './types.ts';

const recordName = 'push.json';

/** How many pushes can be undone, one after the other. */
const mostPushes = 10;

const onlyOwner = { mode: 0o600 };

export interface Journal {
  /** The folder of this push. */
  readonly backup: string;
  /** Puts a former content aside and gives its name in the folder. */
  keep(content: Uint8Array): Promise<string>;
  write(record: UndoRecord): Promise<void>;
  /** Forgets the push: there is nothing to undo. */
  discard(): Promise<void>;
}

/** Begins the journal of a push; `time` is ISO 8601. */
export async function openJournal(folder: string, time: string): Promise<Journal> {
  // Names sort by time, which is how the last push is found.
  const backup = join(folder, `${time.replaceAll(/[:.]/g, '-')}-${randomBytes(4).toString('hex')}`);
  await mkdir(backup, { recursive: true, mode: 0o700 });
  const store = localStore(backup);
  let count = 0;
  return {
    backup,
    async keep(content) {
      const name = `${count++}.former`;
      await store.replace(name, content, onlyOwner);
      return name;
    },
    write: (record) => store.replace(recordName, Buffer.from(`${JSON.stringify(record, undefined, 2)}\n`), onlyOwner),
    discard: () => rm(backup, { recursive: true, force: true }),
  };
}

/** The pushes that can be undone, the last one first. */
export async function readJournal(folder: string): Promise<UndoRecord[]> {
  const records = await Promise.all((await pushes(folder)).map(readRecord));
  return records.filter((record) => record !== undefined);
}

/** Deletes a push from the journal, once it is undone. */
export async function forgetPush(record: UndoRecord): Promise<void> {
  if (await readRecord(record.backup)) await rm(record.backup, { recursive: true, force: true });
}

/** Deletes the pushes that are too old to be of use. */
export async function trimJournal(folder: string): Promise<void> {
  for (const backup of (await pushes(folder)).slice(mostPushes)) await rm(backup, { recursive: true, force: true });
}

/** A former content; rejects when it is not what was put aside. */
export async function readFormer({ backup }: UndoRecord, former: NonNullable<UndoFile['former']>): Promise<Uint8Array> {
  const content = await readFile(join(backup, basename(former.backup)));
  if (hashOf(content) !== former.hash) throw new Error(`${former.backup} was changed`);
  return content;
}

const pushName = /^\d{4}-\d\d-\d\dT[\d-]+Z-[0-9a-f]{8}$/;

/** The folders of pushes, the last one first. */
async function pushes(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names
    .filter((name) => pushName.test(name))
    .sort()
    .reverse()
    .map((name) => join(folder, name));
}

/** `undefined` when there is none or it is damaged: a push that was killed before it wrote anything left no record. */
async function readRecord(backup: string): Promise<UndoRecord | undefined> {
  try {
    const record = JSON.parse(await readFile(join(backup, recordName), 'utf8')) as UndoRecord;
    // The folder may have been moved with all that is the editor's.
    return isRecord(record) ? { ...record, backup } : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(record: UndoRecord): boolean {
  const isText = (value: unknown) => typeof value === 'string';
  const isFile = ({ name, former, writtenHash }: UndoFile) =>
    isText(name) &&
    isText(writtenHash) &&
    (former === undefined || (isText(former.backup) && isText(former.hash) && Number.isInteger(former.mode)));
  return isText(record.to) && isText(record.time) && record.files.every(isFile) && record.directories.every(isText);
}
