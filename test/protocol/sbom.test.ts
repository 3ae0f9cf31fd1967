/** The bill of materials: what is bundled, and the same whoever makes it. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { project } from '../support/server.ts';

interface Bill {
  readonly bomFormat: string;
  readonly metadata: { readonly timestamp: string; readonly component: { readonly name: string } };
  readonly components: readonly { readonly name: string; readonly version: string; readonly hashes?: unknown[] }[];
}

function bill(): Bill {
  const text = execFileSync(process.execPath, [join(project, 'scripts/sbom.mjs')], {
    encoding: 'utf8',
    env: { ...process.env, SOURCE_DATE_EPOCH: '86400' },
  });
  return JSON.parse(text) as Bill;
}

test('it lists what the manifest depends on, as package-lock.json has it, and no tools', () => {
  const { bomFormat, metadata, components } = bill();
  assert.equal(bomFormat, 'CycloneDX');
  assert.equal(metadata.component.name, 'cisco-sip-phones');
  assert.equal(metadata.timestamp, '1970-01-02T00:00:00.000Z');
  const read = (name: string) => JSON.parse(readFileSync(join(project, name), 'utf8'));
  const { dependencies } = read('package.json') as { dependencies: Record<string, string> };
  const { packages } = read('package-lock.json') as { packages: Record<string, { version: string; dev?: boolean }> };
  const listed = new Map(components.map(({ name, version }) => [name, version]));
  for (const name of Object.keys(dependencies))
    assert.equal(listed.get(name), packages[`node_modules/${name}`]?.version, name);
  // Bundled, and a tool is built on it as well.
  assert.ok(listed.has('vscode-languageserver-protocol'));
  for (const { name, hashes } of components) {
    assert.notEqual(packages[`node_modules/${name}`]?.dev, true, name);
    assert.ok(hashes?.length, `${name} has a checksum`);
  }
});

test('nothing in it changes from one run to the next', () => {
  assert.deepEqual(bill(), bill());
});
