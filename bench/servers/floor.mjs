/**
 * The floor: what a server costs that has no language. The two libraries that every server of these here is made with,
 * not bundled, documents kept in step, and nothing to say about them.
 */

import { createRequire } from 'node:module';

// As servers that are not bundled load them, and the project's own: the servers beside us bring older ones.
const require = createRequire(new URL('../../package.json', import.meta.url));
const { createConnection, ProposedFeatures, TextDocuments, TextDocumentSyncKind } =
  require('vscode-languageserver/node');
const { TextDocument } = require('vscode-languageserver-textdocument');

const connection = createConnection(ProposedFeatures.all);
const documents = new TextDocuments(TextDocument);
connection.onInitialize(() => ({
  capabilities: {
    textDocumentSync: TextDocumentSyncKind.Incremental,
    hoverProvider: true,
    completionProvider: {},
  },
}));
connection.onHover(() => null);
connection.onCompletion(() => []);
documents.onDidChangeContent(
  ({ document: { uri, version } }) => void connection.sendDiagnostics({ uri, version, diagnostics: [] }),
);
documents.listen(connection);
connection.listen();
