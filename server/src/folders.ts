/** The TFTP folders of the open documents, read from disk when first needed and kept until something changes there. */

import { join, relative, sep } from 'node:path';
import { URI } from 'vscode-uri';
import { listFolder, readText, rootOf } from './disk.ts';
import type { OpenDocument } from './documents.ts';
import { type RootFile, type TftpRoot, tftpRoot } from './tftproot/root.ts';

/** Where a document lies: its folder, and its name in it. */
export interface Place {
  readonly path: string;
  readonly root: TftpRoot;
  readonly name: string;
}

export class Folders {
  readonly #open: (uri: string) => OpenDocument | undefined;
  /** The folder of each document, by the document's URI. */
  readonly #paths = new Map<string, string>();
  readonly #roots = new Map<string, TftpRoot>();

  /** `open` gives the open document of a URI. */
  constructor(open: (uri: string) => OpenDocument | undefined) {
    this.#open = open;
  }

  /** Finds and lists the folder of a document. Only files on a disk have one; it does nothing for the others. */
  async load(uri: string): Promise<void> {
    const file = URI.parse(uri);
    if (file.scheme !== 'file') return;
    const path = this.#paths.get(uri) ?? (await rootOf(file.fsPath));
    this.#paths.set(uri, path);
    if (this.#roots.has(path)) return;
    const files = await listFolder(path);
    this.#roots.set(
      path,
      tftpRoot(
        files,
        (name) => readText(join(path, name)),
        (name) => this.#opened(join(path, name), name),
      ),
    );
  }

  #opened(path: string, name: string): RootFile | undefined {
    const document = this.#open(URI.file(path).toString());
    return document?.format && document.parsed
      ? { name, format: document.format, document: document.parsed }
      : undefined;
  }

  /** Where the document lies, once its folder was loaded. */
  placeOf(uri: string): Place | undefined {
    const path = this.#paths.get(uri);
    const root = path === undefined ? undefined : this.#roots.get(path);
    if (path === undefined || !root) return undefined;
    return { path, root, name: relative(path, URI.parse(uri).fsPath).split(sep).join('/') };
  }

  /** The URI of a file of a folder. */
  uriOf(path: string, name: string): string {
    return URI.file(join(path, name)).toString();
  }

  /** Forgets what was read: something changed on disk. */
  invalidate(): void {
    this.#roots.clear();
    this.#paths.clear();
  }

  close(uri: string): void {
    this.#paths.delete(uri);
  }
}
