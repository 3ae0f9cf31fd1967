/** Requests of our own between client and server, beside those of the Language Server Protocol. */

import type { Position, Range, WorkspaceEdit } from 'vscode-languageserver-types';

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

/** Asks for the phones of all TFTP folders in the workspace. The server reads the disk; virtual folders have none. */
export const phonesRequest = 'cisco/phones';
export interface PhonesParams {
  /** URIs of the workspace folders. */
  readonly folders: readonly string[];
}
/** The TFTP folders, in the order in which they were found; folders without a phone among them. */
export type PhonesResult = readonly PhonesFolder[];
export interface PhonesFolder {
  readonly uri: string;
  /** In the order of the files' names. */
  readonly phones: readonly PhoneItem[];
}
export interface PhoneItem {
  /** Of the phone's file. */
  readonly uri: string;
  /** Twelve digits in capitals. */
  readonly mac: string;
  /** What stands on its display; empty when nothing is set. */
  readonly label: string;
  /** The users of the lines that it registers. */
  readonly lines: readonly string[];
  /** The load that its files name; empty when none does. */
  readonly image: string;
  /** `7940`, when a comment or a line above the second says what it is; empty when nothing does. */
  readonly model: string;
  /** Whether the phone asks for this very file: by its spelling, and by the folder it lies in. */
  readonly isAskedFor: boolean;
  readonly errors: number;
  readonly warnings: number;
}

/** From the server: what `cisco/phones` and `cisco/dialPlan` answer may have changed. Sent only after one was asked. */
export const phonesChangedNotification = 'cisco/phonesChanged';

/** Asks what a phone works with, as a text for people. */
export const effectiveRequest = 'cisco/effective';
export interface EffectiveParams {
  /** The phone's file. */
  readonly uri: string;
  /** With the place that each value comes from behind it; without them two phones can be compared. */
  readonly origins: boolean;
}
export type EffectiveResult = {
  /** Such as `Reception 00:0D:BC:00:11:22`. */
  readonly title: string;
  /** Passwords are not in it. */
  readonly text: string;
} | null;

/**
 * Asks for the edit that moves entries in which these phones agree into SIPDefault.cnf. The client shows it as a
 * preview and applies it.
 */
export const moveSharedRequest = 'cisco/moveShared';
export interface MoveSharedParams {
  /** The phones' files; all in one TFTP folder. */
  readonly uris: readonly string[];
}
export interface MoveSharedResult {
  /** `null` when there is nothing to move; then `message` says why. */
  readonly edit: WorkspaceEdit | null;
  readonly message: string;
}

/**
 * The command of a code lens: a client that says so in its initialization options asks for the references of the
 * place and shows them. Arguments: URI, position.
 */
export const showReferencesCommand = 'cisco.showReferences';

/**
 * The command of a fix: a client that says so in its initialization options asks for a new phone. Arguments: the URI of
 * a file of the TFTP folder, a MAC address of twelve digits.
 */
export const newPhoneCommand = 'cisco.newPhone';

/** What a client of ours sends as initialization options beside the settings. */
export interface InitializationOptions {
  /** It has the command `cisco.showReferences`. */
  readonly showsReferences?: boolean;
  /** Its command `cisco.newPhone` takes a MAC address. */
  readonly createsPhones?: boolean;
  /** It answers the requests for files that the server cannot read itself. */
  readonly readsFiles?: boolean;
  /** The URI of the folder with the pages about the rules, for a server that does not know where it lies itself. */
  readonly pages?: string;
  /** Texts in the client's language by their English ones, for a server that cannot read them itself. */
  readonly texts?: Readonly<Record<string, string>>;
}

// --- files that only the client reaches ----------------------------------------------------------

/** Asks the client what is directly in a folder. */
export const readFolderRequest = 'cisco/fs/readFolder';
export interface ReadFolderParams {
  /** Its URI. */
  readonly folder: string;
}
/** `null`: nothing can be listed there. A symbolic link to a folder is none. */
export type ReadFolderResult = readonly { readonly name: string; readonly isFolder: boolean }[] | null;

/** Files of a folder. */
export interface FilesParams {
  /** The URI of the folder. */
  readonly folder: string;
  /** Relative, `/` between parts. */
  readonly names: readonly string[];
}

/** How far below a TFTP folder its files lie: phones may be told to look for theirs in a folder of a folder. */
export const reach = 2;

/** As many folders are listed for one answer. */
export const mostFolders = 5000;

/** Bytes above which a file is no text for us: none that a phone fetches as text is anywhere near it. */
export const largestText = 16 * 1024 * 1024;

/** Asks the client for the texts of files. */
export const readFilesRequest = 'cisco/fs/readFiles';
/** In the order of the names; `null`: it cannot be read, or is too large for a text. */
export type ReadFilesResult = readonly (string | null)[];

/** Asks the client for the sizes of files. */
export const fileSizesRequest = 'cisco/fs/sizes';
/** Bytes, in the order of the names; `null`: there is no such file. */
export type FileSizesResult = readonly (number | null)[];

// --- the dial plan workbench -------------------------------------------------------------------

/** What sources differ on, by the id of the question: see `firmware` in `schemas/dialplan.json`. */
export type FirmwareChoices = Readonly<Record<string, string>>;

/** Asks what a phone makes of a dial plan as a whole. */
export const dialPlanRequest = 'cisco/dialPlan';
export interface DialPlanParams {
  /** Of the dial plan. */
  readonly uri: string;
  /** Counted from 1: whose tree of keys is wanted. */
  readonly line: number;
}
export type DialPlanResult = {
  /** Why the phone throws the plan away; `null`: it does not. */
  readonly discarded: string | null;
  /** The live rules in the order of the file. */
  readonly templates: readonly DialTemplate[];
  /** How many lines a phone has at the most. */
  readonly lines: number;
  /** What sources differ on, with what is most probable. */
  readonly questions: readonly FirmwareQuestion[];
  /** The plan as a tree of keys, as that line has it. */
  readonly tree: DialTreeNode;
  readonly line: number;
} | null;
export interface DialTemplate {
  /** MATCH as written. */
  readonly match: string;
  /** Such as "4 digits starting with 2, dials after 1 s". */
  readonly words: string;
  /** Numbers that it matches. */
  readonly examples: readonly string[];
  readonly timeoutSeconds: number;
  /** 0: every line. */
  readonly line: number;
  readonly range: Range;
}
export interface FirmwareQuestion {
  readonly id: string;
  readonly question: string;
  readonly default: string;
  readonly choices: readonly { readonly value: string; readonly meaning: string }[];
}
export interface DialTreeNode {
  readonly kind: 'start' | 'keys' | 'tone' | 'any' | 'run';
  readonly label: string;
  /** The rules that are complete here, counted from 0. */
  readonly templates: readonly number[];
  readonly children: readonly DialTreeNode[];
}

/** Asks what the phone does with keys, one by one. */
export const dialRequest = 'cisco/dial';
export interface DialParams {
  readonly uri: string;
  readonly keys: string;
  /** Counted from 1. */
  readonly line: number;
  readonly firmware: FirmwareChoices;
}
export type DialResult = {
  /** Before the first key, and after each. */
  readonly steps: readonly DialStep[];
  /** How many of the keys belong to the number: what is pressed after the phone has dialled does not. */
  readonly used: number;
} | null;
export interface DialStep {
  readonly input: string;
  readonly templates: readonly ('complete' | 'pending' | 'dead')[];
  readonly winner: number | null;
  readonly verdict: 'dial-now' | 'wait' | 'no-match';
  /** In words for people: why, and by which timer. */
  readonly reason: string;
  /** 0 for "now"; `null` before the first key. */
  readonly timeoutSeconds: number | null;
  readonly secondaryTone: string | null;
  /** What goes out when it dials now. */
  readonly sends: string | null;
  /** Such as `sip:2001@proxy;user=phone`, with the proxy's address where the folder tells. */
  readonly uri: string | null;
  readonly route: 'default' | 'emergency' | 'FQDN' | null;
}

/** Asks for the expectations beside a dial plan, run against it. `uri`: of the plan or of its file of expectations. */
export const dialTestsRequest = 'cisco/dialTests';
export interface DialTestsParams {
  readonly uri: string;
}
export type DialTestsResult = {
  readonly planUri: string;
  readonly testsUri: string;
  readonly tests: readonly DialTest[];
} | null;
export interface DialTest {
  /** Such as `2001 dials 2001 after 1 s`. */
  readonly label: string;
  readonly range: Range;
  readonly passed: boolean;
  /** What the phone does instead, for one that failed; empty otherwise. */
  readonly message: string;
}

/** Asks for a dial plan made of patterns that another system uses. */
export const convertDialPlanRequest = 'cisco/convertDialPlan';
export interface ConvertDialPlanParams {
  readonly text: string;
}
export interface ConvertDialPlanResult {
  /** A whole dial plan. */
  readonly plan: string;
  /** What could not be expressed, or only in part: one sentence each, with the line (from 1) of the text. */
  readonly notes: readonly { readonly line: number; readonly text: string }[];
}

// --- passwords -----------------------------------------------------------------------------------

/** Asks where the passwords of an open document are, without their quotes. */
export const passwordsRequest = 'cisco/passwords';
export interface PasswordsParams {
  readonly uri: string;
}
/** In the order of the text. */
export type PasswordsResult = readonly Range[];

// --- firmware upgrades ---------------------------------------------------------------------------

/**
 * Asks where a TFTP folder stands and how its phones get to another firmware. Asked anew after each step, so that a
 * path can be left and taken up again: `from` is what the phones run now.
 */
export const upgradePlanRequest = 'cisco/upgradePlan';
export interface UpgradePlanParams {
  /** Of the TFTP folder, or of a file in it. */
  readonly uri: string;
  /** A load, or `sccp` when its release is not known. Default: what image_version names. */
  readonly from?: string;
  /** Default: the newest SIP image that lies completely in the folder. */
  readonly to?: string;
}
export type UpgradePlanResult = {
  readonly state: UpgradeState;
  /** `null`: where from or where to is not known. */
  readonly plan: UpgradePlan | null;
  /** What the first step makes of `sync` and SYNC; `null` where it leaves them alone. */
  readonly sync: SyncChange | null;
  /** What the display says when an upgrade fails, and what it means. */
  readonly displays: readonly UpgradeDisplay[];
} | null;

/** Asks for the edit that readies the folder for the first step of a plan. */
export const upgradeStepRequest = 'cisco/upgradeStep';
export interface UpgradeStepParams {
  readonly uri: string;
  readonly from: string;
  /** Where the way leads in the end, as in the plan. */
  readonly to: string;
}
/** `null`: there is no step to take. */
export type UpgradeStepResult = {
  readonly step: UpgradeStep;
  readonly edit: WorkspaceEdit;
  readonly notes: readonly { readonly text: string; readonly uris: readonly string[] }[];
} | null;

/** Something that is known of firmware. */
export interface UpgradeReason {
  readonly text: string;
  /** Such as `documented` or `inferred`. */
  readonly confidence: string;
  /** The same for people, such as "concluded, not documented". */
  readonly howSure: string;
  /** Titles. */
  readonly sources: readonly string[];
}
export interface UpgradeDisplay extends UpgradeReason {
  readonly shows: string;
}

/** Where a folder stands. */
export interface UpgradeState {
  /** image_version in SIPDefault.cnf; `null`: none, or one that a template fills in. */
  readonly imageVersion: string | null;
  /** What OS79XX.TXT names; `null`: nothing, or there is no such file. */
  readonly bootImage: string | null;
  /** Images that phones' own files name, with the number of these phones, most first. */
  readonly ownImages: readonly { readonly image: string; readonly phones: number }[];
  /** The SIP images and loaders in the folder, the newest release last. */
  readonly stored: readonly StoredSet[];
  /** The newest SIP image that lies completely in the folder. */
  readonly newest: string | null;
  /** The folder sends phones to two images at a time: one step is not finished. `to` is the newer one. */
  readonly between: { readonly from: string; readonly to: string; readonly why: string } | null;
}
export interface StoredSet {
  readonly name: string;
  readonly kind: 'sip' | 'loader';
  /** Such as `8.12`. */
  readonly release: string;
  readonly files: readonly string[];
  /** Files of the set that phones need and that are not there; empty: it is complete. */
  readonly missing: readonly string[];
}

export type UpgradePlan =
  /** No step: the phones run it already. */
  | { readonly from: string; readonly to: string; readonly steps: readonly UpgradeStep[] }
  | { readonly from: string; readonly to: string; readonly impossible: UpgradeReason };

export interface UpgradeStep {
  readonly from: string;
  readonly to: string;
  readonly why: readonly UpgradeReason[];
  /** What cannot be undone. */
  readonly oneWay: UpgradeReason | null;
  readonly cautions: readonly UpgradeReason[];
  /** The files that the phone asks for on the way, in their order. */
  readonly asks: readonly string[];
  /** Those that are not in the folder: they come with the image of that name, from Cisco. */
  readonly missing: readonly { readonly file: string; readonly image: string }[];
  /** What else would do in place of an image that is not in the folder; `null` for one that is there or was wanted. */
  readonly instead: string | null;
  readonly edits: {
    /** The line of OS79XX.TXT; `null`: it stays as it is. */
    readonly bootImage: string | null;
    /** In SIPDefault.cnf. */
    readonly imageVersion: string;
  };
  /** How phones are brought to restart. Firmware that is not SIP takes no check-sync. */
  readonly restart: 'check-sync' | 'by-hand';
  /** How sure it is that the phone takes the step. */
  readonly confidence: string;
  readonly howSure: string;
}

export interface SyncChange {
  /**
   * `kept`: the two differ already. `both` and `different`: the ways of a change, see `syncPlan.ts`. `impossible`: it
   * has to be done by hand.
   */
  readonly way: 'kept' | 'both' | 'different' | 'impossible';
  readonly from: string;
  readonly to: string;
}

// --- new folders and new phones ------------------------------------------------------------------

/** Asks what a user has to be asked before a TFTP folder is made. No parameters. */
export const newFolderQuestionsRequest = 'cisco/newFolderQuestions';
/** In the order in which they are asked. */
export type NewFolderQuestionsResult = readonly NewFolderQuestion[];
export interface NewFolderQuestion {
  readonly id: string;
  readonly title: string;
  /** What to answer, in one sentence. */
  readonly help: string;
  readonly kind: 'text' | 'secret' | 'choice';
  /** For `choice`: the answers there are. */
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  /** The answer that counts when none is given. Empty: the thing is left out. */
  readonly default: string;
  /** What goes before `default`: a default for each answer to the question `by`, which is asked earlier. */
  readonly defaults: { readonly by: string; readonly values: Readonly<Record<string, string>> } | null;
  /** Not asked unless that question has an answer. */
  readonly onlyWith: string | null;
  readonly required: boolean;
}

/** Asks whether an answer will do, beside those that were given before. */
export const checkAnswerRequest = 'cisco/checkAnswer';
export interface CheckAnswerParams {
  readonly question: string;
  /** By the id of the question; that one among them. */
  readonly answers: Readonly<Record<string, string>>;
}
export interface CheckAnswerResult {
  /** A sentence or two; `null`: it will do. */
  readonly problem: string | null;
}

/** Asks for the files of a new TFTP folder. The client writes them. */
export const newFolderRequest = 'cisco/newFolder';
export interface NewFolderParams {
  /** The folder, which need not be there yet. */
  readonly uri: string;
  /** By the id of the question; what is missing has its default. */
  readonly answers: Readonly<Record<string, string>>;
}
export interface NewFolderResult {
  /** None when there are problems. */
  readonly files: readonly CreatedFile[];
  /** What the user should know of the files. */
  readonly notes: readonly string[];
  /** `question` is `null` for what no answer can mend: files that are there already. */
  readonly problems: readonly { readonly question: string | null; readonly message: string }[];
}
export interface CreatedFile {
  /** Relative to the folder, `/` between parts. */
  readonly name: string;
  readonly text: string;
}

/** Asks for the text of a dial plan that dials any number: what a file begins with that phones ask for. */
export const newDialPlanRequest = 'cisco/newDialPlan';
export interface NewDialPlanResult {
  readonly text: string;
}

/** Asks for the files of new phones in a TFTP folder. The client writes them. */
export const newPhonesRequest = 'cisco/newPhones';
export interface NewPhonesParams {
  /** The TFTP folder, or the folder below it in which the phones' files lie. */
  readonly uri: string;
  /** A list of phones with a line of headings, as a spreadsheet saves it. */
  readonly csv?: string;
  readonly phones?: readonly NewPhone[];
}
export interface NewPhone {
  /** In any spelling. */
  readonly mac: string;
  /** Such as `7940`; without it nothing is assumed of the number of lines. */
  readonly model?: string;
  /** At the top of the display. */
  readonly label?: string;
  /** The first is line 1. */
  readonly lines: readonly NewLine[];
  /** Values of other parameters, by name. */
  readonly settings?: Readonly<Record<string, string>>;
}
export interface NewLine {
  /** Its number or user name at the proxy. */
  readonly user: string;
  /** Beside the line key. */
  readonly shortName?: string;
  /** What others see. */
  readonly displayName?: string;
  /** `user` when it is not given. */
  readonly authName?: string;
  readonly password?: string;
  readonly proxy?: string;
  readonly proxyPort?: string;
}
export interface NewPhonesResult {
  /** The TFTP folder: the names of the files are relative to it. */
  readonly uri: string;
  readonly files: readonly CreatedFile[];
  /** One for each phone that was asked for; for a list also one for a line of headings that will not do. */
  readonly rows: readonly NewPhoneRow[];
  /** Headings of columns that mean nothing here and were passed over. */
  readonly ignored: readonly string[];
}
export interface NewPhoneRow {
  /** Counted from 1; in a list the headings are row 1. */
  readonly row: number;
  /** The name of the phone's file; `null` when there are problems. */
  readonly file: string | null;
  readonly problems: readonly NewPhoneProblem[];
  /** What the user should know of a file that is made all the same. */
  readonly notes: readonly string[];
}
export interface NewPhoneProblem {
  /** The heading of the column, or what it is called here; empty for the row as a whole. */
  readonly column: string;
  readonly message: string;
}

// --- what phones ask for -------------------------------------------------------------------------

/**
 * From the client: what phones asked for in a TFTP folder and did not get. It replaces what was said of the folder
 * before; without files there is nothing any more.
 */
export const askedNotification = 'cisco/asked';
export interface AskedParams {
  /** The URI of the TFTP folder. */
  readonly folder: string;
  readonly files: readonly AskedFile[];
}
/** A file that is not there under this name. */
export interface AskedFile {
  /** As the phones wrote it. */
  readonly name: string;
  /** What kind of file it is, as in `schemas/boot.json`; `null`: none of those. */
  readonly kind: string | null;
  readonly phones: readonly AskingPhone[];
}
export interface AskingPhone {
  /** Twelve digits in capitals, where it is known. */
  readonly mac?: string;
  /** Its IP address, where it is known. */
  readonly address?: string;
  /** When it asked for the file last: milliseconds since 1970. */
  readonly last: number;
}
