/** The language server: maps requests of the Language Server Protocol to the formats and the TFTP folder. */

import {
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  FileChangeType,
  type InitializeParams,
  RequestType,
  type SemanticTokens,
  SemanticTokensBuilder,
  WatchKind,
  type WorkspaceFolder,
} from 'vscode-languageserver';
import { type Diagnostic, type Hover, MarkupKind, type Range } from 'vscode-languageserver-types';
import { codeActions } from './actions.ts';
import { askedRequests } from './askedRequests.ts';
import { configName } from './config.ts';
import { createRequests } from './createRequests.ts';
import { judge } from './diagnose.ts';
import { toDiagnostic } from './diagnostics.ts';
import { dialRequests } from './dialRequests.ts';
import { fileNameOf } from './documents.ts';
import { folderLanguage } from './folderLanguage.ts';
import { type Format, type Parsed, tokenModifiers, tokenTypes } from './formats/format.ts';
import { touches } from './formats/ranges.ts';
import { formatOf, formats } from './formats/registry.ts';
import { plainText } from './markdown.ts';
import { passwordRequests } from './passwordRequests.ts';
import type { Platform } from './platform.ts';
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
import { refactoring, refactoringActions } from './refactoring.ts';
import { Session } from './session.ts';
import { findingsOf } from './tftproot/findings.ts';
import { inspect } from './tftproot/phones.ts';
import { tftpRoot } from './tftproot/root.ts';
import { upgradeRequests } from './upgradeRequests.ts';

/**
 * Serves the client that said hello with `params`, in a process or in a browser: see `node.ts` and `browser.ts`. What it
 * was answered stands in `hello.ts`.
 */
export function serve(connection: Connection, platform: Platform, params: InitializeParams): void {
  const session = new Session(connection, platform);
  session.initialize(params);
  listen(connection, session);
  language(connection, session);
  folderLanguage(connection, session);
  refactoring(connection, session);
  upgradeRequests(connection, session);
  dialRequests(connection, session);
  createRequests(connection, session);
  passwordRequests(connection, session);
  askedRequests(connection, session);
  ownRequests(connection, session);
  session.documents.listen(connection);
}

/** Documents, settings and files on the disk, as they come and change. */
function listen(connection: Connection, session: Session): void {
  const { documents } = session;

  connection.onInitialized(() => {
    const { listensToSettings, watchesFiles } = session.abilities;
    // What cannot be registered is done without: a folder is read again when one of its files is opened.
    if (listensToSettings)
      connection.client
        .register(DidChangeConfigurationNotification.type, { section: 'cisco' })
        .catch(() => connection.console.info('The client does not tell when settings change.'));
    // Not every client understands a set of letters in a pattern.
    const patterns = [
      '**/*.{cnf,xml,txt,dat,tests,CNF,XML,TXT,DAT,TESTS}',
      '**/*.{loads,sb2,sbn,bin,raw,pcm,LOADS,SB2,SBN,BIN,RAW,PCM}',
      `**/${configName}`,
    ];
    const watchers = [
      ...patterns.map((globPattern) => ({ globPattern, kind: WatchKind.Create | WatchKind.Change })),
      // Of a folder that is deleted or renamed editors tell alone, without its files.
      { globPattern: '**/*', kind: WatchKind.Delete },
    ];
    if (watchesFiles)
      connection.client
        .register(DidChangeWatchedFilesNotification.type, { watchers })
        .catch(() => session.doesNotWatch());
  });

  documents.onDidOpen(
    ({ document: { uri, format } }) =>
      void session.guard('Opening', uri, undefined, async () => {
        if (!format) return;
        if (!session.abilities.watchesFiles) session.forgetFolders();
        await session.prepare(uri);
        session.opened(uri);
      }),
  );
  documents.onDidChangeContent(({ document: { uri } }) => {
    // The library reports an opened document here too, before its folder is known; it is published from there.
    if (!session.sent.has(uri)) return;
    void session.guard('Checking', uri, undefined, () => session.edited(uri));
  });
  documents.onDidClose(
    ({ document: { uri } }) => void session.guard('Closing', uri, undefined, () => session.closed(uri)),
  );
  connection.onDidChangeWatchedFiles(({ changes }) => {
    const kinds = {
      [FileChangeType.Created]: 'created',
      [FileChangeType.Changed]: 'changed',
      [FileChangeType.Deleted]: 'deleted',
    } as const;
    void session.guard('Reading', '', undefined, () =>
      session.diskChanged(changes.map(({ uri, type }) => ({ uri, kind: kinds[type] }))),
    );
  });
  if (session.abilities.hasWorkspaceFolders)
    connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      const uris = (folders: readonly WorkspaceFolder[]) => folders.map(({ uri }) => uri);
      void session.guard('Leaving', '', undefined, () => session.workspaceChanged(uris(added), uris(removed)));
    });
  connection.onDidChangeConfiguration(({ settings: pushed }) => {
    session.settingsChanged((pushed as { cisco?: unknown } | null)?.cisco);
    void session.guard('Settings', '', undefined, () => session.publishAll());
  });
}

/** What the formats answer for one document. */
function language(connection: Connection, session: Session): void {
  connection.onHover(({ textDocument: { uri }, position }, token) =>
    session.about<Hover | null>('Hover', uri, null, token, ({ format, parsed, context }) => {
      const hover = format.hover(parsed, position, context);
      return hover ? forClient(hover) : null;
    }),
  );

  /** Markdown without its marks, for clients that show text as it is. */
  function forClient(hover: Hover): Hover {
    const { contents } = hover;
    if (session.abilities.markdown || typeof contents === 'string' || Array.isArray(contents) || !('kind' in contents))
      return hover;
    return { ...hover, contents: { kind: MarkupKind.PlainText, value: plainText(contents.value) } };
  }

  connection.onCompletion(({ textDocument: { uri }, position }, token) =>
    session.about('Completion', uri, [], token, ({ format, parsed, context }) =>
      format.complete(parsed, position, context, session.abilities),
    ),
  );

  connection.onCompletionResolve((item, token) =>
    session.guard(
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
    session.about('Code actions', uri, [], token, async ({ open, format }) => {
      const place = session.folders.placeOf(uri);
      const fixes = codeActions({
        document: open.source,
        format,
        findings: session.sent.get(uri) ?? [],
        range,
        only,
        createsPhones: session.abilities.createsPhones,
        toDiagnostic: (finding): Diagnostic => toDiagnostic(finding, uri, session.pageOf),
        ...(place && { uriOf: (name: string) => session.folders.uriOf(place.folder, name) }),
      });
      return [...fixes, ...(await refactoringActions(session, uri, range, only))];
    }),
  );

  connection.onDocumentSymbol(({ textDocument: { uri } }, token) =>
    session.about('Outline', uri, [], token, ({ format, parsed, context }) => format.symbols(parsed, context)),
  );

  connection.onFoldingRanges(({ textDocument: { uri } }, token) =>
    session.about('Folding', uri, [], token, ({ format, parsed }) => format.folding(parsed)),
  );

  connection.onDocumentFormatting(({ textDocument: { uri }, options }, token) =>
    session.about('Formatting', uri, [], token, ({ format, parsed }) => layOut(uri, format, parsed, options)),
  );
  connection.onDocumentRangeFormatting(({ textDocument: { uri }, options, range }, token) =>
    session.about('Formatting', uri, [], token, ({ format, parsed }) =>
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
    const { alignComments } = session.settings(uri).format;
    return format.layOut(parsed, { alignComments, insertSpaces, tabSize });
  }

  const noTokens: SemanticTokens = { data: [] };
  connection.languages.semanticTokens.on(({ textDocument: { uri } }, token) =>
    session.about('Colours', uri, noTokens, token, ({ format, parsed }) => buildTokens(format, parsed)),
  );
  connection.languages.semanticTokens.onRange(({ textDocument: { uri }, range }, token) =>
    session.about('Colours', uri, noTokens, token, ({ format, parsed }) => buildTokens(format, parsed, range)),
  );
}

/** The requests beside those of the Language Server Protocol: see `protocol.ts`. */
function ownRequests(connection: Connection, session: Session): void {
  const { documents, folders } = session;

  connection.onRequest(new RequestType<ClassifyParams, ClassifyResult, void>(classifyRequest), ({ uri }) =>
    session.guard<ClassifyResult>('Classifying', uri, { languageId: null }, async () => {
      await folders.load(uri);
      const place = folders.placeOf(uri);
      const text = documents.get(uri)?.source.getText() ?? '';
      const format = formatOf(fileNameOf(uri), text) ?? place?.folder.root.file(place.name)?.format;
      return { languageId: format?.languageId ?? null };
    }),
  );
  connection.onRequest(new RequestType<StatusParams, StatusResult, void>(statusRequest), ({ uri }, token) =>
    session.about<StatusResult>('Status', uri, null, token, ({ format, parsed, context }) =>
      format.status(parsed, context),
    ),
  );
  connection.onRequest(new RequestType<FolderParams, FolderResult | null, void>(folderRequest), (params, token) =>
    session.guard<FolderResult | null>(
      'Looking into the folder',
      params.uri,
      null,
      async () => {
        const { uri, files, texts } = params;
        const wanted = await session.freshSettings(uri);
        const root = tftpRoot(files, (name) => texts[name]);
        return inspect(root, (file) =>
          judge(
            file.format,
            file.document,
            findingsOf(root, file, (name) => name, wanted.dialPlan.country),
            wanted,
          ),
        );
      },
      token,
    ),
  );
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
