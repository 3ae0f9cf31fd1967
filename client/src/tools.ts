/**
 * What the entry loads with the first command that acts on the outside world: pushes and check-sync messages. Each
 * command is a file; this hands them what they share.
 */

import type { TextDocument } from 'vscode';
import { answering } from './answering.ts';
import * as bump from './commands/bumpSync.ts';
import * as copy from './commands/copyCheckSyncForPbx.ts';
import * as report from './commands/copyDiagnosticReport.ts';
import * as both from './commands/pushAndRestart.ts';
import * as push from './commands/pushToTftpFolder.ts';
import * as retry from './commands/retryCheckSync.ts';
import * as send from './commands/sendCheckSync.ts';
import * as undo from './commands/undoLastPush.ts';
import * as upgrade from './commands/upgradeFirmware.ts';
import { type Environment, Trouble } from './environment.ts';
import { Deliveries } from './phones/deliver.ts';
import { Phonebook } from './phones/phonebook.ts';
import * as onSave from './pushing/pushOnSave.ts';
import { speakAsEditor } from './texts.ts';
import { PushTrouble } from './tftp/words.ts';
import { PlanPages } from './upgrade/planPages.ts';
import { CheckSyncResults } from './views/checkSyncResults.ts';

export interface Tools {
  readonly environment: Environment;
  readonly phonebook: Phonebook;
  readonly deliveries: Deliveries;
  readonly plans: PlanPages;
}

let tools: Tools | undefined;

export function start(environment: Environment): void {
  speakAsEditor();
  const results = new CheckSyncResults();
  const plans = new PlanPages();
  environment.context.subscriptions.push(results, plans);
  tools = {
    environment,
    phonebook: new Phonebook(environment.context.globalState),
    deliveries: new Deliveries(environment, results),
    plans,
  };
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
export const bumpSync = command(bump.bumpSync);
export const pushAndRestart = command(both.pushAndRestart);
export const copyCheckSyncForPbx = command(copy.copyCheckSyncForPbx);
export const upgradeFirmware = command(upgrade.upgradeFirmware);
export const copyDiagnosticReport = command(report.copyDiagnosticReport);

export async function pushOnSave(document: TextDocument): Promise<void> {
  if (tools) await onSave.pushOnSave(tools.environment, document);
}
