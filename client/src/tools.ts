/**
 * What the entry loads with the first command that acts on the outside world: pushes and check-sync messages. Each
 * command is a file; this hands them what they share.
 */

import type { TextDocument } from 'vscode';
import { answering } from './answering.ts';
import * as bump from './commands/bumpSync.ts';
import * as clearLog from './commands/clearBootLog.ts';
import * as copyLog from './commands/copyBootLog.ts';
import * as copy from './commands/copyCheckSyncForPbx.ts';
import * as report from './commands/copyDiagnosticReport.ts';
import * as mend from './commands/mendBootProblem.ts';
import * as both from './commands/pushAndRestart.ts';
import * as push from './commands/pushToTftpFolder.ts';
import * as read from './commands/readBootLog.ts';
import * as waves from './commands/restartInWaves.ts';
import * as retry from './commands/retryCheckSync.ts';
import * as send from './commands/sendCheckSync.ts';
import * as serve from './commands/serveFolder.ts';
import * as dhcp from './commands/showDhcpOptions.ts';
import * as stopServe from './commands/stopServing.ts';
import * as undo from './commands/undoLastPush.ts';
import * as upgrade from './commands/upgradeFirmware.ts';
import { type Environment, Trouble } from './environment.ts';
import { Deliveries } from './phones/deliver.ts';
import type { ServingHere } from './phones/deliverInWaves.ts';
import * as onSave from './pushing/pushOnSave.ts';
import { BootLogModel } from './serving/bootLogModel.ts';
import { MissingFilesTeller } from './serving/missingFilesTeller.ts';
import { PhoneNames } from './serving/phoneNames.ts';
import { Serving } from './serving/serving.ts';
import { speakAsEditor } from './texts.ts';
import { PushTrouble } from './tftp/words.ts';
import { PlanPages } from './upgrade/planPages.ts';
import { type BootLogFrame, BootLogView } from './views/bootLogView.ts';
import { CheckSyncResults } from './views/checkSyncResults.ts';

export interface Tools {
  readonly environment: Environment;
  readonly deliveries: Deliveries;
  readonly plans: PlanPages;
  /** What is seen of phones as they start, and what is shown of it. */
  readonly bootLog: BootLogModel;
  readonly bootLogView: BootLogView;
  readonly phoneNames: PhoneNames;
  readonly serving: Serving;
}

let tools: Tools | undefined;

/** The result fills the Boot Log view. */
export function start(environment: Environment, frame: BootLogFrame): BootLogView {
  speakAsEditor();
  const results = new CheckSyncResults();
  const plans = new PlanPages();
  const bootLog = new BootLogModel();
  const serving = new Serving(bootLog);
  const phoneNames = new PhoneNames(environment);
  const bootLogView = new BootLogView(bootLog, serving, phoneNames, frame);
  environment.finder.watch(bootLog);
  const missing = new MissingFilesTeller(bootLog, environment);
  const here: ServingHere = {
    get watched() {
      return serving.watched;
    },
    serveAgain: async (offer) => tools !== undefined && serve.serveAgain(tools, offer),
  };
  environment.context.subscriptions.push(results, plans, missing, bootLogView, phoneNames, serving, bootLog);
  tools = {
    environment,
    deliveries: new Deliveries(environment, results, here),
    plans,
    bootLog,
    bootLogView,
    phoneNames,
    serving,
  };
  return bootLogView;
}

type Command = (tools: Tools, args: readonly unknown[]) => Promise<void>;

/** A command whose troubles are told as its answer. */
function command(run: Command): (...args: readonly unknown[]) => Promise<void> {
  return async (...args) => {
    const now = tools;
    if (now) await answering(now.environment.log, () => run(now, args), isExpected);
  };
}

function isExpected(error: unknown): boolean {
  return error instanceof Trouble || error instanceof PushTrouble;
}

/** The arguments of a command that was called for the whole workspace, whatever is selected or in front. */
const everything: readonly unknown[] = [undefined, []];

export const pushToTftpFolder = command(push.pushToTftpFolder);
export const pushAll = command((all) => push.pushToTftpFolder(all, everything));
export const undoLastPush = command((all) => undo.undoLastPush(all));
export const sendCheckSync = command(send.sendCheckSync);
export const sendCheckSyncToAll = command((all) => send.sendCheckSync(all, everything));
export const retryCheckSync = command(retry.retryCheckSync);
export const restartInWaves = command(waves.restartInWaves);
export const bumpSync = command(bump.bumpSync);
export const pushAndRestart = command(both.pushAndRestart);
export const copyCheckSyncForPbx = command(copy.copyCheckSyncForPbx);
export const upgradeFirmware = command(upgrade.upgradeFirmware);
export const copyDiagnosticReport = command(report.copyDiagnosticReport);
export const serveFolder = command(serve.serveFolder);
export const stopServing = command(stopServe.stopServing);
export const showDhcpOptions = command(dhcp.showDhcpOptions);
export const readBootLog = command(read.readBootLog);
export const clearBootLog = command(clearLog.clearBootLog);
export const copyBootLog = command(copyLog.copyBootLog);
export const mendBootProblem = command(mend.mendBootProblem);

export async function pushOnSave(document: TextDocument): Promise<void> {
  if (tools) await onSave.pushOnSave(tools.environment, document);
}
