/** What runs when something is pushed or released is what was looked at, and has no more rights than it needs. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import manifest from '../../../package.json' with { type: 'json' };

const project = fileURLToPath(new URL('../../../', import.meta.url));
const folder = join(project, '.github/workflows');
const workflows = readdirSync(folder).map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));

test('actions stand by commit, with their version beside it', () => {
  const uses = workflows.flatMap(({ text }) => text.match(/uses:.*/g) ?? []);
  assert.ok(uses.length > 0);
  for (const use of uses) assert.match(use, /^uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
});

test('a workflow may read, and only a release writes', () => {
  for (const { name, text } of workflows) {
    assert.match(text, /\npermissions:\n {2}contents: read\n/, name);
    assert.equal(text.includes('contents: write'), name === 'release.yml', name);
    assert.equal(/\bsecrets\./.test(text), name === 'release.yml', name);
  }
});

test('no text that others write becomes a piece of a script', () => {
  for (const { name, text } of workflows)
    for (const line of text.split('\n').filter((each) => /\brun:|^ {8,}(?:gh|npm|node) /.test(each)))
      assert.doesNotMatch(line, /\$\{\{/, name);
});

test('the tokens are for the job that publishes what another one has tested', () => {
  const [, publish = ''] = workflows.find(({ name }) => name === 'release.yml')?.text.split(/\n {2}publish:\n/) ?? [];
  assert.match(publish, /needs: build/);
  assert.match(publish, /environment: marketplaces/);
  assert.doesNotMatch(publish, /checkout|npm ci|npm run/);
});

function notes(tag: string) {
  return spawnSync(process.execPath, [join(project, 'scripts/releaseNotes.mjs'), tag], { encoding: 'utf8' });
}

test('a release is what package.json and the changelog say it is', () => {
  const { status, stdout } = notes(`v${manifest.version}`);
  assert.equal(status, 0);
  assert.match(stdout, /\w/);
  assert.doesNotMatch(stdout, /^## /m);
  for (const tag of ['', 'v99.0.0', manifest.version]) assert.equal(notes(tag).status, 1, tag);
});
