/** Phones ask for a file that is not there: the problem appears, its fix makes the file, and the problem goes. */

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { CodeAction, Diagnostic } from 'vscode-languageserver-types';
import { type AskedFile, type AskedParams, askedNotification } from '../../server/src/protocol.ts';
import { applyEdit } from '../support/applyEdit.ts';
import { everything, Server, scratchFolder } from '../support/server.ts';

const mac = '000DBC001122';
const defaults = 'dial_template: office\n';
const folder = scratchFolder({
  'SIPDefault.cnf': defaults,
  [`SIP${mac}.cnf`]: 'line1_name: 2001\n',
  'ringlist.dat': 'Old phone\told.pcm\n',
  'old.pcm': new Uint8Array(960),
});
const uri = folder.uri('SIPDefault.cnf');
const root = uri.slice(0, uri.lastIndexOf('/'));
let server: Server;

before(async () => {
  const workspaceEdit = { documentChanges: true, resourceOperations: ['create' as const, 'rename' as const] };
  const capabilities = { ...everything, workspace: { ...everything.workspace, workspaceEdit } };
  server = await Server.start(capabilities, { createsPhones: true });
});

after(async () => {
  assert.equal(await server.stop(), 0);
  assert.equal(server.log, '');
  folder.remove();
});

function asked(name: string, kind: string): AskedFile {
  return { name, kind, phones: [{ mac, address: '192.0.2.21', last: new Date(2024, 10, 28, 12).getTime() }] };
}

function say(files: readonly AskedFile[], where = root): Promise<void> {
  const params: AskedParams = { folder: where, files };
  return server.connection.sendNotification(askedNotification, params);
}

/** The next problems of the file that are as they are looked for. */
async function problems(of: string, codes: readonly string[]): Promise<Diagnostic[]> {
  for (;;) {
    const found = await server.diagnostics(of);
    if (found.map(({ code }) => code).join() === codes.join()) return found;
  }
}

async function fix(of: string, { range }: Diagnostic, title: string): Promise<CodeAction> {
  const context = { diagnostics: [], only: ['quickfix'] };
  const actions = await server.request<CodeAction[]>('textDocument/codeAction', of, { range, context });
  const found = actions.find((action) => action.title === title);
  return found ?? assert.fail(actions.map((action) => action.title).join('\n'));
}

test('a problem appears in a file that nobody has open', async () => {
  await say([asked('office.xml', 'dial-plan')]);
  const [found] = await problems(uri, ['cnf/asked-file-missing']);
  assert.equal(found?.severity, 2);
  assert.match(String(found?.message), /^The phone 00:0D:BC:00:11:22 asked for 'office\.xml'/);
  assert.deepEqual(found?.range, { start: { line: 0, character: 15 }, end: { line: 0, character: 21 } });
});

test('the fix makes the dial plan, and the problem goes without another word from the client', async () => {
  await server.open(uri, 'cisco-sip-cnf', defaults);
  const [found] = await problems(uri, ['cnf/asked-file-missing']);
  await applyEdit(server, (await fix(uri, found as Diagnostic, 'Create office.xml')).edit);
  await problems(uri, []);
});

test('what is said anew replaces what was said', async () => {
  await say([asked(`SIP000DBC009999.cnf`, 'phone-file')]);
  const [found] = await problems(uri, ['cnf/asked-fixed-name-missing']);
  assert.equal(found?.severity, 3);
  const { command } = await fix(uri, found as Diagnostic, 'Create SIP000DBC009999.cnf');
  assert.deepEqual([command?.command, command?.arguments], ['cisco.newPhone', [uri, '000DBC009999']]);
  await say([]);
  await problems(uri, []);
});

test('a file in other letters can be copied, or renamed', async () => {
  const list = folder.uri('ringlist.dat');
  await server.open(list, 'cisco-sip-ringlist', 'Old phone\told.pcm\n');
  await problems(list, []);
  await say([asked('RINGLIST.DAT', 'ring-list')]);
  const [found] = await problems(list, ['ringlist/asked-in-other-letters']);
  const copy = await fix(list, found as Diagnostic, "Copy the file to 'RINGLIST.DAT'");
  assert.match(JSON.stringify(copy.edit), /Old phone\\told\.pcm/);
  await applyEdit(server, (await fix(list, found as Diagnostic, "Rename the file to 'RINGLIST.DAT'")).edit);
  await problems(list, []);
});

test('what makes no sense is passed over, and the next word counts', async () => {
  await say([{ name: 'office.xml' }, null, { name: 1, phones: [] }] as unknown as AskedFile[], root);
  await say([asked('a.xml', 'dial-plan')], 'memory://nowhere/at-all');
  await say([asked(`SIP000DBC009999.cnf`, 'phone-file')], `${root}/`);
  await problems(uri, ['cnf/asked-fixed-name-missing']);
});
