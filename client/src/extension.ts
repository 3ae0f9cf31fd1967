/**
 * The extension's entry. It is loaded for every XML file that somebody opens, so it holds next to nothing: the client,
 * and with it the library and the server, comes with the first file that is ours or the first command.
 */

import { commands, type ExtensionContext, type TextDocument, workspace } from 'vscode';
import type * as Client from './client.ts';
import { languageIds } from './languages.ts';
import { recognise } from './recognise.ts';

let client: typeof Client | undefined;

export function activate(context: ExtensionContext): void {
  const load = (): typeof Client => {
    if (!client) {
      client = require('./client.cjs') as typeof Client;
      client.start(context);
    }
    return client;
  };
  const look = (document: TextDocument): void => {
    if (languageIds.includes(document.languageId)) load();
    else if (document.languageId === 'xml') void recognise(document, (unknown) => load().classify(unknown));
  };
  context.subscriptions.push(
    commands.registerCommand('cisco.restartLanguageServer', () => load().restartLanguageServer()),
    commands.registerCommand('cisco.showLog', () => load().showLog()),
    workspace.onDidOpenTextDocument(look),
    workspace.onDidSaveTextDocument(look),
  );
  workspace.textDocuments.forEach(look);
}

export function deactivate(): Promise<void> | undefined {
  return client?.stop();
}
