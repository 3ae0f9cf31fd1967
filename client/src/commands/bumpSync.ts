import { Uri, window } from 'vscode';
import { choose } from '../choice.ts';
import { showInformationMessage } from '../notices.ts';
import { inspect } from '../pushing/folder.ts';
import { askWay, changeSync, namesOf } from '../sync/syncEdit.ts';
import type { Tools } from '../tools.ts';
import { isTrusted } from '../trust.ts';
import { push, tell } from './pushToTftpFolder.ts';

/** `Cisco: Bump sync`: makes the next check-sync restart the phones. */
export async function bumpSync(tools: Tools, args: readonly unknown[]): Promise<void> {
  const choice = await choose(args);
  if (!choice) return;
  const { folder } = choice;
  const { sync } = await inspect(tools.environment, folder);
  const way = await askWay(sync, { title: 'Make the next check-sync restart the phones' });
  if (way === undefined || way === 'as they are') return;
  const plan = await changeSync(tools.environment, folder, way);
  const names = namesOf(plan);
  // Where it can be seen, and taken back with the editor's own undo.
  for (const name of names)
    await window.showTextDocument(Uri.joinPath(folder, name), { preview: false, preserveFocus: true });
  const what = plan.way === 'both' ? 'sync and SYNC are' : 'SYNC is';
  const answer = await showInformationMessage(`${what} now ${plan.to}, in ${names.join(' and ')}.`, 'Push');
  if (answer !== 'Push' || !isTrusted()) return;
  const result = await push(tools, folder, (name) => names.includes(name));
  if (result && result !== 'in place') await tell(tools, result);
}
