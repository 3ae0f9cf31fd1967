/** `cisco-sip` as a user starts it: the built program in a process of its own. */

import { type SpawnSyncOptions, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { project } from './server.ts';

export const ciscoSip = join(project, 'dist', 'cli.js');

export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs it to its end. */
export function run(args: readonly string[], options: SpawnSyncOptions = {}): Outcome {
  const { status, stdout, stderr } = spawnSync(process.execPath, [ciscoSip, ...args], {
    ...options,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return { status, stdout: String(stdout), stderr: String(stderr) };
}
