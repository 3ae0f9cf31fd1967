/** What is checked: the files that the arguments name, each with the TFTP folder that it belongs to. */

import { statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { t } from '@vscode/l10n';
import { type Listings, rootOf, walk } from '../../disk.ts';
import { printable } from '../../formats/rules.ts';
import { baseName, isCandidate } from '../../tftproot/root.ts';
import { UsageError } from '../command.ts';

export interface Target {
  /** Absolute. */
  readonly path: string;
  /** As it is printed: from the argument on that led to it. */
  readonly shown: string;
  /** The TFTP folder, absolute, and the file's name in it. */
  readonly root: string;
  readonly name: string;
  /** The argument that led to it, absolute: nothing outside it may be written. */
  readonly within: string;
  /** It was named itself, rather than a folder around it. */
  readonly named: boolean;
}

/**
 * The files at the paths, or in the folders at them, each once. `since`: only those that differ from that commit of
 * git. `listings` is filled with what lies in the folders. `onClosed` is called for each folder that cannot be listed,
 * as it is printed.
 */
export async function findTargets(
  paths: readonly string[],
  since: string | undefined,
  listings: Listings,
  onClosed: (shown: string) => void,
): Promise<readonly Target[]> {
  const [only, ...others] = paths;
  if (only !== undefined && others.length === 0) return targetsAt(only, since, listings, onClosed);
  const found = new Map<string, Target>();
  for (const path of paths)
    for (const target of await targetsAt(path, since, listings, onClosed))
      if (!found.has(target.path)) found.set(target.path, target);
  return [...found.values()];
}

async function targetsAt(
  path: string,
  since: string | undefined,
  listings: Listings,
  onClosed: (shown: string) => void,
): Promise<readonly Target[]> {
  const within = resolve(path);
  const named = !isFolder(path);
  const prefix = join(path, sep);
  const shownOf = (inside: string) => prefix + inside.slice(within.endsWith(sep) ? within.length : within.length + 1);
  const closed = (folder: string) => onClosed(folder === within ? path : shownOf(folder));
  const files = named ? [within] : walk(within, listings, closed).filter((file) => isCandidate(slashed(file)));
  const changed = since === undefined ? undefined : await changedIn(named ? dirname(within) : within, since);
  // Folders inside may be TFTP folders of their own, and a file's own folder decides what surrounds it.
  const roots = new Map<string, { readonly root: string; readonly prefix: string }>();
  const targets: Target[] = [];
  for (const file of files) {
    if (changed && !changed.has(file)) continue;
    const end = file.lastIndexOf(sep);
    const folder = file.slice(0, end);
    const place = roots.get(folder) ?? (await placeOf(file, listings));
    roots.set(folder, place);
    const shown = named ? path : shownOf(file);
    targets.push({ path: file, shown, root: place.root, name: place.prefix + file.slice(end + 1), within, named });
  }
  return targets;
}

async function changedIn(folder: string, since: string): Promise<ReadonlySet<string>> {
  // Only those who ask for it have to wait for what starts git.
  const { changedFiles } = await import('./changed.ts');
  return new Set(changedFiles(folder, since));
}

/** What stands for standard input: a file of that name, whether there is one or not. */
export async function targetNamed(path: string): Promise<Target> {
  const file = resolve(path);
  const { root, prefix } = await placeOf(file, new Map());
  return { path: file, shown: path, root, name: prefix + baseName(slashed(file)), within: file, named: true };
}

async function placeOf(file: string, listings: Listings) {
  const root = await rootOf(file, listings);
  const inside = slashed(relative(root, dirname(file)));
  return { root, prefix: inside === '' ? '' : `${inside}/` };
}

function slashed(path: string): string {
  return sep === '/' ? path : path.split(sep).join('/');
}

export function isFolder(path: string): boolean {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) throw new UsageError(t`no such file or folder: ${printable(path)}`);
  return stats.isDirectory();
}
