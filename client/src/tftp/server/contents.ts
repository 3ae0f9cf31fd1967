/**
 * The contents that are being sent. A file is opened once, read as a whole and checked to be one version, so that a
 * push in the middle of a transfer changes nothing in it. Transfers of the same version share one copy: it costs the
 * memory of one image when a building full of phones fetches it.
 */

import { type BigIntStats, constants } from 'node:fs';
import { type FileHandle, open, realpath } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { codeOf } from '../words.ts';
import { toNetascii } from './netascii.ts';

/** Larger files are none of these phones: bytes. */
const largestFile = 64 * 1024 * 1024;

/** How often a file that is being written is looked at again, and after how many milliseconds. */
const attempts = 10;
const pause = 50;

// Windows has neither.
const noFollow = constants.O_NOFOLLOW ?? 0;
const noWait = constants.O_NONBLOCK ?? 0;

export interface Content {
  readonly bytes: Buffer;
  /** To be called once when it is no longer needed. */
  release(): void;
}

export type Fetched =
  | Content
  | 'missing'
  /** It leads out of the folder, or is no file. */
  | 'outside'
  /** It may not be read, is too large, changes all the time, or lacks the word it must hold. */
  | 'unreadable'
  | 'not-provisioning';

interface Shared {
  readonly bytes: Promise<Buffer | undefined>;
  users: number;
}

export class Contents {
  readonly #root: string;
  readonly #shared = new Map<string, Shared>();

  /** `root`: the real path of the folder. */
  constructor(root: string) {
    this.#root = root;
  }

  /** `path`: relative to the folder, already judged by its name. `contains`: a word that must stand in it. */
  async fetch(path: string, mode: string, contains: string | null): Promise<Fetched> {
    let handle: FileHandle | undefined;
    try {
      const real = await realpath(join(this.#root, path));
      if (!isInside(this.#root, real)) return 'outside';
      // Not following, since the path is resolved; not waiting, since the other end of a pipe may never come.
      handle = await open(real, constants.O_RDONLY | noFollow | noWait);
      const stats = await handle.stat({ bigint: true });
      if (!stats.isFile()) return 'outside';
      if (stats.size > largestFile) return 'unreadable';
      return await this.#share(handle, stats, mode, contains);
    } catch (error) {
      const code = codeOf(error);
      return code === 'ENOENT' || code === 'ENOTDIR' ? 'missing' : 'unreadable';
    } finally {
      await handle?.close().catch(() => undefined);
    }
  }

  async #share(handle: FileHandle, stats: BigIntStats, mode: string, contains: string | null): Promise<Fetched> {
    const key = `${mode} ${stats.dev} ${stats.ino} ${version(stats)}`;
    let shared = this.#shared.get(key);
    if (!shared) {
      shared = { bytes: readOneVersion(handle).then((bytes) => bytes && inMode(bytes, mode)), users: 0 };
      this.#shared.set(key, shared);
    }
    shared.users++;
    const release = () => {
      shared.users--;
      if (shared.users === 0 && this.#shared.get(key) === shared) this.#shared.delete(key);
    };
    try {
      const bytes = await shared.bytes;
      const fault =
        bytes === undefined ? 'unreadable' : contains && !bytes.includes(contains) ? 'not-provisioning' : undefined;
      if (bytes !== undefined && fault === undefined) return { bytes, release };
      release();
      return fault ?? 'unreadable';
    } catch (error) {
      release();
      throw error;
    }
  }
}

function inMode(bytes: Buffer, mode: string): Buffer {
  return mode === 'netascii' ? toNetascii(bytes) : bytes;
}

function version({ size, mtimeNs, ctimeNs }: BigIntStats): string {
  return `${size} ${mtimeNs} ${ctimeNs}`;
}

/** Reads until nobody has written meanwhile; `undefined` when somebody always has. */
async function readOneVersion(handle: FileHandle): Promise<Buffer | undefined> {
  let before = await handle.stat({ bigint: true });
  for (let attempt = 0; attempt < attempts; attempt++) {
    const bytes = Buffer.allocUnsafe(Number(before.size));
    const length = await readAll(handle, bytes);
    const after = await handle.stat({ bigint: true });
    if (version(before) === version(after) && length === bytes.length) return bytes;
    await delay(pause);
    before = await handle.stat({ bigint: true });
    if (before.size > largestFile) return undefined;
  }
  return undefined;
}

async function readAll(handle: FileHandle, bytes: Buffer): Promise<number> {
  let at = 0;
  while (at < bytes.length) {
    const { bytesRead } = await handle.read(bytes, at, bytes.length - at, at);
    if (bytesRead === 0) break;
    at += bytesRead;
  }
  return at;
}

/** A link to a hidden file is no way to it either. */
function isInside(root: string, real: string): boolean {
  const way = relative(root, real);
  return way !== '' && !isAbsolute(way) && !way.split(sep).some((part) => part.startsWith('.'));
}
