/** The TFTP folders that are in use: read once, then kept in step with the editor and the disk. */

import { join, relative, sep } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { URI } from 'vscode-uri';
import { findRoots, listFolder, readText, rootOf, sizeOf } from './disk.ts';
import type { OpenDocument } from './documents.ts';
import { fileRole } from './formats/cnf/filename.ts';
import {
  baseName,
  type Change,
  type Content,
  defaultsName,
  folderOf,
  isCandidate,
  openFile,
  readFile,
  type TftpRoot,
} from './tftproot/root.ts';

/** How long files are read before others get their turn: milliseconds. */
const slice = 8;

/** A folder with what is known of it now. */
export interface TftpFolder {
  readonly path: string;
  root: TftpRoot;
  /** Fulfilled when every file of it was read. */
  readonly loaded: Promise<void>;
}

/** Where a document lies: its folder, and its name in it. */
export interface Place {
  readonly folder: TftpFolder;
  readonly name: string;
}

/** A file that others changed on the disk. */
export interface DiskChange {
  readonly uri: string;
  readonly kind: 'created' | 'changed' | 'deleted';
}

export class Folders {
  readonly #open: (uri: string) => OpenDocument | undefined;
  readonly #onChange: (folder: TftpFolder, before: TftpRoot, names: readonly string[] | undefined) => void;
  /** The root of each folder that was asked for. */
  readonly #rootOf = new Map<string, Promise<string>>();
  readonly #folders = new Map<string, Promise<TftpFolder>>();
  readonly #ready = new Map<string, TftpFolder>();

  /**
   * `open` gives the open document of a URI. `onChange` is called after a folder changed, with the names of the files
   * that did; `undefined`: all of them may have.
   */
  constructor(
    open: (uri: string) => OpenDocument | undefined,
    onChange: (folder: TftpFolder, before: TftpRoot, names: readonly string[] | undefined) => void,
  ) {
    this.#open = open;
    this.#onChange = onChange;
  }

  /** Reads the folder of a document, if that was not done yet. Only files on a disk have one. */
  async load(uri: string): Promise<void> {
    const path = pathOf(uri);
    if (path === undefined) return;
    const own = path.slice(0, Math.max(path.lastIndexOf(sep), 0));
    const found = this.#rootOf.get(own) ?? rootOf(path);
    this.#rootOf.set(own, found);
    await this.#folder(await found);
  }

  /** The TFTP folders in a workspace folder. */
  async discover(uri: string): Promise<TftpFolder[]> {
    const path = pathOf(uri);
    if (path === undefined) return [];
    return Promise.all((await findRoots(path)).map((root) => this.#folder(root)));
  }

  #folder(path: string): Promise<TftpFolder> {
    const known = this.#folders.get(path);
    if (known) return known;
    const made = this.#read(path);
    this.#folders.set(path, made);
    return made;
  }

  /** What all phones share is read at once; the phones' own files follow while others get their turn. */
  async #read(path: string): Promise<TftpFolder> {
    const files = await listFolder(path);
    const later: string[] = [];
    const contents: Content[] = [];
    for (const name of files) {
      if (!isCandidate(name)) continue;
      const opened = this.#opened(path, name);
      if (opened) contents.push(opened);
      else if (fileRole(baseName(name)).role === 'phone') later.push(name);
      else {
        const content = this.#stored(path, name);
        if (content) contents.push(content);
      }
    }
    const folder: TftpFolder = {
      path,
      root: folderOf(files, contents, (name) => sizeOf(join(path, name))),
      loaded: new Promise((resolve, reject) => {
        // Not before the folder is known to those who ask for it.
        queueMicrotask(() => void this.#readPhones(folder, later).then(resolve, reject));
      }),
    };
    this.#ready.set(path, folder);
    return folder;
  }

  async #readPhones(folder: TftpFolder, names: readonly string[]): Promise<void> {
    const contents: Content[] = [];
    let until = performance.now() + slice;
    for (const name of names) {
      if (performance.now() > until) {
        await setImmediate();
        if (this.#ready.get(folder.path) !== folder) return;
        until = performance.now() + slice;
      }
      const content = this.#stored(folder.path, name);
      if (content) contents.push(content);
    }
    const before = folder.root;
    folder.root = before.filledWith(contents);
    this.#onChange(folder, before, undefined);
  }

  #stored(path: string, name: string): Content | undefined {
    const text = readText(join(path, name));
    return text === undefined ? undefined : readFile(name, text);
  }

  #opened(path: string, name: string): Content | undefined {
    const document = this.#open(URI.file(join(path, name)).toString());
    return document?.format && document.parsed ? openFile(name, document.format, document.parsed) : undefined;
  }

  /** Where the document lies, once its folder was read. */
  placeOf(uri: string): Place | undefined {
    const path = pathOf(uri);
    if (path === undefined) return undefined;
    // The nearest one: a folder in a TFTP folder may be a TFTP folder of its own.
    const [folder] = [...this.#ready.values()]
      .filter((candidate) => isIn(candidate.path, path))
      .sort((a, b) => b.path.length - a.path.length);
    return folder && { folder, name: relative(folder.path, path).split(sep).join('/') };
  }

  /** The URI of a file of a folder. */
  uriOf(folder: TftpFolder, name: string): string {
    return URI.file(join(folder.path, name)).toString();
  }

  /** The folders that were read. */
  all(): TftpFolder[] {
    return [...this.#ready.values()];
  }

  /** Takes over what the editor holds of a document that was opened or edited. */
  edited(uri: string): void {
    const place = this.placeOf(uri);
    const content = place && this.#opened(place.folder.path, place.name);
    if (place && content) this.#apply(place.folder, [{ name: place.name, content }]);
  }

  /**
   * Takes over what the disk holds of a document that was closed, and of files that others changed. `false`: other
   * folders may be the TFTP folders now, so that all have to be read again.
   */
  changed(changes: readonly DiskChange[]): boolean {
    if (changes.some(({ uri, kind }) => kind !== 'changed' && this.#movesRoots(uri))) return false;
    const byFolder = new Map<TftpFolder, Change[]>();
    for (const { uri, kind } of changes) {
      const place = this.placeOf(uri);
      if (!place || isHidden(place.name)) continue;
      const { folder, name } = place;
      const content =
        kind === 'deleted'
          ? 'gone'
          : (this.#opened(folder.path, name) ??
            (isCandidate(name) ? this.#stored(folder.path, name) : undefined) ??
            (sizeOf(join(folder.path, name)) === undefined ? 'gone' : 'unread'));
      const list = byFolder.get(folder) ?? [];
      list.push({ name, content });
      byFolder.set(folder, list);
    }
    for (const [folder, list] of byFolder) this.#apply(folder, list);
    return true;
  }

  /** Whether the coming or going of that file may make other folders TFTP folders. */
  #movesRoots(uri: string): boolean {
    return baseName(URI.parse(uri).path).toLowerCase() === defaultsName.toLowerCase();
  }

  #apply(folder: TftpFolder, changes: readonly Change[]): void {
    const before = folder.root;
    folder.root = before.with(changes);
    this.#onChange(
      folder,
      before,
      changes.map(({ name }) => name),
    );
  }

  /** Forgets everything that was read. */
  forget(): void {
    this.#rootOf.clear();
    this.#folders.clear();
    this.#ready.clear();
  }
}

function pathOf(uri: string): string | undefined {
  const file = URI.parse(uri);
  return file.scheme === 'file' ? file.fsPath : undefined;
}

/** A TFTP folder reaches as far down as the folders directly in it. */
function isIn(folder: string, path: string): boolean {
  const prefix = folder.endsWith(sep) ? folder : `${folder}${sep}`;
  return path.startsWith(prefix) && path.slice(prefix.length).split(sep).length <= 2;
}

function isHidden(name: string): boolean {
  return name.split('/').some((part) => part.startsWith('.'));
}
