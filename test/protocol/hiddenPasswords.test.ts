/** What the programs print and log has no password in it, whatever is wrong with the files. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Diagnostic } from 'vscode-languageserver-protocol';
import { run } from '../support/program.ts';
import { marker, phoneFile, secretFolder } from '../support/secrets.ts';
import { Server, scratchFolder } from '../support/server.ts';

let folder: ReturnType<typeof scratchFolder>;

before(() => {
  folder = scratchFolder(secretFolder);
});
after(() => folder.remove());

function hides(text: string, what: string): void {
  const at = text.indexOf(marker);
  assert.equal(at, -1, `${what}: ${text.slice(Math.max(at - 80, 0), at)} [a password]`);
}

/** What a program wrote on both of its streams. */
function printed(...args: string[]): string {
  const { stdout, stderr } = run(args, { env: { ...process.env, FORCE_COLOR: '0' } });
  return `${stdout}\n${stderr}`;
}

for (const format of ['pretty', 'json', 'sarif', 'github', 'gitlab'])
  test(`check --format ${format}`, () => {
    const text = printed('check', '--format', format, folder.path);
    assert.match(text, /cnf[/:]unquoted-blanks|repeated-password/, 'something has to be found');
    hides(text, format);
  });

test('show, for people and for programs', () => {
  for (const options of [[], ['--json'], ['--all', '--json']]) {
    const text = printed('show', '00:0D:BC:00:11:22', '--folder', folder.path, ...options);
    assert.match(text, /line1_password/);
    hides(text, `show ${options.join(' ')}`);
  }
});

test('push, upgrade plan and check-sync', () => {
  hides(printed('push', '--dry-run', folder.path, folder.path), 'push');
  hides(printed('upgrade', 'plan', folder.path, '--from', 'P0S30203'), 'upgrade plan');
  hides(printed('new', 'phone', '00:0D:BC:00:AA:01', '--folder', folder.path, `--password=${marker}`), 'new phone');
});

test('the language server, traced as much as it can be', async () => {
  const server = await Server.start();
  const answers: unknown[] = [];
  try {
    await server.connection.sendNotification('$/setTrace', { value: 'verbose' });
    const names = Object.keys(secretFolder);
    for (const name of names) {
      const language = name.endsWith('.cnf') ? 'cisco-sip-cnf' : 'plaintext';
      await server.open(folder.uri(name), language, readFileSync(join(folder.path, name), 'utf8'));
    }
    const uri = folder.uri(phoneFile);
    const found: Diagnostic[] = await server.diagnostics(uri);
    assert.ok(found.length > 0);
    answers.push(found);
    const lines = (secretFolder[phoneFile] ?? '').split('\n');
    for (const [line, text] of lines.entries())
      for (const character of [0, text.indexOf(':') + 3, text.length]) {
        const position = { line, character };
        for (const method of ['hover', 'completion', 'definition', 'prepareRename'])
          answers.push(await server.request(`textDocument/${method}`, uri, { position }).catch(String));
      }
    for (const method of ['documentSymbol', 'documentLink', 'codeLens', 'foldingRange'])
      answers.push(await server.request(`textDocument/${method}`, uri));
    answers.push(await server.connection.sendRequest('workspace/symbol', { query: marker.slice(0, 4) }));
    for (const method of ['cisco/effective', 'cisco/status', 'cisco/passwords'])
      answers.push(await server.connection.sendRequest(method, { uri, origins: true }));
    answers.push(await server.connection.sendRequest('cisco/phones', { folders: [folder.uri('')] }));
    // Requests that make no sense end up in the log.
    for (const params of [{}, { uri: marker.length }, null])
      answers.push(await server.connection.sendRequest('cisco/effective', params).catch(String));
  } finally {
    await server.stop();
  }
  hides(JSON.stringify(answers), 'an answer');
  hides(`${server.log}${server.stderr}`, 'the log');
});
