/** Tests that run inside the editor's extension host, against the extension as installed. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, type HostTest } from './check.ts';

const EXTENSION = 'cisco-sip-phones.cisco-sip-phones';

function fixture(name: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'a folder is open');
  return vscode.Uri.joinPath(folder.uri, name);
}

async function show(name: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(fixture(name)), { preview: false });
}

/** Codes of our findings in a file, sorted; the editor's own and other extensions' do not count. */
function codes(uri: vscode.Uri): string[] {
  return vscode.languages
    .getDiagnostics(uri)
    .map(({ code }) => String(typeof code === 'object' ? code.value : code))
    .sort();
}

export const hostTests: HostTest[] = [
  {
    name: 'the extension activates for a folder with phone files',
    async run() {
      await show('SIPDefault.cnf');
      await eventually(() => assert.equal(vscode.extensions.getExtension(EXTENSION)?.isActive, true));
    },
  },
  {
    name: 'SIPDefault.cnf: findings',
    async run() {
      await eventually(() => assert.deepEqual(codes(fixture('SIPDefault.cnf')), ['cnf/unknown-parameter']));
    },
  },
];
