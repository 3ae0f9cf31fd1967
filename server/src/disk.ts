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

/** Names of the files in a folder and the folders directly in it, relative, with `/`. Hidden ones are left out. */
export async function listFolder(folder: string): Promise<string[]> {
  const files: string[] = [];
  for (const entry of await entries(folder)) {
    if (entry.name.startsWith('.')) continue;
    if (!entry.isDirectory()) files.push(entry.name);
    else
      for (const inner of await entries(join(folder, entry.name)))
        if (!inner.isDirectory() && !inner.name.startsWith('.')) files.push(`${entry.name}/${inner.name}`);
    if (files.length > mostFiles) break;
  }
  return files;
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
    if ((await entries(folder)).some(({ name }) => name.toLowerCase() === 'sipdefault.cnf')) return folder;
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
