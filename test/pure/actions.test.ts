import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { codeActions } from '../../server/src/actions.ts';
import { toDiagnostic } from '../../server/src/diagnostics.ts';
import { type Files, findingsAbout, folder } from '../support/folder.ts';

const uriOf = (name: string) => `file:///tftproot/${name}`;

/** The workspace edits of the quick fixes for one finding, by title. */
function fixes(files: Files, name: string, code: string, knowsFolder = true) {
  const root = folder(files);
  const file = root.file(name);
  const [finding] = findingsAbout(root, name, code);
  assert.ok(file && finding);
  const actions = codeActions({
    document: TextDocument.create(uriOf(name), file.format.languageId, 1, files[name] ?? ''),
    format: file.format,
    findings: [finding],
    range: finding.range,
    only: undefined,
    createsPhones: true,
    toDiagnostic: (found) => toDiagnostic(found, uriOf(name), () => ''),
    ...(knowsFolder && { uriOf }),
  });
  return new Map(actions.map(({ title, edit }) => [title, edit]));
}

test('a fix that creates a file makes it and writes its text, and fails where there is one', () => {
  const files = { 'SIPDefault.cnf': 'dial_template: office\n' };
  const edit = fixes(files, 'SIPDefault.cnf', 'cnf/dial-plan-missing').get('Create office.xml');
  const [create, write] = edit?.documentChanges ?? [];
  assert.deepEqual(create, { kind: 'create', uri: 'file:///tftproot/office.xml' });
  assert.ok(write && 'edits' in write);
  assert.deepEqual(write.textDocument, { uri: 'file:///tftproot/office.xml', version: null });
  assert.match(JSON.stringify(write.edits), /<DIALTEMPLATE>/);
  assert.equal(edit?.documentChanges?.length, 2);
});

const phone = 'phones/SIP000DBC001122.cnf';
const elsewhere = { 'SIPDefault.cnf': 'tftp_cfg_dir: ""\n', [phone]: '# Desk 1\n' };
const lead = 'Set tftp_cfg_dir to "./phones/" in SIPDefault.cnf';

test('a fix in another file edits that file', () => {
  const edit = fixes(elsewhere, phone, 'cnf/not-asked-for').get(lead);
  assert.deepEqual(edit?.documentChanges, [
    {
      textDocument: { uri: 'file:///tftproot/SIPDefault.cnf', version: null },
      edits: [{ range: { start: { line: 0, character: 15 }, end: { line: 0, character: 15 } }, newText: './phones/' }],
    },
  ]);
});

test('a fix that reaches beyond the file is not offered where its folder is not known', () => {
  assert.ok(!fixes(elsewhere, phone, 'cnf/not-asked-for', false).has(lead));
  const files = { 'SIPDefault.cnf': 'dial_template: office\n', 'home.xml': '<DIALTEMPLATE>\n</DIALTEMPLATE>\n' };
  const titles = [...fixes(files, 'SIPDefault.cnf', 'cnf/dial-plan-missing', false).keys()];
  assert.ok(titles.includes("Change to 'home'"));
  assert.ok(!titles.includes('Create office.xml'));
});

test('a fix inside the file, and one that renames it, need no folder', () => {
  const files = { 'SIP000dbc001122.cnf': 'preferred_codec: g729a\n', 'SIPDefault.cnf': 'preferred_codec: g729a\n' };
  const removed = fixes(files, 'SIP000dbc001122.cnf', 'cnf/repeats-default', false).get('Delete the entry');
  assert.deepEqual(Object.keys(removed?.changes ?? {}), ['file:///tftproot/SIP000dbc001122.cnf']);
  const renamed = fixes(files, 'SIP000dbc001122.cnf', 'cnf/file-name', false);
  assert.deepEqual(renamed.get("Rename the file to 'SIP000DBC001122.cnf'")?.documentChanges, [
    {
      kind: 'rename',
      oldUri: 'file:///tftproot/SIP000dbc001122.cnf',
      newUri: 'file:///tftproot/SIP000DBC001122.cnf',
    },
  ]);
});
