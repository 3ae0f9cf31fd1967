/** What the server needs of the place that it runs in: a process of its own, or a worker of a browser. */

import type { URI } from 'vscode-uri';

export interface Platform {
  /** Reads `file:` URIs. A browser has no disk: there the client is asked, as it is for all other schemes. */
  readonly disk: Disk | undefined;
  /** The URI of the folder with the pages about the rules; `undefined` where only the client knows it. */
  readonly pages: string | undefined;
  /** Lets others have their turn. */
  giveWay(): Promise<void>;
  /** Something large was done, after which memory may be given back. */
  giveBackWhenQuiet(): void;
  /** Something is going on again. */
  notQuiet(): void;
}

/** What is directly in a folder. */
export interface Entry {
  readonly name: string;
  /** A symbolic link to a folder is none. */
  readonly isFolder: boolean;
}

/** A file as it stands; no text: it cannot be read, or is too large for a text. */
export interface StoredText {
  readonly name: string;
  readonly text: string | undefined;
}

/** The sizes of the files of a folder. */
export interface Sizes {
  /** Bytes; `undefined`: there is no such file, or nobody asked for it before. */
  of(name: string): number | undefined;
  /** Looks at these files again. */
  renew(names: readonly string[]): Promise<void>;
}

/** Where folders and files lie. Names are relative to the folder, `/` between parts. Nothing here throws. */
export interface Disk {
  /** `undefined`: nothing can be listed there at all. */
  entries(folder: URI): Promise<readonly Entry[] | undefined>;
  /** The files one after the other; others get their turn in between. */
  texts(folder: URI, names: readonly string[]): AsyncIterable<StoredText>;
  /** The sizes of these files. */
  sizes(folder: URI, names: readonly string[]): Promise<Sizes>;
}
