/**
 * The extension's entry. It is loaded for every XML file that somebody opens, so it holds next to nothing: the client,
 * and with it the library and the server, comes with the first file that is ours or the first command, and what pushes
 * and sends with the first command that needs it.
 */

import { commands, type ExtensionContext, type TextDocument, workspace } from 'vscode';
import type * as Client from './client.ts';
import { languageIds } from './languages.ts';
import { recognise } from './recognise.ts';
import type * as Tools from './tools.ts';

let client: typeof Client | undefined;
let loadedTools: typeof Tools | undefined;

export function activate(context: ExtensionContext): void {
  const load = (): typeof Client => {
    if (!client) {
      client = require('./client.cjs') as typeof Client;
      client.start(context);
    }
    return client;
  };
  const tools = (): typeof Tools => {
    if (!loadedTools) {
      loadedTools = require('./tools.cjs') as typeof Tools;
      loadedTools.start(load().environment(context));
    }
    return loadedTools;
  };
  const look = (document: TextDocument): void => {
    if (languageIds.includes(document.languageId)) load();
    else if (document.languageId === 'xml') void recognise(document, (unknown) => load().classify(unknown));
  };
  const saved = (document: TextDocument): void => {
    look(document);
    if (!languageIds.includes(document.languageId)) return;
    if (workspace.getConfiguration('cisco.tftp', document).get('pushOnSave') === true)
      void tools().pushOnSave(document);
  };
  context.subscriptions.push(
    commands.registerCommand('cisco.restartLanguageServer', () => load().restartLanguageServer()),
    commands.registerCommand('cisco.showLog', () => load().showLog()),
    commands.registerCommand('cisco.pushToTftpFolder', (...args) => tools().pushToTftpFolder(...args)),
    commands.registerCommand('cisco.undoLastPush', () => tools().undoLastPush()),
    commands.registerCommand('cisco.sendCheckSync', (...args) => tools().sendCheckSync(...args)),
    commands.registerCommand('cisco.retryCheckSync', () => tools().retryCheckSync()),
    commands.registerCommand('cisco.bumpSync', (...args) => tools().bumpSync(...args)),
    commands.registerCommand('cisco.pushAndRestart', (...args) => tools().pushAndRestart(...args)),
    commands.registerCommand('cisco.copyCheckSyncForPbx', (...args) => tools().copyCheckSyncForPbx(...args)),
    workspace.onDidOpenTextDocument(look),
    workspace.onDidSaveTextDocument(saved),
  );
  workspace.textDocuments.forEach(look);
}

export function deactivate(): Promise<void> | undefined {
  return client?.stop();
}
