/** The npm package: both programs, for those who have no VS Code. */

import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { after, test } from 'node:test';
import {
  createProtocolConnection,
  InitializeRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import manifest from '../../package.json' with { type: 'json' };
import { languages } from '../../server/src/language.ts';
import { unpackNpmPackage } from '../support/npmPackage.ts';
import { scratchFolder } from '../support/server.ts';

const scratch = scratchFolder({ 'SIPDefault.cnf': 'tos_media: 9\n' });
after(() => scratch.remove());
const files = unpackNpmPackage(join(scratch.path, 'npm'));
const installed = join(scratch.path, 'npm', 'package');

test('it has the programs, the pages about the findings, the translations, the schema of the settings, and nothing else', () => {
  const pages = files.filter((name) => name.startsWith('docs/diagnostics/'));
  assert.ok(pages.length > 100);
  assert.deepEqual(
    [
      ...new Set(
        files.filter((name) => !pages.includes(name)).map((name) => name.replace(/shared-\w+\.js$/, 'shared-….js')),
      ),
    ],
    [
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'dist/cli.js',
      'dist/language-server.js',
      'dist/server.js',
      'dist/shared-….js',
      ...languages.map((language) => `l10n/bundle.l10n.${language}.json`),
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

test('the language server answers from it without any other package', async (context) => {
  const program = join(installed, manifest.bin['cisco-sip-language-server']);
  const child = spawn(process.execPath, [program, '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit'],
    signal: AbortSignal.timeout(20_000),
  });
  context.after(() => child.kill());
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  connection.listen();
  const { serverInfo } = await connection.sendRequest(InitializeRequest.type, {
    processId: null,
    rootUri: null,
    capabilities: {},
  });
  connection.dispose();
  assert.equal(serverInfo?.version, manifest.version);
});
