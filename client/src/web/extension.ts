/** The extension's entry in a browser, where it is one file. */

import { commands, type ExtensionContext } from 'vscode';
import { activateWith, type Parts } from '../activation.ts';
import * as client from '../client.ts';
import { web } from './platform.ts';
import * as tools from './tools.ts';

const parts: Parts = {
  client: () => ({ ...client, start: (context, frame) => client.start(context, frame, web) }),
  tools: () => ({ ...tools.toolsHere, start: tools.start, pushOnSave: tools.pushOnSave }),
};

let stop: (() => Promise<void> | undefined) | undefined;

export function activate(context: ExtensionContext): void {
  // Menus leave out what `tools.ts` refuses. The palette keeps it, so that whoever looks for it learns why.
  void commands.executeCommand('setContext', 'cisco.inBrowser', true);
  stop = activateWith(context, parts);
}

export function deactivate(): Promise<void> | undefined {
  return stop?.();
}
