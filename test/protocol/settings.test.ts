/** Settings that are wrong: ignored, and told once. */

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Diagnostic } from 'vscode-languageserver-types';
import { Server, scratchFolder } from '../support/server.ts';

const folder = scratchFolder({ 'SIPDefault.cnf': 'tos_media: 9\n', 'SIP000DBC001122.cnf': 'tos_media: 9\n' });
const uri = folder.uri('SIPDefault.cnf');
let server: Server;
const told: string[] = [];

before(async () => {
  server = await Server.start();
  listen(server, told);
});

after(async () => {
  assert.equal(await server.stop(), 0);
  assert.equal(server.stderr + server.log, '');
  folder.remove();
});

function listen({ connection }: Server, messages: string[]): void {
  connection.onNotification('window/showMessage', ({ message }: { message: string }) => {
    messages.push(message);
  });
}

const codes = (diagnostics: readonly Diagnostic[]) => diagnostics.map(({ code }) => code);

async function settingsChange(settings: unknown): Promise<void> {
  server.settings = settings;
  await server.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
}

test('a wrong setting is ignored, the others count, and it is told once, however many files are open', async () => {
  server.settings = { diagnostics: { limit: 'many', severity: { 'cnf/out-of-range': 'hint' } } };
  for (const name of ['SIPDefault.cnf', 'SIP000DBC001122.cnf'])
    await server.open(folder.uri(name), 'cisco-sip-cnf', 'tos_media: 9\n');
  const found = await server.diagnostics(uri, 1);
  assert.deepEqual(
    found.map(({ code, severity }) => [code, severity]),
    [['cnf/out-of-range', 4]],
  );
  await server.diagnostics(folder.uri('SIP000DBC001122.cnf'), 1);
  await settingsChange(server.settings);
  await server.diagnostics(uri);
  assert.deepEqual(told, ['Settings: \'cisco.diagnostics.limit\' cannot be "many".']);
});

test('another wrong value is told again', async () => {
  await settingsChange({ diagnostics: { limit: 0 } });
  assert.deepEqual(codes(await server.diagnostics(uri)), ['cnf/out-of-range']);
  assert.deepEqual(told.slice(1), ["Settings: 'cisco.diagnostics.limit' cannot be 0."]);
});

test('settings of wrong types leave what is usual', async () => {
  for (const settings of [null, 7, 'off', [], { diagnostics: [] }, { diagnostics: { severity: 'off' } }]) {
    await settingsChange(settings);
    assert.deepEqual(codes(await server.diagnostics(uri)), ['cnf/out-of-range'], JSON.stringify(settings));
  }
});

test('a client that is not asked for its settings is told the same', async () => {
  const plain = await Server.start({});
  const messages: string[] = [];
  listen(plain, messages);
  await plain.connection.sendNotification('workspace/didChangeConfiguration', {
    settings: { cisco: { codeLens: { enabled: 'no' } } },
  });
  await plain.open('untitled:one', 'cisco-sip-cnf', 'tos_media: 9\n');
  assert.deepEqual(codes(await plain.diagnostics('untitled:one')), ['cnf/out-of-range']);
  assert.deepEqual(messages, ['Settings: \'cisco.codeLens.enabled\' cannot be "no".']);
  assert.equal(await plain.stop(), 0);
});
