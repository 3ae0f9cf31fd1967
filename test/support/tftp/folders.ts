/** Folders for tests of the push: made in the system's folder for temporary files, and gone after the test. */

import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';
import { carryOut, makePlan } from '../../../client/src/tftp/push.ts';
import { localStore } from '../../../client/src/tftp/store.ts';
import type { FileReader, FileStore, PushPlan, PushResult } from '../../../client/src/tftp/types.ts';

export type Contents = Record<string, string | Uint8Array>;

/** Memory that looks like a disk, for thousands of pushes; the system's folder for temporary files where there is none. */
export const inMemory = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** A folder with these files. */
export function folderWith(t: TestContext, contents: Contents = {}, where = tmpdir()): string {
  const folder = realpathSync(mkdtempSync(join(where, 'cisco-push-')));
  // Whoever runs as another user must get in.
  chmodSync(folder, 0o755);
  t.after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  fill(folder, contents);
  return folder;
}

export function fill(folder: string, contents: Contents): void {
  for (const [name, content] of Object.entries(contents)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
}

/** Every file below a folder, hidden ones as well, by name. */
export function contentsOf(folder: string, below = ''): Record<string, string> {
  const found: Record<string, string> = {};
  for (const entry of readdirSync(join(folder, below), { withFileTypes: true })) {
    const name = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) Object.assign(found, contentsOf(folder, name));
    else if (entry.isFile()) found[name] = readFileSync(join(folder, name), 'latin1');
  }
  return found;
}

export interface PushOptions {
  readonly backupFolder: string;
  readonly store?: FileStore;
  readonly from?: FileReader;
  readonly phoneFolder?: string;
  readonly includeErrors?: boolean;
  readonly signal?: AbortSignal;
  /** Between the plan and its execution. */
  readonly meanwhile?: (plan: PushPlan) => void | Promise<void>;
}

/** Makes a plan for all these names and carries it out. */
export async function push(
  source: string,
  target: string,
  names: readonly string[],
  { store = localStore(target), from = localStore(source), backupFolder, signal, meanwhile, ...options }: PushOptions,
): Promise<PushResult & { readonly plan: PushPlan }> {
  const sources = names.map((name) => ({ name, hasErrors: false }));
  const plan = await makePlan(from, store, sources, { from: source, to: target, ...options });
  await meanwhile?.(plan);
  const result = await carryOut(plan, from, store, { backupFolder, ...(signal && { signal }) });
  return { ...result, plan };
}

/** What was done to each file, by name. */
export function outcomes({
  items,
}: {
  readonly items: readonly { name: string; done: string }[];
}): Record<string, string> {
  return Object.fromEntries(items.map(({ name, done }) => [name, done]));
}
