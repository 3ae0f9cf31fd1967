import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type {
  CodeAction,
  CompletionItem,
  Diagnostic,
  DocumentSymbol,
  Hover,
  MarkupContent,
  TextEdit,
} from 'vscode-languageserver-types';
import { Server, scratchFolder } from '../support/server.ts';

const defaults = 'proxy_register: 1\nsync: 1\ndial_template: office\n';
const folder = scratchFolder({
  'SIPDefault.cnf': defaults,
  'SIP000DBC001122.cnf': 'line1_name: 2001\n',
  'syncinfo.xml': '<IMAGE VERSION="*" SYNC="1"/>\n',
  'office.xml': '<TEMPLATE MATCH="9"/>\n',
  'freeswitch.xml': '<include/>\n',
});
let server: Server;

before(async () => {
  server = await Server.start();
});

after(async () => {
  assert.equal(await server.stop(), 0);
  assert.equal(server.stderr, '');
  folder.remove();
});

const codes = (diagnostics: readonly Diagnostic[]) => diagnostics.map(({ code }) => code);

test('a file is checked when it is opened, together with the folder it lies in', async () => {
  const uri = folder.uri('SIP000DBC001122.cnf');
  await server.open(uri, 'cisco-sip-cnf', 'line1_name: 2001\n');
  assert.deepEqual(codes(await server.diagnostics(uri)), ['cnf/line-incomplete']);
});

test('every keystroke is answered with findings for that version', async () => {
  const uri = folder.uri('SIP000DBC001122.cnf');
  const at = { line: 0, character: 16 };
  await server.change(uri, 2, [{ range: { start: at, end: at }, text: '@pbx' }]);
  assert.deepEqual(codes(await server.diagnostics(uri, 2)).sort(), ['cnf/line-incomplete', 'cnf/line-name-host']);
  await server.change(uri, 3, [{ range: { start: at, end: { line: 0, character: 20 } }, text: '' }]);
  assert.deepEqual(codes(await server.diagnostics(uri, 3)), ['cnf/line-incomplete']);
});

test('a change in SIPDefault.cnf is seen in the open phone file', async () => {
  const uri = folder.uri('SIPDefault.cnf');
  const phone = folder.uri('SIP000DBC001122.cnf');
  await server.open(uri, 'cisco-sip-cnf', defaults);
  await server.diagnostics(uri);
  await server.change(uri, 2, [{ text: 'proxy_register: 0\nsync: 2\ndial_template: office\n' }]);
  assert.deepEqual(codes(await server.diagnostics(phone)), []);
});

test('a diagnostic has a source, a code and a page on disk about the code', async () => {
  const uri = folder.uri('RINGLIST.DAT');
  await server.open(uri, 'cisco-sip-ringlist', 'Old Style ringer1.pcm\n');
  const [diagnostic] = await server.diagnostics(uri);
  assert.equal(diagnostic?.source, 'Cisco SIP');
  assert.equal(diagnostic?.code, 'ringlist/no-tab');
  assert.ok(existsSync(fileURLToPath(diagnostic?.codeDescription?.href ?? '')));
});

test('hover, completion, outline, folding, colours and layout are answered', async () => {
  const uri = folder.uri('SIPDefault.cnf');
  const position = { line: 0, character: 3 };
  const hover = await server.request<Hover>('textDocument/hover', uri, { position });
  assert.match((hover.contents as MarkupContent).value, /\*\*`proxy_register`\*\*/);
  const items = await server.request<CompletionItem[]>('textDocument/completion', uri, {
    position: { line: 3, character: 0 },
  });
  const zone = items.find(({ label }) => label === 'time_zone');
  assert.ok(zone);
  const resolved = await server.connection.sendRequest<CompletionItem>('completionItem/resolve', zone);
  assert.match((resolved.documentation as MarkupContent).value, /time zone/i);
  const symbols = await server.request<DocumentSymbol[]>('textDocument/documentSymbol', uri);
  assert.deepEqual(
    symbols.map(({ name }) => name),
    ['Proxies', 'Firmware', 'Calls'],
  );
  assert.ok(Array.isArray(await server.request('textDocument/foldingRange', uri)));
  const { data } = await server.request<{ data: number[] }>('textDocument/semanticTokens/full', uri);
  assert.equal(data.length % 5, 0);
  assert.ok(data.length > 0);
  const edits = await server.request<TextEdit[]>('textDocument/formatting', uri, {
    options: { tabSize: 2, insertSpaces: true },
  });
  assert.deepEqual(edits, []);
});

test('a quick fix comes with its edit, and "fix all" with all of them', async () => {
  const uri = folder.uri('SIP000DBC00AAAA.cnf');
  await server.open(uri, 'cisco-sip-cnf', 'proxy1_port=5060\nproxy2_port=5060\n');
  const diagnostics = await server.diagnostics(uri);
  const range = { start: { line: 0, character: 11 }, end: { line: 0, character: 12 } };
  const actions = await server.request<CodeAction[]>('textDocument/codeAction', uri, {
    range,
    context: { diagnostics },
  });
  assert.equal(actions[0]?.title, "Change '=' to ':'");
  assert.deepEqual(
    actions[0]?.edit?.changes?.[uri]?.map(({ newText }) => newText),
    [': '],
  );
  const [all] = await server.request<CodeAction[]>('textDocument/codeAction', uri, {
    range,
    context: { diagnostics, only: ['source.fixAll'] },
  });
  assert.equal(all?.edit?.changes?.[uri]?.length, 2);
});

test('a badly named file is renamed by its quick fix', async () => {
  const uri = folder.uri('SIP000dbc001133.cnf');
  await server.open(uri, 'cisco-sip-cnf', '# Desk\n');
  const diagnostics = await server.diagnostics(uri);
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  const [action] = await server.request<CodeAction[]>('textDocument/codeAction', uri, {
    range,
    context: { diagnostics },
  });
  assert.deepEqual(action?.edit?.documentChanges, [
    { kind: 'rename', oldUri: uri, newUri: folder.uri('SIP000DBC001133.cnf') },
  ]);
});

test('an XML file is classified by its content or by the dial_template that names it', async () => {
  const classify = (name: string) => server.connection.sendRequest('cisco/classify', { uri: folder.uri(name) });
  assert.deepEqual(await classify('office.xml'), { languageId: 'cisco-sip-dialplan' });
  assert.deepEqual(await classify('freeswitch.xml'), { languageId: null });
});

test('the status tells what kind of file it is', async () => {
  const status = await server.connection.sendRequest('cisco/status', { uri: folder.uri('SIP000DBC001122.cnf') });
  assert.deepEqual(status, { kind: 'Phone file of 00:0D:BC:00:11:22' });
  assert.equal(await server.connection.sendRequest('cisco/status', { uri: 'file:///nowhere.cnf' }), null);
});

test('settings are asked for, and a change of them is followed', async () => {
  const uri = folder.uri('SIP000DBC00BBBB.cnf');
  await server.open(uri, 'cisco-sip-cnf', 'telnet_level: 2\n');
  assert.deepEqual(codes(await server.diagnostics(uri)), ['cnf/telnet-privileged']);
  server.settings = { diagnostics: { severity: { 'cnf/telnet-privileged': 'off' } } };
  await server.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  assert.deepEqual(await server.diagnostics(uri), []);
  server.settings = {};
});

test('a file that changes on disk is seen when the editor tells', async () => {
  const uri = folder.uri('syncinfo.xml');
  await server.open(uri, 'cisco-sip-syncinfo', '<IMAGE VERSION="*" SYNC="1"/>\n');
  assert.deepEqual(codes(await server.diagnostics(uri)), []);
  await server.connection.sendNotification('textDocument/didClose', {
    textDocument: { uri: folder.uri('SIPDefault.cnf') },
  });
  assert.deepEqual(codes(await server.diagnostics(uri)), ['syncinfo/same-as-sync']);
  writeFileSync(join(folder.path, 'SIPDefault.cnf'), 'sync: 7\n');
  await server.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: [{ uri: folder.uri('SIPDefault.cnf'), type: 2 }],
  });
  assert.deepEqual(codes(await server.diagnostics(uri)), []);
});

test('closing a file takes its findings away', async () => {
  const uri = folder.uri('RINGLIST.DAT');
  await server.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  assert.deepEqual(await server.diagnostics(uri), []);
});

test('documents of other languages, and untitled ones, do no harm', async () => {
  await server.open('untitled:Untitled-1', 'cisco-sip-cnf', 'tos_media: 9\n');
  assert.deepEqual(codes(await server.diagnostics('untitled:Untitled-1')), ['cnf/out-of-range']);
  await server.open('file:///etc/mysql/my.cnf', 'ini', '[mysqld]\nport = 3306\n');
  assert.equal(
    await server.request('textDocument/hover', 'file:///etc/mysql/my.cnf', { position: { line: 0, character: 1 } }),
    null,
  );
});

test('an editor that sends a language of its own is understood by the name of the file', async () => {
  const uri = folder.uri('SIP000DBC00CCCC.cnf');
  await server.open(uri, 'conf', 'tos_media: 9\n');
  assert.deepEqual(codes(await server.diagnostics(uri)), ['cnf/out-of-range']);
});

test('bad input is answered and the server lives on', async () => {
  const texts = {
    empty: '',
    'five megabytes of one line': 'x'.repeat(5 * 1024 * 1024),
    binary: String.fromCharCode(...Array.from({ length: 4096 }, (_, index) => index % 256)),
    'half a character': 'phone_label: "\uD83D',
    'twenty thousand lines': 'proxy1_port: 5060\n'.repeat(20_000),
  };
  for (const [name, text] of Object.entries(texts)) {
    for (const language of [
      'cisco-sip-cnf',
      'cisco-sip-dialplan',
      'cisco-sip-syncinfo',
      'cisco-sip-os79xx',
      'cisco-sip-ringlist',
    ]) {
      const uri = `untitled:${encodeURIComponent(name)}-${language}`;
      await server.open(uri, language, text);
      assert.ok(Array.isArray(await server.diagnostics(uri)), `${name} as ${language}`);
      assert.ok(Array.isArray(await server.request('textDocument/documentSymbol', uri)), `${name} as ${language}`);
      await server.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
    }
  }
  assert.equal(server.log, '');
});

test('a plain client gets plain text and no snippets', async () => {
  const plain = await Server.start({}, { diagnostics: { severity: { 'cnf/*': 'off' } } });
  const uri = folder.uri('SIP000DBC00DDDD.cnf');
  await plain.open(uri, 'cisco-sip-cnf', 'tos_media: 9\n');
  assert.deepEqual(await plain.diagnostics(uri), []);
  const hover = await plain.request<Hover>('textDocument/hover', uri, { position: { line: 0, character: 1 } });
  assert.equal((hover.contents as MarkupContent).kind, 'plaintext');
  assert.doesNotMatch((hover.contents as MarkupContent).value, /\*\*|`/);
  const items = await plain.request<CompletionItem[]>('textDocument/completion', uri, {
    position: { line: 1, character: 0 },
  });
  assert.ok(items.every(({ insertTextFormat }) => insertTextFormat !== 2));
  assert.equal(await plain.stop(), 0);
});
