/** The extension's entry in a browser, where it is one file. */

import type { ExtensionContext } from 'vscode';
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
  stop = activateWith(context, parts);
}

export function deactivate(): Promise<void> | undefined {
  return stop?.();
}
