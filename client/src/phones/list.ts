/** The phones of the workspace, asked of the language server, and the questions about them. */

import { t } from '@vscode/l10n';
import { type QuickPickItem, QuickPickItemKind, Uri, window, workspace } from 'vscode';
import { type PhoneItem, type PhonesParams, type PhonesResult, phonesRequest } from '../../../server/src/protocol.ts';
import { Trouble } from '../environment.ts';
import type { Server } from '../server.ts';
import { descriptionOf, findingsText, inOrder, titleOf } from '../views/phoneWords.ts';

/** The TFTP folders of the workspace; `undefined`: the server does not answer. */
export async function askPhones(server: Server): Promise<PhonesResult | undefined> {
  const folders = (workspace.workspaceFolders ?? []).map(({ uri }) => uri.toString());
  if (folders.length === 0) return [];
  const params: PhonesParams = { folders };
  const answer = await server.request<PhonesResult>(phonesRequest, params);
  return answer && inOrder(answer);
}

interface Item extends QuickPickItem {
  readonly phone?: PhoneItem;
}

/** The file of the phone that the user picks; `undefined`: the user gave up. `without`: one that is not offered. */
export async function pickPhone(server: Server, title: string, without?: Uri): Promise<Uri | undefined> {
  const folders = await phonesOrTrouble(server);
  const items = folders.flatMap(({ uri, phones }): Item[] => {
    const rows = phones.filter((phone) => phone.uri !== without?.toString()).map(itemOf);
    const separator = { label: workspace.asRelativePath(Uri.parse(uri)), kind: QuickPickItemKind.Separator };
    return folders.length > 1 && rows.length > 0 ? [separator, ...rows] : rows;
  });
  if (items.length === 0) throw new Trouble(t('There is no other phone in this workspace.'));
  const picked = await window.showQuickPick(items, { title, matchOnDescription: true });
  return picked?.phone && Uri.parse(picked.phone.uri);
}

/** The files of phones of one folder; all are ticked at first. `undefined`: the user gave up. */
export async function pickPhones(server: Server, title: string): Promise<readonly Uri[] | undefined> {
  const phones = await pickFolder(await phonesOrTrouble(server));
  if (!phones) return undefined;
  const items = phones.map((phone): Item => ({ ...itemOf(phone), picked: true }));
  const picked = await window.showQuickPick(items, { title, canPickMany: true, matchOnDescription: true });
  if (!picked || picked.length === 0) return undefined;
  return picked.flatMap(({ phone }) => (phone ? [Uri.parse(phone.uri)] : []));
}

async function phonesOrTrouble(server: Server): Promise<PhonesResult> {
  const folders = await askPhones(server);
  if (!folders) throw new Trouble(t('The Cisco SIP language server does not answer. "Cisco: Show Log" may tell why.'));
  const inhabited = folders.filter(({ phones }) => phones.length > 0);
  if (inhabited.length === 0) throw new Trouble(t('No phone has a file of its own in this workspace.'));
  return inhabited;
}

async function pickFolder(folders: PhonesResult): Promise<readonly PhoneItem[] | undefined> {
  if (folders.length === 1) return folders[0]?.phones;
  const items = folders.map(({ uri, phones }) => ({ label: workspace.asRelativePath(Uri.parse(uri)), phones }));
  return (await window.showQuickPick(items, { title: t('Which TFTP folder?') }))?.phones;
}

function itemOf(phone: PhoneItem): Item {
  const { errors, warnings } = phone;
  return {
    phone,
    label: titleOf(phone),
    description: descriptionOf(phone),
    ...(errors + warnings > 0 && { detail: findingsText(phone) }),
  };
}
