/** Changes of several files at once, as an editor asks for them. */

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { CodeAction, TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver-types';
import { type MoveSharedResult, moveSharedRequest } from '../../server/src/protocol.ts';
import { everything, Server, scratchFolder } from '../support/server.ts';

const first = 'line1_name: 2001\r\nline1_authname: 2001\r\npreferred_codec: g711ulaw\r\n';
const folder = scratchFolder({
  'SIPDefault.cnf': 'proxy1_address: "pbx.example.net"\n',
  'SIP000DBC001122.cnf': first,
  'SIP000DBC001133.cnf': 'line1_name: 2002\nline2_name: 2001\npreferred_codec: g711ulaw\n',
});
const uri = folder.uri('SIP000DBC001122.cnf');
let server: Server;

before(async () => {
  server = await Server.start({
    ...everything,
    workspace: {
      ...everything.workspace,
      workspaceEdit: { documentChanges: true, changeAnnotationSupport: {}, resourceOperations: ['create', 'rename'] },
    },
    textDocument: {
      ...everything.textDocument,
      codeAction: { resolveSupport: { properties: ['edit'] }, dataSupport: true, disabledSupport: true },
    },
  });
  await server.open(uri, 'cisco-sip-cnf', first);
  await server.diagnostics(uri);
});

after(async () => {
  assert.equal(await server.stop(), 0);
  assert.equal(server.log, '');
  folder.remove();
});

/** What the edit puts into each file: by the file's name, the new texts. */
function texts(edit: WorkspaceEdit | null | undefined): Record<string, string[]> {
  return Object.fromEntries(
    ((edit?.documentChanges ?? []) as TextDocumentEdit[]).map(({ textDocument, edits }) => [
      textDocument.uri.slice(textDocument.uri.lastIndexOf('/') + 1),
      edits.map((each) => ('newText' in each ? each.newText : '')),
    ]),
  );
}

test("a line's user is renamed in every file that has it", async () => {
  const position = { line: 0, character: 13 };
  const can = await server.request<{ placeholder: string }>('textDocument/prepareRename', uri, { position });
  assert.equal(can.placeholder, '2001');
  const edit = await server.request<WorkspaceEdit>('textDocument/rename', uri, { position, newName: '2077' });
  assert.deepEqual(texts(edit), { 'SIP000DBC001122.cnf': ['2077', '2077'], 'SIP000DBC001133.cnf': ['2077'] });
});

test('a name that the phone would not take is refused with the reason', async () => {
  const asked = server.request('textDocument/rename', uri, { position: { line: 0, character: 13 }, newName: 'a@b' });
  await assert.rejects(asked, /@/);
});

test('an entry in which all phones agree moves to SIPDefault.cnf', async () => {
  const range = { start: { line: 2, character: 0 }, end: { line: 2, character: 0 } };
  const actions = await server.request<CodeAction[]>('textDocument/codeAction', uri, {
    range,
    context: { diagnostics: [], only: ['refactor'] },
  });
  const move = actions.find(({ title }) => /preferred_codec.*SIPDefault\.cnf/.test(title));
  assert.ok(move && move.edit === undefined, actions.map(({ title }) => title).join('\n'));
  const { edit } = await server.connection.sendRequest<CodeAction>('codeAction/resolve', move);
  assert.deepEqual(Object.keys(texts(edit)).sort(), ['SIP000DBC001122.cnf', 'SIP000DBC001133.cnf', 'SIPDefault.cnf']);
  assert.match(texts(edit)['SIPDefault.cnf']?.join('') ?? '', /preferred_codec: "?g711ulaw/);
});

test('entries that chosen phones share move together', async () => {
  const uris = [uri, folder.uri('SIP000DBC001133.cnf')];
  const moved = await server.connection.sendRequest<MoveSharedResult>(moveSharedRequest, { uris });
  assert.match(moved.message, /1 entry of 2 phones/);
  assert.deepEqual(Object.keys(texts(moved.edit)).sort(), [
    'SIP000DBC001122.cnf',
    'SIP000DBC001133.cnf',
    'SIPDefault.cnf',
  ]);
});
