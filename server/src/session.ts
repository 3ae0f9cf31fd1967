/** One client of the server: its documents, their folders, its settings, and what it was told. */

import {
  type CancellationToken,
  CodeLensRefreshRequest,
  type Connection,
  type InitializeParams,
  LSPErrorCodes,
  MessageType,
  ResponseError,
  ShowMessageNotification,
  TextDocuments,
} from 'vscode-languageserver';
import { MarkupKind } from 'vscode-languageserver-types';
import type { URI } from 'vscode-uri';
import { Asked } from './asked.ts';
import { clientDisk } from './clientDisk.ts';
import { type Config, settingsProblems, withConfig } from './config.ts';
import { findConfig } from './configFile.ts';
import { diagnose, judge } from './diagnose.ts';
import { pagePath, toDiagnostic } from './diagnostics.ts';
import { documentsWith, fileNameOf, type OpenDocument } from './documents.ts';
import { failureInWords, withoutAccount } from './failure.ts';
import { type DiskChange, Folders, type Place, sharesFiles, type TftpFolder } from './folders.ts';
import type { Client, Context, Format, Parsed } from './formats/format.ts';
import type { Finding, Rule } from './formats/rules.ts';
import { limited } from './limit.ts';
import type { Platform } from './platform.ts';
import { type InitializationOptions, phonesChangedNotification } from './protocol.ts';
import { Publisher } from './publisher.ts';
import { readSettings, type Settings } from './settings.ts';
import { withAsked } from './tftproot/checks/asked.ts';
import { affected, findingsOf } from './tftproot/findings.ts';
import { defaultsName, type RootFile, type TftpRoot } from './tftproot/root.ts';

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

/** What the client said that it can do. */
export interface Abilities extends Client {
  readonly pullsSettings: boolean;
  readonly listensToSettings: boolean;
  readonly watchesFiles: boolean;
  /** It has the command that shows the places behind a code lens. */
  readonly showsReferences: boolean;
  /** It asks for a new phone when it is told to. */
  readonly createsPhones: boolean;
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
  /** It reads files for the server. */
  readonly readsFiles: boolean;
}

export class Session {
  readonly connection: Connection;
  readonly platform: Platform;
  readonly documents = new TextDocuments(documentsWith((uri, error) => this.#log('Reading', uri, error)));
  readonly folders: Folders;
  readonly publisher: Publisher;
  readonly asked = new Asked((folder, name) => this.folders.uriOf(folder, name));
  /** The findings that were last sent for each open document, for the fixes in them. */
  readonly sent = new Map<string, readonly Finding[]>();
  abilities: Abilities = {
    snippets: false,
    markdown: false,
    pullsSettings: false,
    listensToSettings: false,
    watchesFiles: false,
    showsReferences: false,
    createsPhones: false,
    refreshesLenses: false,
    refreshesHints: false,
    hasWorkspaceFolders: false,
    documentChanges: false,
    annotates: false,
    resolvesEdits: false,
    showsDisabled: false,
    readsFiles: false,
  };
  /** The URIs of the folders of the workspace. */
  #workspace: readonly string[] = [];
  /** The folder with the pages about the rules. */
  #pages: string | undefined;
  /** Somebody has an answer about the phones, or about a dial plan, that may have become wrong. */
  phonesWereAsked = false;
  /** Folders in which more changed than the findings of one file. */
  readonly #changed = new Set<TftpFolder>();
  #common: Settings = readSettings({});
  readonly #settings = new Map<string, Settings>();
  /** What lies in the `.cisco-sip.json` of each folder. */
  readonly #configs = new WeakMap<TftpFolder, Config | undefined>();
  #folderSettings = new WeakMap<TftpFolder, Settings>();
  /** What was wrong with settings and was said. */
  readonly #told = new Set<string>();

  constructor(connection: Connection, platform: Platform) {
    this.connection = connection;
    this.platform = platform;
    this.#pages = platform.pages;
    const elsewhere = clientDisk(connection);
    this.folders = new Folders(
      ({ scheme }) =>
        scheme === 'file' && platform.disk ? platform.disk : this.abilities.readsFiles ? elsewhere : undefined,
      (uri) => this.documents.get(uri),
      (folder) => this.#prepareFolder(folder),
      (folder, before, names) => this.#folderChanged(folder, before, names),
      (uri, error) => this.#log('Reading', uri, error),
    );
    this.publisher = new Publisher(
      {
        open: (folder) => this.#openIn(folder),
        publishOpen: (folder, name) => this.#publishPrepared(this.folders.uriOf(folder, name)),
        findings: (folder, name) => this.#findingsOfStored(folder, name),
        toDiagnostics: (folder, name, findings) => {
          const uri = this.folders.uriOf(folder, name);
          return findings.map((finding) => toDiagnostic(finding, uri, this.pageOf));
        },
        send: (folder, name, diagnostics) =>
          void connection.sendDiagnostics({ uri: this.folders.uriOf(folder, name), diagnostics }),
        failed: (folder, name, error) => this.#log('Checking', this.folders.uriOf(folder, name), error),
        giveWay: () => platform.giveWay(),
      },
      (folder) => this.#refresh(folder),
    );
  }

  initialize({ capabilities, initializationOptions, workspaceFolders, rootUri }: InitializeParams): void {
    const { textDocument, workspace } = capabilities;
    const options = (initializationOptions ?? {}) as InitializationOptions;
    this.abilities = {
      snippets: textDocument?.completion?.completionItem?.snippetSupport ?? false,
      // The first is the one that the client likes best.
      markdown: textDocument?.hover?.contentFormat?.[0] === MarkupKind.Markdown,
      pullsSettings: workspace?.configuration ?? false,
      listensToSettings: workspace?.didChangeConfiguration?.dynamicRegistration ?? false,
      watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration ?? false,
      showsReferences: options.showsReferences === true,
      createsPhones: options.createsPhones === true,
      refreshesLenses: workspace?.codeLens?.refreshSupport ?? false,
      refreshesHints: workspace?.inlayHint?.refreshSupport ?? false,
      hasWorkspaceFolders: workspace?.workspaceFolders ?? false,
      documentChanges: workspace?.workspaceEdit?.documentChanges ?? false,
      annotates: workspace?.workspaceEdit?.changeAnnotationSupport !== undefined,
      resolvesEdits: textDocument?.codeAction?.resolveSupport?.properties.includes('edit') ?? false,
      showsDisabled: textDocument?.codeAction?.disabledSupport ?? false,
      readsFiles: options.readsFiles === true,
    };
    this.#workspace = workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : []);
    this.#pages ??= options.pages;
    this.#common = this.#understand(initializationOptions);
  }

  /** The URI of the page about a rule; `undefined` where nobody knows where the pages are. */
  readonly pageOf = (rule: Rule): string | undefined =>
    this.#pages === undefined ? undefined : `${this.#pages}/${pagePath(rule)}`;

  /** The client cannot tell what changes on the disk after all. */
  doesNotWatch(): void {
    this.abilities = { ...this.abilities, watchesFiles: false };
  }

  // --- guarding -------------------------------------------------------------------------------

  /** Runs a handler; a failure is logged with the file's URI and answered with `neutral`, and the server lives on. */
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
      this.#log(what, uri, error);
      return neutral;
    }
  }

  #log(what: string, uri: string, error: unknown): void {
    const where = uri === '' ? '' : ` for ${withoutAccount(uri)}`;
    this.connection.console.error(`${what} failed${where}: ${failureInWords(error)}`);
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

  /** Loads the settings of a document or a folder. */
  async loadSettings(uri: string): Promise<void> {
    if (this.#settings.has(uri) || !this.abilities.pullsSettings) return;
    this.#settings.set(uri, await this.#askSettings(uri));
  }

  /** Loads the settings of a folder, with those that lie in its `.cisco-sip.json`. */
  async loadFolderSettings(folder: TftpFolder): Promise<void> {
    const uri = this.folders.uriOf(folder, '');
    await this.loadSettings(uri);
    const found = await findConfig(folder.disk, folder.uri);
    this.#configs.set(folder, found?.config);
    this.#folderSettings.delete(folder);
    if (found) this.#tell(nameOf(found.uri), found.config.problems);
  }

  async #prepareFolder(folder: TftpFolder): Promise<void> {
    const uri = this.folders.uriOf(folder, '');
    await this.guard('Settings', uri, undefined, () => this.loadFolderSettings(folder));
  }

  #askSettings(uri: string): Promise<Settings> {
    const asked = this.connection.workspace.getConfiguration({ scopeUri: uri, section: 'cisco' });
    return asked.then(
      (value) => this.#understand(value),
      // A client that cannot answer has no settings of its own.
      () => this.#common,
    );
  }

  /** Settings as a client sends them. What is wrong with them is ignored, and told once. */
  #understand(value: unknown): Settings {
    this.#tell('Settings', settingsProblems(value));
    return readSettings(value);
  }

  /** Tells what is wrong with settings, unless that was said before. */
  #tell(where: string, problems: readonly string[]): void {
    const news = problems.filter((problem) => !this.#told.has(`${where}: ${problem}`));
    if (news.length === 0) return;
    for (const problem of news) this.#told.add(`${where}: ${problem}`);
    // A notification: nothing is asked, and a client need not answer.
    const params = { type: MessageType.Warning, message: `${where}: ${news.join(' ')}` };
    void this.connection.sendNotification(ShowMessageNotification.method, params);
  }

  /** Settings as they are now, for a question that is asked once. */
  async freshSettings(uri: string): Promise<Settings> {
    return this.abilities.pullsSettings ? this.#askSettings(uri) : this.#common;
  }

  /** The settings for a document, as they were last loaded. What lies with the files goes before the editor's. */
  settings(uri: string): Settings {
    const settings = this.#settings.get(uri) ?? this.#common;
    const place = this.folders.placeOf(uri);
    const config = place && this.#configs.get(place.folder);
    return config ? withConfig(settings, config) : settings;
  }

  /** The settings for the files of a folder that nobody has open. */
  folderSettings(folder: TftpFolder): Settings {
    const known = this.#folderSettings.get(folder);
    if (known) return known;
    const settings = this.#settings.get(this.folders.uriOf(folder, '')) ?? this.#common;
    const config = this.#configs.get(folder);
    const made = config ? withConfig(settings, config) : settings;
    this.#folderSettings.set(folder, made);
    return made;
  }

  /** Forgets the settings: they changed. `pushed` is what a client sends that is not asked. */
  settingsChanged(pushed: unknown): void {
    this.#settings.clear();
    this.#folderSettings = new WeakMap();
    if (!this.abilities.pullsSettings) this.#common = this.#understand(pushed);
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
    if (!ours) {
      // What was found before it could not be read any more is not there any more.
      if (this.sent.get(uri)?.length) void this.connection.sendDiagnostics({ uri, diagnostics: [] });
      if (this.sent.has(uri)) this.sent.set(uri, []);
      return;
    }
    const place = this.folders.placeOf(uri);
    const findings = limited(this.#findingsOf(ours, place), this.settings(uri).diagnostics.limit);
    this.sent.set(uri, findings);
    if (place) this.publisher.note(place.folder, place.name, findings);
    const diagnostics = findings.map((finding) => toDiagnostic(finding, uri, this.pageOf));
    void this.connection.sendDiagnostics({ uri, version: ours.open.source.version, diagnostics });
  }

  #findingsOf({ open: { uri }, format, parsed, context }: Ours, place: Place | undefined): Finding[] {
    const file = place?.folder.root.file(place.name);
    if (!place || file?.document !== parsed) return diagnose(format, parsed, context, this.settings(uri));
    const settings = this.settings(uri);
    const uriOf = (name: string) => this.folders.uriOf(place.folder, name);
    const known = findingsOf(place.folder.root, file, uriOf, settings.dialPlan.country);
    return judge(format, parsed, withAsked(known, this.asked.in(place.folder, file.name)), settings);
  }

  /** Hints are for those who have the file open: no list of problems shows them. */
  #findingsOfStored(folder: TftpFolder, name: string): readonly Finding[] | undefined {
    const settings = this.folderSettings(folder);
    const file = settings.diagnostics.scope === 'folder' ? folder.root.file(name) : undefined;
    if (!file || file.name !== name) return undefined;
    const uriOf = (other: string) => this.folders.uriOf(folder, other);
    const known = findingsOf(folder.root, file, uriOf, settings.dialPlan.country);
    const found = withAsked(known, this.asked.in(folder, name));
    if (found.length === 0) return undefined;
    const shown = judge(file.format, file.directives, found, settings).filter(({ severity }) => severity !== 'hint');
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
    this.platform.giveBackWhenQuiet();
    if (this.phonesWereAsked) {
      this.phonesWereAsked = false;
      void this.connection.sendNotification(phonesChangedNotification);
    }
    if (!this.#changed.delete(folder)) return;
    // A client that refuses shows older ones for longer, and nothing else.
    const refused = () => undefined;
    if (this.abilities.refreshesLenses) this.connection.sendRequest(CodeLensRefreshRequest.type).catch(refused);
    if (this.abilities.refreshesHints) this.connection.languages.inlayHint.refresh().catch(refused);
  }

  // --- opening --------------------------------------------------------------------------------

  /** Settings and folder of a document, before it is answered for. */
  async prepare(uri: string): Promise<void> {
    await this.loadSettings(uri);
    await this.folders.load(uri);
    const place = this.folders.placeOf(uri);
    if (place) await this.loadFolderSettings(place.folder);
  }

  /** A document was opened, and `prepare` is done. By then it may have been closed again. */
  opened(uri: string): void {
    if (!this.documents.get(uri)) {
      this.forgetSettings(uri);
      return;
    }
    this.sent.set(uri, []);
    if (this.folders.placeOf(uri)) this.folders.edited(uri);
    else this.publish(uri);
  }

  edited(uri: string): void {
    this.platform.notQuiet();
    if (this.find(uri) && this.folders.placeOf(uri)) this.folders.edited(uri);
    else this.publish(uri);
  }

  /** A document was closed: from now on the disk counts. */
  async closed(uri: string): Promise<void> {
    this.sent.delete(uri);
    this.forgetSettings(uri);
    const place = this.folders.placeOf(uri);
    if (place) this.publisher.note(place.folder, place.name, []);
    void this.connection.sendDiagnostics({ uri, diagnostics: [] });
    this.#leaveFolders();
    await this.folders.changed([{ uri, kind: 'changed' }]);
  }

  /** The folders of the workspace are others now. */
  workspaceChanged(added: readonly string[], removed: readonly string[]): void {
    this.#workspace = [...this.#workspace.filter((uri) => !removed.includes(uri)), ...added];
    this.#leaveFolders();
  }

  /** Takes back what was told of folders that are not in the workspace and of which nothing is open. */
  #leaveFolders(): void {
    const isWanted = (folder: TftpFolder) =>
      this.#workspace.some((uri) => sharesFiles(folder, uri)) || this.#openIn(folder).size > 0;
    for (const folder of this.folders.forgetUnless(isWanted)) this.publisher.forget(folder);
  }

  /** Others changed files on the disk. */
  async diskChanged(changes: readonly DiskChange[]): Promise<void> {
    if (await this.folders.changed(changes)) return;
    const known = this.folders.all();
    this.forgetFolders();
    // Also those of which nothing is open.
    for (const folder of known) await this.folders.load(this.folders.uriOf(folder, defaultsName));
    await this.publishAll();
  }

  forgetFolders(): void {
    for (const folder of this.folders.all()) this.publisher.forget(folder);
    this.folders.forget();
  }

  /** Answers again for every open document and every folder: settings or the disk changed. */
  async publishAll(): Promise<void> {
    for (const uri of this.documents.keys()) {
      await this.guard('Loading', uri, undefined, () => this.prepare(uri));
      if (!this.folders.placeOf(uri)) await this.guard('Checking', uri, undefined, () => this.publish(uri));
    }
    for (const folder of this.folders.all()) {
      await this.loadFolderSettings(folder);
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
        await this.loadFolderSettings(folder);
        found.set(folder.uri.toString(), folder);
      }
    return [...found.values()];
  }
}

/** As users know it: a path, or a URI where there is none. */
function nameOf(uri: URI): string {
  return uri.scheme === 'file' ? uri.fsPath : uri.toString();
}
