/**
 * Failures inside the server, and a disk that fails. Each feature that fails says so in the log, with the file and
 * without its passwords, and answers as if it had nothing to say; all else goes on.
 */

import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import * as own from '../../server/src/protocol.ts';
import { mark, secret } from '../support/faults.ts';
import { everything, project, Server, scratchFolder } from '../support/server.ts';

const bad = 'tos_media: 9\n';
const folder = scratchFolder({ 'SIPDefault.cnf': 'proxy_register: 1\n', 'SIP000DBC001122.cnf': bad });
const sound = folder.uri('SIP000DBC001122.cnf');
const faulty = folder.uri(`sub/${mark}.cnf`);
const fromSources = [
  '--import',
  join(project, 'test/support/faults.ts'),
  join(project, 'server/src/languageServer.ts'),
];
let server: Server;

before(async () => {
  server = await Server.start(everything, {}, undefined, fromSources);
  await server.open(sound, 'cisco-sip-cnf', bad);
  await server.diagnostics(sound);
});

after(async () => {
  const code = await server.stop();
  folder.remove();
  assert.equal(code, 0);
  assert.equal(server.stderr, '');
});

/** What was logged since this was asked last. */
function logged(): string {
  const { log } = server;
  server.log = '';
  return log;
}

/** What is answered by itself takes its own time: looks so often whether it is there. */
const looks = 2000;

/** Waits until something about the URI is logged. */
async function untilLogged(uri: string): Promise<void> {
  for (let look = 0; look < looks && !server.log.includes(uri); look++)
    await server.connection.sendRequest('cisco/status', { uri: sound });
}

function assertTold(log: string, uri: string, what: string): void {
  assert.ok(log.includes(` failed for ${uri}: TypeError`), `${what}: ${log || 'nothing is logged'}`);
  assert.match(log, /\n {4}at /, `${what}: nothing says where`);
  assert.ok(!log.includes(secret), `${what}: a password is in the log`);
}

const position = { line: 0, character: 0 };
const range = { start: position, end: position };
const options = { tabSize: 2, insertSpaces: true };

/** Each request about a document, what it takes beside that, and the answer that says nothing. */
const aboutDocuments: readonly (readonly [method: string, params: object, neutral: unknown])[] = [
  ['hover', { position }, null],
  ['completion', { position }, []],
  ['codeAction', { range, context: { diagnostics: [] } }, []],
  ['documentSymbol', {}, []],
  ['foldingRange', {}, []],
  ['formatting', { options }, []],
  ['rangeFormatting', { options, range }, []],
  ['semanticTokens/full', {}, { data: [] }],
  ['semanticTokens/range', { range }, { data: [] }],
  ['definition', { position }, []],
  ['references', { position, context: { includeDeclaration: true } }, []],
  ['documentLink', {}, []],
  ['codeLens', {}, []],
  ['inlayHint', { range }, []],
  ['prepareRename', { position }, null],
  ['rename', { position, newName: 'x' }, null],
];

for (const [method, params, neutral] of aboutDocuments)
  test(`${method} that fails is logged with the URI and answers with nothing`, async () => {
    logged();
    assert.deepEqual(await server.request(`textDocument/${method}`, faulty, params), neutral);
    assertTold(logged(), faulty, method);
  });

test('every request about documents that the server offers is among these', async () => {
  const { capabilities } = await import('../../server/src/hello.ts');
  const offered = Object.keys(capabilities).filter((name) => name.endsWith('Provider'));
  const known = aboutDocuments.map(([method]) => method.toLowerCase());
  const named: Readonly<Record<string, string>> = {
    documentFormattingProvider: 'formatting',
    documentRangeFormattingProvider: 'rangeformatting',
    semanticTokensProvider: 'semantictokens/full',
  };
  // This one is about no document.
  for (const name of offered.filter((each) => each !== 'workspaceSymbolProvider')) {
    const method = named[name] ?? name.replace(/Provider$/, '').toLowerCase();
    assert.ok(known.includes(method), name);
  }
});

test('what is resolved stays as it was when that fails', async () => {
  for (const [method, item] of [
    ['codeLens/resolve', { range, data: { uri: faulty, kind: 'users', id: '0' } }],
    ['codeAction/resolve', { title: 'Move', data: { uri: faulty, range } }],
  ] as const) {
    logged();
    assert.deepEqual(await server.connection.sendRequest(method, item), item);
    assertTold(logged(), faulty, method);
  }
});

test('requests of our own that fail are answered, and logged with the URI', async () => {
  const methods = Object.entries(own).flatMap(([name, method]) =>
    name.endsWith('Request') && typeof method === 'string' && !method.startsWith('cisco/fs/') ? [method] : [],
  );
  // These are about no file.
  const aboutNone = ['phones', 'convertDialPlan', 'newFolderQuestions', 'newDialPlan', 'checkAnswer'];
  for (const method of methods) {
    logged();
    const params = { uri: faulty, uris: [faulty], folders: [faulty], files: [], texts: {}, keys: '1', line: 1 };
    await server.connection.sendRequest(method, { ...params, firmware: {}, answers: {}, question: 'none', text: '' });
    if (!aboutNone.includes(method.replace('cisco/', '')))
      assertTold(logged().replaceAll(`${faulty}/SIPDefault.cnf`, faulty), faulty, method);
  }
});

test('a request that is cancelled is said to be, and what follows is answered', async () => {
  const { CancellationTokenSource } = await import('vscode-languageserver-protocol/node');
  const outcomes = await Promise.all(
    Array.from({ length: 50 }, (_, index) => {
      const source = new CancellationTokenSource();
      const params = { textDocument: { uri: sound }, position };
      const answer = server.connection.sendRequest('textDocument/hover', params, source.token);
      if (index % 2 === 0) source.cancel();
      return answer.then(
        () => 'answered',
        ({ code }: { code: number }) => (code === -32800 ? 'cancelled' : `failed with ${code}`),
      );
    }),
  );
  for (const [index, outcome] of outcomes.entries())
    assert.ok(outcome === 'answered' || (outcome === 'cancelled' && index % 2 === 0), `${index}: ${outcome}`);
});

test('opening, editing and closing a document that cannot be looked at leave the others as they are', async () => {
  logged();
  await server.open(faulty, 'cisco-sip-cnf', bad);
  await untilLogged(faulty);
  assertTold(logged(), faulty, 'opening');
  await server.change(faulty, 2, [{ range, text: '#' }]);
  await server.connection.sendNotification('textDocument/didClose', { textDocument: { uri: faulty } });
  await server.change(sound, 2, [{ text: `${bad}proxy1_port: 70000\n` }]);
  assert.equal((await server.diagnostics(sound, 2)).length, 2);
});

test('a text that cannot be read has no findings until it can, and no keystroke is lost meanwhile', async () => {
  const uri = 'untitled:Untitled-1';
  await server.open(uri, 'cisco-sip-cnf', bad);
  assert.equal((await server.diagnostics(uri, 1)).length, 1);
  logged();
  const at = { line: 0, character: 0 };
  await server.change(uri, 2, [{ range: { start: at, end: at }, text: `${mark}: 1\n` }]);
  assert.deepEqual(await server.diagnostics(uri), []);
  assert.equal(await server.request('textDocument/hover', uri, { position }), null);
  assertTold(logged(), uri, 'reading');
  await server.change(uri, 3, [{ range: { start: at, end: { line: 1, character: 0 } }, text: '' }]);
  const [found] = await server.diagnostics(uri, 3);
  assert.equal(found?.code, 'cnf/out-of-range');
});

test('a file of the folder that cannot be read is logged, and the others are checked', async () => {
  logged();
  const other = scratchFolder({
    'SIPDefault.cnf': '',
    'SIP000DBC001133.cnf': bad,
    'dialplan.xml': `<DIALTEMPLATE><!-- ${mark} ${secret} --></DIALTEMPLATE>\n`,
  });
  await server.open(other.uri('SIPDefault.cnf'), 'cisco-sip-cnf', '');
  assert.equal((await server.diagnostics(other.uri('SIP000DBC001133.cnf'))).length, 1);
  assertTold(logged(), other.uri('dialplan.xml'), 'reading');
  other.remove();
});

test('a disk that refuses, links that go in circles and folders that vanish take away what cannot be read, and no more', async () => {
  const other = scratchFolder({ 'SIPDefault.cnf': '', 'SIP000DBC001133.cnf': bad, 'SIP000DBC001144.cnf': bad });
  const shipped = await Server.start(everything, {}, [other.uri('')]);
  const path = (name: string) => join(other.path, name);
  symlinkSync('SIP000DBC001155.cnf', path('SIP000DBC001155.cnf'));
  symlinkSync('nowhere', path('syncinfo.xml'));
  symlinkSync('.', path('loop'));
  mkdirSync(path('OS79XX.TXT'));
  chmodSync(path('SIP000DBC001144.cnf'), 0);
  // Reading its memory from the beginning is an input/output error.
  if (process.platform === 'linux') symlinkSync('/proc/self/mem', path('RINGLIST.DAT'));
  await shipped.open(other.uri('SIPDefault.cnf'), 'cisco-sip-cnf', '');
  assert.equal((await shipped.diagnostics(other.uri('SIP000DBC001133.cnf'))).length, 1);
  rmSync(path('SIP000DBC001144.cnf'));
  mkdirSync(path('SIP000DBC001144.cnf'));
  writeFileSync(path('SIP000DBC001133.cnf'), '');
  const uris = ['SIP000DBC001133.cnf', 'SIP000DBC001144.cnf', 'SIP000DBC001155.cnf', 'loop'].map(other.uri);
  await shipped.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: uris.map((uri) => ({ uri, type: 2 })),
  });
  assert.deepEqual(await shipped.diagnostics(other.uri('SIP000DBC001133.cnf')), []);
  other.remove();
  await shipped.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: [{ uri: other.uri('SIPDefault.cnf'), type: 3 }],
  });
  assert.deepEqual(await shipped.connection.sendRequest('cisco/phones', { folders: [other.uri('')] }), []);
  assert.equal(await shipped.stop(), 0);
  assert.equal(shipped.stderr + shipped.log, '');
});
