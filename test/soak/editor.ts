/** An editor with a real server process: its open documents, what it was told last of each file, and how it asks. */

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import {
  CancellationTokenSource,
  createProtocolConnection,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import { TextDocument, type TextDocumentContentChangeEvent } from 'vscode-languageserver-textdocument';
import { everything, project } from '../support/server.ts';
import type { InUse } from './probe.ts';

const capabilities = {
  ...everything,
  workspace: {
    ...everything.workspace,
    workspaceFolders: true,
    workspaceEdit: { documentChanges: true },
    codeLens: { refreshSupport: true },
    inlayHint: { refreshSupport: true },
  },
};

/** How long the findings of a keystroke may take: milliseconds. */
const patience = 30_000;

export class Editor {
  readonly #child: ChildProcess;
  readonly #connection: ProtocolConnection;
  readonly documents = new Map<string, TextDocument>();
  /** What was told last of each file about which anything is told. */
  readonly told = new Map<string, PublishDiagnosticsParams>();
  readonly #waiting = new Map<string, () => void>();
  settings: unknown = {};
  /** What the server wrote that it should not have: its log, and its standard error. */
  complaints = '';

  private constructor(folder: string) {
    const server = join(project, 'dist', 'language-server.js');
    const probe = join(import.meta.dirname, 'probe.ts');
    this.#child = spawn(process.execPath, ['--expose-gc', '--import', probe, server, '--stdio'], {
      stdio: ['pipe', 'pipe', 'pipe', 'ipc'],
    });
    this.#child.stderr!.on('data', (chunk) => {
      this.complaints += String(chunk);
    });
    this.#connection = createProtocolConnection(
      new StreamMessageReader(this.#child.stdout!),
      new StreamMessageWriter(this.#child.stdin!),
    );
    this.#connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      if (params.diagnostics.length === 0) this.told.delete(params.uri);
      else this.told.set(params.uri, params);
      this.#waiting.get(`${params.uri} ${params.version}`)?.();
    });
    this.#connection.onNotification('window/logMessage', ({ message }: { message: string }) => {
      this.complaints += `${message}\n`;
    });
    this.#connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) =>
      items.map(() => this.settings),
    );
    this.#connection.onRequest('workspace/workspaceFolders', () => [{ uri: folder, name: 'tftp' }]);
    for (const asked of ['client/registerCapability', 'workspace/codeLens/refresh', 'workspace/inlayHint/refresh'])
      this.#connection.onRequest(asked, () => null);
    this.#connection.listen();
  }

  /** Starts a server for a workspace with that folder (a URI). */
  static async start(folder: string): Promise<Editor> {
    const editor = new Editor(folder);
    await editor.#connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: null,
      workspaceFolders: [{ uri: folder, name: 'tftp' }],
      capabilities,
      initializationOptions: { showsReferences: true },
    });
    await editor.notify('initialized', {});
    return editor;
  }

  async stop(): Promise<void> {
    await this.#connection.sendRequest('shutdown');
    const ended = once(this.#child, 'exit');
    await this.#connection.sendNotification('exit');
    await ended;
    this.#connection.dispose();
  }

  /** What the server has in use after a collection. */
  async inUse(): Promise<InUse> {
    const answer = once(this.#child, 'message');
    this.#child.send('measure');
    const [inUse] = await answer;
    return inUse as InUse;
  }

  notify(method: string, params: object): Promise<void> {
    return this.#connection.sendNotification(method, params);
  }

  ask<T>(method: string, params: object): Promise<T> {
    return this.#connection.sendRequest<T>(method, params);
  }

  /** Asks about a document. */
  askAbout<T>(method: string, uri: string, params: object = {}): Promise<T> {
    return this.ask<T>(`textDocument/${method}`, { textDocument: { uri }, ...params });
  }

  /** Asks, and thinks better of it at once. */
  async askInVain(method: string, uri: string, params: object): Promise<void> {
    const source = new CancellationTokenSource();
    const all = { textDocument: { uri }, ...params };
    const answer = this.#connection.sendRequest(`textDocument/${method}`, all, source.token);
    source.cancel();
    await answer.catch(() => undefined);
  }

  /** Opens a document and waits for its findings. */
  async open(uri: string, languageId: string, text: string): Promise<void> {
    const document = TextDocument.create(uri, languageId, 1, text);
    this.documents.set(uri, document);
    const answered = this.#findings(uri, 1);
    await this.notify('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
    await answered;
  }

  /** Changes an open document and waits for the findings of the new text. */
  async change(uri: string, changes: TextDocumentContentChangeEvent[]): Promise<void> {
    const document = this.documents.get(uri)!;
    const version = document.version + 1;
    TextDocument.update(document, changes, version);
    const answered = this.#findings(uri, version);
    await this.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges: changes });
    await answered;
  }

  async close(uri: string): Promise<void> {
    this.documents.delete(uri);
    await this.notify('textDocument/didClose', { textDocument: { uri } });
  }

  #findings(uri: string, version: number): Promise<void> {
    const key = `${uri} ${version}`;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(reject, patience, new Error(`no findings for ${key}; ${this.complaints}`));
      this.#waiting.set(key, () => {
        clearTimeout(timer);
        this.#waiting.delete(key);
        resolve();
      });
    });
  }
}
