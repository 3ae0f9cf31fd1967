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
  /** Relative to the target folder. */
  readonly name: string;
  /** Its name in the source folder where that is another: `tftp_cfg_dir` moves the files of phones. */
  readonly source?: string;
  readonly state: ItemState;
  /** For `held` and `refused`: why, in one sentence. For `same`: why phones may not get it all the same. */
  readonly reason?: string;
  /** For `refused`: it is none of the phones' files, and nobody expects it to travel. */
  readonly isForeign?: true;
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
  /** In the order in which they are written. */
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
  /** A folder on the local disk with the former contents of the files below; outside the target folder. */
  readonly backup: string;
  /** In the order in which they were written. */
  readonly files: readonly UndoFile[];
  /** Directories that the push created, outer ones first. */
  readonly directories: readonly string[];
}

export interface UndoFile {
  readonly name: string;
  /** `undefined`: there was no such file; undo deletes it. */
  readonly former?: {
    /** The name of the file in the backup folder. */
    readonly backup: string;
    readonly mode: number;
    readonly hash: string;
  };
  /** What the push wrote: a file that was changed since is left alone. */
  readonly writtenHash: string;
}

export interface UndoResult {
  readonly to: string;
  readonly items: readonly UndoItemResult[];
}

export interface UndoItemResult {
  readonly name: string;
  readonly done:
    | 'restored'
    | 'deleted'
    /** It is as it was before the push: nothing to do. */
    | 'unchanged'
    /** Somebody changed it since the push: left alone, see `reason`. */
    | 'left'
    | 'failed'
    | 'cancelled';
  readonly reason?: string;
}

export interface Progress {
  /** Files dealt with. */
  readonly done: number;
  readonly total: number;
  /** The file that is next. */
  readonly name: string;
}

export interface RunOptions {
  /** What is being written is finished, the rest is left out. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

export type EntryKind = 'file' | 'directory' | 'link' | 'other';

export interface Entry {
  readonly name: string;
  readonly kind: EntryKind;
}

export interface ReplaceOptions {
  /** Permission bits, 0644 if not given; a file system without them ignores it. */
  readonly mode?: number;
  /** Called when all is prepared and only the last step is missing; what it throws stops the replacement. */
  readonly ready?: () => Promise<void>;
}

/** What a push needs of the folder it reads from. */
export interface FileReader {
  /**
   * `undefined` when there is no such file. `path` is relative to the folder, `/` between parts. Rejects when the
   * folder itself is gone and when `path` is anything but a file or leads out of the folder.
   */
  read(path: string): Promise<Uint8Array | undefined>;
}

/**
 * The operations a push needs of a file system. The local disk fills them so that a rename is atomic. Errors carry a
 * `code` as those of Node (`ENOSPC`) or of the editor (`NoPermissions`) do, from which the words for people are made.
 */
export interface FileStore extends FileReader {
  /** What is in a directory, `undefined` when there is no such directory. The empty path is the folder itself. */
  list(directory: string): Promise<readonly Entry[] | undefined>;
  /** Replaces or creates the file so that a reader sees the old or the new content as a whole. */
  replace(path: string, content: Uint8Array, options?: ReplaceOptions): Promise<void>;
  /** Deletes a file, or a directory that is empty. What is not there is not an error. */
  remove(path: string): Promise<void>;
  /** Creates a directory and those above it, mode 0755; gives the ones that it created, outer ones first. */
  createDirectory(path: string): Promise<readonly string[]>;
  /** The path with symbolic links resolved, relative to the root; `undefined` when it leads out of the root. */
  resolve(path: string): Promise<string | undefined>;
  /** The permission bits of a file; left out where files have none. */
  mode?(path: string): Promise<number | undefined>;
}
