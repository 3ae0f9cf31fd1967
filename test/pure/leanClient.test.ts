/** What the build leaves out of the client has to be what the server does without. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import manifest from '../../package.json' with { type: 'json' };
import unneeded from '../../scripts/unneededFeatures.json' with { type: 'json' };
import { capabilities } from '../../server/src/hello.ts';

test('no feature is left out of the client that the server has', () => {
  const has = (path: string): boolean =>
    path.split('.').reduce<unknown>((part, key) => (part as Record<string, unknown>)?.[key], capabilities) !==
    undefined;
  assert.ok(has('hoverProvider') && has('workspace.workspaceFolders'));
  assert.deepEqual(Object.values(unneeded).filter(has), []);
});

test('the library asks for no newer editor than the manifest does', () => {
  const file = join(import.meta.dirname, '../../node_modules/vscode-languageclient/package.json');
  const library: { engines: { vscode: string } } = JSON.parse(readFileSync(file, 'utf8'));
  assert.equal(library.engines.vscode, manifest.engines.vscode);
});
