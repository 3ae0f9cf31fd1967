/** What is read from disk: listings of TFTP folders and the text of their files. */

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Bytes. No file that a phone fetches as text is anywhere near it. */
const largestText = 16 * 1024 * 1024;

/** Files a listing has at the most; a folder beyond it is no TFTP folder that a person edits. */
const mostFiles = 200_000;

/** The text of a file; `undefined` when it cannot be read or is too large for a text. */
export function readText(path: string): string | undefined {
  try {
    const stats = statSync(path);
    // Anything but a plain file could keep the reader waiting for ever.
    if (!stats.isFile() || stats.size > largestText) return undefined;
    return decode(readFileSync(path));
  } catch {
    return undefined;
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const latin1 = new TextDecoder('latin1');

/** Bytes as text: UTF-8 where they are that, else Latin-1, in which any byte is a character. */
export function decode(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    return latin1.decode(bytes);
  }
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

/**
 * Names of the files in a folder and the folders directly in it, relative, with `/`. Hidden ones are left out, and
 * folders that are TFTP folders of their own.
 */
export async function listFolder(folder: string): Promise<string[]> {
  const files: string[] = [];
  for (const entry of await entries(folder)) {
    if (entry.name.startsWith('.')) continue;
    if (!entry.isDirectory()) files.push(entry.name);
    else {
      const inside = await entries(join(folder, entry.name));
      if (inside.some(({ name }) => isDefaults(name))) continue;
      for (const inner of inside)
        if (!inner.isDirectory() && !inner.name.startsWith('.')) files.push(`${entry.name}/${inner.name}`);
    }
    if (files.length > mostFiles) break;
  }
  return files;
}

function isDefaults(name: string): boolean {
  return name.toLowerCase() === 'sipdefault.cnf';
}

/** How deep TFTP folders are looked for, and in how many folders. */
const deepest = 4;
const mostFolders = 5000;

/**
 * The TFTP folders at or below a folder: those that hold a SIPDefault.cnf, or a phone's file without one further up.
 */
export async function findRoots(folder: string): Promise<string[]> {
  const roots: string[] = [];
  const pending = [{ path: folder, level: 0, inRoot: false }];
  for (let looked = 0; looked < mostFolders; looked++) {
    const next = pending.shift();
    if (!next) break;
    const inside = await entries(next.path);
    const isRoot =
      inside.some(({ name }) => isDefaults(name)) ||
      (!next.inRoot && inside.some(({ name }) => /^sip[0-9a-f]{12}\.cnf$/i.test(name)));
    if (isRoot) roots.push(next.path);
    if (next.level === deepest) continue;
    for (const entry of inside)
      if (entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules')
        pending.push({ path: join(next.path, entry.name), level: next.level + 1, inRoot: isRoot || next.inRoot });
  }
  return roots;
}

async function entries(folder: string) {
  return readdir(folder, { withFileTypes: true }).catch(() => []);
}

/**
 * The TFTP folder that a file belongs to: the nearest folder upwards, its own first, that holds a SIPDefault.cnf
 * (phone files may lie in a folder below it); else its own.
 */
export async function rootOf(path: string): Promise<string> {
  const own = dirname(path);
  let folder = own;
  for (let level = 0; level < 3; level++) {
    if ((await entries(folder)).some(({ name }) => isDefaults(name))) return folder;
    const parent = dirname(folder);
    if (parent === folder) break;
    folder = parent;
  }
  return own;
}

/** Every file below a folder, as paths, sorted; symbolic links to folders are not followed. */
export function walk(folder: string): string[] {
  const found: string[] = [];
  const pending = [folder];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const entry of readdirSync(next, { withFileTypes: true })) {
      if (entry.name.startsWith('.')) continue;
      const path = join(next, entry.name);
      if (entry.isDirectory()) pending.push(path);
      else found.push(path);
    }
  }
  return found.sort();
}
