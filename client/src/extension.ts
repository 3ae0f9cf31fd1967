/**
 * The extension's entry. It is loaded for every XML file that somebody opens, so it holds next to nothing: the client,
 * and with it the library and the server, comes with the first file that is ours or the first command, and what pushes
 * and sends with the first command that needs it.
 */

import {
  commands,
  EventEmitter,
  type ExtensionContext,
  type TextDocument,
  type TreeDataProvider,
  window,
  workspace,
} from 'vscode';
import type * as Client from './client.ts';
import { clientCommands, toolCommands } from './commands.ts';
import { languageIds } from './languages.ts';
import { recognise } from './recognise.ts';
import type * as Tools from './tools.ts';
import type { PhonesFrame, PhonesRow, PhonesView } from './views/phonesView.ts';

let loaded: { readonly client: typeof Client; readonly phones: PhonesView } | undefined;
let loadedTools: typeof Tools | undefined;

export function activate(context: ExtensionContext): void {
  const load = () => {
    if (!loaded) {
      const client = require('./client.cjs') as typeof Client;
      loaded = { client, phones: client.start(context, frame) };
    }
    return loaded;
  };
  // The editor asks for the rows when the view is seen, and only then something is loaded.
  const changed = new EventEmitter<PhonesRow[] | undefined>();
  const treeDataProvider: TreeDataProvider<PhonesRow> = {
    onDidChangeTreeData: changed.event,
    getChildren: (row) => load().phones.getChildren(row),
    getTreeItem: (row) => load().phones.getTreeItem(row),
    resolveTreeItem: (item, row) => load().phones.resolveTreeItem(item, row),
  };
  const options = { treeDataProvider, canSelectMany: true, showCollapseAll: true };
  const frame: PhonesFrame = { changed, view: window.createTreeView('cisco.phones', options) };
  const tools = (): typeof Tools => {
    if (!loadedTools) {
      loadedTools = require('./tools.cjs') as typeof Tools;
      loadedTools.start(load().client.environment(context));
    }
    return loadedTools;
  };
  const look = (document: TextDocument): void => {
    if (languageIds.includes(document.languageId)) load();
    else if (document.languageId === 'xml') void recognise(document, (unknown) => load().client.classify(unknown));
  };
  const saved = (document: TextDocument): void => {
    look(document);
    if (!languageIds.includes(document.languageId)) return;
    if (workspace.getConfiguration('cisco.tftp', document).get('pushOnSave') === true)
      void tools().pushOnSave(document);
  };
  for (const name of clientCommands)
    context.subscriptions.push(commands.registerCommand(`cisco.${name}`, (...args) => load().client[name](...args)));
  for (const name of toolCommands)
    context.subscriptions.push(commands.registerCommand(`cisco.${name}`, (...args) => tools()[name](...args)));
  context.subscriptions.push(
    changed,
    frame.view,
    workspace.onDidOpenTextDocument(look),
    workspace.onDidSaveTextDocument(saved),
  );
  workspace.textDocuments.forEach(look);
}

export function deactivate(): Promise<void> | undefined {
  return loaded?.client.stop();
}
