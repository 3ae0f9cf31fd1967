/** A folder on a local disk, written so that nobody ever sees half a file. */

import { createHash, randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import * as nodeDisk from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname, isAbsolute, join, relative, resolve as resolvePath, sep } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { staysInside } from './allowList.ts';
import type { Entry, EntryKind, FileStore, ReplaceOptions } from './types.ts';
import { codeOf } from './words.ts';

/** The operations of Node that are used, so that a test can let any of them fail. */
export type Disk = Pick<
  typeof nodeDisk,
  'open' | 'rename' | 'unlink' | 'rmdir' | 'mkdir' | 'chmod' | 'readdir' | 'lstat' | 'realpath' | 'readlink'
>;

export interface LocalStoreOptions {
  readonly disk?: Disk;
}

// Windows has none of these; there they must not turn into NaN.
const noFollow = constants.O_NOFOLLOW ?? 0;
const noWait = constants.O_NONBLOCK ?? 0;

/** Milliseconds after which a temporary file is taken for one that a killed push left, whoever wrote it. */
const leftoverAge = 10 * 60 * 1000;

/** The temporary files of this computer; the process is in the name so that a killed one can be told. */
const ownHost = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
const temporaryName = /^\.cisco-sip-push-([0-9a-f]{8})-(\d{1,10})-[0-9a-f]{32}$/;

/** Milliseconds between attempts to rename onto a file that another program holds open. */
const patience = [20, 50, 100, 200, 400, 800];

/** More symbolic links in a row than this are a circle. */
const mostLinks = 40;

export function localStore(root: string, { disk = nodeDisk }: LocalStoreOptions = {}): FileStore {
  /** Directories in which leftovers were looked for already. */
  const swept = new Set<string>();

  /** The real path of a name, and that of the folder; `real` is `undefined` when the name leads out. */
  async function locate(path: string): Promise<{ readonly top: string; readonly real: string | undefined }> {
    if (path !== '' && !staysInside(path)) throw failure('EOUTSIDE', `${path} leads out of the folder`);
    const top = await disk.realpath(root);
    const real = path === '' ? top : await realPath(disk, join(top, path));
    return { top, real: isInside(top, real) ? real : undefined };
  }

  async function realOf(path: string): Promise<string> {
    const { real } = await locate(path);
    if (real === undefined) throw failure('EOUTSIDE', `${path} leads out of the folder`);
    return real;
  }

  async function kindOf(real: string): Promise<EntryKind | undefined> {
    const stats = await unlessMissing(disk.lstat(real));
    return stats && kind(stats);
  }

  /** What must be so right before a file is put in its place: it may have been swapped for something else meanwhile. */
  async function expectFile(path: string, real: string): Promise<void> {
    if ((await realOf(path)) !== real) throw failure('ELOOP', `${path} leads elsewhere than a moment ago`);
    const now = await kindOf(real);
    if (now === 'directory') throw failure('EISDIR', `${path} is a directory`);
    if (now !== undefined && now !== 'file') throw failure('ENOTFILE', `${path} is not a file`);
  }

  return {
    async read(path) {
      const real = await realOf(path);
      // Not waiting, since the other end of a pipe may never come; not following, since the path is resolved.
      const handle = await unlessMissing(disk.open(real, constants.O_RDONLY | noFollow | noWait));
      if (!handle) return undefined;
      try {
        const found = kind(await handle.stat());
        if (found === 'directory') throw failure('EISDIR', `${path} is a directory`);
        if (found !== 'file') throw failure('ENOTFILE', `${path} is not a file`);
        return await handle.readFile();
      } finally {
        await handle.close();
      }
    },

    async list(directory) {
      try {
        const entries = await disk.readdir(await realOf(directory), { withFileTypes: true });
        return entries.map((entry): Entry => ({ name: entry.name, kind: kind(entry) }));
      } catch (error) {
        if (codeOf(error) === 'ENOENT') return undefined;
        throw error;
      }
    },

    async replace(path, content, { mode = 0o644, ready }: ReplaceOptions = {}) {
      const real = await realOf(path);
      await expectFile(path, real);
      const directory = dirname(real);
      if (!swept.has(directory)) {
        swept.add(directory);
        await sweep(disk, directory);
      }
      const temporary = join(directory, newTemporaryName());
      let handle: FileHandle | undefined;
      try {
        const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | noFollow;
        // Nobody else may read it before it is whole; the final mode comes last.
        handle = await disk.open(temporary, flags, 0o600);
        await handle.writeFile(content);
        await handle.chmod(mode);
        await handle.sync();
        await handle.close();
        handle = undefined;
        await ready?.();
        await expectFile(path, real);
        await renameWithPatience(disk, temporary, real);
      } catch (error) {
        await handle?.close().catch(() => undefined);
        await disk.unlink(temporary).catch(() => undefined);
        throw error;
      }
      await syncDirectory(disk, directory);
    },

    async remove(path) {
      const real = await realOf(path);
      const found = await kindOf(real);
      if (found === undefined) return;
      await unlessMissing(found === 'directory' ? disk.rmdir(real) : disk.unlink(real));
      await syncDirectory(disk, dirname(real));
    },

    async createDirectory(path) {
      const parts = path.split('/');
      const created: string[] = [];
      for (let length = 1; length <= parts.length; length++) {
        const part = parts.slice(0, length).join('/');
        const real = await realOf(part);
        const found = await kindOf(real);
        if (found === 'directory') continue;
        if (found !== undefined) throw failure('ENOTDIR', `${part} is not a directory`);
        await disk.mkdir(real, 0o755);
        created.push(part);
        // The server must get in, whatever mask this process has.
        await disk.chmod(real, 0o755);
        await syncDirectory(disk, dirname(real));
      }
      return created;
    },

    async resolve(path) {
      const { top, real } = await locate(path);
      return real === undefined ? undefined : relative(top, real).split(sep).join('/');
    },

    async mode(path) {
      const stats = await unlessMissing(disk.lstat(await realOf(path)));
      return stats && stats.mode & 0o7777;
    },
  };
}

function failure(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}

function isInside(top: string, path: string): boolean {
  const way = relative(top, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

interface Kinds {
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
}

function kind(entry: Kinds): EntryKind {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'directory';
  return entry.isSymbolicLink() ? 'link' : 'other';
}

async function unlessMissing<T>(result: Promise<T>): Promise<T | undefined> {
  try {
    return await result;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** The path with all links followed, also where its end, or what the last link points to, does not exist yet. */
async function realPath(disk: Disk, path: string, links = 0): Promise<string> {
  const whole = await unlessMissing(disk.realpath(path));
  if (whole !== undefined) return whole;
  if (links > mostLinks) throw failure('ELOOP', `${path} leads in a circle`);
  const parent = dirname(path);
  if (parent === path) return path;
  const own = join(await realPath(disk, parent, links), path.slice(parent.length + (parent.endsWith(sep) ? 0 : 1)));
  const target = await disk.readlink(own).catch(() => undefined);
  return target === undefined ? own : realPath(disk, resolvePath(dirname(own), target), links + 1);
}

function newTemporaryName(): string {
  return `.cisco-sip-push-${ownHost}-${process.pid}-${randomBytes(16).toString('hex')}`;
}

/** Deletes what a push that was killed left in a directory. It never stands in the way of the push at hand. */
async function sweep(disk: Disk, directory: string): Promise<void> {
  try {
    for (const { name } of await disk.readdir(directory, { withFileTypes: true })) {
      const [, host, pid] = temporaryName.exec(name) ?? [];
      if (host === undefined) continue;
      const path = join(directory, name);
      const stats = await disk.lstat(path);
      const abandoned = (host === ownHost && !isRunning(Number(pid))) || Date.now() - stats.mtimeMs > leftoverAge;
      if (stats.isFile() && abandoned) await disk.unlink(path);
    }
  } catch {
    // It belongs to somebody else, or somebody else deletes it as well.
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) !== 'ESRCH';
  }
}

/** On Windows a file can't be replaced while a server is sending it, which takes a moment. */
async function renameWithPatience(disk: Disk, from: string, to: string): Promise<void> {
  const passing = process.platform === 'win32' ? ['EBUSY', 'EPERM', 'EACCES'] : ['EBUSY'];
  for (const pause of patience) {
    try {
      return await disk.rename(from, to);
    } catch (error) {
      if (!passing.includes(codeOf(error) ?? '')) throw error;
    }
    await delay(pause);
  }
  return disk.rename(from, to);
}

/** Makes a rename outlive a power cut. Not every disk can; the file itself is whole with or without. */
async function syncDirectory(disk: Disk, directory: string): Promise<void> {
  try {
    const handle = await disk.open(directory, constants.O_RDONLY);
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch {
    // Windows can't open a directory; a network disk may refuse.
  }
}
