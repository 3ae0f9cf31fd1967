/** Requests of our own between client and server, beside those of the Language Server Protocol. */

import type { Position, Range } from 'vscode-languageserver-types';

/** Asks what kind of file it is, for a document that an editor took for something else. */
export const classifyRequest = 'cisco/classify';
export interface ClassifyParams {
  readonly uri: string;
}
export interface ClassifyResult {
  /** Such as `cisco-sip-dialplan`; `null`: none of ours. */
  readonly languageId: string | null;
}

/** Asks what a status display shows of an open file. */
export const statusRequest = 'cisco/status';
export interface StatusParams {
  readonly uri: string;
}
/** `null` for a document that the server does not know. */
export type StatusResult = {
  /** Such as "Phone file of 00:0D:BC:00:11:22". */
  readonly kind: string;
  readonly model?: string;
  readonly firmware?: string;
} | null;

/**
 * Asks what a push or a check-sync message needs to know of a TFTP folder. The client reads the folder, because it
 * reaches every file system of the editor and holds what is not saved yet.
 */
export const folderRequest = 'cisco/folder';
export interface FolderParams {
  /** The folder: its settings decide what counts as an error. */
  readonly uri: string;
  /** Names of its files, relative, `/` between parts. */
  readonly files: readonly string[];
  /** The text of those that may be ours, by name. */
  readonly texts: Readonly<Record<string, string>>;
}
export interface FolderResult {
  /** The files in which the checks find errors, in the order of `files`. */
  readonly errors: readonly FileErrors[];
  /** The phones that have a file of their own, in the order of `files`. */
  readonly phones: readonly PhoneFile[];
  readonly sync: SyncState;
  /** The port of a phone of which nothing is known. */
  readonly port: number;
  /** The folder below the root in which the phones look for their own files; empty: the root. */
  readonly phoneFolder: string;
}

export interface FileErrors {
  readonly name: string;
  readonly count: number;
  /** What the first of them says. */
  readonly first: string;
}

/** What a check-sync message makes of a phone, as far as the files tell. */
export type Restart =
  /** SYNC and `sync` differ: it restarts. */
  | 'differs'
  /** They are the same: it reads its dial plan again and does not restart. */
  | 'same'
  /** syncinfo.xml says nothing of the image it runs, or there is no such file: most likely it does not restart. */
  | 'no-entry';

export interface PhoneFile {
  readonly name: string;
  /** Twelve digits in capitals. */
  readonly mac: string;
  /** What stands on its display; empty when nothing is set. */
  readonly label: string;
  /** The names of the lines that are in use. */
  readonly lines: readonly string[];
  /** The port it listens on. */
  readonly port: number;
  readonly restart: Restart;
}

/** A value in a file of the folder. */
export interface SyncPlace {
  readonly name: string;
  readonly text: string;
  readonly range: Range;
}

/** A text that is to be put somewhere, with the new value between its halves. */
export interface SyncTemplate {
  readonly name: string;
  readonly position: Position;
  readonly before: string;
  readonly after: string;
}

/** `sync`, which the phones hold, and SYNC, which they compare it with. */
export interface SyncState {
  /** Every `sync`: in SIPDefault.cnf, and in phone files that have their own. */
  readonly held: readonly SyncPlace[];
  /** What phones hold when no file says so. */
  readonly heldDefault: string;
  /** Every SYNC. */
  readonly asked: readonly SyncPlace[];
  /** Characters that a value may have at the most. */
  readonly limit: number;
  /** Writes `sync` into SIPDefault.cnf when it is not there. */
  readonly newHeld?: SyncTemplate;
  /** Makes a syncinfo.xml when there is none. */
  readonly newAsked?: SyncTemplate;
}
