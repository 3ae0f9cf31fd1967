/** The example script that puts a folder onto many servers, with rsync itself. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { pathWithCiscoSip } from '../../support/program.ts';
import { project, scratchFolder } from '../../support/server.ts';

function distribute(context: TestContext, files: Record<string, string>) {
  const scratch = scratchFolder({});
  context.after(() => scratch.remove());
  const [source, one, two] = ['source', 'one', 'two'].map((name) => join(scratch.path, name)) as [
    string,
    string,
    string,
  ];
  for (const folder of [source, one, two]) mkdirSync(folder);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(source, name), text);
  writeFileSync(join(two, 'P0S3-8-12-00.sb2'), '');
  const { status, stdout } = spawnSync(join(project, 'examples', 'ci', 'rsync.sh'), [`${source}/`, one, two], {
    encoding: 'utf8',
    env: { ...process.env, PATH: pathWithCiscoSip(scratch.path) },
  });
  return { status, stdout, one: readdirSync(one).sort(), two: readdirSync(two).sort() };
}

test('every server gets the files, and keeps those that it alone has', (context) => {
  const { status, one, two } = distribute(context, {
    'SIPDefault.cnf': 'sync: 1\n',
    'SIP000DBC001122.cnf': 'line1_name: 2001\n',
    '.cisco-sip.json': '{}',
  });
  assert.equal(status, 0);
  assert.deepEqual(one, ['SIP000DBC001122.cnf', 'SIPDefault.cnf']);
  assert.deepEqual(two, ['P0S3-8-12-00.sb2', 'SIP000DBC001122.cnf', 'SIPDefault.cnf']);
});

test('a file that a phone would choke on keeps every server as it is', (context) => {
  const { status, stdout, one } = distribute(context, { 'SIPDefault.cnf': 'tos_media: 9\n' });
  assert.equal(status, 1);
  assert.match(stdout, /cnf\/out-of-range/);
  assert.deepEqual(one, []);
});
