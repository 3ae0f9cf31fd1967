import { t } from '@vscode/l10n';
import { commands, type Uri } from 'vscode';
import type { Desk } from '../client.ts';
import { Trouble } from '../environment.ts';
import { pickPhone } from '../phones/list.ts';
import { fileInFront, selectedIn } from '../selection.ts';

/** `Cisco: Compare Phones`: what two phones work with, side by side, wherever each of them has it from. */
export async function comparePhones(desk: Desk, args: readonly unknown[]): Promise<void> {
  const [one, other, more] = selectedIn(args) ?? (await openPhone(desk, args));
  if (more) throw new Trouble(t('Only two phones can be compared. Select two of them.'));
  const left = one ?? (await pickPhone(desk.server, t('Compare which phone?')));
  const right = left && (other ?? (await pickPhone(desk.server, t('Compare it with which phone?'), left)));
  if (!left || !right) return;
  const from = await desk.effective.open({ phone: left, origins: false });
  const to = await desk.effective.open({ phone: right, origins: false });
  if (!from || !to) throw new Trouble(t('What is selected is not the file of a phone.'));
  await commands.executeCommand('vscode.diff', from.document.uri, to.document.uri, `${from.title} ↔ ${to.title}`);
}

/** The file in front, when it is that of a phone. */
async function openPhone({ effective }: Desk, args: readonly unknown[]): Promise<readonly Uri[]> {
  const phone = fileInFront(args);
  return phone && (await effective.isPhone(phone)) ? [phone] : [];
}
