import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const project = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

test('the pages about the diagnostics are those of the rule tables', () => {
  const { status, stderr } = spawnSync(process.execPath, [join(project, 'scripts', 'docs.mjs'), '--check'], {
    encoding: 'utf8',
  });
  assert.equal(status, 0, stderr);
});

test('every runtime dependency says why it is there', () => {
  const manifest = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  const text = readFileSync(join(project, 'docs', 'dependencies.md'), 'utf8');
  for (const name of Object.keys(manifest.dependencies)) assert.ok(text.includes(`\`${name}\``), name);
});
