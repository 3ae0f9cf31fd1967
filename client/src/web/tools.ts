/** The commands that act on the outside world, in a browser: two need nothing but the editor, the others say why not. */

import { t } from '@vscode/l10n';
import { commands, type TextDocument } from 'vscode';
import { answering } from '../answering.ts';
import * as copy from '../commands/copyCheckSyncForPbx.ts';
import * as report from '../commands/copyDiagnosticReport.ts';
import type { ToolCommand } from '../commands.ts';
import type { Environment } from '../environment.ts';
import { showErrorMessage, showWarningMessage } from '../notices.ts';

const elsewhere = () => t('VS Code on a computer, or connected to one (Remote-SSH, WSL, a container)');
const noPush = () => t`A browser does not reach the folder that phones fetch from. Pushing needs ${elsewhere()}.`;
const noMessages = () =>
  t`A browser cannot send SIP messages. Sending check-sync needs ${elsewhere()}; a PBX can send it as well.`;
const noServing = () =>
  t`A browser opens no port that phones could ask. Serving a folder and reading the logs of servers need ${elsewhere()}.`;

let environment: Environment | undefined;
let saidOnSave = false;

export function start(given: Environment): undefined {
  environment = given;
}

async function refusePush(): Promise<void> {
  await showErrorMessage(noPush());
}

async function refuseServing(): Promise<void> {
  await showErrorMessage(noServing());
}

async function refuseMessage(): Promise<void> {
  const copyIt = t('Copy for the PBX');
  if ((await showErrorMessage(noMessages(), copyIt)) === copyIt)
    await commands.executeCommand('cisco.copyCheckSyncForPbx');
}

/** A command that needs no Node; its troubles are told as its answer. */
function command(run: (environment: Environment, args: readonly unknown[]) => Promise<void>) {
  return async (...args: readonly unknown[]): Promise<void> => {
    const now = environment;
    if (now) await answering(now.log, () => run(now, args));
  };
}

export const toolsHere: Readonly<Record<ToolCommand, (...args: readonly unknown[]) => Promise<void>>> = {
  pushToTftpFolder: refusePush,
  pushAll: refusePush,
  undoLastPush: refusePush,
  bumpSync: refusePush,
  upgradeFirmware: refusePush,
  sendCheckSync: refuseMessage,
  sendCheckSyncToAll: refuseMessage,
  retryCheckSync: refuseMessage,
  restartInWaves: refuseMessage,
  pushAndRestart: refusePush,
  copyCheckSyncForPbx: command((given, args) => copy.copyCheckSyncForPbx({ environment: given }, args)),
  serveFolder: refuseServing,
  stopServing: refuseServing,
  showDhcpOptions: refuseServing,
  readBootLog: refuseServing,
  clearBootLog: refuseServing,
  copyBootLog: refuseServing,
  mendBootProblem: refuseServing,
  copyDiagnosticReport: command((given) => report.copyDiagnosticReport({ environment: given })),
};

/** Said once, and not after every save. */
export async function pushOnSave(_document: TextDocument): Promise<void> {
  if (saidOnSave) return;
  saidOnSave = true;
  await showWarningMessage(t`cisco.tftp.pushOnSave has no effect here. ${noPush()}`);
}
