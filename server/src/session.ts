/** One client of the server: its documents, their folders, its settings, and what it was told. */

import {
  type CancellationToken,
  CodeLensRefreshRequest,
  type Connection,
  type InitializeParams,
  LSPErrorCodes,
  ResponseError,
  TextDocuments,
} from 'vscode-languageserver/node';
import { MarkupKind } from 'vscode-languageserver-types';
import { diagnose, judge } from './diagnose.ts';
import { pagePath, toDiagnostic } from './diagnostics.ts';
import { configuration, fileNameOf, type OpenDocument } from './documents.ts';
import { type DiskChange, Folders, type Place, type TftpFolder } from './folders.ts';
import type { Client, Context, Format, Parsed } from './formats/format.ts';
import type { Finding, Rule } from './formats/rules.ts';
import { limited } from './limit.ts';
import { giveBackWhenQuiet, notQuiet } from './memory.ts';
import { type InitializationOptions, phonesChangedNotification } from './protocol.ts';
import { Publisher } from './publisher.ts';
import { readSettings, type Settings } from './settings.ts';
import { affected, findingsOf } from './tftproot/findings.ts';
import type { RootFile, TftpRoot } from './tftproot/root.ts';

/** A document of ours with what its format's functions need. */
export interface Ours {
  readonly open: OpenDocument;
  readonly format: Format;
  readonly parsed: Parsed;
  readonly context: Context;
}

/** A document of ours as a file of its folder. */
export interface InFolder {
  readonly folder: TftpFolder;
  readonly root: TftpRoot;
  readonly file: RootFile;
}

/** The pages about the rules lie beside the bundle, so that they can be read without a network. */
export function pageOf(rule: Rule): string {
  return new URL(`../docs/diagnostics/${pagePath(rule)}`, import.meta.url).href;
}

/** What the client said that it can do. */
export interface Abilities extends Client {
  readonly pullsSettings: boolean;
  readonly listensToSettings: boolean;
  readonly watchesFiles: boolean;
  /** It has the command that shows the places behind a code lens. */
  readonly showsReferences: boolean;
  readonly refreshesLenses: boolean;
  readonly refreshesHints: boolean;
  readonly hasWorkspaceFolders: boolean;
  /** It takes edits that create and rename files. */
  readonly documentChanges: boolean;
  /** It can ask the user before it makes a change. */
  readonly annotates: boolean;
  /** It asks for the edit of a code action when that is chosen. */
  readonly resolvesEdits: boolean;
  readonly showsDisabled: boolean;
}

export class Session {
  readonly connection: Connection;
  readonly documents = new TextDocuments<OpenDocument>(configuration);
  readonly folders: Folders;
  readonly publisher: Publisher;
  /** The findings that were last sent for each open document, for the fixes in them. */
  readonly sent = new Map<string, readonly Finding[]>();
  abilities: Abilities = {
    snippets: false,
    markdown: false,
    pullsSettings: false,
    listensToSettings: false,
    watchesFiles: false,
    showsReferences: false,
    refreshesLenses: false,
    refreshesHints: false,
    hasWorkspaceFolders: false,
    documentChanges: false,
    annotates: false,
    resolvesEdits: false,
    showsDisabled: false,
  };
  /** Somebody has an answer about the phones that may have become wrong. */
  phonesWereAsked = false;
  /** Folders in which more changed than the findings of one file. */
  readonly #changed = new Set<TftpFolder>();
  #common: Settings = readSettings({});
  readonly #settings = new Map<string, Settings>();

  constructor(connection: Connection) {
    this.connection = connection;
    this.folders = new Folders(
      (uri) => this.documents.get(uri),
      (folder, before, names) => this.#folderChanged(folder, before, names),
    );
    this.publisher = new Publisher(
      {
        open: (folder) => this.#openIn(folder),
        publishOpen: (folder, name) => this.#publishPrepared(this.folders.uriOf(folder, name)),
        findings: (folder, name) => this.#findingsOfStored(folder, name),
        toDiagnostics: (folder, name, findings) => {
          const uri = this.folders.uriOf(folder, name);
          return findings.map((finding) => toDiagnostic(finding, uri, pageOf));
        },
        send: (folder, name, diagnostics) =>
          void connection.sendDiagnostics({ uri: this.folders.uriOf(folder, name), diagnostics }),
        failed: (_folder, name, error) => this.#log('Checking', name, error),
      },
      (folder) => this.#refresh(folder),
    );
  }

  initialize({ capabilities, initializationOptions }: InitializeParams): void {
    const { textDocument, workspace } = capabilities;
    this.abilities = {
      snippets: textDocument?.completion?.completionItem?.snippetSupport ?? false,
      markdown: textDocument?.hover?.contentFormat?.includes(MarkupKind.Markdown) ?? false,
      pullsSettings: workspace?.configuration ?? false,
      listensToSettings: workspace?.didChangeConfiguration?.dynamicRegistration ?? false,
      watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration ?? false,
      showsReferences: (initializationOptions as InitializationOptions | undefined)?.showsReferences === true,
      refreshesLenses: workspace?.codeLens?.refreshSupport ?? false,
      refreshesHints: workspace?.inlayHint?.refreshSupport ?? false,
      hasWorkspaceFolders: workspace?.workspaceFolders ?? false,
      documentChanges: workspace?.workspaceEdit?.documentChanges ?? false,
      annotates: workspace?.workspaceEdit?.changeAnnotationSupport !== undefined,
      resolvesEdits: textDocument?.codeAction?.resolveSupport?.properties.includes('edit') ?? false,
      showsDisabled: textDocument?.codeAction?.disabledSupport ?? false,
    };
    this.#common = readSettings(initializationOptions);
  }

  // --- guarding -------------------------------------------------------------------------------

  /** Runs a handler; a failure is logged with the file's name and answered with `neutral`, and the server lives on. */
  async guard<T>(
    what: string,
    uri: string,
    neutral: T,
    handler: () => T | Promise<T>,
    token?: CancellationToken,
  ): Promise<T | ResponseError<void>> {
    if (token?.isCancellationRequested) return new ResponseError<void>(LSPErrorCodes.RequestCancelled, 'cancelled');
    try {
      return await handler();
    } catch (error) {
      this.#log(what, fileNameOf(uri), error);
      return neutral;
    }
  }

  #log(what: string, name: string, error: unknown): void {
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.connection.console.error(`${what} failed for ${name}: ${reason}`);
  }

  /** A handler for one document of ours; documents of others get `neutral`. */
  about<T>(
    what: string,
    uri: string,
    neutral: T,
    token: CancellationToken,
    handler: (ours: Ours) => T | Promise<T>,
  ): Promise<T | ResponseError<void>> {
    const run = () => {
      const ours = this.find(uri);
      return ours ? handler(ours) : neutral;
    };
    return this.guard(what, uri, neutral, run, token);
  }

  /** A handler for one document of ours that lies in a folder; all others get `neutral`. */
  aboutFolder<T>(
    what: string,
    uri: string,
    neutral: T,
    token: CancellationToken,
    handler: (place: InFolder) => T | Promise<T>,
  ): Promise<T | ResponseError<void>> {
    const run = () => {
      const place = this.inFolder(uri);
      return place ? handler(place) : neutral;
    };
    return this.guard(what, uri, neutral, run, token);
  }

  // --- documents ------------------------------------------------------------------------------

  /** The document, when it is one of ours. */
  find(uri: string): Ours | undefined {
    const open = this.documents.get(uri);
    if (!open?.format || !open.parsed) return undefined;
    return { open, format: open.format, parsed: open.parsed, context: this.#contextOf(uri) };
  }

  #contextOf(uri: string): Context {
    const place = this.folders.placeOf(uri);
    const known = place ? place.folder.root.context(place.name) : { fileName: fileNameOf(uri) };
    return { ...known, country: this.settings(uri).dialPlan.country };
  }

  inFolder(uri: string): InFolder | undefined {
    const place = this.folders.placeOf(uri);
    const file = place?.folder.root.file(place.name);
    return place && file ? { folder: place.folder, root: place.folder.root, file } : undefined;
  }

  #openIn(folder: TftpFolder): ReadonlySet<string> {
    const names = new Set<string>();
    for (const uri of this.documents.keys()) {
      const place = this.folders.placeOf(uri);
      if (place?.folder === folder && this.documents.get(uri)?.format) names.add(place.name);
    }
    return names;
  }

  // --- settings -------------------------------------------------------------------------------

  async loadSettings(uri: string): Promise<Settings> {
    const known = this.#settings.get(uri);
    if (known) return known;
    if (!this.abilities.pullsSettings) return this.#common;
    const read = await this.freshSettings(uri);
    this.#settings.set(uri, read);
    return read;
  }

  /** The settings for a document or a folder, as they were last loaded. */
  settings(uri: string): Settings {
    return this.#settings.get(uri) ?? this.#common;
  }

  /** Forgets the settings: they changed. `pushed` is what a client sends that is not asked. */
  settingsChanged(pushed: unknown): void {
    this.#settings.clear();
    if (!this.abilities.pullsSettings) this.#common = readSettings(pushed);
  }

  forgetSettings(uri: string): void {
    this.#settings.delete(uri);
  }

  // --- findings -------------------------------------------------------------------------------

  /** One that is being opened is answered for when its settings are there. */
  #publishPrepared(uri: string): void {
    if (this.sent.has(uri)) this.publish(uri);
  }

  /** Sends what is wrong with an open document now. */
  publish(uri: string): void {
    const ours = this.find(uri);
    if (!ours) return;
    const place = this.folders.placeOf(uri);
    const findings = limited(this.#findingsOf(ours, place), this.settings(uri).diagnostics.limit);
    this.sent.set(uri, findings);
    if (place) this.publisher.note(place.folder, place.name, findings);
    const diagnostics = findings.map((finding) => toDiagnostic(finding, uri, pageOf));
    void this.connection.sendDiagnostics({ uri, version: ours.open.source.version, diagnostics });
  }

  #findingsOf({ open: { uri }, format, parsed, context }: Ours, place: Place | undefined): Finding[] {
    const file = place?.folder.root.file(place.name);
    if (!place || file?.document !== parsed) return diagnose(format, parsed, context, this.settings(uri));
    const settings = this.settings(uri);
    const uriOf = (name: string) => this.folders.uriOf(place.folder, name);
    const found = findingsOf(place.folder.root, file, uriOf, settings.dialPlan.country);
    return judge(format, parsed, found, settings);
  }

  /** Hints are for those who have the file open: no list of problems shows them. */
  #findingsOfStored(folder: TftpFolder, name: string): readonly Finding[] | undefined {
    const settings = this.settings(this.folders.uriOf(folder, ''));
    const file = settings.diagnostics.scope === 'folder' ? folder.root.file(name) : undefined;
    if (!file || file.name !== name) return undefined;
    const uriOf = (other: string) => this.folders.uriOf(folder, other);
    const found = findingsOf(folder.root, file, uriOf, settings.dialPlan.country);
    if (found.length === 0) return undefined;
    const shown = judge(file.format, file.document, found, settings).filter(({ severity }) => severity !== 'hint');
    return limited(shown, settings.diagnostics.limit);
  }

  #folderChanged(folder: TftpFolder, before: TftpRoot, names: readonly string[] | undefined): void {
    const [name, ...others] = names ?? [];
    const single = name !== undefined && others.length === 0 ? name : undefined;
    const looked = single === undefined ? undefined : affected(before, folder.root, single);
    if (looked?.length !== 1) this.#changed.add(folder);
    this.publisher.look(folder, looked, single);
  }

  /** Tells the client to ask again for what depends on all files of the folder. */
  #refresh(folder: TftpFolder): void {
    giveBackWhenQuiet();
    if (this.phonesWereAsked) {
      this.phonesWereAsked = false;
      void this.connection.sendNotification(phonesChangedNotification);
    }
    if (!this.#changed.delete(folder)) return;
    if (this.abilities.refreshesLenses) void this.connection.sendRequest(CodeLensRefreshRequest.type);
    if (this.abilities.refreshesHints) void this.connection.languages.inlayHint.refresh();
  }

  // --- opening --------------------------------------------------------------------------------

  /** Settings and folder of a document, before it is answered for. */
  async prepare(uri: string): Promise<void> {
    await this.loadSettings(uri);
    await this.folders.load(uri);
    const place = this.folders.placeOf(uri);
    if (place) await this.loadSettings(this.folders.uriOf(place.folder, ''));
  }

  /** A document was opened, and `prepare` is done. */
  opened(uri: string): void {
    this.sent.set(uri, []);
    if (this.folders.placeOf(uri)) this.folders.edited(uri);
    else this.publish(uri);
  }

  edited(uri: string): void {
    notQuiet();
    if (this.folders.placeOf(uri)) this.folders.edited(uri);
    else this.publish(uri);
  }

  /** A document was closed: from now on the disk counts. */
  closed(uri: string): void {
    this.sent.delete(uri);
    this.forgetSettings(uri);
    const place = this.folders.placeOf(uri);
    if (place) this.publisher.note(place.folder, place.name, []);
    void this.connection.sendDiagnostics({ uri, diagnostics: [] });
    this.folders.changed([{ uri, kind: 'changed' }]);
  }

  /** Others changed files on the disk. */
  async diskChanged(changes: readonly DiskChange[]): Promise<void> {
    if (this.folders.changed(changes)) return;
    this.forgetFolders();
    await this.publishAll();
  }

  forgetFolders(): void {
    for (const folder of this.folders.all()) this.publisher.forget(folder);
    this.folders.forget();
  }

  /** Settings as they are now, for a question that is asked once. */
  async freshSettings(uri: string): Promise<Settings> {
    if (!this.abilities.pullsSettings) return this.#common;
    return readSettings(await this.connection.workspace.getConfiguration({ scopeUri: uri, section: 'cisco' }));
  }

  /** Answers again for every open document and every folder: settings or the disk changed. */
  async publishAll(): Promise<void> {
    for (const uri of this.documents.keys()) {
      await this.guard('Loading', uri, undefined, () => this.prepare(uri));
      if (!this.folders.placeOf(uri)) await this.guard('Checking', uri, undefined, () => this.publish(uri));
    }
    for (const folder of this.folders.all()) {
      await this.loadSettings(this.folders.uriOf(folder, ''));
      this.publisher.look(folder, undefined);
    }
  }

  /** The TFTP folders in the folders of the workspace, and those of open documents. */
  async discoverAll(): Promise<TftpFolder[]> {
    const workspace = this.abilities.hasWorkspaceFolders ? await this.connection.workspace.getWorkspaceFolders() : [];
    const found = await this.discover((workspace ?? []).map(({ uri }) => uri));
    return [...new Set([...found, ...this.folders.all()])];
  }

  /** The TFTP folders in these folders of the workspace, ready to be answered for. */
  async discover(uris: readonly string[]): Promise<TftpFolder[]> {
    const found = new Map<string, TftpFolder>();
    for (const uri of uris)
      for (const folder of await this.folders.discover(uri)) {
        await this.loadSettings(this.folders.uriOf(folder, ''));
        found.set(folder.path, folder);
      }
    return [...found.values()];
  }
}
