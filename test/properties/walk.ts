/**
 * A client that does whatever the protocol lets one do, and what it does not: a walk of random messages, the same for
 * the same seed. Nothing of it is waited for before the next message is sent.
 */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CancellationTokenSource, ErrorCodes, LSPErrorCodes, ResponseError } from 'vscode-languageserver-protocol/node';
import * as own from '../../server/src/protocol.ts';
import { random, randomText } from '../support/random.ts';
import type { Server } from '../support/server.ts';

/** Where the walk goes. */
export interface Ground {
  readonly server: Server;
  /** A folder on the disk with these files; the walk writes into it. */
  readonly path: string;
  readonly uri: (name: string) => string;
  readonly names: readonly string[];
}

const languages = ['cnf', 'dialplan', 'syncinfo', 'os79xx', 'ringlist', 'dialtests'].map((id) => `cisco-sip-${id}`);

/** Documents that lie in no folder, and such as nobody can have. */
const oddUris = [
  'untitled:Untitled-1',
  'file:///',
  'file:///nowhere/SIPDefault.cnf',
  'file://host/share/SIP000DBC001122.cnf',
  'git:/tftp/SIPDefault.cnf?ref=HEAD',
  'vscode-vfs://github/somebody/tftp/SIPDefault.cnf',
  'file:///%E0%A4%A',
  'no uri at all',
  '',
];

const ownRequests = Object.entries(own).flatMap(([name, method]) =>
  // Those under `fs` are what the server asks of the client.
  name.endsWith('Request') && typeof method === 'string' && !method.startsWith('cisco/fs/') ? [method] : [],
);

/** What any of our own requests takes beside a document. */
const anyParameters = {
  ...{ files: [], texts: {}, text: '_9.', keys: '9', number: '2001', line: 1, answers: {}, question: 'none' },
  ...{ phones: [{ mac: '000DBC001199', lines: [] }], from: 'P003-8-12-00', to: 'P0S3-8-12-00', origins: true },
};

/** Settings as they come from people and from other programs. */
const oddSettings: readonly unknown[] = [
  null,
  7,
  'off',
  [],
  {},
  { diagnostics: null },
  { diagnostics: { severity: { 'cnf/*': 'off' }, limit: -1, scope: 'openFiles' } },
  { diagnostics: { severity: ['off'], limit: 1e300 }, format: 'yes', dialPlan: { country: 'Atlantis' } },
  { diagnostics: { limit: 3 }, dialPlan: { country: 'DE' }, inlayHints: { meanings: false } },
  { __proto__: { diagnostics: 1 }, constructor: 1 },
];

/** What a request may be refused with: it was cancelled, or it cannot be fulfilled, as a rename of a comment. */
const rightful: ReadonlySet<number> = new Set([LSPErrorCodes.RequestCancelled, LSPErrorCodes.RequestFailed]);

/** Walks so many steps. Gives the error responses that the protocol does not ask for, with what was asked. */
export async function walk(ground: Ground, seed: number, steps: number): Promise<string[]> {
  const walker = new Walker(ground, seed);
  for (let step = 0; step < steps; step++) walker.step();
  return walker.end();
}

class Walker {
  readonly #ground: Ground;
  readonly #next: () => number;
  readonly #uris: readonly string[];
  readonly #answers: Promise<void>[] = [];
  readonly #errors: string[] = [];

  constructor(ground: Ground, seed: number) {
    this.#ground = ground;
    this.#next = random(seed);
    this.#uris = [...ground.names.map(ground.uri), ...oddUris];
    const { connection } = ground.server;
    connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) => {
      if (this.#next() < 0.05) return new ResponseError(ErrorCodes.InternalError, 'the client has a bad day');
      return items.map(() => this.#pick(oddSettings));
    });
  }

  step(): void {
    const chance = this.#next();
    if (chance < 0.12) this.#open();
    else if (chance < 0.4) this.#change();
    else if (chance < 0.48) this.#notify('didClose', {});
    else if (chance < 0.5) this.#disturb();
    else this.#ask();
  }

  async end(): Promise<string[]> {
    await Promise.all(this.#answers);
    return this.#errors;
  }

  #pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.#next() * list.length)]!;
  }

  #number(limit: number): number {
    return Math.floor(this.#next() * limit);
  }

  #text(): string {
    const chance = this.#next();
    if (chance < 0.02) return 'x'.repeat(500_000);
    if (chance < 0.04) return 'proxy1_port: 70000\n'.repeat(2000);
    if (chance < 0.07) return String.fromCharCode(...Array.from({ length: 512 }, (_, index) => index % 256));
    return randomText(this.#number(1e6), 60);
  }

  /** Mostly near the beginning, now and then where no text reaches. */
  #position() {
    return this.#next() < 0.1
      ? { line: this.#pick([99, 2 ** 31 - 1]), character: this.#pick([0, 2 ** 31 - 1]) }
      : { line: this.#number(6), character: this.#number(30) };
  }

  #range() {
    return { start: this.#position(), end: this.#position() };
  }

  #notify(method: string, document: object, more: object = {}): void {
    const textDocument = { uri: this.#pick(this.#uris), ...document };
    void this.#ground.server.connection.sendNotification(`textDocument/${method}`, { textDocument, ...more });
  }

  /** Opens a document that may be open already, as a language that it may not be of. */
  #open(): void {
    const languageId = this.#next() < 0.9 ? this.#pick(languages) : this.#pick(['xml', 'ini', '', 'cisco-sip-none']);
    this.#notify('didOpen', { languageId, version: this.#number(5), text: this.#text() });
  }

  /** Changes a document that may not be open. */
  #change(): void {
    const contentChanges = Array.from({ length: 1 + this.#number(3) }, () => ({
      ...(this.#next() < 0.9 && { range: this.#range() }),
      text: this.#next() < 0.5 ? '' : randomText(this.#number(1e6), 8),
    }));
    this.#notify('didChange', { version: this.#number(1000) }, { contentChanges });
  }

  /** What comes from elsewhere: files on the disk, settings, folders, messages that nobody knows. */
  #disturb(): void {
    const name = this.#pick(this.#ground.names);
    const changes = [
      { uri: this.#ground.uri(name), type: 1 + this.#number(3) },
      { uri: this.#pick(this.#uris), type: this.#number(9) },
    ];
    const heard: readonly [string, object | null][] = [
      ['workspace/didChangeWatchedFiles', { changes }],
      ['workspace/didChangeConfiguration', { settings: this.#pick(oddSettings) }],
      [
        'workspace/didChangeWorkspaceFolders',
        { event: { added: [{ uri: changes[1]!.uri, name: 'one' }], removed: [] } },
      ],
      ['$/nobodyKnowsThis', {}],
    ];
    if (this.#next() < 0.3) writeFileSync(join(this.#ground.path, name), this.#text());
    void this.#ground.server.connection.sendNotification(...this.#pick(heard));
  }

  #ask(): void {
    const textDocument = { uri: this.#pick(this.#uris) };
    const [method, more] = this.#next() < 0.85 ? this.#aboutDocument() : this.#aboutElse(textDocument.uri);
    this.#request(method, { textDocument, ...more });
  }

  /** A request about a document, and what it takes beside that. */
  #aboutDocument(): [method: string, more: object] {
    const position = this.#position();
    const range = this.#range();
    const asked: readonly (readonly [string, object])[] = [
      ...['hover', 'completion', 'definition', 'prepareRename'].map((method) => [method, { position }] as const),
      ...['documentSymbol', 'foldingRange', 'documentLink', 'codeLens'].map((method) => [method, {}] as const),
      ['semanticTokens/full', {}],
      ['semanticTokens/range', { range }],
      ['inlayHint', { range }],
      ['codeAction', { range, context: { diagnostics: [] } }],
      ['codeAction', { range, context: { diagnostics: [], only: ['source.fixAll', 'refactor'] } }],
      ['references', { position, context: { includeDeclaration: this.#next() < 0.5 } }],
      ['rename', { position, newName: randomText(this.#number(1e6), 3) }],
      ['formatting', { options: { tabSize: this.#number(9), insertSpaces: true } }],
      ['rangeFormatting', { range, options: { tabSize: this.#number(9), insertSpaces: false } }],
    ];
    const [method, more] = this.#pick(asked);
    return [`textDocument/${method}`, more];
  }

  /** A request about no document in particular, or of our own. */
  #aboutElse(uri: string): [method: string, more: object] {
    const range = this.#range();
    const asked: readonly [string, object][] = [
      ['workspace/symbol', { query: randomText(this.#number(1e6), 2) }],
      ['completionItem/resolve', { label: 'sync', data: this.#pick([null, 1, { format: 'cnf' }]) }],
      ['codeLens/resolve', { range, data: this.#pick([null, { uri, kind: 'users', id: '0' }]) }],
      ['codeAction/resolve', { title: 'Move', data: this.#pick([null, { uri, range }]) }],
      [this.#pick(ownRequests), { ...anyParameters, uri, uris: [uri], folders: [uri], position: range.start }],
    ];
    return this.#pick(asked);
  }

  /** Asks, and now and then thinks better of it. */
  #request(method: string, params: object): void {
    const source = new CancellationTokenSource();
    const answer = this.#ground.server.connection.sendRequest(method, params, source.token);
    this.#answers.push(
      answer.then(
        () => {},
        (error: unknown) => this.#refused(method, params, error),
      ),
    );
    if (this.#next() < 0.15) source.cancel();
  }

  #refused(method: string, params: object, error: unknown): void {
    if (error instanceof ResponseError && rightful.has(error.code)) return;
    this.#errors.push(`${method} ${JSON.stringify(params).slice(0, 300)}: ${error}`);
  }
}
