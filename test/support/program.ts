/** `cisco-sip` as a user starts it: the built program in a process of its own. */

import { type SpawnSyncOptions, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { project } from './server.ts';

export const ciscoSip = join(project, 'dist', 'cli.js');

export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs it to its end, in English unless `env` names another language. */
export function run(args: readonly string[], options: SpawnSyncOptions = {}): Outcome {
  const { status, stdout, stderr } = spawnSync(process.execPath, [ciscoSip, ...args], {
    ...options,
    env: { ...(options.env ?? process.env), LC_ALL: options.env?.LC_ALL ?? 'C' },
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return { status, stdout: String(stdout), stderr: String(stderr) };
}

/** A PATH on which `cisco-sip` is the built program, as after an installation. It is put into `folder`. */
export function pathWithCiscoSip(folder: string): string {
  const bin = join(folder, 'bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, 'cisco-sip'), `#!/bin/sh\nexec '${process.execPath}' '${ciscoSip}' "$@"\n`, { mode: 0o755 });
  return `${bin}${delimiter}${process.env.PATH}`;
}
