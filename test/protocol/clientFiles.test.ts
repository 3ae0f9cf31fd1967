/** Folders that only the editor reaches, such as those of a repository on a server: the server asks it for the files. */

import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { PublishDiagnosticsParams } from 'vscode-languageserver-protocol';
import {
  type FilesParams,
  fileSizesRequest,
  type MoveSharedResult,
  moveSharedRequest,
  type PhonesResult,
  phonesRequest,
  type ReadFolderParams,
  readFilesRequest,
  readFolderRequest,
} from '../../server/src/protocol.ts';
import { everything, Server, scratchFolder } from '../support/server.ts';

const folder = 'memory://office/tftp';
const defaults = 'proxy1_address: "192.0.2.5"\ncall_waiting: 1\n';
const reception = 'SIP000DBC001122.cnf';
const workshop = 'phones/SIP000DBC001133.cnf';

/** What lies in the folder: texts, or the size of what is no text. */
type Files = Record<string, string | number>;
const start: Readonly<Files> = {
  'SIPDefault.cnf': defaults,
  [reception]: 'line1_name: "2001"\ntime_zone: "CET"\n',
  [workshop]: 'line1_name: "2002"\ntime_zone: "CET"\nvoip_control_port: 70000\n',
  'RINGLIST.DAT': 'Bell\tbell.pcm\nChime\tchime.pcm\n',
  'bell.pcm': 100_000,
  'chime.pcm': 8160,
};
let files: Files;
let server: Server;

before(async () => {
  server = await Server.start(everything, { readsFiles: true }, [folder]);
  const { connection } = server;
  connection.onRequest(readFolderRequest, ({ folder: asked }: ReadFolderParams) => {
    if (asked !== folder && !asked.startsWith(`${folder}/`)) return null;
    const prefix = asked.slice(folder.length + 1);
    const within = Object.keys(files).filter((name) => name.startsWith(prefix));
    const names = new Set(within.map((name) => name.slice(prefix === '' ? 0 : prefix.length + 1).split('/')[0] ?? ''));
    return [...names].map((name) => ({ name, isFolder: name === 'phones' }));
  });
  connection.onRequest(readFilesRequest, ({ folder: asked, names }: FilesParams) =>
    names.map((name) => {
      const content = asked === folder ? files[name] : undefined;
      return typeof content === 'string' ? content : null;
    }),
  );
  connection.onRequest(fileSizesRequest, ({ names }: FilesParams) =>
    names.map((name) => {
      const content = files[name];
      return typeof content === 'number' ? content : null;
    }),
  );
});

after(async () => {
  assert.equal(await server.stop(), 0);
});

beforeEach(() => {
  files = { ...start };
});

function uri(name: string): string {
  return `${folder}/${name}`;
}

async function codes(name: string, version?: number): Promise<string[]> {
  return (await server.diagnostics(uri(name), version)).map(({ code }) => String(code)).sort();
}

async function openDefaults(): Promise<void> {
  await server.open(uri('SIPDefault.cnf'), 'cisco-sip-cnf', defaults);
}

async function closeDefaults(): Promise<void> {
  await server.connection.sendNotification('textDocument/didClose', { textDocument: { uri: uri('SIPDefault.cnf') } });
}

async function tell(name: string, type: 1 | 2 | 3): Promise<void> {
  await server.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: uri(name), type }] });
}

test('all files of the folder are checked, and what is no text is known by its size', async () => {
  await openDefaults();
  assert.ok((await codes('RINGLIST.DAT')).some((code) => /size/.test(code)));
  assert.deepEqual(await codes(workshop), ['cnf/out-of-range']);
  await closeDefaults();
});

test('what others change, take away and bring back is read again', async () => {
  files[workshop] = 'line1_name: "2002"\n';
  await tell(workshop, 2);
  assert.deepEqual(await codes(workshop), []);
  delete files['bell.pcm'];
  await tell('bell.pcm', 3);
  assert.ok((await codes('RINGLIST.DAT')).some((code) => /missing/.test(code)));
  files['bell.pcm'] = 8160;
  await tell('bell.pcm', 1);
  assert.ok(!(await codes('RINGLIST.DAT')).some((code) => /missing|size/.test(code)));
});

test('its phones are listed', async () => {
  const [found] = await server.connection.sendRequest<PhonesResult>(phonesRequest, { folders: [folder] });
  assert.equal(found?.uri, folder);
  assert.deepEqual(found?.phones.map((phone) => phone.uri).sort(), [uri(reception), uri(workshop)].sort());
});

test('changes of several files are made with the line ends that each of them has', async () => {
  files['SIPDefault.cnf'] = defaults.replaceAll('\n', '\r\n');
  for (const name of ['SIPDefault.cnf', workshop]) await tell(name, 2);
  assert.deepEqual(await codes(workshop), ['cnf/out-of-range']);
  const params = { uris: [uri(reception), uri(workshop)] };
  const { edit } = await server.connection.sendRequest<MoveSharedResult>(moveSharedRequest, params);
  const [moved] = edit?.changes?.[uri('SIPDefault.cnf')] ?? [];
  assert.match(moved?.newText ?? '', /time_zone: "CET"\r\n/);
});

test('a document of which no folder can be listed is checked by itself', async () => {
  const other = 'git:/office/SIP000DBC001122.cnf?HEAD';
  await server.open(other, 'cisco-sip-cnf', 'tos_media: 9\n');
  assert.deepEqual(
    (await server.diagnostics(other, 1)).map(({ code }) => code),
    ['cnf/out-of-range'],
  );
  const alone = 'archive:/lost/SIP000DBC001122.cnf';
  await server.open(alone, 'cisco-sip-cnf', 'tos_media: 9\n');
  assert.deepEqual(
    (await server.diagnostics(alone, 1)).map(({ code }) => code),
    ['cnf/out-of-range'],
  );
});

test('nothing is said of files that nobody has open, where that is so set', async () => {
  const other = await Server.start();
  const { uri: at, remove } = scratchFolder({ 'SIPDefault.cnf': 'sync: 1\n', [reception]: 'tos_media: 9\n' });
  other.settings = { diagnostics: { scope: 'openFiles' } };
  const published: string[] = [];
  const opened = new Promise<void>((resolve) => {
    other.connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      published.push(params.uri);
      if (params.uri === at('SIPDefault.cnf')) resolve();
    });
  });
  await other.open(at('SIPDefault.cnf'), 'cisco-sip-cnf', 'sync: 1\n');
  await opened;
  assert.equal(await other.stop(), 0);
  assert.deepEqual(new Set(published), new Set([at('SIPDefault.cnf')]));
  remove();
});
