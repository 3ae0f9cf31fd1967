/** One server after the other on the same documents, over and over, so that all meet the same machine. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { abilities, Client, type Message } from './client.ts';
import { type BenchDocument, documentOf, type Size, sizes } from './documents.ts';
import { type BenchServer, floorName, servers } from './servers.ts';
import { inTurn, median, ratio } from './statistics.ts';

/** What is measured of a server on a document: milliseconds, MiB; the times of what is repeated are its median. */
export interface Figures {
  /** From the start of the process to the answer to `initialize`. */
  readonly start: number;
  /** From the start of the process, with the document opened at once, to its diagnostics. */
  readonly first: number;
  /** From the opening of the document to its diagnostics, when the server has settled. */
  readonly open: number;
  /** From a keystroke to the diagnostics of the text with it. */
  readonly edit: number;
  readonly hover: number;
  readonly completion: number;
  /** Of the process after all that. */
  readonly memory: number;
  /** Of the process after a while in which nothing was asked of it. */
  readonly memoryAtRest: number;
}
export type Figure = keyof Figures;

/** How many there were of what a server told: a server that says nothing has little to do. */
export interface Said {
  readonly diagnostics: number;
  readonly completions: number;
  readonly hover: boolean;
}

export interface Row {
  readonly server: string;
  readonly said: Said;
  /** The median of the rounds. */
  readonly figures: Figures;
  /** The median of the rounds' ratios to the floor. */
  readonly ratios: Figures;
}

export interface SizeResult {
  readonly size: Size;
  readonly lines: number;
  readonly bytes: number;
  readonly rows: readonly Row[];
}

export interface Effort {
  readonly rounds: number;
  /** Of each kind of request in a round. */
  readonly repetitions: number;
  /** How long a server rests before its memory is read again: milliseconds. */
  readonly rest: number;
}

/** How long a server may take for its settings before the document is opened: milliseconds. */
const settle = 500;
/** No more repetitions of what takes longer than this together: milliseconds. */
const longEnough = 6_000;

interface Measured {
  readonly said: Said;
  readonly figures: Figures;
}

export async function sideBySide(scratch: string, effort: Effort, say: (line: string) => void): Promise<SizeResult[]> {
  const list = servers(scratch);
  const results: SizeResult[] = [];
  for (const size of sizes) {
    const runs = new Map<BenchServer, Measured[]>(list.map((server) => [server, []]));
    for (let round = 0; round < effort.rounds; round++) {
      const measured: Promise<void>[] = [];
      for (const server of inTurn(list, round)) {
        say(`${size} document, round ${round + 1} of ${effort.rounds}: ${server.name}`);
        const folder = join(scratch, size, server.notation);
        const { figures, said, atRest } = await measure(server, documentOf(server.notation, size), folder, effort);
        // The others go on meanwhile: a server at rest does nothing.
        measured.push(
          atRest.then((memoryAtRest) => void runs.get(server)!.push({ said, figures: { ...figures, memoryAtRest } })),
        );
      }
      await Promise.all(measured);
    }
    const { text } = documentOf('cnf', size);
    const rows = [...runs].map(([server, own]) => rowOf(server, own, runs));
    results.push({ size, lines: text.split('\n').length - 1, bytes: Buffer.byteLength(text), rows });
  }
  return results;
}

function rowOf({ name }: BenchServer, own: readonly Measured[], runs: ReadonlyMap<BenchServer, Measured[]>): Row {
  const floor = [...runs].find(([server]) => server.name === floorName)![1];
  const values = (list: readonly Measured[], figure: Figure) => list.map(({ figures }) => figures[figure]);
  const each = (of: (figure: Figure) => number) =>
    Object.fromEntries(
      (Object.keys(own[0]!.figures) as Figure[]).map((figure) => [figure, of(figure)]),
    ) as unknown as Figures;
  return {
    server: name,
    said: own[0]!.said,
    figures: each((figure) => median(values(own, figure))),
    ratios: each((figure) => ratio(values(own, figure), values(floor, figure))),
  };
}

interface Run {
  readonly figures: Omit<Figures, 'memoryAtRest'>;
  readonly said: Said;
  readonly atRest: Promise<number>;
}

async function measure(server: BenchServer, document: BenchDocument, folder: string, effort: Effort): Promise<Run> {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, document.fileName);
  writeFileSync(path, document.text);
  const uri = pathToFileURL(path).href;
  const first = await firstDiagnostics(server, document, uri);
  const client = new Client(server.args, server.settings);
  const [start, capabilities] = await timed(() => initialize(client, server));
  const diagnose = diagnoser(client, uri, server.pulls && capabilities.diagnosticProvider !== undefined);
  await setTimeout(settle);

  const { line, nameCharacter } = document;
  const [open, found] = await timed(() => opened(client, document, uri, diagnose));
  const edit = await keystrokes(client, server, document, uri, diagnose, effort);
  const position = { textDocument: { uri }, position: { line, character: nameCharacter } };
  const [hover, described] = await repeated(effort, () => client.request('textDocument/hover', position));
  const [completion, offered] = await repeated(effort, () =>
    client.request('textDocument/completion', { ...position, context: { triggerKind: 1 } }),
  );
  const said = { diagnostics: found.length, completions: itemsOf(offered).length, hover: described !== null };
  if (server.speaks && (said.completions === 0 || !said.hover))
    throw new Error(`${server.name} has nothing to say: ${JSON.stringify(said)}`);
  return {
    figures: { start, first, open, edit, hover, completion, memory: client.memory },
    said,
    atRest: rest(client, effort),
  };
}

interface Capabilities {
  readonly diagnosticProvider?: unknown;
}

async function initialize(client: Client, { pulls, settings }: BenchServer): Promise<Capabilities> {
  const { textDocument, ...others } = abilities;
  const { capabilities } = await client.request<{ capabilities: Capabilities }>('initialize', {
    processId: process.pid,
    rootUri: null,
    workspaceFolders: null,
    capabilities: { ...others, textDocument: pulls ? { ...textDocument, diagnostic: {} } : textDocument },
  });
  client.notify('initialized', {});
  client.notify('workspace/didChangeConfiguration', { settings });
  return capabilities;
}

/** What somebody waits for who starts an editor with a file. A process of its own. */
async function firstDiagnostics(server: BenchServer, document: BenchDocument, uri: string): Promise<number> {
  const [time, client] = await timed(async () => {
    const started = new Client(server.args, server.settings);
    const { diagnosticProvider } = await initialize(started, server);
    await opened(started, document, uri, diagnoser(started, uri, server.pulls && diagnosticProvider !== undefined));
    return started;
  });
  await client.stop();
  return time;
}

/** Opens the document and gives its diagnostics. */
function opened(client: Client, { languageId, text }: BenchDocument, uri: string, diagnose: Diagnose) {
  return diagnose(
    1,
    () => true,
    () => client.notify('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } }),
  );
}

interface Diagnostic {
  readonly range: { readonly start: { readonly line: number } };
}
type Fits = (diagnostics: readonly Diagnostic[]) => boolean;
type Diagnose = (version: number, fits: Fits, act: () => void) => Promise<readonly Diagnostic[]>;

/** Does something to the document and gives the diagnostics of the version that it makes, which have to fit. */
function diagnoser(client: Client, uri: string, pull: boolean): Diagnose {
  if (pull)
    return async (_version, fits, act) => {
      act();
      const { items } = await client.request<{ items: Diagnostic[] }>('textDocument/diagnostic', {
        textDocument: { uri },
      });
      if (!fits(items)) throw new Error(`the diagnostics of ${uri} are not what they should be`);
      return items;
    };
  return async (version, fits, act) => {
    const published = client.next(({ method, params }: Message) => {
      if (method !== 'textDocument/publishDiagnostics') return false;
      // Some do not say of which version they speak, and say some things twice.
      const about = params as { uri: string; version?: number | null; diagnostics: Diagnostic[] };
      return about.uri === uri && (about.version ?? version) === version && fits(about.diagnostics);
    }, 'diagnostics that are what they should be');
    act();
    const { params } = await published;
    return (params as { diagnostics: Diagnostic[] }).diagnostics;
  };
}

/** Types a key at the end of a value and takes it back, over and over. The median time until the answer. */
async function keystrokes(
  client: Client,
  { speaks }: BenchServer,
  { size, line, character, key }: BenchDocument,
  uri: string,
  diagnose: Diagnose,
  { repetitions }: Effort,
): Promise<number> {
  // Of a document that is full of faults a server may tell no more than so many.
  const isTold = speaks && size !== 'full';
  const end = { line, character: character + key.length };
  const start = { line, character };
  const strokes = [
    { range: { start, end: start }, text: key, faulty: true },
    { range: { start, end }, text: '', faulty: false },
  ];
  const times: number[] = [];
  let version = 1;
  for (let pair = 0; pair < repetitions / 2 && sum(times) < longEnough; pair++)
    for (const { range, text, faulty } of strokes) {
      version++;
      const change = { textDocument: { uri, version }, contentChanges: [{ range, text }] };
      const fits: Fits = (found) => !isTold || found.some(({ range }) => range.start.line === line) === faulty;
      const [time] = await timed(() => diagnose(version, fits, () => client.notify('textDocument/didChange', change)));
      times.push(time);
    }
  return median(times);
}

/** The median time of a request that is made over and over, and its last answer. */
async function repeated(
  { repetitions }: Effort,
  request: () => Promise<unknown>,
): Promise<[milliseconds: number, answer: unknown]> {
  const times: number[] = [];
  let last: unknown = null;
  for (let count = 0; count < repetitions && sum(times) < longEnough; count++) {
    const [time, answer] = await timed(request);
    times.push(time);
    last = answer;
  }
  return [median(times), last];
}

/** The memory of a server that nobody has asked for a while. Ends it. */
async function rest(client: Client, effort: Effort): Promise<number> {
  await setTimeout(effort.rest);
  const { memory } = client;
  await client.stop();
  return memory;
}

async function timed<T>(act: () => Promise<T>): Promise<[milliseconds: number, result: T]> {
  const started = performance.now();
  const result = await act();
  return [performance.now() - started, result];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function itemsOf(completion: unknown): readonly unknown[] {
  if (Array.isArray(completion)) return completion;
  return (completion as { items: unknown[] } | null)?.items ?? [];
}
