/** Where the `.cisco-sip.json` of a folder lies. */

import { dirname, join } from 'node:path';
import { type Config, configName, readConfig } from './config.ts';
import { readText } from './disk.ts';

/** The nearest `.cisco-sip.json` in the folder (an absolute path) or above it; the others above it do not count. */
export function findConfig(folder: string): { readonly path: string; readonly config: Config } | undefined {
  for (let at = folder; ; at = dirname(at)) {
    const path = join(at, configName);
    const text = readText(path);
    if (text !== undefined) return { path, config: readConfig(text) };
    if (dirname(at) === at) return undefined;
  }
}
