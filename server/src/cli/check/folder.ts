/** TFTP folders on the disk, and the findings in them. */

import { statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { URI } from 'vscode-uri';
import { type Config, withConfig } from '../../config.ts';
import { findConfig } from '../../configFile.ts';
import { judge } from '../../diagnose.ts';
import { type Listings, listFolder, nodeDisk, readText, sizeOf } from '../../disk.ts';
import type { Finding } from '../../formats/rules.ts';
import { holdYoungInOneGo } from '../../memory.ts';
import { largestText } from '../../protocol.ts';
import { defaults, type Settings } from '../../settings.ts';
import { findingsOf } from '../../tftproot/findings.ts';
import { type ReadFile, type RootFile, type TftpRoot, tftpRoot } from '../../tftproot/root.ts';

/** A TFTP folder on disk. */
export async function openRoot(path: string): Promise<TftpRoot> {
  return rootWith(path, await listFolder(path), (name) => readText(join(path, name)));
}

function rootWith(path: string, names: readonly string[], read: ReadFile): TftpRoot {
  return tftpRoot(names, read, (name) => sizeOf(join(path, name)));
}

/** The findings of a file of the folder, with those that come from other files of it. */
export function findingsIn(root: TftpRoot, file: RootFile, settings: Settings = defaults): Finding[] {
  const found = findingsOf(root, file, (other) => other, settings.dialPlan.country);
  return found.length === 0 ? [] : judge(file.format, file.directives, found, settings);
}

/** A TFTP folder with what it is judged by. */
export interface OpenFolder {
  readonly path: string;
  readonly root: TftpRoot;
  readonly settings: Settings;
  /** Where the settings come from, when there are any. */
  readonly config: { readonly path: string; readonly config: Config } | undefined;
  /** What a file of ours said when it was read. */
  readonly textOf: ReadFile;
  /** Names of files that the folder has and that could not be read. */
  readonly unreadable: readonly string[];
}

/** What takes the place of a file on the disk. */
export interface Standin {
  readonly name: string;
  readonly text: string;
}

/** Between so many files the memory is looked at. */
const lookEvery = 100;

/**
 * Reads a folder with its `.cisco-sip.json`. `listings`: what is known to lie in folders. `onRead` is called for each
 * file that is read.
 */
export async function openFolder(
  path: string,
  listings: Listings,
  standin: Standin | undefined,
  onRead: () => void,
): Promise<OpenFolder> {
  const unreadable: string[] = [];
  const texts = new Map<string, string>();
  let count = 0;
  const read: ReadFile = (name) => {
    onRead();
    if (++count % lookEvery === 0) holdYoungInOneGo();
    const text = name === standin?.name ? standin.text : readText(`${path}${sep}${name}`);
    if (text !== undefined) texts.set(name, text);
    else if (isMissed(join(path, name))) unreadable.push(name);
    return text;
  };
  const root = rootWith(path, [...(await listFolder(path, listings)), ...(standin ? [standin.name] : [])], read);
  const found = await findConfig(nodeDisk, URI.file(path));
  const config = found && { path: found.uri.fsPath, config: found.config };
  const settings = config ? withConfig(defaults, config.config) : defaults;
  return { path, root, settings, config, textOf: (name) => texts.get(name), unreadable };
}

/** Whether a file that could not be read may be one of the phones': XML of that size is that of other programs. */
function isMissed(path: string): boolean {
  try {
    const stats = statSync(path);
    return stats.isFile() && (stats.size <= largestText || !/\.xml$/i.test(path));
  } catch {
    return false;
  }
}
