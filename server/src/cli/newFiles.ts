/** Writes files that are not there yet, each as a whole. */

import { mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path/posix';
import { t } from '@vscode/l10n';
import { decodeList } from '../../../client/src/create/decode.ts';
import { localStore } from '../../../client/src/tftp/store.ts';
import { codeOf } from '../../../client/src/tftp/words.ts';
import type { NewFile } from '../tftproot/places.ts';
import { UsageError } from './command.ts';

/** Writes each file unless there is one of its name; gives a sentence on each that could not be written, by name. */
export async function writeNewFiles(folder: string, files: readonly NewFile[]): Promise<ReadonlyMap<string, string>> {
  mkdirSync(folder, { recursive: true });
  const store = localStore(folder);
  const failures = new Map<string, string>();
  const refuseToReplace = async (name: string) => {
    if ((await store.read(name)) !== undefined)
      throw Object.assign(new Error('it is there already'), { code: 'EEXIST' });
  };
  for (const { name, text } of files)
    try {
      await refuseToReplace(name);
      const directory = dirname(name);
      if (directory !== '.') await store.createDirectory(directory);
      await store.replace(name, Buffer.from(text), { ready: () => refuseToReplace(name) });
    } catch (error) {
      if (codeOf(error) === undefined) throw error;
      failures.set(name, error instanceof Error ? error.message : String(error));
    }
  return failures;
}

/** The lines of a file of passwords, or of standard input for `-`. The one place that a password comes from. */
export function readPasswords(path: string): string[] {
  return readInput(path)
    .replace(/\r?\n$/, '')
    .split(/\r?\n/);
}

/** The text of a file that another program may have saved, or of standard input for `-`. */
export function readInput(path: string): string {
  try {
    return decodeList(readFileSync(path === '-' ? 0 : path));
  } catch (error) {
    throw new UsageError(t`cannot read ${path}: ${codeOf(error) ?? 'unknown'}`);
  }
}

/** Refuses a password among the arguments, where other users of the computer can read it. */
export function refusePasswords(args: readonly string[]): void {
  if (args.some((arg) => /^--(?:password|secret)(?:=|$)/.test(arg)))
    throw new UsageError(
      t('a password does not go among the arguments, where others can read it: use --password-file'),
    );
}
