/** The TFTP folders that are in use: read once, then kept in step with the editor and the disk. */

import { URI, Utils } from 'vscode-uri';
import type { OpenDocument } from './documents.ts';
import { fileRole } from './formats/cnf/filename.ts';
import type { Disk, Sizes } from './platform.ts';
import { reach } from './protocol.ts';
import { filesIn, rootAbove, rootsBelow } from './surroundings.ts';
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

/** A folder with what is known of it now. */
export interface TftpFolder {
  readonly uri: URI;
  root: TftpRoot;
  /** Where it lies. */
  readonly disk: Disk;
  /** Those of the files that are none of ours. */
  readonly sizes: Sizes;
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

/** So many answers about names and places are remembered: with each keystroke the same are asked for. */
const remembered = 500;

export class Folders {
  readonly #diskOf: (uri: URI) => Disk | undefined;
  readonly #open: (uri: string) => OpenDocument | undefined;
  readonly #prepare: (folder: TftpFolder) => Promise<void>;
  readonly #onChange: (folder: TftpFolder, before: TftpRoot, names: readonly string[] | undefined) => void;
  readonly #failed: (uri: string, error: unknown) => void;
  /** The root of each folder that was asked for. */
  readonly #rootOf = new Map<string, Promise<URI>>();
  readonly #folders = new Map<string, Promise<TftpFolder | undefined>>();
  readonly #ready = new Map<string, TftpFolder>();
  /** Where documents lie in these, by their URIs. */
  readonly #places = new Map<string, Place>();
  /** The URIs of files, by their names. */
  readonly #uris = new WeakMap<TftpFolder, Map<string, string>>();
  /** How often everything was forgotten. */
  #forgotten = 0;
  /** Changes are taken over in the order in which they came, however long it takes to read what they are. */
  #taken: Promise<void> = Promise.resolve();

  /**
   * `diskOf` tells what reads the files of a URI; `undefined`: nothing does, and its documents lie in no folder. `open`
   * gives the open document of a URI. `prepare` gets what has to be known of a folder before it is looked at as a
   * whole. `onChange` is called after a folder changed, with the names of the files that did; `undefined`: all of them
   * may have. `failed` is told of files that make the reading fail.
   */
  constructor(
    diskOf: (uri: URI) => Disk | undefined,
    open: (uri: string) => OpenDocument | undefined,
    prepare: (folder: TftpFolder) => Promise<void>,
    onChange: (folder: TftpFolder, before: TftpRoot, names: readonly string[] | undefined) => void,
    failed: (uri: string, error: unknown) => void,
  ) {
    this.#diskOf = diskOf;
    this.#open = open;
    this.#prepare = prepare;
    this.#onChange = onChange;
    this.#failed = failed;
  }

  /** Reads the folder of a document, if that was not done yet. */
  async load(uri: string): Promise<void> {
    const file = located(uri);
    const disk = file && this.#diskOf(file);
    if (!disk) return;
    const own = Utils.dirname(file);
    const found = this.#rootOf.get(own.toString()) ?? rootAbove(disk.entries, own);
    this.#rootOf.set(own.toString(), found);
    await this.#folder(disk, await found);
  }

  /** The files that lie in a folder now, whatever it is; none where nothing can be listed. */
  async list(uri: string): Promise<{ files: readonly string[]; sizeOf: (name: string) => number | undefined }> {
    const folder = located(uri);
    const disk = folder && this.#diskOf(folder);
    const files = disk && (await filesIn(disk.entries, folder));
    if (!disk || !files) return { files: [], sizeOf: () => undefined };
    const rest = files.filter((name) => !isCandidate(name));
    const sizes = await disk.sizes(folder, rest);
    return { files, sizeOf: (name) => sizes.of(name) };
  }

  /** Whether a file lies there now, and no folder. */
  async isFile(uri: string): Promise<boolean> {
    const file = located(uri);
    const name = file && Utils.basename(file);
    if (!name) return false;
    const sizes = file && (await this.#diskOf(file)?.sizes(Utils.dirname(file), [name]));
    return sizes?.of(name) !== undefined;
  }

  /** The TFTP folders in a workspace folder. */
  async discover(uri: string): Promise<TftpFolder[]> {
    const folder = located(uri);
    const disk = folder && this.#diskOf(folder);
    if (!disk) return [];
    const roots = await rootsBelow(disk.entries, folder);
    const folders = await Promise.all(roots.map((root) => this.#folder(disk, root)));
    return folders.flatMap((found) => found ?? []);
  }

  #folder(disk: Disk, uri: URI): Promise<TftpFolder | undefined> {
    const key = uri.toString();
    const known = this.#folders.get(key);
    if (known) return known;
    const made = this.#read(disk, uri);
    this.#folders.set(key, made);
    return made;
  }

  /** What all phones share is read at once; the phones' own files follow while others get their turn. */
  async #read(disk: Disk, uri: URI): Promise<TftpFolder | undefined> {
    const asked = this.#forgotten;
    const files = await filesIn(disk.entries, uri);
    if (!files) return undefined;
    const candidates = files.filter(isCandidate);
    const phones = candidates.filter(isPhone);
    const stored = await this.#stored(
      disk,
      uri,
      candidates.filter((name) => !isPhone(name)),
    );
    const rest = files.filter((name) => !isCandidate(name));
    const sizes = await disk.sizes(uri, rest);
    // What is open counts as it is now, when nothing is waited for any more.
    const contents = candidates.flatMap((name) => this.#opened(uri, name) ?? stored.get(name) ?? []);
    const folder: TftpFolder = {
      uri,
      disk,
      sizes,
      root: folderOf(files, contents, (name) => sizes.of(name)),
      loaded: new Promise((resolve, reject) => {
        // Not before the folder is known to those who ask for it.
        queueMicrotask(() => void this.#readPhones(folder, phones).then(resolve, reject));
      }),
    };
    // One that was read anew meanwhile is the better one.
    const newer = asked === this.#forgotten ? undefined : this.#ready.get(uri.toString());
    if (newer) return newer;
    this.#ready.set(uri.toString(), folder);
    this.#places.clear();
    return folder;
  }

  async #readPhones(folder: TftpFolder, names: readonly string[]): Promise<void> {
    const unknown = names.filter((name) => !folder.root.file(name));
    const prepared = this.#prepare(folder);
    const contents = await this.#stored(folder.disk, folder.uri, unknown, () => this.#isInUse(folder));
    await prepared;
    if (!this.#isInUse(folder)) return;
    const before = folder.root;
    folder.root = before.filledWith([...contents.values()]);
    this.#onChange(folder, before, undefined);
  }

  #isInUse(folder: TftpFolder): boolean {
    return this.#ready.get(folder.uri.toString()) === folder;
  }

  /** Those of the files that may be ours, as they are stored. Reading ends early when nobody wants them any more. */
  async #stored(
    disk: Disk,
    folder: URI,
    names: readonly string[],
    isWanted: () => boolean = () => true,
  ): Promise<Map<string, Content>> {
    const contents = new Map<string, Content>();
    for await (const { name, text } of disk.texts(folder, names)) {
      if (!isWanted()) break;
      const content = text === undefined ? undefined : this.#contentIn(folder, name, text);
      if (content) contents.set(name, content);
    }
    return contents;
  }

  /** A file that makes the reading fail counts as none of ours; the rest of its folder is read. */
  #contentIn(folder: URI, name: string, text: string): Content | undefined {
    try {
      return readFile(name, text);
    } catch (error) {
      this.#failed(Utils.joinPath(folder, name).toString(), error);
      return undefined;
    }
  }

  #opened(folder: URI, name: string): Content | undefined {
    return this.#contentOf(Utils.joinPath(folder, name).toString(), name);
  }

  #contentOf(uri: string, name: string): Content | undefined {
    const document = this.#open(uri);
    return document?.format && document.parsed ? openFile(name, document.format, document.parsed) : undefined;
  }

  /** Where the document lies, once its folder was read. */
  placeOf(uri: string): Place | undefined {
    const known = this.#places.get(uri);
    if (known) return known;
    const place = this.#findPlace(uri);
    if (place) remember(this.#places, uri, place);
    return place;
  }

  #findPlace(uri: string): Place | undefined {
    const file = located(uri);
    if (!file) return undefined;
    // The nearest one: a folder in a TFTP folder may be a TFTP folder of its own.
    const [folder] = [...this.#ready.values()]
      .filter((candidate) => isIn(candidate.uri, file))
      .sort((a, b) => b.uri.path.length - a.uri.path.length);
    return folder && { folder, name: file.path.slice(prefixOf(folder.uri).length) };
  }

  /** The URI of a file of a folder. */
  uriOf(folder: TftpFolder, name: string): string {
    const uris = this.#uris.get(folder) ?? new Map<string, string>();
    this.#uris.set(folder, uris);
    const uri = uris.get(name) ?? Utils.joinPath(folder.uri, name).toString();
    remember(uris, name, uri);
    return uri;
  }

  /** The folders that were read. */
  all(): TftpFolder[] {
    return [...this.#ready.values()];
  }

  /** Takes over what the editor holds of a document that was opened or edited. */
  edited(uri: string): void {
    const place = this.placeOf(uri);
    const content = place && this.#contentOf(this.uriOf(place.folder, place.name), place.name);
    if (place && content) this.#apply(place.folder, [{ name: place.name, content }]);
  }

  /**
   * Takes over what the disk holds of a document that was closed, and of files that others changed. `false`: other
   * folders may be the TFTP folders now, so that all have to be read again.
   */
  async changed(changes: readonly DiskChange[]): Promise<boolean> {
    if (changes.some((change) => this.#movesRoots(change))) return false;
    const done = this.#taken.then(() => this.#take(changes));
    this.#taken = done.catch(() => undefined);
    await done;
    return true;
  }

  async #take(changes: readonly DiskChange[]): Promise<void> {
    const byFolder = new Map<TftpFolder, Map<string, DiskChange['kind']>>();
    for (const { uri, kind } of changes) {
      const place = this.placeOf(uri);
      if (!place || isHidden(place.name)) continue;
      const kinds = byFolder.get(place.folder) ?? new Map();
      kinds.set(place.name, kind);
      // Of a folder that is deleted an editor may tell without its files.
      if (kind === 'deleted') for (const name of filesBelow(place)) kinds.set(name, kind);
      byFolder.set(place.folder, kinds);
    }
    for (const [folder, kinds] of byFolder) await this.#takeInFolder(folder, kinds);
  }

  async #takeInFolder(folder: TftpFolder, kinds: ReadonlyMap<string, DiskChange['kind']>): Promise<void> {
    const { uri, disk, sizes } = folder;
    const there = [...kinds].flatMap(([name, kind]) => (kind === 'deleted' ? [] : [name]));
    const stored = await this.#stored(disk, uri, there.filter(isCandidate));
    await sizes.renew([...kinds.keys()]);
    if (!this.#isInUse(folder)) return;
    const unread = (name: string) => (sizes.of(name) === undefined ? 'gone' : 'unread');
    this.#apply(
      folder,
      [...kinds].map(([name, kind]) => ({
        name,
        content: kind === 'deleted' ? 'gone' : (this.#opened(uri, name) ?? stored.get(name) ?? unread(name)),
      })),
    );
  }

  /** Whether the coming or going of that file or folder may make other folders TFTP folders. */
  #movesRoots({ uri, kind }: DiskChange): boolean {
    if (kind === 'changed') return false;
    const place = located(uri);
    if (kind === 'deleted' && place && this.all().some((folder) => isAtOrBelow(folder.uri, place))) return true;
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

  /** Forgets the folders that are not wanted any more. Gives what is forgotten. */
  forgetUnless(isWanted: (folder: TftpFolder) => boolean): TftpFolder[] {
    const unwanted = this.all().filter((folder) => !isWanted(folder));
    for (const { uri } of unwanted) {
      this.#ready.delete(uri.toString());
      this.#folders.delete(uri.toString());
    }
    if (unwanted.length > 0) this.#places.clear();
    return unwanted;
  }

  /** Forgets everything that was read. */
  forget(): void {
    this.#forgotten++;
    this.#rootOf.clear();
    this.#folders.clear();
    this.#ready.clear();
    this.#places.clear();
  }
}

/** Begins anew when there are too many. */
function remember<T>(known: Map<string, T>, key: string, value: T): void {
  if (known.size >= remembered && !known.has(key)) known.clear();
  known.set(key, value);
}

/** Where a document lies; `undefined`: nowhere, as what is not saved yet and as other versions of a file. */
function located(text: string): URI | undefined {
  const uri = URI.parse(text);
  if (!uri.path.startsWith('/') || uri.query !== '') return undefined;
  // Editors differ in how they write the letter of a drive.
  const path = uri.path.replace(/^\/[A-Z]:/, (drive) => drive.toLowerCase());
  return uri.with({ path: path.length > 1 ? path.replace(/\/$/, '') : path, fragment: null });
}

function prefixOf({ path }: URI): string {
  return path.endsWith('/') ? path : `${path}/`;
}

/** Whether a TFTP folder reaches that far down. */
function isIn(folder: URI, { scheme, authority, path }: URI): boolean {
  const prefix = prefixOf(folder);
  if (scheme !== folder.scheme || authority !== folder.authority || !path.startsWith(prefix)) return false;
  return path.slice(prefix.length).split('/').length <= reach + 1;
}

/** Whether a folder is that of a workspace, lies in it or holds it. */
export function sharesFiles({ uri }: TftpFolder, workspaceFolder: string): boolean {
  const other = located(workspaceFolder);
  return other !== undefined && (isAtOrBelow(uri, other) || isAtOrBelow(other, uri));
}

function isAtOrBelow({ scheme, authority, path }: URI, folder: URI): boolean {
  if (scheme !== folder.scheme || authority !== folder.authority) return false;
  return path === folder.path || path.startsWith(prefixOf(folder));
}

/** The files of a folder that lie below a name. */
function filesBelow({ folder, name }: Place): string[] {
  return folder.root.files.filter((file) => file.startsWith(`${name}/`));
}

function isPhone(name: string): boolean {
  return fileRole(baseName(name)).role === 'phone';
}

function isHidden(name: string): boolean {
  return name.split('/').some((part) => part.startsWith('.'));
}
