/**
 * What happens when the editor activates the extension. It is activated for every XML file that somebody opens, so what
 * is heavy is a part that comes later: the client, and with it the library and the server, with the first file that is
 * ours or the first command, and what pushes and sends with the first command that needs it.
 */

import {
  commands,
  Disposable,
  EventEmitter,
  type ExtensionContext,
  type TextDocument,
  type TreeDataProvider,
  window,
  workspace,
} from 'vscode';
import { clientCommands, type ToolCommand, toolCommands } from './commands.ts';
import type * as client from './desktop/client.ts';
import type { Environment } from './environment.ts';
import { languageIds } from './languages.ts';
import { recognise } from './recognise.ts';
import type { BootRow } from './serving/bootRows.ts';
import type { BootLogFrame, BootLogView } from './views/bootLogView.ts';
import type { PhonesFrame, PhonesRow, PhonesView } from './views/phonesView.ts';
import { panelType } from './workbench/messages.ts';

type Client = typeof client;

/** What acts on the outside world. */
export interface Tools extends Readonly<Record<ToolCommand, (...args: readonly unknown[]) => Promise<void>>> {
  /** `undefined`: there is nothing to be seen of phones that start. */
  start(environment: Environment, frame: BootLogFrame): BootLogView | undefined;
  pushOnSave(document: TextDocument): Promise<void>;
}

/** The parts that come when they are needed: each is asked for once. */
export interface Parts {
  client(): Client;
  tools(): Tools;
}

/** Gives what is to be done at the end. */
export function activateWith(context: ExtensionContext, parts: Parts): () => Promise<void> | undefined {
  let loaded: { readonly client: Client; readonly phones: PhonesView } | undefined;
  let loadedTools: { readonly tools: Tools; readonly bootLog: BootLogView | undefined } | undefined;
  const load = () => {
    if (!loaded) {
      const client = parts.client();
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
  // The other view has rows as soon as phones are watched: nothing is loaded when it is seen.
  const bootsChanged = new EventEmitter<void>();
  const bootRows: TreeDataProvider<BootRow> = {
    onDidChangeTreeData: bootsChanged.event,
    getChildren: (row) => [...(loadedTools?.bootLog?.getChildren(row) ?? [])],
    getTreeItem: (row) => loadedTools?.bootLog?.getTreeItem(row) ?? {},
  };
  const bootLogFrame: BootLogFrame = {
    changed: bootsChanged,
    view: window.createTreeView('cisco.bootLog', { treeDataProvider: bootRows, showCollapseAll: true }),
  };
  const tools = (): Tools => {
    if (!loadedTools) {
      const tools = parts.tools();
      const environment = load().client.environment(context);
      loadedTools = { tools, bootLog: tools.start(environment, bootLogFrame) };
    }
    return loadedTools.tools;
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
    window.registerWebviewPanelSerializer(panelType, {
      deserializeWebviewPanel: async (panel, state) => load().client.restoreDialPlan(panel, state),
    }),
    changed,
    frame.view,
    bootsChanged,
    bootLogFrame.view,
    workspace.onDidOpenTextDocument(look),
    workspace.onDidSaveTextDocument(saved),
  );
  // In the next turn: what the editor waits for is over before the client is loaded.
  const first = setTimeout(() => workspace.textDocuments.forEach(look));
  context.subscriptions.push(new Disposable(() => clearTimeout(first)));
  return () => loaded?.client.stop();
}
