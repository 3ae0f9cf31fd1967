/** The npm package as it would be published, unpacked where nothing of this project is in reach. */

import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { project } from './server.ts';

/** Packs the project as it was built, and unpacks it into `folder`/package; gives the names of its files, sorted. */
export function unpackNpmPackage(folder: string): string[] {
  mkdirSync(folder, { recursive: true });
  const packed = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
    cwd: project,
    encoding: 'utf8',
    // On Windows npm is a script, which only the shell can start.
    shell: process.platform === 'win32',
  });
  const [{ filename, files }] = JSON.parse(packed) as [{ filename: string; files: { path: string }[] }];
  execFileSync('tar', ['-xzf', join(folder, filename), '-C', folder]);
  return files.map(({ path }) => path).sort();
}
