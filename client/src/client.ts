/** What the entry loads when it is needed: one language server and what shows its answers. */

import { commands, type ExtensionContext, type TextDocument, window } from 'vscode';
import {
  type ClassifyParams,
  type ClassifyResult,
  classifyRequest,
  type FolderResult,
  folderRequest,
} from '../../server/src/protocol.ts';
import * as restart from './commands/restartLanguageServer.ts';
import * as show from './commands/showLog.ts';
import type { Environment } from './environment.ts';
import { LanguageStatus } from './languageStatus.ts';
import { Server } from './server.ts';

const log = window.createOutputChannel('Cisco SIP Phones', { log: true });
let server: Server | undefined;

export function start(context: ExtensionContext): void {
  server = new Server(context.asAbsolutePath('dist/server.js'), log);
  context.subscriptions.push(log, server, new LanguageStatus(server));
  server.start();
  // From now on the explorer's menu offers to push folders; in other people's workspaces it does not.
  void commands.executeCommand('setContext', 'cisco.used', true);
}

export async function stop(): Promise<void> {
  await server?.stop();
}

/** The language of a document that the editor took for something else; `null`: none of ours. */
export async function classify(document: TextDocument): Promise<string | null> {
  const params: ClassifyParams = { uri: document.uri.toString() };
  const answer = await server?.request<ClassifyResult>(classifyRequest, params);
  return answer?.languageId ?? null;
}

/** What the commands are given that act on the outside world. */
export function environment(context: ExtensionContext): Environment {
  return {
    context,
    log,
    inspect: async (params) => (await server?.request<FolderResult | null>(folderRequest, params)) ?? undefined,
  };
}

export async function restartLanguageServer(): Promise<void> {
  if (server) await restart.restartLanguageServer(server);
}

export function showLog(): void {
  show.showLog(log);
}
