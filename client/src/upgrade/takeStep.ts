/** One step of an upgrade: the edit, the push, the check-sync. */

import { t } from '@vscode/l10n';
import { Uri, window, workspace } from 'vscode';
import type { UpgradeStep, UpgradeStepResult } from '../../../server/src/protocol.ts';
import { answering } from '../answering.ts';
import { push, tell } from '../commands/pushToTftpFolder.ts';
import { Trouble } from '../environment.ts';
import { chooseRecipients } from '../phones/recipients.ts';
import { inspect, nameIn, namesIn, saveFiles } from '../pushing/folder.ts';
import { judgeName } from '../tftp/allowList.ts';
import type { PushResult } from '../tftp/types.ts';
import type { Tools } from '../tools.ts';

/** Edits and saves the files. Gives their names; the edit can be undone in each of them. */
export async function editFiles(
  { environment }: Tools,
  folder: Uri,
  { edit }: NonNullable<UpgradeStepResult>,
): Promise<readonly string[]> {
  const changes = await environment.editOf(edit);
  if (!changes || !(await workspace.applyEdit(changes))) throw new Trouble(t('The files could not be changed.'));
  const names = changes.entries().flatMap(([uri]) => nameIn(folder, uri) ?? []);
  await saveFiles(folder, (name) => names.includes(name));
  // Where it can be seen, and taken back with the editor's own undo.
  for (const name of names)
    await window.showTextDocument(Uri.joinPath(folder, name), { preview: false, preserveFocus: true });
  return names;
}

/** Kinds of files that name images and make phones restart; see `schemas/provisioning-files.json`. */
const shared: ReadonlySet<string> = new Set(['default-file', 'sync-info', 'image-name']);

/**
 * Puts what a step needs where phones fetch it: the files that were edited, those that say what to load, and the image.
 * `false`: not all of it is there.
 */
export async function pushStep(
  tools: Tools,
  folder: Uri,
  { asks }: UpgradeStep,
  edited: readonly string[],
): Promise<boolean> {
  const needed = (name: string) => edited.includes(name) || asks.includes(name) || isShared(name);
  const result = await push(tools, folder, needed);
  if (result === 'in place') return true;
  if (!result) return false;
  const missing = (await namesIn(folder)).filter((name) => needed(name) && !isThere(result, name));
  if (missing.length === 0) return true;
  await tell(tools, result);
  return false;
}

function isShared(name: string): boolean {
  const kind = name.includes('/') ? undefined : judgeName(name);
  return kind !== undefined && 'id' in kind && shared.has(kind.id);
}

function isThere({ items }: PushResult, name: string): boolean {
  const found = items.find((item) => item.name.toLowerCase() === name.toLowerCase());
  return found?.done === 'written' || found?.done === 'same';
}

/** Sends check-sync to phones that the user picks. How it went is told while the upgrade goes on. */
export async function restartPhones(tools: Tools, folder: Uri, { restart }: UpgradeStep): Promise<void> {
  if (restart === 'by-hand') return;
  const { environment, deliveries } = tools;
  const inspected = await inspect(environment, folder);
  const choice = { folder, selected: undefined, active: undefined };
  const recipients = await chooseRecipients(choice, inspected, environment.finder);
  if (recipients) void answering(environment.log, () => deliveries.send(recipients));
}
