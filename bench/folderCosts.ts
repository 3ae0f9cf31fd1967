/** What a TFTP folder costs: the check of it in a terminal, and the language server that has it open. */

import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { abilities, Client, type Message } from './client.ts';
import { defaultsName, type FolderFiles } from './folder.ts';
import { type Cost, run } from './process.ts';
import { median } from './statistics.ts';

const here = import.meta.dirname;
const dist = join(here, '..', 'dist');
/** Milliseconds. */
const settle = 1_000;

/** Checks the folder in a process of its own, and sees that it finds what is wrong. */
export async function check({ path, faulty }: FolderFiles): Promise<Cost> {
  // It ends with 1 when there are faults.
  const cost = await run([join(dist, 'cli.js'), 'check', '--format', 'json', path], [1]);
  const rows = JSON.parse(cost.output) as readonly { readonly file: string }[];
  const found = new Set(rows.map(({ file }) => file));
  const missed = faulty.filter((name) => !found.has(join(path, name)));
  if (missed.length > 0) throw new Error(`cisco-sip check finds nothing in ${missed.length} files that have a fault`);
  return cost;
}

/** A process that does no more than read the files. */
export const readOnly = ({ path }: FolderFiles): Promise<Cost> => run([join(here, 'programs', 'readFiles.mjs'), path]);

/** A process that parses the .cnf files as YAML. */
export const parseYaml = ({ path }: FolderFiles): Promise<Cost> => run([join(here, 'programs', 'parseYaml.mjs'), path]);

/** The language server on a folder: milliseconds, MiB. */
export interface Session {
  /** From the opening of SIPDefault.cnf to its diagnostics. */
  readonly open: number;
  /** From there on until every phone is known. */
  readonly read: number;
  /** From a keystroke in SIPDefault.cnf to the diagnostics of the text with it. */
  readonly edit: number;
  /** From the same keystroke until every file was looked at. */
  readonly editAll: number;
  /** After all that. */
  readonly memory: number;
  /** After a while in which nothing was asked of it. */
  readonly memoryAtRest: number;
}

/** `rest`: how long the server rests before its memory is read again, in milliseconds. */
export async function session(folder: FolderFiles, keystrokes: number, rest: number): Promise<Session> {
  const client = new Client([join(dist, 'language-server.js'), '--stdio']);
  /** How many diagnostics each file has by now. */
  const told = new Map<string, number>();
  client.onNotification = ({ method, params }) => {
    if (method !== 'textDocument/publishDiagnostics') return;
    const { uri, diagnostics } = params as { uri: string; diagnostics: readonly unknown[] };
    told.set(uri, diagnostics.length);
  };
  const folderUri = pathToFileURL(folder.path).href;
  const uri = `${folderUri}/${defaultsName}`;
  const { text, line, character } = folder.defaults;
  await client.request('initialize', {
    processId: process.pid,
    rootUri: null,
    workspaceFolders: [{ uri: folderUri, name: 'folder' }],
    capabilities: abilities,
  });
  client.notify('initialized', {});

  let started = performance.now();
  const opened = published(client, uri, 1);
  client.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'cisco-sip-cnf', version: 1, text } });
  await opened;
  const open = performance.now() - started;
  await askForPhones(client, folderUri, folder.phones);
  const read = performance.now() - started - open;
  // The first look at all files takes no longer than the reading of them; after this nothing is under way.
  await setTimeout(settle + 3 * read);

  const edits: number[] = [];
  const alls: number[] = [];
  const place = { line, character };
  const after = { line, character: character + 1 };
  // The first one meets code that has not run yet, and does not count.
  for (let index = 0; index <= keystrokes; index++) {
    const version = index + 2;
    const change =
      index % 2 === 0
        ? { range: { start: place, end: place }, text: 'x' }
        : { range: { start: place, end: after }, text: '' };
    // Who asked for the phones is told when every file was looked at again.
    await askForPhones(client, folderUri, folder.phones);
    const lookedAtAll = client.next(({ method }) => method === 'cisco/phonesChanged', 'cisco/phonesChanged');
    const answered = published(client, uri, version);
    started = performance.now();
    client.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [change] });
    await answered;
    const edit = performance.now() - started;
    await lookedAtAll;
    if (index === 0) continue;
    edits.push(edit);
    alls.push(performance.now() - started);
  }
  const silent = folder.faulty.filter((name) => (told.get(`${folderUri}/${name}`) ?? 0) === 0);
  if (silent.length > 0) throw new Error(`the server finds nothing in ${silent.length} files that have a fault`);
  const { memory } = client;
  await setTimeout(rest);
  const memoryAtRest = client.memory;
  await client.stop();
  return { open, read, edit: median(edits), editAll: median(alls), memory, memoryAtRest };
}

function published(client: Client, uri: string, version: number): Promise<Message> {
  return client.next(({ method, params }) => {
    if (method !== 'textDocument/publishDiagnostics') return false;
    const about = params as { uri: string; version?: number };
    return about.uri === uri && about.version === version;
  }, `diagnostics of version ${version}`);
}

async function askForPhones(client: Client, folder: string, phones: number): Promise<void> {
  const found = await client.request<readonly { phones: readonly unknown[] }[]>('cisco/phones', { folders: [folder] });
  if (found[0]?.phones.length !== phones)
    throw new Error(`the server knows ${found[0]?.phones.length} of ${phones} phones`);
}
