/** A real server process, spoken to as an editor does: over its standard input and output. */

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  type Diagnostic,
  type InitializeParams,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';

export const project = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** A folder with these files, removed by `remove`. */
export function scratchFolder(files: Record<string, string | Uint8Array>): {
  path: string;
  uri: (name: string) => string;
  remove: () => void;
} {
  const path = mkdtempSync(join(tmpdir(), 'cisco-sip-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text);
  return {
    path,
    uri: (name) => pathToFileURL(join(path, name)).href,
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}

export class Server {
  readonly connection: ProtocolConnection;
  readonly process: ChildProcess;
  readonly #published: PublishDiagnosticsParams[] = [];
  readonly #waiting = new Set<() => void>();
  /** Settings under `cisco`, as the server asks for them. */
  settings: unknown = {};
  stderr = '';
  log = '';

  private constructor(child: ChildProcess) {
    this.process = child;
    if (!child.stdout || !child.stdin) throw new Error('the server has no streams');
    child.stderr?.on('data', (chunk) => {
      this.stderr += String(chunk);
    });
    this.connection = createProtocolConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    this.connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      this.#published.push(params);
      for (const wake of this.#waiting) wake();
    });
    this.connection.onNotification('window/logMessage', ({ message }: { message: string }) => {
      this.log += `${message}\n`;
    });
    this.connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) =>
      items.map(() => this.settings),
    );
    this.connection.onRequest('client/registerCapability', () => null);
    this.connection.listen();
  }

  /**
   * Starts the server and says hello. `folders`: URIs of the folders of the workspace; `program`: what Node runs in place
   * of what is shipped.
   */
  static async start(
    capabilities: InitializeParams['capabilities'] = everything,
    options: unknown = {},
    folders?: readonly string[],
    program: readonly string[] = [join(project, 'dist', 'language-server.js')],
    locale?: string,
  ): Promise<Server> {
    const child = spawn(process.execPath, [...program, '--stdio'], { stdio: 'pipe' });
    const server = new Server(child);
    await server.connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: null,
      workspaceFolders: folders?.map((uri) => ({ uri, name: uri })) ?? null,
      capabilities,
      initializationOptions: options,
      ...(locale !== undefined && { locale }),
    });
    await server.connection.sendNotification('initialized', {});
    return server;
  }

  async stop(): Promise<number | null> {
    await this.connection.sendRequest('shutdown');
    const ended = new Promise<number | null>((resolve) => this.process.once('exit', resolve));
    await this.connection.sendNotification('exit');
    const code = await ended;
    this.connection.dispose();
    return code;
  }

  async open(uri: string, languageId: string, text: string): Promise<void> {
    await this.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId, version: 1, text },
    });
  }

  async change(uri: string, version: number, changes: unknown[]): Promise<void> {
    await this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges: changes,
    });
  }

  request<T>(method: string, uri: string, params: object = {}): Promise<T> {
    return this.connection.sendRequest(method, { textDocument: { uri }, ...params });
  }

  /** The next diagnostics of that document (and version) not taken yet. Waits for them, at most 20 seconds. */
  async diagnostics(uri: string, version?: number): Promise<Diagnostic[]> {
    for (;;) {
      const index = this.#published.findIndex(
        (params) => params.uri === uri && (version === undefined || params.version === version),
      );
      if (index !== -1) {
        const [found] = this.#published.splice(0, index + 1).slice(-1);
        return found?.diagnostics ?? [];
      }
      await new Promise<void>((resolve, reject) => {
        const timer = setTimeout(() => {
          this.#waiting.delete(wake);
          reject(new Error(`no diagnostics for ${uri}; ${this.stderr}${this.log}`));
        }, 20_000);
        const wake = () => {
          clearTimeout(timer);
          this.#waiting.delete(wake);
          resolve();
        };
        this.#waiting.add(wake);
      });
    }
  }
}

/** What VS Code can do, as far as it matters here. */
export const everything: InitializeParams['capabilities'] = {
  workspace: {
    configuration: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
  },
  textDocument: {
    publishDiagnostics: { relatedInformation: true, versionSupport: true, codeDescriptionSupport: true },
    completion: { completionItem: { snippetSupport: true, documentationFormat: ['markdown'] } },
    hover: { contentFormat: ['markdown', 'plaintext'] },
  },
};
