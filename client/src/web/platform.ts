/** What an editor in a browser has: a worker for the language server, and URIs. */

import { l10n, Uri, workspace } from 'vscode';
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from 'vscode-languageclient/browser';
import { clientId, clientName, type Platform } from '../platform.ts';

/** As browsers have it, as far as it is used here. */
interface BrowserWorker {
  terminate(): void;
}
declare const Worker: new (url: string, options: { readonly name: string }) => BrowserWorker;

/** A client that keeps to the log what the library would show in messages of its own, and ends its worker. */
class WorkerClient extends LanguageClient {
  #worker: BrowserWorker | undefined;

  constructor(script: Uri, options: ConstructorParameters<typeof LanguageClient>[3]) {
    super(
      clientId,
      clientName,
      async () => {
        this.#worker = await startWorker(script);
        const port = this.#worker as ConstructorParameters<typeof BrowserMessageReader>[0];
        return { reader: new BrowserMessageReader(port), writer: new BrowserMessageWriter(port) };
      },
      options,
    );
  }

  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }

  override async dispose(timeout?: number): Promise<void> {
    try {
      await super.dispose(timeout);
    } finally {
      this.#worker?.terminate();
    }
  }
}

/**
 * The script is read through the editor: a worker can be started from an address of the page alone, and an extension
 * may lie on another server, or on a remote computer.
 */
async function startWorker(script: Uri): Promise<BrowserWorker> {
  const bytes = await workspace.fs.readFile(script);
  const address = URL.createObjectURL(new Blob([bytes], { type: 'text/javascript' }));
  return new Worker(address, { name: clientName });
}

export const web: Platform = {
  launch({ extensionUri }, options) {
    // A worker reads no files, so that the editor's texts are handed over.
    const initializationOptions = { ...options.initializationOptions, ...(l10n.bundle && { texts: l10n.bundle }) };
    return new WorkerClient(Uri.joinPath(extensionUri, 'dist/web/server.js'), { ...options, initializationOptions });
  },

  /** A URI, or a path in the first folder of the workspace; one that begins with a slash begins at its top. */
  typedFolder(text) {
    const wanted = text.trim();
    if (/^[a-z][a-z0-9+.-]+:\/\//i.test(wanted)) return Uri.parse(wanted);
    const base = workspace.workspaceFolders?.[0]?.uri;
    if (!base || wanted === '') return undefined;
    return wanted.startsWith('/') ? base.with({ path: wanted }) : Uri.joinPath(base, wanted);
  },

  readClues: async () => [],
};
