/**
 * A language server as an editor sees it, over standard input and output. Written by hand: a library's own time would
 * be a part of every figure, and make ratios look better than they are.
 */

import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { residentMemory } from './process.ts';

/** A message of JSON-RPC. */
export interface Message {
  readonly id?: number | string;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

interface Waiting {
  readonly wanted: (message: Message) => boolean;
  readonly found: (message: Message) => void;
}

/** How long an answer may take: milliseconds. */
const patience = 120_000;
const patienceAtEnd = 2_000;

const headEnd = '\r\n\r\n';

export class Client {
  readonly #child: ChildProcessByStdio<Writable, Readable, null>;
  /** Settings by section, as servers ask for them. */
  readonly #settings: Readonly<Record<string, unknown>>;
  #chunks: Buffer[] = [];
  #length = 0;
  /** Bytes of the message that is coming, its head among them; 0: not known yet. */
  #expected = 0;
  #nextId = 1;
  readonly #waiting = new Set<Waiting>();
  /** Called with every notification. */
  onNotification: (message: Message) => void = () => {};

  /** Starts a Node program. */
  constructor(args: readonly string[], settings: Readonly<Record<string, unknown>> = {}) {
    this.#settings = settings;
    this.#child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'ignore'] });
    this.#child.stdout.on('data', (chunk: Buffer) => this.#received(chunk));
  }

  get memory(): number {
    return residentMemory(this.#child.pid);
  }

  async request<T>(method: string, params: unknown): Promise<T> {
    const id = this.#nextId++;
    const answer = this.next((message) => message.id === id && message.method === undefined, method);
    this.#send({ id, method, params });
    const { result, error } = await answer;
    if (error) throw new Error(`${method}: ${error.message}`);
    return result as T;
  }

  notify(method: string, params: unknown): void {
    this.#send({ method, params });
  }

  /** The next message that is wanted. Ask before what brings it. */
  next(wanted: (message: Message) => boolean, what: string): Promise<Message> {
    return new Promise((resolve, reject) => {
      const fail = (why: string) => reject(new Error(`no ${what} from ${this.#child.spawnargs.join(' ')}: ${why}`));
      const gone = () => fail('it has ended');
      const timer = setTimeout(fail, patience, `it took longer than ${patience} ms`);
      this.#child.once('exit', gone);
      const waiting: Waiting = {
        wanted,
        found: (message) => {
          clearTimeout(timer);
          this.#child.off('exit', gone);
          this.#waiting.delete(waiting);
          resolve(message);
        },
      };
      this.#waiting.add(waiting);
    });
  }

  /** Ends the server as editors do; one that does not go is ended from outside. */
  async stop(): Promise<void> {
    const ended = once(this.#child, 'exit');
    await this.request('shutdown', undefined);
    this.notify('exit', undefined);
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), patienceAtEnd);
    await ended;
    clearTimeout(timer);
  }

  #send(message: Message): void {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message });
    this.#child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}${headEnd}${body}`);
  }

  #received(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    while (this.#length >= this.#expected) {
      const all = this.#chunks.length === 1 ? this.#chunks[0]! : Buffer.concat(this.#chunks);
      this.#chunks = [all];
      const head = all.indexOf(headEnd);
      if (head < 0) return;
      const body = head + headEnd.length;
      this.#expected = body + Number(/Content-Length: *(\d+)/i.exec(all.toString('latin1', 0, head))?.[1]);
      if (all.length < this.#expected) return;
      const message = JSON.parse(all.toString('utf8', body, this.#expected)) as Message;
      this.#chunks = [all.subarray(this.#expected)];
      this.#length = all.length - this.#expected;
      this.#expected = 0;
      this.#deliver(message);
      if (this.#length === 0) return;
    }
  }

  #deliver(message: Message): void {
    const { id, method } = message;
    if (method !== undefined && id !== undefined) this.#send({ id, result: this.#answer(message) });
    else if (method !== undefined) this.onNotification(message);
    for (const { wanted, found } of this.#waiting) if (wanted(message)) found(message);
  }

  /** What an editor answers to a server's own requests. */
  #answer({ method, params }: Message): unknown {
    if (method !== 'workspace/configuration') return null;
    const { items } = params as { items: readonly { section?: string }[] };
    return items.map(({ section }) => this.#settings[section ?? ''] ?? null);
  }
}

/** What an editor like VS Code says that it can do, as far as it matters here. */
export const abilities = {
  workspace: {
    configuration: true,
    workspaceFolders: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
  },
  textDocument: {
    publishDiagnostics: { relatedInformation: true, versionSupport: true, codeDescriptionSupport: true },
    completion: { completionItem: { snippetSupport: true, documentationFormat: ['markdown', 'plaintext'] } },
    hover: { contentFormat: ['markdown', 'plaintext'] },
  },
} as const;
