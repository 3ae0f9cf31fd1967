/** Installs what is measured beside us: a package.json of its own, so that nobody else has to fetch it. */

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

const here = import.meta.dirname;

/** Written once an install went through; names what was installed. */
const marker = join(here, 'node_modules', '.complete');

export function installPeers(say: (line: string) => void): void {
  const fingerprint = createHash('sha256')
    .update(readFileSync(join(here, 'package-lock.json')))
    .digest('hex');
  // `npm ci` empties node_modules first, so an install that was broken off leaves no marker behind.
  if (existsSync(marker) && readFileSync(marker, 'utf8') === fingerprint) return;
  say('installing the other servers from npm');
  // npm takes the Node that it runs on from PATH.
  const env = { ...process.env, PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH ?? ''}` };
  const args = ['ci', '--no-audit', '--no-fund', '--ignore-scripts'];
  const { status } = spawnSync('npm', args, { cwd: here, env, stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error('npm could not install the other servers; see bench/package.json');
  writeFileSync(marker, fingerprint);
}

/** The version of a package: of one that is measured beside us, else of one of our own. */
export function versionOf(name: string): string {
  const read = (...path: string[]) => JSON.parse(readFileSync(join(here, ...path, 'package.json'), 'utf8'));
  const folder = name in read().dependencies ? '.' : '..';
  return read(folder, 'node_modules', name).version;
}
