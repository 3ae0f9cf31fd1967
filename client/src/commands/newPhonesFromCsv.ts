import { t } from '@vscode/l10n';
import { commands, Uri, window } from 'vscode';
import { type NewPhonesParams, type NewPhonesResult, newPhonesRequest } from '../../../server/src/protocol.ts';
import { look } from '../choice.ts';
import type { Desk } from '../client.ts';
import { chooseList, type List } from '../create/listSource.ts';
import { listText, summary } from '../create/listText.ts';
import { createFiles } from '../create/write.ts';
import { Trouble } from '../environment.ts';
import { showInformationMessage } from '../notices.ts';
import { textOf } from '../pushing/folder.ts';
import { selectedIn } from '../selection.ts';
import { isTrusted } from '../trust.ts';
import { offerNewFolder } from './newTftpFolder.ts';

const title = () => t('New phones from a list');

/** `Cisco: New Phones from CSV…`: the files of all phones of a list, but for rows that are wrong. */
export async function newPhonesFromCsv({ server, preview }: Desk, args: readonly unknown[]): Promise<void> {
  if (!isTrusted()) return;
  const list = await chooseList(args, title());
  if (!list) return;
  const isFolderSelected = selectedIn(args)?.some((uri) => uri.toString() !== list.uri?.toString()) ?? false;
  // A list that lies in a TFTP folder is about its phones.
  const choice = await look(list.uri && !isFolderSelected ? [list.uri] : args);
  if (choice === 'nowhere') await offerNewFolder();
  if (!choice || choice === 'nowhere') return;
  const params: NewPhonesParams = { uri: choice.folder.toString(), csv: list.text };
  const made = await server.request<NewPhonesResult>(newPhonesRequest, params);
  if (!made) throw new Trouble(t('The Cisco SIP language server does not answer. "Cisco: Show Log" may tell why.'));
  const folder = Uri.parse(made.uri);
  await preview.show(listText(made, list.name, textOf(folder)));
  if (made.files.length === 0)
    throw new Trouble(t`No row of ${list.name} gives a file. The reasons are in the editor.`);
  if (!(await isAgreed(list, made))) return;
  const uris = await createFiles(folder, made.files);
  const message = t`${counted(uris.length)} written to ${textOf(folder)}.`;
  if ((await showInformationMessage(message, t('Push'))) !== undefined)
    await commands.executeCommand('cisco.pushToTftpFolder', uris[0], uris);
}

async function isAgreed(list: List, made: NewPhonesResult): Promise<boolean> {
  const create = { label: t`$(check) Create ${counted(made.files.length)}`, detail: summary(made) };
  const none = { label: t('$(close) Create none'), detail: t('Mend the list, and read it again.') };
  const placeHolder = t('Each row is told of in the editor, first those that give no file');
  const options = { title: t`New phones from ${list.name}`, placeHolder, ignoreFocusOut: true };
  return (await window.showQuickPick([create, none], options)) === create;
}

function counted(files: number): string {
  return files === 1 ? t('1 file') : t`${files} files`;
}
