/** The extension's entry on a computer. It holds next to nothing: the parts are files of their own, loaded late. */

import type { ExtensionContext } from 'vscode';
import { activateWith, type Parts } from './activation.ts';

const parts: Parts = {
  client: () => require('./client.cjs'),
  tools: () => require('./tools.cjs'),
};

let stop: (() => Promise<void> | undefined) | undefined;

export function activate(context: ExtensionContext): void {
  stop = activateWith(context, parts);
}

export function deactivate(): Promise<void> | undefined {
  return stop?.();
}
