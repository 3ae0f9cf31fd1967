import { t } from '@vscode/l10n';
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
  const way = await askWay(sync, { title: t('Make the next check-sync restart the phones') });
  if (way === undefined || way === 'as they are') return;
  const plan = await changeSync(tools.environment, folder, way);
  const names = namesOf(plan);
  // Where it can be seen, and taken back with the editor's own undo.
  for (const name of names)
    await window.showTextDocument(Uri.joinPath(folder, name), { preview: false, preserveFocus: true });
  const places = names.length === 2 ? t`${names[0] ?? ''} and ${names[1] ?? ''}` : names.join(', ');
  const message =
    plan.way === 'both' ? t`sync and SYNC are now ${plan.to}, in ${places}.` : t`SYNC is now ${plan.to}, in ${places}.`;
  const answer = await showInformationMessage(message, t('Push'));
  if (answer !== t('Push') || !isTrusted()) return;
  const result = await push(tools, folder, (name) => names.includes(name));
  if (result && result !== 'in place') await tell(tools, result);
}
