/** The folder from which phones fetch their files: what is set, else what the user chooses. */

import { homedir } from 'node:os';
import { t } from '@vscode/l10n';
import { ConfigurationTarget, type QuickPickItem, Uri, window, workspace } from 'vscode';
import { existingRoots } from '../tftp/roots.ts';
import { localStore } from '../tftp/store.ts';
import type { FileStore } from '../tftp/types.ts';
import { textOf } from './folder.ts';
import { readFolderSetting } from './tftpFolderSetting.ts';
import { vscodeStore } from './vscodeStore.ts';

/** The folder of the setting, for a TFTP folder of the workspace; `undefined`: nothing is set. */
export function targetOf(folder: Uri): Uri | undefined {
  const workspaceFolder = workspace.getWorkspaceFolder(folder)?.uri;
  const base = workspaceFolder?.scheme === 'file' ? workspaceFolder.fsPath : undefined;
  const value = workspace.getConfiguration('cisco.tftp', folder).get('folder');
  const setting = readFolderSetting(value, { base, home: homedir() });
  if (!setting) return undefined;
  return 'uri' in setting ? Uri.parse(setting.uri, true) : Uri.file(setting.path);
}

/** As `targetOf`; asks and keeps the answer when nothing is set, or `anew`. `undefined`: the user gave up. */
export async function askTarget(folder: Uri, anew = false): Promise<Uri | undefined> {
  const known = anew ? undefined : targetOf(folder);
  if (known) return known;
  const chosen = await chooseTarget(folder);
  if (chosen) await keep(folder, chosen);
  return chosen;
}

interface Item extends QuickPickItem {
  /** `undefined`: to be looked for. */
  readonly uri: Uri | undefined;
}

async function chooseTarget(folder: Uri): Promise<Uri | undefined> {
  const items: Item[] = [
    ...(await existingRoots()).map(({ path, where }) => ({
      label: t`$(folder) ${path}`,
      description: where,
      uri: Uri.file(path),
    })),
    { label: t('$(folder-opened) Browse…'), uri: undefined },
    { label: t('$(check) This folder'), description: t('The phones fetch their files from here'), uri: folder },
  ];
  const item = await window.showQuickPick(items, {
    title: t('From which folder do the phones fetch their files?'),
    placeHolder: t('Kept in the setting cisco.tftp.folder'),
    ignoreFocusOut: true,
  });
  if (!item || item.uri) return item?.uri;
  const options = { canSelectFolders: true, canSelectFiles: false, openLabel: t('Push Here'), title: t('TFTP Folder') };
  return (await window.showOpenDialog(options))?.[0];
}

async function keep(folder: Uri, target: Uri): Promise<void> {
  const { workspaceFolders = [] } = workspace;
  const within = workspace.getWorkspaceFolder(folder) !== undefined;
  const scope =
    within && workspaceFolders.length > 1
      ? ConfigurationTarget.WorkspaceFolder
      : workspaceFolders.length > 0
        ? ConfigurationTarget.Workspace
        : ConfigurationTarget.Global;
  await workspace.getConfiguration('cisco.tftp', folder).update('folder', textOf(target), scope);
}

/** Whether the files are already where phones fetch them. */
export function isSame(folder: Uri, target: Uri): boolean {
  const bare = (uri: Uri) => uri.toString().replace(/\/+$/, '');
  return bare(folder) === bare(target);
}

/** The folder as a push needs it. On a local disk a reader sees the old file or the new one, never half of one. */
export function storeOf(uri: Uri): FileStore {
  return uri.scheme === 'file' ? localStore(uri.fsPath) : vscodeStore(uri);
}

/** The folder that a push wrote to, from what its record says. */
export function uriOf(text: string): Uri {
  const setting = readFolderSetting(text, { base: undefined, home: homedir() });
  return setting && 'uri' in setting ? Uri.parse(setting.uri, true) : Uri.file(text);
}
