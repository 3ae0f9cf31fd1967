/** What the entry loads when it is needed: one language server and what shows its answers. */

import { commands, type ExtensionContext, type TextDocument, Uri, type WebviewPanel, window, workspace } from 'vscode';
import {
  type ClassifyParams,
  type ClassifyResult,
  classifyRequest,
  type FolderResult,
  folderRequest,
} from '../../server/src/protocol.ts';
import { answering } from './answering.ts';
import * as compare from './commands/comparePhones.ts';
import * as convert from './commands/convertDialPlan.ts';
import * as move from './commands/moveSharedEntries.ts';
import * as phone from './commands/newPhone.ts';
import * as fromList from './commands/newPhonesFromCsv.ts';
import * as folder from './commands/newTftpFolder.ts';
import * as restart from './commands/restartLanguageServer.ts';
import * as map from './commands/showDialPlanMap.ts';
import * as effective from './commands/showEffectiveConfiguration.ts';
import * as show from './commands/showLog.ts';
import * as references from './commands/showReferences.ts';
import * as dial from './commands/testDialPlan.ts';
import * as passwords from './commands/togglePasswords.ts';
import { ListPreview } from './create/listPreview.ts';
import { EffectiveDocuments } from './effective/effectiveDocuments.ts';
import type { Environment } from './environment.ts';
import { LanguageStatus } from './languageStatus.ts';
import { PasswordMask } from './masking/passwordMask.ts';
import { PhoneFinder } from './phones/phoneFinder.ts';
import type { Platform } from './platform.ts';
import { Server } from './server.ts';
import { speakAsEditor } from './texts.ts';
import { type PhonesFrame, PhonesView } from './views/phonesView.ts';
import { DialPlanPanels } from './workbench/dialPlanPanels.ts';
import { DialTests } from './workbench/dialTests.ts';

/** What the commands share that ask the language server. */
export interface Desk {
  readonly platform: Platform;
  readonly server: Server;
  readonly finder: PhoneFinder;
  readonly phones: PhonesView;
  readonly effective: EffectiveDocuments;
  readonly workbench: DialPlanPanels;
  readonly preview: ListPreview;
  readonly mask: PasswordMask;
}

const log = window.createOutputChannel('Cisco SIP Phones', { log: true });
let desk: Desk | undefined;

/** Starts the server. The result fills the Phones view. */
export function start(context: ExtensionContext, frame: PhonesFrame, platform: Platform): PhonesView {
  speakAsEditor();
  const rules = Uri.joinPath(context.extensionUri, 'docs/diagnostics').toString();
  const server = new Server((options) => platform.launch(context, options), rules, log);
  const pages = Uri.joinPath(context.extensionUri, 'dist/webview/dialPlan');
  // What a workspace names is read when it is trusted, and nobody sends anything before that.
  const readClues = async () => (workspace.isTrusted ? platform.readClues() : []);
  const finder = new PhoneFinder(context.globalState, readClues);
  desk = {
    platform,
    server,
    finder,
    phones: new PhonesView(server, finder, frame),
    effective: new EffectiveDocuments(server),
    workbench: new DialPlanPanels(server, pages, (run) => void answering(log, run)),
    preview: new ListPreview(),
    mask: new PasswordMask(server),
  };
  const { phones, effective, workbench, preview, mask } = desk;
  const rest = [new LanguageStatus(server), new DialTests(server)];
  context.subscriptions.push(log, server, finder, phones, effective, workbench, preview, mask, ...rest);
  server.start();
  // From now on the explorer's menu offers to push folders; in other people's workspaces it does not.
  void commands.executeCommand('setContext', 'cisco.used', true);
  return desk.phones;
}

export async function stop(): Promise<void> {
  await desk?.server.stop();
}

/** The language of a document that the editor took for something else; `null`: none of ours. */
export async function classify(document: TextDocument): Promise<string | null> {
  const params: ClassifyParams = { uri: document.uri.toString() };
  const answer = await desk?.server.request<ClassifyResult>(classifyRequest, params);
  return answer?.languageId ?? null;
}

/** Fills a panel of the workbench that was open before the window was loaded again. */
export function restoreDialPlan(panel: WebviewPanel, state: unknown): void {
  desk?.workbench.restore(panel, state);
}

/** What the commands are given that act on the outside world. */
export function environment(context: ExtensionContext): Environment {
  return {
    context,
    log,
    // It is asked for after `start` only.
    finder: desk!.finder,
    inspect: async (params) => (await desk?.server.request<FolderResult | null>(folderRequest, params)) ?? undefined,
    request: async (method, params) => desk?.server.request(method, params),
    tell: async (method, params) => desk?.server.tell(method, params),
    // It is asked for after `start` only.
    onServerStart: desk!.server.onDidStart,
    editOf: async (edit) => desk?.server.converter?.asWorkspaceEdit(edit),
  };
}

/** A command whose troubles are told as its answer. */
function command(run: (desk: Desk, args: readonly unknown[]) => Promise<void>) {
  return async (...args: readonly unknown[]): Promise<void> => {
    const now = desk;
    if (now) await answering(log, () => run(now, args));
  };
}

export const restartLanguageServer = command(({ server }) => restart.restartLanguageServer(server));
export const showLog = command(async () => show.showLog(log));
export const refreshPhones = command(({ phones }) => phones.refresh());
export const showEffectiveConfiguration = command(effective.showEffectiveConfiguration);
export const comparePhones = command(compare.comparePhones);
export const moveSharedEntries = command(move.moveSharedEntries);
export const showReferences = command(references.showReferences);
export const testDialPlan = command(dial.testDialPlan);
export const testDialTemplate = command(dial.testDialTemplate);
export const showDialPlanMap = command(map.showDialPlanMap);
export const convertDialPlan = command(convert.convertDialPlan);
export const newTftpFolder = command(folder.newTftpFolder);
export const newPhone = command(phone.newPhone);
export const newPhonesFromCsv = command(fromList.newPhonesFromCsv);
export const togglePasswords = command(({ mask }) => passwords.togglePasswords(mask));
