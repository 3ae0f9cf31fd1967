/** What a push takes and gives. Node only: no editor, no settings. */

/** A file of the source folder that is to be pushed. */
export interface SourceFile {
  /** Relative to the source's TFTP folder, `/` between parts, in exact letter case. */
  readonly name: string;
  /** Whether the checks found an error in it: held back unless the user says otherwise. */
  readonly hasErrors: boolean;
}

/** The state of a name in the target folder before the push. */
export type ItemState =
  | 'new'
  | 'changed'
  | 'same'
  /** An error was found in the file. */
  | 'held'
  /** It can't be pushed: see `reason`. */
  | 'refused';

export interface PlanItem {
  readonly name: string;
  readonly state: ItemState;
  /** For `held` and `refused`: why, in one sentence. */
  readonly reason?: string;
  /** Bytes in the source. */
  readonly size: number;
  /** A hash of the target's content when the plan was made; `undefined` when there was no such file. */
  readonly targetHash?: string;
  readonly sourceHash: string;
}

export interface PushPlan {
  /** Absolute paths or URIs, as the user knows them. */
  readonly from: string;
  readonly to: string;
  readonly items: readonly PlanItem[];
}

export interface ItemResult {
  readonly name: string;
  readonly done: 'written' | 'same' | 'held' | 'refused' | 'failed' | 'cancelled';
  /** What went wrong and what to do, in one sentence. */
  readonly reason?: string;
}

export interface PushResult {
  readonly to: string;
  readonly items: readonly ItemResult[];
  /** What undo needs; `undefined` when nothing was written. */
  readonly undo?: UndoRecord;
}

/** What stood in the target before a push. Serialisable: it outlives the process. */
export interface UndoRecord {
  readonly to: string;
  /** ISO 8601. */
  readonly time: string;
  /** A folder with the former contents of the files below; outside the target folder. */
  readonly backup: string;
  readonly files: readonly {
    readonly name: string;
    /** `undefined`: there was no such file; undo deletes it. */
    readonly former?: { readonly backup: string; readonly mode: number };
    /** What the push wrote: a file that was changed since is left alone. */
    readonly writtenHash: string;
  }[];
  /** Directories that the push created. */
  readonly directories: readonly string[];
}

/** The operations a push needs of a file system. The local disk fills them so that a rename is atomic. */
export interface FileStore {
  /** `undefined` when there is no such file. `path` is relative to the store's root. */
  read(path: string): Promise<Uint8Array | undefined>;
  /** Names in a directory with their kind, `undefined` when there is no such directory. */
  list(
    directory: string,
  ): Promise<readonly { name: string; kind: 'file' | 'directory' | 'link' | 'other' }[] | undefined>;
  /** Replaces or creates the file so that a reader sees the old or the new content as a whole, mode 0644. */
  replace(path: string, content: Uint8Array): Promise<void>;
  remove(path: string): Promise<void>;
  /** Creates a directory and those above it, mode 0755; gives the ones that it created. */
  createDirectory(path: string): Promise<readonly string[]>;
  /** The path with symbolic links resolved, relative to the root; `undefined` when it leads out of the root. */
  resolve(path: string): Promise<string | undefined>;
}
