/** Where the `.cisco-sip.json` of a folder lies. */

import { type URI, Utils } from 'vscode-uri';
import { type Config, configName, readConfig } from './config.ts';
import type { Disk } from './platform.ts';

/** The nearest `.cisco-sip.json` in the folder or above it; the others above it do not count. */
export async function findConfig(
  disk: Disk,
  folder: URI,
): Promise<{ readonly uri: URI; readonly config: Config } | undefined> {
  const folders = [folder];
  for (let at = Utils.dirname(folder); at.path !== folders.at(-1)?.path; at = Utils.dirname(at)) folders.push(at);
  const texts = await Promise.all(folders.map((at) => configIn(disk, at)));
  for (const [index, at] of folders.entries()) {
    const text = texts[index];
    if (text !== undefined) return { uri: Utils.joinPath(at, configName), config: readConfig(text) };
  }
  return undefined;
}

async function configIn(disk: Disk, folder: URI): Promise<string | undefined> {
  for await (const { text } of disk.texts(folder, [configName])) return text;
  return undefined;
}
