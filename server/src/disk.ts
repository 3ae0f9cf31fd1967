/** What is read from the disks of this computer: listings of TFTP folders and the text of their files. */

import { isAscii } from 'node:buffer';
import {
  closeSync,
  constants,
  type Dirent,
  fstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  statSync,
} from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { URI } from 'vscode-uri';
import type { Disk, Entry } from './platform.ts';
import { largestText } from './protocol.ts';
import { filesIn, rootAbove } from './surroundings.ts';

/** The text of a file; `undefined` when it cannot be read or is too large for a text. */
export function readText(path: string): string | undefined {
  let file: number | undefined;
  try {
    // Anything but a plain file could keep the reader waiting for ever.
    file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const length = readInto(scratch, file);
    // Of a small file that is all. One that gives nothing may be no file, and one that gives more may have no end.
    if (length > 0 && length < scratch.length) return decode(scratch.subarray(0, length));
    const stats = fstatSync(file);
    if (!stats.isFile() || stats.size > largestText) return undefined;
    return decode(Buffer.concat([scratch.subarray(0, length), readFileSync(file)]));
  } catch {
    return undefined;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** The files of phones are small, and there are thousands of them: one place for all to be read into. */
const scratch = Buffer.allocUnsafe(64 * 1024);

/** Reads until the place is full or the file at its end; gives how many bytes there are. */
function readInto(place: Buffer, file: number): number {
  let length = 0;
  for (let read = -1; read !== 0 && length < place.length; length += read)
    read = readSync(file, place, length, place.length - length, null);
  return length;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const latin1 = new TextDecoder('latin1');

/** Bytes as text: UTF-8 where they are that, else Latin-1, in which any byte is a character. */
export function decode(bytes: Uint8Array): string {
  // A decoder would take its time for each of thousands of small files.
  if (isAscii(bytes)) return asBuffer(bytes).toString('latin1');
  try {
    return utf8.decode(bytes);
  } catch {
    return latin1.decode(bytes);
  }
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** The size of a plain file in bytes; `undefined` when there is none. */
export function sizeOf(path: string): number | undefined {
  try {
    const stats = statSync(path);
    return stats.isFile() ? stats.size : undefined;
  } catch {
    return undefined;
  }
}

async function entries(path: string): Promise<Entry[]> {
  return asEntries(await readdir(path, { withFileTypes: true }).catch(() => []));
}

function asEntries(inside: readonly Dirent[]): Entry[] {
  return inside.map((entry) => ({ name: entry.name, isFolder: entry.isDirectory() }));
}

/** How long files are read before others get their turn: milliseconds. */
const slice = 8;

/** The disks of this computer. A folder that cannot be listed counts as empty. */
export const nodeDisk: Disk = {
  entries: (folder) => entries(folder.fsPath),
  async *texts(folder, names) {
    const path = folder.fsPath;
    let until = performance.now() + slice;
    for (const name of names) {
      if (performance.now() > until) {
        await setImmediate();
        until = performance.now() + slice;
      }
      yield { name, text: readText(join(path, name)) };
    }
  },
  sizes: async ({ fsPath }) => ({ of: (name) => sizeOf(join(fsPath, name)), renew: async () => {} }),
};

function listed(folder: string): Entry[] | undefined {
  try {
    return asEntries(readdirSync(folder, { withFileTypes: true }));
  } catch {
    return undefined;
  }
}

/** What was found in folders, by their paths, so that they are not listed again. */
export type Listings = Map<string, readonly Entry[]>;

function listing(known: Listings): Disk['entries'] {
  return async ({ fsPath }) => known.get(fsPath) ?? entries(fsPath);
}

/** As `filesIn`, for a path. */
export async function listFolder(path: string, known: Listings = new Map()): Promise<string[]> {
  return (await filesIn(listing(known), URI.file(path))) ?? [];
}

/** The TFTP folder that a file belongs to, as paths: see `rootAbove`. */
export async function rootOf(path: string, known: Listings = new Map()): Promise<string> {
  return (await rootAbove(listing(known), URI.file(dirname(path)))).fsPath;
}

/**
 * Every file below a folder, as paths, sorted; symbolic links to folders are not followed. Fills `listings`.
 * `onClosed` is called for each folder that cannot be listed.
 */
export function walk(folder: string, listings: Listings, onClosed: (folder: string) => void): string[] {
  const found: string[] = [];
  const pending = [folder];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const inside = listed(next);
    listings.set(next, inside ?? []);
    if (!inside) {
      onClosed(next);
      continue;
    }
    // `join` would look at every part again, ten thousand times.
    const prefix = next.endsWith(sep) ? next : next + sep;
    for (const { name, isFolder } of inside) {
      if (name.startsWith('.')) continue;
      if (isFolder) pending.push(prefix + name);
      else found.push(prefix + name);
    }
  }
  return found.sort();
}
