import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SymbolKind } from 'vscode-languageserver-types';
import { workspaceSymbols } from '../../../server/src/tftproot/navigate/symbols.ts';
import { type Files, folder, shown } from '../../support/folder.ts';

const reception =
  'phone_label: "Reception"\nline1_name: 2001\nline1_displayname: "Anna Smith"\nline1_password: "tr0mb0ne"\nline2_name: 2002';
const files: Files = {
  'SIPDefault.cnf': 'phone_label: "Spare"\nline1_name: 2001',
  'SIP000DBC001122.cnf': reception,
  'SIP000DBC003344.cnf': 'line1_name: 20011\nline1_displayname: 20011\nline2_name: UNPROVISIONED',
  'SIP00120000ABCD.cnf': 'phone_label: "Workshop"\nline1_name: karl',
};
const root = folder(files);

/** The names that "Go to Symbol in Workspace" lists. */
function found(query: string, limit = 10, inFolder = root): string[] {
  return workspaceSymbols(inFolder, query, limit).map(({ name }) => name);
}

test('a phone is found by its MAC address with any separators, and by a part of it', () => {
  assert.deepEqual(found('000dbc001122'), ['00:0D:BC:00:11:22 Reception']);
  assert.deepEqual(found('00:0D:bc:00:11:22'), ['00:0D:BC:00:11:22 Reception']);
  assert.deepEqual(found('1122'), ['00:0D:BC:00:11:22 Reception']);
});

test('the address is spelled as it was typed, because editors compare names with the query once more', () => {
  assert.deepEqual(found('00-0d-bc-00-11-22'), ['00-0D-BC-00-11-22 Reception']);
  assert.deepEqual(found('000d.bc00.1122'), ['00.0D.BC.00.11.22 Reception']);
});

test('a phone is found by its label, its own or that of all phones', () => {
  assert.deepEqual(found('reception'), ['00:0D:BC:00:11:22 Reception']);
  assert.deepEqual(found('wksp'), ['00:12:00:00:AB:CD Workshop']);
  assert.deepEqual(found('spare'), ['00:0D:BC:00:33:44 Spare']);
});

test('a line is found by its extension, by its user and by the name that people see', () => {
  assert.deepEqual(found('2002'), ['2002']);
  assert.deepEqual(found('KARL'), ['karl']);
  assert.deepEqual(found('smith'), ['2001 Anna Smith']);
  assert.deepEqual(found('as'), ['2001 Anna Smith']);
});

test('the exact name comes first, then beginnings, then the rest', () => {
  assert.deepEqual(found('2001'), ['2001 Anna Smith', '20011']);
  assert.deepEqual(found('20'), ['2001 Anna Smith', '2002', '20011', '00:12:00:00:AB:CD Workshop']);
});

test('a line says whose it is and leads to its entry, a phone says its lines and leads to its file', () => {
  const [line] = workspaceSymbols(root, '2001', 1);
  assert.ok(line);
  assert.equal(line.containerName, 'Reception · 00:0D:BC:00:11:22');
  assert.equal(line.kind, SymbolKind.Number);
  assert.deepEqual(shown(files, [line.place]), ['SIP000DBC001122.cnf:2 line1_name: 2001']);
  const [phone] = workspaceSymbols(root, 'reception', 1);
  assert.ok(phone);
  assert.equal(phone.containerName, '2001, 2002');
  assert.equal(phone.kind, SymbolKind.Object);
  assert.deepEqual(shown(files, [phone.place]), ['SIP000DBC001122.cnf:1 ']);
});

test('an empty query lists the phones, and no query more than was asked for', () => {
  const all = ['00:0D:BC:00:11:22 Reception', '00:0D:BC:00:33:44 Spare', '00:12:00:00:AB:CD Workshop'];
  assert.deepEqual(found(''), all);
  assert.deepEqual(found('', 2), all.slice(0, 2));
  assert.deepEqual(found('2001', 1), ['2001 Anna Smith']);
  assert.deepEqual(found('2001', 0), []);
});

test('passwords and lines that are not set up are not found', () => {
  assert.deepEqual(found('tr0mb0ne'), []);
  assert.deepEqual(found('unprovisioned'), []);
});

test('phones in the folder that tftp_cfg_dir names, and in any letter case, are found', () => {
  const inFolder = folder({
    'SIPDefault.cnf': 'tftp_cfg_dir: phones',
    'phones/sip000dbc001122.cnf': 'line1_name: 2001',
  });
  assert.deepEqual(found('2001', 10, inFolder), ['2001']);
  assert.deepEqual(workspaceSymbols(inFolder, '1122', 1)[0]?.place.name, 'phones/sip000dbc001122.cnf');
});

test('what a template engine fills in is no name, and of several entries the last counts', () => {
  const inFolder = folder({
    'SIP000DBC001122.cnf': 'phone_label: {$label}\nline1_name: {$user}\nline2_name: 3001\nline2_name: 3002',
  });
  assert.deepEqual(found('', 10, inFolder), ['00:0D:BC:00:11:22']);
  assert.deepEqual(found('user', 10, inFolder), []);
  assert.deepEqual(found('300', 10, inFolder), ['3002']);
});

test('a name cannot steer what shows it, nor fill the screen', () => {
  const inFolder = folder({
    'SIP000DBC001122.cnf': `line1_name: "desk\u202E\u001B"\nline2_name: "${'9'.repeat(5000)}"`,
  });
  assert.deepEqual(found('desk', 10, inFolder), ['desk\uFFFD\uFFFD']);
  assert.equal(found('999', 10, inFolder)[0]?.length, 80);
});
