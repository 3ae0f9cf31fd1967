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
  const made = execFileSync('npm', ['sbom', '--package-lock-only', '--sbom-format=cyclonedx'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    // On Windows npm is a script, which only the shell can start.
    shell: process.platform === 'win32',
  });
  const { serialNumber, metadata, components, dependencies, ...bill } = JSON.parse(made);
  const { name, dependencies: shipped } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const { component } = metadata;
  const wanted = reached(components, dependencies, Object.keys(shipped));
  const own = { ref: component['bom-ref'], dependsOn: wanted.filter((ref) => refNames(shipped, ref)) };
  return {
    ...bill,
    metadata: {
      timestamp: new Date(seconds * 1000).toISOString(),
      // npm gives the name of the folder, which is another in every clone.
      component: { ...component, name, type: 'application' },
    },
    components: components.filter(({ 'bom-ref': ref }) => wanted.includes(ref)).map(withoutPlace),
    dependencies: [own, ...dependencies.filter(({ ref }) => wanted.includes(ref))],
  };
}

/**
 * The references of the packages that these names lead to. npm's own `--omit=dev` leaves out a package that is shipped
 * when a tool is built on it as well.
 */
function reached(components, dependencies, names) {
  const next = new Map(dependencies.map(({ ref, dependsOn = [] }) => [ref, dependsOn]));
  const found = new Set(components.filter(({ name }) => names.includes(name)).map((each) => each['bom-ref']));
  for (const ref of found) for (const other of next.get(ref) ?? []) found.add(other);
  return [...found].sort();
}

function refNames(shipped, ref) {
  return ref.slice(0, ref.lastIndexOf('@')) in shipped;
}

/** Where a package lies among the tools, and that they use it too, is of no interest to who installs the extension. */
function withoutPlace({ properties, ...component }) {
  return component;
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
