/** What the extension costs the editor when it is activated: time, as the editor measures it, and bytes to load. */

import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { median } from './statistics.ts';

export interface Activation {
  /** With a file of ours: milliseconds, the median of the rounds. */
  readonly ours: number;
  /** With an XML file of another program. */
  readonly foreign: number;
  /** What is loaded, and when: bytes. */
  readonly sizes: Readonly<Record<Bundle, number>>;
}

const root = join(import.meta.dirname, '..');

/** The parts of the extension on a computer. */
export const bundles = {
  'extension.cjs': 'with every XML file',
  'client.cjs': 'with the first file that is ours',
  'tools.cjs': 'with the first push or check-sync',
} as const;
export type Bundle = keyof typeof bundles;

/** Packages the extension and activates it in a real editor, `rounds` times for each kind of file. */
export function activation(rounds: number, say: (line: string) => void): Activation {
  say('packaging');
  run(['scripts/package.mjs']);
  say(`activating, ${rounds} rounds`);
  const times = JSON.parse(run(['test/editor/activationTimes.ts', String(rounds)])) as Record<
    'ours' | 'foreign',
    number[]
  >;
  const names = Object.keys(bundles) as Bundle[];
  return {
    ours: median(times.ours),
    foreign: median(times.foreign),
    sizes: Object.fromEntries(
      names.map((name) => [name, statSync(join(root, 'dist', name)).size]),
    ) as Activation['sizes'],
  };
}

/** What the program says in its last line. */
function run(args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`node ${args.join(' ')} failed:\n${stdout}${stderr}`);
  return stdout.trim().split('\n').at(-1) ?? '';
}
