/** Keeps the language server told of the files that phones ask for in vain, so that they are in the list of problems. */

import type { Disposable, Uri } from 'vscode';
import { type AskedParams, askedNotification } from '../../../server/src/protocol.ts';
import { missingFiles, type WatchedPhone } from './missingFiles.ts';

type Subscribe = (listener: () => void) => { dispose(): void };

/** What is seen of phones as they start. It tells of many changes at once, so that they are told of together here. */
export interface Watching {
  /** What they are served from; `undefined`: nothing is known of it. */
  readonly folder: Uri | undefined;
  readonly onDidChange: Subscribe;
  phones(): readonly WatchedPhone[];
}

/** The language server. */
export interface Listener {
  tell(method: string, params: object): Promise<void>;
  /** A new one runs, which knows nothing yet. */
  readonly onServerStart: Subscribe;
}

export class MissingFilesTeller implements Disposable {
  readonly #watching: Watching;
  readonly #listener: Listener;
  readonly #listening: readonly { dispose(): void }[];
  /** By folder, what was told of it last. */
  #told: { readonly folder: string; readonly text: string } | undefined;

  constructor(watching: Watching, listener: Listener) {
    this.#watching = watching;
    this.#listener = listener;
    this.#listening = [
      watching.onDidChange(() => this.#tell()),
      listener.onServerStart(() => {
        this.#told = undefined;
        this.#tell();
      }),
    ];
  }

  #tell(): void {
    const folder = this.#watching.folder?.toString();
    if (this.#told && this.#told.folder !== folder) this.#takeBack(this.#told.folder);
    if (folder === undefined) return;
    const files = missingFiles(this.#watching.phones());
    const text = JSON.stringify(files);
    if (this.#told ? this.#told.text === text : files.length === 0) return;
    this.#told = { folder, text };
    this.#send({ folder, files });
  }

  #takeBack(folder: string): void {
    this.#told = undefined;
    this.#send({ folder, files: [] });
  }

  #send(params: AskedParams): void {
    void this.#listener.tell(askedNotification, params);
  }

  /** What was told is taken back: nobody watches the phones any more. */
  dispose(): void {
    for (const one of this.#listening) one.dispose();
    if (this.#told) this.#takeBack(this.#told.folder);
  }
}
