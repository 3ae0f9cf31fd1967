/**
 * The bill of materials of what is shipped, in CycloneDX: every package that is bundled, or could be, with version,
 * licence and checksum, read from package-lock.json. The same commit gives the same bytes, wherever and whenever it is
 * made. Alone it writes to the standard output.
 */

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** `seconds` since 1970: the time that the bill says it was made at. */
export function billOfMaterials(seconds) {
  const made = execFileSync('npm', ['sbom', '--package-lock-only', '--omit=dev', '--sbom-format=cyclonedx'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    // On Windows npm is a script, which only the shell can start.
    shell: process.platform === 'win32',
  });
  const { serialNumber, metadata, ...bill } = JSON.parse(made);
  const { name } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const { component } = metadata;
  return {
    ...bill,
    metadata: {
      timestamp: new Date(seconds * 1000).toISOString(),
      // npm gives the name of the folder, which is another in every clone.
      component: { ...component, name, type: 'application' },
    },
  };
}

/** When the commit was made that is checked out, in seconds since 1970; 0 outside of a repository. */
export function commitTime() {
  const given = process.env.SOURCE_DATE_EPOCH;
  if (given !== undefined) return Number(given);
  try {
    return Number(execFileSync('git', ['log', '-1', '--format=%ct'], { cwd: root, encoding: 'utf8' }));
  } catch {
    return 0;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  console.log(JSON.stringify(billOfMaterials(commitTime()), null, 2));
