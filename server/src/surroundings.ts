/** What lies in a folder, below it and above it, whatever holds it. */

import { type URI, Utils } from 'vscode-uri';
import type { Disk, Entry } from './platform.ts';
import { mostFolders, reach } from './protocol.ts';

type List = Disk['entries'];

/** Files a listing has at the most; a folder beyond it is no TFTP folder that a person edits. */
const mostFiles = 200_000;

/**
 * Names of the files in a folder and in the folders below it as far as `reach`, relative, with `/`. Hidden ones are left
 * out, and folders that are TFTP folders of their own. `undefined`: nothing can be listed there.
 */
export async function filesIn(list: List, folder: URI): Promise<string[] | undefined> {
  const own = await list(folder);
  if (!own) return undefined;
  const files: string[] = [];
  const pending = [{ prefix: '', level: 0, inside: own.filter(isSeen) }];
  let listed = 0;
  for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
    const { prefix, level, inside } = next;
    for (const { name, isFolder } of inside) if (!isFolder) files.push(prefix + name);
    for (const { name, isFolder } of inside) {
      if (!isFolder || level === reach || files.length > mostFiles || ++listed > mostFolders) continue;
      const below = (await list(Utils.joinPath(folder, prefix + name))) ?? [];
      if (!below.some(isDefaults))
        pending.push({ prefix: `${prefix}${name}/`, level: level + 1, inside: below.filter(isSeen) });
    }
  }
  return files;
}

function isSeen({ name }: Entry): boolean {
  return !name.startsWith('.');
}

function isDefaults({ name }: Entry): boolean {
  return name.toLowerCase() === 'sipdefault.cnf';
}

/** How deep TFTP folders are looked for. */
const deepest = 4;

/** How many folders are listed at the same time. */
const atOnce = 16;

/**
 * The TFTP folders at or below a folder: those that hold a SIPDefault.cnf, or a phone's file without one further up.
 */
export async function rootsBelow(list: List, folder: URI): Promise<URI[]> {
  const roots: URI[] = [];
  const pending = [{ uri: folder, level: 0, inRoot: false }];
  for (let looked = 0; looked < mostFolders && pending.length > 0; looked += atOnce) {
    const next = pending.splice(0, atOnce);
    const insides = await Promise.all(next.map(({ uri }) => list(uri)));
    for (const [index, { uri, level, inRoot }] of next.entries()) {
      const inside = insides[index] ?? [];
      const isRoot =
        inside.some(isDefaults) || (!inRoot && inside.some(({ name }) => /^sip[0-9a-f]{12}\.cnf$/i.test(name)));
      if (isRoot) roots.push(uri);
      if (level === deepest) continue;
      for (const entry of inside)
        if (entry.isFolder && isSeen(entry) && entry.name !== 'node_modules')
          pending.push({ uri: Utils.joinPath(uri, entry.name), level: level + 1, inRoot: isRoot || inRoot });
    }
  }
  return roots;
}

/**
 * The TFTP folder that the files of a folder belong to: the nearest folder upwards, itself first, that holds a
 * SIPDefault.cnf (phone files may lie in a folder below it); else itself.
 */
export async function rootAbove(list: List, folder: URI): Promise<URI> {
  let candidate = folder;
  for (let level = 0; level <= reach; level++) {
    if ((await list(candidate))?.some(isDefaults)) return candidate;
    const parent = Utils.dirname(candidate);
    if (parent.path === candidate.path) break;
    candidate = parent;
  }
  return folder;
}
