/** What was found is told for as long as it is there, and no longer: files and folders that come, go and change. */

import assert from 'node:assert/strict';
import { mkdirSync, renameSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { PublishDiagnosticsParams } from 'vscode-languageserver-protocol/node';
import { everything, Server, scratchFolder } from '../support/server.ts';

const good = 'tos_media: 5\n';
const bad = 'tos_media: 9\n';
const defaults = 'proxy_register: 1\n';
const badCode = 'cnf/out-of-range';

const inWorkspace = { ...everything, workspace: { ...everything.workspace, workspaceFolders: true } };

type Kind = 'created' | 'changed' | 'deleted';
const kinds: readonly Kind[] = ['created', 'changed', 'deleted'];

/** How long findings may take: milliseconds. */
const patience = 20_000;

/** What a client shows: what it was told last of each file. */
class Told {
  readonly #codes = new Map<string, string>();
  #changed = () => {};

  constructor({ connection }: Server) {
    connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }: PublishDiagnosticsParams) => {
      this.#codes.set(uri, diagnostics.map(({ code }) => code).join());
      this.#changed();
    });
  }

  /** Waits until something is told of the file, and just these codes. */
  async until(uri: string, codes: readonly string[]): Promise<void> {
    const late = AbortSignal.timeout(patience);
    while (this.#codes.get(uri) !== codes.join()) {
      await new Promise<void>((resolve, reject) => {
        this.#changed = resolve;
        late.onabort = () => reject(new Error(`${uri} has '${this.#codes.get(uri)}' and not '${codes}'`));
      });
    }
  }
}

/** A workspace with these files in one folder, one of them open. */
interface Workspace {
  readonly server: Server;
  readonly path: string;
  readonly uri: (name: string) => string;
  /** Opens a file as an editor does that has just read it. */
  open(name: string, text: string, language?: string): Promise<void>;
  close(name: string): Promise<void>;
  /** What an editor tells that watches files. */
  tell(...changes: readonly (readonly [kind: Kind, name: string])[]): Promise<void>;
  /** Waits until just these codes are told of the file. */
  expect(name: string, ...codes: readonly string[]): Promise<void>;
}

async function workspace(
  t: TestContext,
  files: Record<string, string>,
  capabilities: typeof everything = inWorkspace,
  roots: readonly string[] = [''],
): Promise<Workspace> {
  const folder = scratchFolder({});
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder.path, name, '..'), { recursive: true });
    writeFileSync(join(folder.path, name), text);
  }
  const { path, uri } = folder;
  const server = await Server.start(capabilities, {}, roots.map(uri));
  const told = new Told(server);
  server.connection.onRequest('workspace/workspaceFolders', () => roots.map((name) => ({ uri: uri(name), name })));
  t.after(async () => {
    const code = await server.stop();
    folder.remove();
    assert.equal(code, 0);
    assert.equal(server.stderr + server.log, '');
  });
  return {
    server,
    path,
    uri,
    open: (name, text, language = 'cisco-sip-cnf') => server.open(uri(name), language, text),
    close: (name) => server.connection.sendNotification('textDocument/didClose', { textDocument: { uri: uri(name) } }),
    tell: (...changes) =>
      server.connection.sendNotification('workspace/didChangeWatchedFiles', {
        changes: changes.map(([kind, name]) => ({ uri: uri(name), type: kinds.indexOf(kind) + 1 })),
      }),
    expect: (name, ...codes) => told.until(uri(name), codes),
  };
}

const phone = 'SIP000DBC001122.cnf';
const other = 'SIP000DBC001133.cnf';

test('closing a file without saving takes away what was only wrong in the editor', async (t) => {
  const { open, close, expect } = await workspace(t, { 'SIPDefault.cnf': defaults, [phone]: good });
  await open('SIPDefault.cnf', defaults);
  await open(phone, bad);
  await expect(phone, badCode);
  await close(phone);
  await expect(phone);
});

test('a file that is closed is told of as it is stored, when its folder is in the workspace', async (t) => {
  const { open, close, expect } = await workspace(t, { 'SIPDefault.cnf': defaults, [phone]: bad });
  await open(phone, good);
  await expect(phone);
  await close(phone);
  await expect(phone, badCode);
});

test('closing the last file of a folder outside of the workspace takes away all that was told of that folder', async (t) => {
  const files = { 'work/readme.txt': '', 'tftp/SIPDefault.cnf': defaults, [`tftp/${phone}`]: bad };
  const { open, close, expect } = await workspace(t, files, inWorkspace, ['work']);
  await open('tftp/SIPDefault.cnf', defaults);
  await expect(`tftp/${phone}`, badCode);
  await close('tftp/SIPDefault.cnf');
  await expect(`tftp/${phone}`);
  await open('tftp/SIPDefault.cnf', defaults);
  await expect(`tftp/${phone}`, badCode);
});

test('a file that is deleted on the disk takes its findings along, and those that it caused elsewhere', async (t) => {
  const plan = '<DIALTEMPLATE>\n  <TEMPLATE MATCH="*" Timeout="5"/>\n</DIALTEMPLATE>\n';
  const files = { 'SIPDefault.cnf': 'dial_template: office\n', 'office.xml': plan, [phone]: bad };
  const { path, open, tell, expect } = await workspace(t, files);
  await open('SIPDefault.cnf', files['SIPDefault.cnf']);
  await expect('SIPDefault.cnf');
  await expect(phone, badCode);
  unlinkSync(join(path, phone));
  unlinkSync(join(path, 'office.xml'));
  await tell(['deleted', phone], ['deleted', 'office.xml']);
  await expect(phone);
  await expect('SIPDefault.cnf', 'cnf/dial-plan-missing');
  writeFileSync(join(path, 'office.xml'), plan);
  await tell(['created', 'office.xml']);
  await expect('SIPDefault.cnf');
});

test('a file that is renamed has its findings under the new name only', async (t) => {
  const { path, open, close, tell, expect } = await workspace(t, { 'SIPDefault.cnf': defaults, [phone]: bad });
  await open('SIPDefault.cnf', defaults);
  await open(phone, bad);
  await expect(phone, badCode);
  renameSync(join(path, phone), join(path, other));
  await close(phone);
  await open(other, bad);
  await tell(['deleted', phone], ['created', other]);
  await expect(phone);
  await expect(other, badCode);
});

test('a file of another language is told of in that language, and one that is none of ours not at all', async (t) => {
  const { open, close, expect } = await workspace(t, { 'notes.txt': '' });
  await open('notes.txt', bad);
  await expect('notes.txt', badCode);
  await close('notes.txt');
  await open('notes.txt', bad, 'cisco-sip-ringlist');
  await expect('notes.txt', 'ringlist/no-tab');
  await close('notes.txt');
  await open('notes.txt', bad, 'plaintext');
  await expect('notes.txt');
});

test('a folder that is taken out of the workspace takes its findings along, but for open files', async (t) => {
  const files = {
    'one/SIPDefault.cnf': defaults,
    [`one/${phone}`]: bad,
    'two/SIPDefault.cnf': defaults,
    [`two/${phone}`]: bad,
    [`two/${other}`]: bad,
  };
  const { server, uri, open, close, expect } = await workspace(t, files, inWorkspace, ['one', 'two']);
  await server.connection.sendRequest('cisco/phones', { folders: [uri('one'), uri('two')] });
  await open(`two/${other}`, bad);
  for (const name of [`one/${phone}`, `two/${phone}`, `two/${other}`]) await expect(name, badCode);
  for (const name of ['one', 'two'])
    await server.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
      event: { added: [], removed: [{ uri: uri(name), name }] },
    });
  await expect(`one/${phone}`);
  await close(`two/${other}`);
  await expect(`two/${other}`);
  await expect(`two/${phone}`);
});

test('a folder that is renamed or deleted takes its findings along', async (t) => {
  const files = { 'tftp/SIPDefault.cnf': defaults, [`tftp/${phone}`]: bad };
  const { server, path, uri, tell, expect } = await workspace(t, files);
  await server.connection.sendRequest('cisco/phones', { folders: [uri('')] });
  await expect(`tftp/${phone}`, badCode);
  renameSync(join(path, 'tftp'), join(path, 'office'));
  // An editor may tell of the folder alone.
  await tell(['deleted', 'tftp'], ['created', 'office']);
  await expect(`tftp/${phone}`);
  await server.connection.sendRequest('cisco/phones', { folders: [uri('')] });
  await expect(`office/${phone}`, badCode);
  rmSync(join(path, 'office'), { recursive: true });
  await tell(['deleted', 'office']);
  await expect(`office/${phone}`);
});

test('a folder in the TFTP folder that is deleted takes the findings of its files along', async (t) => {
  const { path, open, tell, expect } = await workspace(t, { 'SIPDefault.cnf': defaults, [`phones/${phone}`]: bad });
  await open('SIPDefault.cnf', defaults);
  await expect(`phones/${phone}`, badCode);
  rmSync(join(path, 'phones'), { recursive: true });
  await tell(['deleted', 'phones']);
  await expect(`phones/${phone}`);
});

test('a folder that is put into the workspace is read when the phones are asked for', async (t) => {
  const { server, path, uri, expect } = await workspace(t, {});
  assert.deepEqual(await server.connection.sendRequest('cisco/phones', { folders: [uri('')] }), []);
  mkdirSync(join(path, 'late'));
  writeFileSync(join(path, 'late', 'SIPDefault.cnf'), bad);
  await server.connection.sendRequest('cisco/phones', { folders: [uri('')] });
  await expect('late/SIPDefault.cnf', badCode);
});

test('each folder of a workspace has the settings of its own, and follows them', async (t) => {
  const files = { 'one/SIPDefault.cnf': bad, 'two/SIPDefault.cnf': bad, [`two/${phone}`]: bad };
  const { server, uri, open, expect } = await workspace(t, files, inWorkspace, ['one', 'two']);
  const quiet = { diagnostics: { severity: { 'cnf/*': 'off' } } };
  let quietOne = 'one';
  server.connection.onRequest('workspace/configuration', ({ items }: { items: readonly { scopeUri?: string }[] }) =>
    items.map(({ scopeUri }) => (scopeUri?.startsWith(uri(quietOne)) ? quiet : {})),
  );
  await open('one/SIPDefault.cnf', bad);
  await open('two/SIPDefault.cnf', bad);
  await expect('one/SIPDefault.cnf');
  await expect('two/SIPDefault.cnf', badCode);
  await expect(`two/${phone}`, badCode);
  quietOne = 'two';
  await server.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  await expect('one/SIPDefault.cnf', badCode);
  await expect('two/SIPDefault.cnf');
  await expect(`two/${phone}`);
});

test('an editor that does not watch files has the folder read again whenever one of its files is opened', async (t) => {
  const { didChangeWatchedFiles: _, ...rest } = inWorkspace.workspace;
  const { path, open, expect } = await workspace(
    t,
    { 'SIPDefault.cnf': defaults, [phone]: bad, 'syncinfo.xml': '<IMAGE VERSION="*" SYNC="1"/>\n' },
    { ...inWorkspace, workspace: rest },
  );
  await open('SIPDefault.cnf', defaults);
  await expect(phone, badCode);
  writeFileSync(join(path, phone), good);
  await open('syncinfo.xml', '<IMAGE VERSION="*" SYNC="1"/>\n', 'cisco-sip-syncinfo');
  await expect(phone);
});

test('a file that others changed without a word is read again when it is closed', async (t) => {
  const { path, open, close, expect } = await workspace(t, { 'SIPDefault.cnf': defaults, [phone]: bad });
  await open('SIPDefault.cnf', defaults);
  await expect(phone, badCode);
  writeFileSync(join(path, phone), good);
  await open(phone, good);
  await close(phone);
  await expect(phone);
});

test('a file in place of which there is a folder has no findings any more, and is a file again afterwards', async (t) => {
  const { path, open, tell, expect } = await workspace(t, { 'SIPDefault.cnf': defaults, [phone]: bad });
  await open('SIPDefault.cnf', defaults);
  await expect(phone, badCode);
  unlinkSync(join(path, phone));
  mkdirSync(join(path, phone));
  await tell(['changed', phone]);
  await expect(phone);
  rmSync(join(path, phone), { recursive: true });
  writeFileSync(join(path, phone), bad);
  await tell(['created', phone]);
  await expect(phone, badCode);
});

test('a symbolic link is told of as the file that it leads to, and one that leads nowhere not at all', async (t) => {
  const { path, open, tell, expect } = await workspace(t, { 'SIPDefault.cnf': defaults, 'shared.txt': bad });
  symlinkSync('shared.txt', join(path, phone));
  symlinkSync(other, join(path, other));
  await open('SIPDefault.cnf', defaults);
  await expect(phone, badCode);
  writeFileSync(join(path, 'shared.txt'), good);
  await tell(['changed', phone], ['changed', other]);
  await expect(phone);
  unlinkSync(join(path, 'shared.txt'));
  await tell(['deleted', 'shared.txt'], ['changed', phone]);
  writeFileSync(join(path, 'shared.txt'), bad);
  await tell(['created', 'shared.txt'], ['changed', phone]);
  await expect(phone, badCode);
});

test('as many files as a checkout changes are taken over at once', async (t) => {
  const names = Array.from({ length: 300 }, (_, index) => `SIP000DBC${String(index).padStart(6, '0')}.cnf`);
  const of = (text: string) => Object.fromEntries(names.map((name) => [name, text]));
  const { path, open, tell, expect } = await workspace(t, { 'SIPDefault.cnf': defaults, ...of(good) });
  await open('SIPDefault.cnf', defaults);
  await expect('SIPDefault.cnf');
  for (const name of names) writeFileSync(join(path, name), bad);
  await tell(...names.map((name) => ['changed', name] as const));
  for (const name of names) await expect(name, badCode);
  for (const name of names) unlinkSync(join(path, name));
  await tell(...names.map((name) => ['deleted', name] as const));
  for (const name of names) await expect(name);
});
