/**
 * Whether the .vsix comes out the same wherever it is made: from two fresh clones of the last commit, installed each by
 * itself, with another umask, time zone, language and name of the folder, it has to be the same byte for byte. Takes a
 * few minutes, and needs the npm registry or npm's cache.
 */

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const places = [
  { name: 'one', umask: 0o022, env: { TZ: 'UTC', LANG: 'C' } },
  { name: 'a longer name', umask: 0o077, env: { TZ: 'Pacific/Auckland', LANG: 'de_DE.UTF-8' } },
];
const folder = mkdtempSync(path.join(tmpdir(), 'cisco-sip-verify-'));
try {
  const sums = places.map((place) => packageIn(place));
  console.log(sums.map((sum, index) => `${sum}  ${places[index].name}`).join('\n'));
  if (new Set(sums).size > 1) {
    console.error('The two packages differ.');
    process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** The checksum of the package that is made there. */
function packageIn({ name, umask, env }) {
  process.umask(umask);
  const clone = path.join(folder, name);
  const run = (program, args, cwd) =>
    execFileSync(program, args, {
      cwd,
      stdio: 'inherit',
      env: { ...process.env, ...env },
      shell: process.platform === 'win32',
    });
  run('git', ['clone', '--quiet', '--no-hardlinks', root, clone], folder);
  run('npm', ['ci', '--prefer-offline', '--no-audit', '--no-fund'], clone);
  run('npm', ['run', '--silent', 'package'], clone);
  return createHash('sha256')
    .update(readFileSync(path.join(clone, 'cisco-sip-phones.vsix')))
    .digest('hex');
}
