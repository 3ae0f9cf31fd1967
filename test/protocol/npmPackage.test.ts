/** The npm package: both programs, for those who have no VS Code. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { after, test } from 'node:test';
import manifest from '../../package.json' with { type: 'json' };
import { unpackNpmPackage } from '../support/npmPackage.ts';
import { scratchFolder } from '../support/server.ts';

const scratch = scratchFolder({ 'SIPDefault.cnf': 'tos_media: 9\n' });
after(() => scratch.remove());
const files = unpackNpmPackage(join(scratch.path, 'npm'));
const installed = join(scratch.path, 'npm', 'package');

test('it has the programs, the pages about the findings, the schema of the settings, and nothing else', () => {
  const pages = files.filter((name) => name.startsWith('docs/diagnostics/'));
  assert.ok(pages.length > 100);
  assert.deepEqual(
    files.filter((name) => !pages.includes(name)).map((name) => name.replace(/shared-\w+\.js$/, 'shared-….js')),
    [
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'dist/cli.js',
      'dist/language-server.js',
      'dist/server.js',
      'dist/shared-….js',
      'package.json',
      'schemas/config/cisco-sip.schema.json',
    ],
  );
});

test('cisco-sip runs from it without any other package', () => {
  const program = join(installed, manifest.bin['cisco-sip']);
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, 'check', 'SIPDefault.cnf'], {
    cwd: scratch.path,
    encoding: 'utf8',
  });
  assert.equal(stderr, '');
  assert.match(stdout, /cnf\/out-of-range/);
  assert.equal(status, 1);
});

test('the language server answers from it without any other package', () => {
  const body = JSON.stringify({
    jsonrpc: '2.0',
    id: 1,
    method: 'initialize',
    params: { processId: null, rootUri: null, capabilities: {} },
  });
  const exit = JSON.stringify({ jsonrpc: '2.0', method: 'exit' });
  const input = [body, exit].map((message) => `Content-Length: ${message.length}\r\n\r\n${message}`).join('');
  const program = join(installed, manifest.bin['cisco-sip-language-server']);
  const { stdout, stderr } = spawnSync(process.execPath, [program, '--stdio'], { input, encoding: 'utf8' });
  assert.match(stdout, /"name":"cisco-sip-language-server"/, stderr);
});
