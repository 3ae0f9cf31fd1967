/** The first answer of the server. It needs next to nothing, so that it is there before everything else is. */

import {
  type Connection,
  type InitializeParams,
  type ServerCapabilities,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { CodeActionKind } from 'vscode-languageserver-types';
import { fixAllKind } from './fixAllKind.ts';
import { tokenModifiers, tokenTypes } from './formats/format.ts';
import { version } from './version.ts';

/** What the server can do, whatever the client is. */
export const capabilities: ServerCapabilities = {
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: false },
  hoverProvider: true,
  completionProvider: { triggerCharacters: [':', '"', '<', ' ', '\t'], resolveProvider: true },
  codeActionProvider: {
    codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.Refactor, fixAllKind],
    resolveProvider: true,
  },
  renameProvider: { prepareProvider: true },
  documentSymbolProvider: true,
  foldingRangeProvider: true,
  documentLinkProvider: {},
  definitionProvider: true,
  referencesProvider: true,
  workspaceSymbolProvider: true,
  codeLensProvider: { resolveProvider: true },
  inlayHintProvider: true,
  documentFormattingProvider: true,
  documentRangeFormattingProvider: true,
  semanticTokensProvider: {
    legend: { tokenTypes: [...tokenTypes], tokenModifiers: [...tokenModifiers] },
    full: true,
    range: true,
  },
  workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
};

/** Answers the client's hello and hands on what it said. */
export function answerHello(connection: Connection, then: (params: InitializeParams) => void): void {
  connection.onInitialize((params) => {
    then(params);
    return { capabilities, serverInfo: { name: 'cisco-sip-language-server', version } };
  });
  connection.listen();
}
