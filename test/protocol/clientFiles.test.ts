/** Folders that only the editor reaches, such as those of a repository on a server: the server asks it for the files. */

import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
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
import { everything, Server } from '../support/server.ts';

const folder = 'memory://office/tftp';
const defaults = 'proxy1_address: "192.0.2.5"\ncall_waiting: 1\n';
const reception = 'SIP000DBC001122.cnf';
const workshop = 'phones/SIP000DBC001133.cnf';

/** What lies in the folder: texts, or the size of what is no text. */
const start: Readonly<Record<string, string | number>> = {
  'SIPDefault.cnf': defaults,
  [reception]: 'line1_name: "2001"\ntime_zone: "CET"\n',
  [workshop]: 'line1_name: "2002"\ntime_zone: "CET"\nvoip_control_port: 70000\n',
  'RINGLIST.DAT': 'Bell\tbell.pcm\n',
  'bell.pcm': 100_000,
};
let files: Record<string, string | number>;
let server: Server;

before(async () => {
  server = await Server.start(everything, { readsFiles: true, pages: 'https://example.net/pages' });
  const { connection } = server;
  connection.onRequest(readFolderRequest, ({ folder: asked }: ReadFolderParams) => {
    if (asked !== folder && !asked.startsWith(`${folder}/`)) return null;
    const prefix = asked.slice(folder.length + 1);
    const within = Object.keys(files).filter((name) => name.startsWith(prefix));
    const names = new Set(within.map((name) => name.slice(prefix && prefix.length + 1).split('/')[0] ?? ''));
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
      return typeof content === 'string' ? content.length : (content ?? null);
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
  await server.diagnostics(uri('SIPDefault.cnf'), 1);
}

async function closeDefaults(): Promise<void> {
  await server.connection.sendNotification('textDocument/didClose', { textDocument: { uri: uri('SIPDefault.cnf') } });
}

async function tell(name: string, type: 1 | 2 | 3): Promise<void> {
  await server.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: uri(name), type }] });
}

test('all files of the folder are checked, and what is no text is known by its size', async () => {
  await openDefaults();
  assert.deepEqual(await codes(workshop), ['cnf/out-of-range']);
  assert.ok((await codes('RINGLIST.DAT')).some((code) => /size/.test(code)));
  await closeDefaults();
});

test('the page about a finding is where the editor has it', async () => {
  files[reception] = 'call_waiting: 9\n';
  await tell(reception, 2);
  const [finding] = await server.diagnostics(uri(reception));
  assert.equal(finding?.codeDescription?.href, 'https://example.net/pages/cnf/out-of-range.md');
  files[reception] = start[reception] ?? '';
  await tell(reception, 2);
  assert.deepEqual(await codes(reception), []);
});

test('what others change, take away and bring back is read again', async () => {
  files[workshop] = 'line1_name: "2002"\n';
  await tell(workshop, 2);
  assert.deepEqual(await codes(workshop), []);
  files['bell.pcm'] = 4000;
  await tell('bell.pcm', 2);
  assert.ok((await codes('RINGLIST.DAT')).every((code) => !/size/.test(code)));
  delete files['bell.pcm'];
  await tell('bell.pcm', 3);
  assert.ok((await codes('RINGLIST.DAT')).length > 0);
  for (const name of [workshop, 'bell.pcm']) {
    files[name] = start[name] ?? '';
    await tell(name, 1);
  }
});

test('its phones are listed', async () => {
  const [found] = await server.connection.sendRequest<PhonesResult>(phonesRequest, { folders: [folder] });
  assert.equal(found?.uri, `${folder}/`);
  assert.deepEqual(found?.phones.map((phone) => phone.uri).sort(), [uri(reception), uri(workshop)].sort());
});

test('changes of several files are made with the line ends that each of them has', async () => {
  files[workshop] = 'line1_name: "2002"\r\ntime_zone: "CET"\r\n';
  await tell(workshop, 2);
  const params = { uris: [uri(reception), uri(workshop)] };
  const { edit } = await server.connection.sendRequest<MoveSharedResult>(moveSharedRequest, params);
  assert.ok(edit?.changes?.[uri('SIPDefault.cnf')], JSON.stringify(edit));
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
