/** Puts back what stood in the target before a push. */

import { t } from '@vscode/l10n';
import { hashOf } from './hash.ts';
import { readFormer } from './journal.ts';
import type { FileStore, RunOptions, UndoFile, UndoItemResult, UndoRecord, UndoResult } from './types.ts';
import { inWords, PushTrouble } from './words.ts';

/**
 * Undoes a push: former contents and modes come back, what was new goes, and what somebody changed since stays. It runs
 * against the order of the push, so that no phone is told of a file that is gone already. It can be repeated until all
 * is as it was. Rejects with a `PushTrouble` when the target is not there.
 */
export async function undoPush(record: UndoRecord, store: FileStore, options: RunOptions = {}): Promise<UndoResult> {
  const top = await store.list('').catch((error: unknown) => {
    throw new PushTrouble(inWords(error, { folder: record.to, name: '', doing: 'read' }));
  });
  if (!top) throw new PushTrouble(t`${record.to} is not there: nothing was undone.`);

  const items: UndoItemResult[] = [];
  for (const [done, file] of record.files.toReversed().entries()) {
    const { name } = file;
    if (options.signal?.aborted) {
      items.push({ name, done: 'cancelled' });
      continue;
    }
    options.onProgress?.({ done, total: record.files.length, name });
    try {
      items.push({ name, ...(await undoFile(record, file, store)) });
    } catch (error) {
      if (error instanceof ChangedSince) items.push({ name, done: 'left', reason: error.message });
      else items.push({ name, done: 'failed', reason: inWords(error, { folder: record.to, name, doing: 'write' }) });
    }
  }
  // One that is not empty holds something of somebody else's.
  for (const directory of record.directories.toReversed()) await store.remove(directory).catch(() => undefined);
  return { to: record.to, items };
}

class ChangedSince extends PushTrouble {}

async function undoFile(
  record: UndoRecord,
  { name, former, writtenHash }: UndoFile,
  store: FileStore,
): Promise<Omit<UndoItemResult, 'name'>> {
  const hashNow = async () => {
    const content = await store.read(name);
    return content && hashOf(content);
  };
  const expectWritten = async () => {
    const present = await hashNow();
    if (present === writtenHash) return;
    const path = `${record.to}/${name}`;
    throw new ChangedSince(
      present === undefined
        ? t`Somebody deleted ${path} after the push: it is left as it is.`
        : t`Somebody changed ${path} after the push: it is left as it is.`,
    );
  };

  if ((await hashNow()) === former?.hash) return { done: 'unchanged' };
  await expectWritten();
  if (!former) {
    await store.remove(name);
    return { done: 'deleted' };
  }
  const content = await readFormer(record, former).catch(() => {
    throw new PushTrouble(t`The former content of ${name} is not in ${record.backup} any more, so it can't come back.`);
  });
  await store.replace(name, content, { mode: former.mode, ready: expectWritten });
  return { done: 'restored' };
}
