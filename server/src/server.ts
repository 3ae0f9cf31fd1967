/** The language server: maps requests of the Language Server Protocol to the formats and the TFTP folder. */

import {
  type CancellationToken,
  type Connection,
  createConnection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type InitializeParams,
  type InitializeResult,
  LSPErrorCodes,
  ProposedFeatures,
  RequestType,
  ResponseError,
  type SemanticTokens,
  SemanticTokensBuilder,
  type ServerCapabilities,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver/node';
import { CodeActionKind, type Diagnostic, type Hover, MarkupKind, type Range } from 'vscode-languageserver-types';
import { codeActions, fixAllKind } from './actions.ts';
import { diagnose, judge } from './diagnose.ts';
import { pagePath, toDiagnostic } from './diagnostics.ts';
import { configuration, fileNameOf, type OpenDocument } from './documents.ts';
import { Folders } from './folders.ts';
import { type Client, type Context, type Format, type Parsed, tokenModifiers, tokenTypes } from './formats/format.ts';
import { touches } from './formats/ranges.ts';
import { formatOf, formats } from './formats/registry.ts';
import type { Finding, Rule } from './formats/rules.ts';
import {
  type ClassifyParams,
  type ClassifyResult,
  classifyRequest,
  type FolderParams,
  type FolderResult,
  folderRequest,
  type StatusParams,
  type StatusResult,
  statusRequest,
} from './protocol.ts';
import { readSettings, type Settings } from './settings.ts';
import { checkAcrossFiles } from './tftproot/check.ts';
import { inspect } from './tftproot/phones.ts';
import { isNamedDialPlan, type RootFile, tftpRoot } from './tftproot/root.ts';
import { version } from './version.ts';

/** What the server can do, whatever the client is. */
export const capabilities: ServerCapabilities = {
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: false },
  hoverProvider: true,
  completionProvider: { triggerCharacters: [':', '"', '<', ' ', '\t'], resolveProvider: true },
  codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, fixAllKind] },
  documentSymbolProvider: true,
  foldingRangeProvider: true,
  documentLinkProvider: {},
  documentFormattingProvider: true,
  documentRangeFormattingProvider: true,
  semanticTokensProvider: {
    legend: { tokenTypes: [...tokenTypes], tokenModifiers: [...tokenModifiers] },
    full: true,
    range: true,
  },
  workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
};

/** The pages about the rules lie beside the bundle, so that they can be read without a network. */
function pageOf(rule: Rule): string {
  return new URL(`../docs/diagnostics/${pagePath(rule)}`, import.meta.url).href;
}

/** A document of ours with what its format's functions need. */
interface Ours {
  readonly open: OpenDocument;
  readonly format: Format;
  readonly parsed: Parsed;
  readonly context: Context;
}

/** Serves one client over `connection`. */
function serve(connection: Connection): void {
  const documents = new TextDocuments<OpenDocument>(configuration);
  const folders = new Folders((uri) => documents.get(uri));
  /** The findings that were last sent for each document, for the fixes in them. */
  const sent = new Map<string, readonly Finding[]>();
  let client: Client = { snippets: false, markdown: false };
  let pullsSettings = false;
  let watchesFiles = false;
  let listensToSettings = false;
  let common: Settings = readSettings({});
  const settingsOf = new Map<string, Settings>();

  connection.onInitialize((params: InitializeParams): InitializeResult => {
    const { textDocument, workspace } = params.capabilities;
    client = {
      snippets: textDocument?.completion?.completionItem?.snippetSupport ?? false,
      markdown: textDocument?.hover?.contentFormat?.includes(MarkupKind.Markdown) ?? false,
    };
    pullsSettings = workspace?.configuration ?? false;
    listensToSettings = workspace?.didChangeConfiguration?.dynamicRegistration ?? false;
    watchesFiles = workspace?.didChangeWatchedFiles?.dynamicRegistration ?? false;
    common = readSettings(params.initializationOptions);
    return { capabilities, serverInfo: { name: 'cisco-sip-language-server', version } };
  });

  connection.onInitialized(() => {
    // What cannot be registered is done without: a file is read again when it is opened.
    if (listensToSettings)
      void connection.client.register(DidChangeConfigurationNotification.type, { section: 'cisco' });
    if (watchesFiles)
      void connection.client.register(DidChangeWatchedFilesNotification.type, {
        watchers: [
          { globPattern: '**/*.{[cC][nN][fF],[xX][mM][lL],[tT][xX][tT],[dD][aA][tT]}' },
          { globPattern: '**/*.{loads,sb2,sbn,bin,raw,pcm,LOADS,SB2,SBN,BIN,RAW,PCM}' },
        ],
      });
  });

  /** Runs a handler; a failure is logged with the file's name and answered with `neutral`, and the server lives on. */
  async function guard<T>(
    what: string,
    uri: string,
    neutral: T,
    handler: () => T | Promise<T>,
    token?: CancellationToken,
  ) {
    if (token?.isCancellationRequested) return new ResponseError<void>(LSPErrorCodes.RequestCancelled, 'cancelled');
    try {
      return await handler();
    } catch (error) {
      const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
      connection.console.error(`${what} failed for ${fileNameOf(uri)}: ${reason}`);
      return neutral;
    }
  }

  function contextOf(uri: string): Context {
    const place = folders.placeOf(uri);
    return place ? place.root.context(place.name) : { fileName: fileNameOf(uri) };
  }

  /** The document, when it is one of ours. */
  function find(uri: string): Ours | undefined {
    const open = documents.get(uri);
    if (!open?.format || !open.parsed) return undefined;
    return { open, format: open.format, parsed: open.parsed, context: contextOf(uri) };
  }

  /** A handler for one document of ours; documents of others get `neutral`. */
  function about<T>(
    what: string,
    uri: string,
    neutral: T,
    token: CancellationToken,
    handler: (ours: Ours) => T | Promise<T>,
  ) {
    return guard(
      what,
      uri,
      neutral,
      () => {
        const ours = find(uri);
        return ours ? handler(ours) : neutral;
      },
      token,
    );
  }

  async function loadSettings(uri: string): Promise<void> {
    if (!pullsSettings || settingsOf.has(uri)) return;
    settingsOf.set(uri, readSettings(await connection.workspace.getConfiguration({ scopeUri: uri, section: 'cisco' })));
  }

  function settings(uri: string): Settings {
    return settingsOf.get(uri) ?? common;
  }

  function findingsOf({ open: { uri }, format, parsed, context }: Ours): Finding[] {
    const own = diagnose(format, parsed, context, settings(uri));
    const place = folders.placeOf(uri);
    if (!place) return own;
    const file = { name: place.name, format, document: parsed };
    const across = checkAcrossFiles(place.root, file, (name) => folders.uriOf(place.path, name));
    return across.length === 0 ? own : [...own, ...judge(format, parsed, across, settings(uri))];
  }

  function publish(uri: string): void {
    const ours = find(uri);
    if (!ours) return;
    const findings = findingsOf(ours);
    sent.set(uri, findings);
    const diagnostics = findings.map((finding) => toDiagnostic(finding, uri, pageOf));
    void connection.sendDiagnostics({ uri, version: ours.open.source.version, diagnostics });
  }

  /** Publishes what the other open documents of the same folder say now. */
  function publishNeighbours(uri: string): void {
    const place = folders.placeOf(uri);
    if (!place) return;
    for (const other of documents.keys())
      if (other !== uri && folders.placeOf(other)?.path === place.path) publish(other);
  }

  async function publishAll(): Promise<void> {
    for (const uri of documents.keys()) {
      await guard('Loading', uri, undefined, async () => {
        await loadSettings(uri);
        await folders.load(uri);
      });
      await guard('Checking', uri, undefined, () => publish(uri));
    }
  }

  documents.onDidOpen(
    ({ document: { uri, format } }) =>
      void guard('Opening', uri, undefined, async () => {
        if (!format) return;
        await loadSettings(uri);
        await folders.load(uri);
        publish(uri);
        publishNeighbours(uri);
      }),
  );
  documents.onDidChangeContent(({ document: { uri } }) => {
    // The library reports an opened document here too, before its folder is known; it is published from there.
    if (!sent.has(uri)) return;
    void guard('Checking', uri, undefined, () => {
      publish(uri);
      publishNeighbours(uri);
    });
  });
  documents.onDidClose(({ document: { uri } }) => {
    sent.delete(uri);
    settingsOf.delete(uri);
    void connection.sendDiagnostics({ uri, diagnostics: [] });
    void guard('Closing', uri, undefined, () => publishNeighbours(uri));
    folders.close(uri);
  });
  connection.onDidChangeWatchedFiles(() => {
    folders.invalidate();
    void publishAll();
  });
  connection.onDidChangeConfiguration(({ settings: pushed }) => {
    settingsOf.clear();
    if (!pullsSettings) common = readSettings((pushed as { cisco?: unknown } | null)?.cisco);
    void publishAll();
  });

  connection.onHover(({ textDocument: { uri }, position }, token) =>
    about<Hover | null>('Hover', uri, null, token, ({ format, parsed, context }) => {
      const hover = format.hover(parsed, position, context);
      return hover ? forClient(hover) : null;
    }),
  );

  /** Markdown without its marks, for clients that show text as it is. */
  function forClient(hover: Hover): Hover {
    const { contents } = hover;
    if (client.markdown || typeof contents === 'string' || Array.isArray(contents) || !('kind' in contents))
      return hover;
    const plain = contents.value
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .replace(/\\([\\`*_{}[\]()#+\-.!|<>~])|[*`]/g, '$1');
    return { ...hover, contents: { kind: MarkupKind.PlainText, value: plain } };
  }

  connection.onCompletion(({ textDocument: { uri }, position }, token) =>
    about('Completion', uri, [], token, ({ format, parsed, context }) =>
      format.complete(parsed, position, context, client),
    ),
  );

  connection.onCompletionResolve((item, token) =>
    guard(
      'Completion',
      '',
      item,
      () => {
        const id = (item.data as { format?: unknown } | undefined)?.format;
        return formats.find((format) => format.id === id)?.resolve?.(item) ?? item;
      },
      token,
    ),
  );

  connection.onCodeAction(({ textDocument: { uri }, range, context: { only } }, token) =>
    about('Code actions', uri, [], token, ({ open, format }) =>
      codeActions({
        document: open.source,
        format,
        findings: sent.get(uri) ?? [],
        range,
        only,
        toDiagnostic: (finding): Diagnostic => toDiagnostic(finding, uri, pageOf),
      }),
    ),
  );

  connection.onDocumentSymbol(({ textDocument: { uri } }, token) =>
    about('Outline', uri, [], token, ({ format, parsed, context }) => format.symbols(parsed, context)),
  );

  connection.onFoldingRanges(({ textDocument: { uri } }, token) =>
    about('Folding', uri, [], token, ({ format, parsed }) => format.folding(parsed)),
  );

  connection.onDocumentLinks(({ textDocument: { uri } }, token) =>
    about('Links', uri, [], token, ({ format, parsed, context }) => format.links(parsed, context)),
  );

  connection.onDocumentFormatting(({ textDocument: { uri }, options }, token) =>
    about('Formatting', uri, [], token, ({ format, parsed }) => layOut(uri, format, parsed, options)),
  );
  connection.onDocumentRangeFormatting(({ textDocument: { uri }, options, range }, token) =>
    about('Formatting', uri, [], token, ({ format, parsed }) =>
      layOut(uri, format, parsed, options).filter(
        (edit) => touches(range, edit.range.start) && touches(range, edit.range.end),
      ),
    ),
  );

  function layOut(
    uri: string,
    format: Format,
    parsed: Parsed,
    { insertSpaces, tabSize }: { insertSpaces: boolean; tabSize: number },
  ) {
    const { alignComments } = settings(uri).format;
    return format.layOut(parsed, { alignComments, insertSpaces, tabSize });
  }

  const noTokens: SemanticTokens = { data: [] };
  connection.languages.semanticTokens.on(({ textDocument: { uri } }, token) =>
    about('Colours', uri, noTokens, token, ({ format, parsed }) => buildTokens(format, parsed)),
  );
  connection.languages.semanticTokens.onRange(({ textDocument: { uri }, range }, token) =>
    about('Colours', uri, noTokens, token, ({ format, parsed }) => buildTokens(format, parsed, range)),
  );

  connection.onRequest(new RequestType<ClassifyParams, ClassifyResult, void>(classifyRequest), ({ uri }) =>
    guard<ClassifyResult>('Classifying', uri, { languageId: null }, async () => {
      await folders.load(uri);
      const name = fileNameOf(uri);
      const place = folders.placeOf(uri);
      const text = documents.get(uri)?.source.getText() ?? '';
      const format = formatOf(name, text) ?? (place ? place.root.file(place.name)?.format : undefined);
      if (format) return { languageId: format.languageId };
      return { languageId: place && isNamedDialPlan(place.root, place.name) ? 'cisco-sip-dialplan' : null };
    }),
  );
  connection.onRequest(new RequestType<StatusParams, StatusResult, void>(statusRequest), ({ uri }, token) =>
    about<StatusResult>('Status', uri, null, token, ({ format, parsed, context }) => format.status(parsed, context)),
  );
  connection.onRequest(new RequestType<FolderParams, FolderResult | null, void>(folderRequest), (params, token) =>
    guard<FolderResult | null>(
      'Looking into the folder',
      params.uri,
      null,
      async () => {
        const { uri, files, texts } = params;
        const wanted = pullsSettings
          ? readSettings(await connection.workspace.getConfiguration({ scopeUri: uri, section: 'cisco' }))
          : common;
        const root = tftpRoot(files, (name) => texts[name]);
        return inspect(root, (file: RootFile) => diagnose(file.format, file.document, root.context(file.name), wanted));
      },
      token,
    ),
  );

  documents.listen(connection);
  connection.listen();
}

function buildTokens(format: Format, parsed: Parsed, range?: Range) {
  const builder = new SemanticTokensBuilder();
  const tokens = format
    .tokens(parsed)
    .filter(({ line }) => !range || (line >= range.start.line && line <= range.end.line))
    .sort((a, b) => a.line - b.line || a.character - b.character);
  for (const { line, character, length, type, modifiers = [] } of tokens) {
    const bits = modifiers.reduce((sum, modifier) => sum | (1 << tokenModifiers.indexOf(modifier)), 0);
    builder.push(line, character, length, tokenTypes.indexOf(type), bits);
  }
  return builder.build();
}

serve(createConnection(ProposedFeatures.all));
