/** A whole TFTP folder in a real server: what is said about files that nobody has open, and where things lead. */

import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { CodeLens, Diagnostic, Hover, InlayHint, Location, SymbolInformation } from 'vscode-languageserver-types';
import { type EffectiveResult, effectiveRequest, type PhonesResult, phonesRequest } from '../../server/src/protocol.ts';
import { everything, Server, scratchFolder } from '../support/server.ts';

const defaults =
  'preferred_codec: g711alaw\ntos_media: 5\nproxy1_address: "pbx.example.net"\ndial_template: dialplan\n';
const folder = scratchFolder({
  'SIPDefault.cnf': defaults,
  'SIP000DBC001122.cnf':
    'phone_label: "Reception"\nline1_name: 2001\nline1_password: "secret"\npreferred_codec: g711ulaw\n',
  'SIP000DBC001133.cnf': 'line1_name: 2002\nproxy1_port: 70000\n',
  'dialplan.xml': '<DIALTEMPLATE>\n  <TEMPLATE MATCH="2..." Timeout="1"/>\n</DIALTEMPLATE>\n',
});
const reception = folder.uri('SIP000DBC001122.cnf');
const defaultsUri = folder.uri('SIPDefault.cnf');
let server: Server;

before(async () => {
  server = await Server.start(everything, { showsReferences: true });
  await server.open(defaultsUri, 'cisco-sip-cnf', defaults);
});

after(async () => {
  assert.equal(await server.stop(), 0);
  assert.equal(server.log, '');
  folder.remove();
});

const codes = (diagnostics: readonly Diagnostic[]) => diagnostics.map(({ code }) => code);

test('files of the folder that nobody has open are checked too', async () => {
  assert.deepEqual(codes(await server.diagnostics(folder.uri('SIP000DBC001133.cnf'))), ['cnf/out-of-range']);
});

test('a default leads to the phones that override it, and back', async () => {
  const position = { line: 0, character: 3 };
  const found = await server.request<Location[]>('textDocument/references', defaultsUri, {
    position,
    context: { includeDeclaration: false },
  });
  assert.deepEqual(
    found.map(({ uri, range }) => [uri, range.start.line]),
    [[reception, 3]],
  );
  await server.open(
    reception,
    'cisco-sip-cnf',
    'phone_label: "Reception"\nline1_name: 2001\nline1_password: "secret"\npreferred_codec: g711ulaw\n',
  );
  await server.diagnostics(reception);
  const back = await server.request<Location[]>('textDocument/definition', reception, {
    position: { line: 3, character: 3 },
  });
  assert.deepEqual(
    back.map(({ uri, range }) => [uri, range.start.line]),
    [[defaultsUri, 0]],
  );
});

test('lenses and remarks tell what the other files make of a line', async () => {
  const lenses = await server.request<CodeLens[]>('textDocument/codeLens', defaultsUri);
  const [lens] = lenses;
  assert.equal(lens?.range.start.line, 0);
  const resolved = await server.connection.sendRequest<CodeLens>('codeLens/resolve', lens);
  assert.equal(resolved.command?.title, 'overridden in 1 phone file');
  assert.equal(resolved.command?.command, 'cisco.showReferences');
  const hints = await server.request<InlayHint[]>('textDocument/inlayHint', defaultsUri, {
    range: { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } },
  });
  assert.deepEqual(
    hints.map(({ position }) => position.line),
    [1],
  );
});

test('phones are found by extension number, label and MAC address', async () => {
  const find = async (query: string) =>
    (await server.connection.sendRequest<SymbolInformation[]>('workspace/symbol', { query })).map(
      ({ location }) => location.uri,
    );
  for (const query of ['2001', 'recep', '00-0d-bc-00-11-22', '000dbc001122'])
    assert.ok((await find(query)).includes(reception), query);
});

test('the phones of the workspace come with what they work with, and without passwords', async () => {
  const [office] = await server.connection.sendRequest<PhonesResult>(phonesRequest, { folders: [folder.uri('')] });
  assert.deepEqual(
    office?.phones.map(({ mac, label, lines, errors }) => [mac, label, lines, errors]),
    [
      ['000DBC001122', 'Reception', ['2001'], 0],
      ['000DBC001133', '', ['2002'], 1],
    ],
  );
  const effective = await server.connection.sendRequest<EffectiveResult>(effectiveRequest, {
    uri: reception,
    origins: true,
  });
  assert.equal(effective?.title, 'Reception 00:0D:BC:00:11:22');
  assert.match(effective?.text ?? '', /tos_media/);
  assert.doesNotMatch(effective?.text ?? '', /secret/);
});

test('an edit of one file is seen in what is asked of the others', async () => {
  await server.change(defaultsUri, 2, [{ text: defaults.replace('g711alaw', 'g729a') }]);
  await server.diagnostics(defaultsUri, 2);
  const hover = await server.request<Hover>('textDocument/hover', reception, { position: { line: 3, character: 3 } });
  assert.match(JSON.stringify(hover), /g729a/);
});

test('a phone that comes, changes or goes on the disk is followed', async () => {
  const name = 'SIP000DBC001144.cnf';
  const uri = folder.uri(name);
  const tell = (type: number) =>
    server.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type }] });
  writeFileSync(join(folder.path, name), 'line1_name: 2003\ntos_media: 9\n');
  await tell(1);
  assert.deepEqual(codes(await server.diagnostics(uri)), ['cnf/out-of-range']);
  writeFileSync(join(folder.path, name), 'line1_name: 2003\n');
  await tell(2);
  assert.deepEqual(await server.diagnostics(uri), []);
  writeFileSync(join(folder.path, name), 'line1_name: 2003\ntos_media: 9\n');
  await tell(2);
  assert.deepEqual(codes(await server.diagnostics(uri)), ['cnf/out-of-range']);
  rmSync(join(folder.path, name));
  await tell(3);
  assert.deepEqual(await server.diagnostics(uri), []);
});

test('a closed file keeps the findings that the disk still has', async () => {
  const uri = folder.uri('SIP000DBC001133.cnf');
  await server.open(uri, 'cisco-sip-cnf', 'line1_name: 2002\n');
  await server.diagnostics(uri, 1);
  await server.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  assert.deepEqual(await server.diagnostics(uri), []);
  assert.deepEqual(codes(await server.diagnostics(uri)), ['cnf/out-of-range']);
});

test('whoever wants open files only gets open files only', async () => {
  server.settings = { diagnostics: { scope: 'openFiles' } };
  await server.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  assert.deepEqual(await server.diagnostics(folder.uri('SIP000DBC001133.cnf')), []);
});

test('of thousands of findings the first are shown, and how many more there are', async () => {
  server.settings = { diagnostics: { limit: 10 } };
  await server.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  const uri = folder.uri('SIP000DBC00EEEE.cnf');
  await server.open(uri, 'cisco-sip-cnf', 'no_such_thing: 1\n'.repeat(3000));
  const found = await server.diagnostics(uri, 1);
  assert.equal(found.length, 11);
  assert.equal(found.at(-1)?.code, 'any/more-findings');
  assert.match(String(found.at(-1)?.message), /2990 further findings/);
});
