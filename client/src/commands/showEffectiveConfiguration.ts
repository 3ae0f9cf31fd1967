import { t } from '@vscode/l10n';
import { type Uri, ViewColumn, window } from 'vscode';
import type { Desk } from '../client.ts';
import { Trouble } from '../environment.ts';
import { pickPhone } from '../phones/list.ts';
import { fileInFront, selectedIn } from '../selection.ts';

/** `Cisco: Show Effective Configuration`: what a phone works with, and where each value comes from. */
export async function showEffectiveConfiguration(desk: Desk, args: readonly unknown[]): Promise<void> {
  const selected = selectedIn(args);
  const inFront = selected ? undefined : fileInFront(args);
  for (const phone of selected ?? (inFront ? [inFront] : [])) if (await show(desk, phone)) return;
  if (selected) throw new Trouble(t('What is selected is not the file of a phone.'));
  const picked = await pickPhone(desk.server, t('Show the effective configuration of which phone?'));
  if (picked) await show(desk, picked);
}

/** `false`: it is not the file of a phone. */
async function show({ effective }: Desk, phone: Uri): Promise<boolean> {
  const opened = await effective.open({ phone, origins: true });
  if (!opened) return false;
  // Beside the phone's own file, so that it can be seen to follow the edits.
  const isInFront = window.activeTextEditor?.document.uri.toString() === phone.toString();
  const viewColumn = isInFront ? ViewColumn.Beside : ViewColumn.Active;
  await window.showTextDocument(opened.document, { viewColumn, preserveFocus: isInFront });
  return true;
}
