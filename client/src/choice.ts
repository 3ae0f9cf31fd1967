/** What a command is about: what is selected in the explorer, else the file in front, else what the workspace holds. */

import { t } from '@vscode/l10n';
import { Uri, window, workspace } from 'vscode';
import { Trouble } from './environment.ts';
import { languageIds } from './languages.ts';
import { isFolder, nameIn, tftpFolderOf, tftpFoldersBelow } from './pushing/folder.ts';
import { fileInFront, selectedIn } from './selection.ts';

export interface Choice {
  /** The TFTP folder. */
  readonly folder: Uri;
  /** Names of files, and of folders with a `/` at their end; `undefined`: the whole folder. */
  readonly selected: readonly string[] | undefined;
  /** The file that is open in front, when the command was not called for a selection. */
  readonly active: string | undefined;
}

/** Whether a file is part of what was chosen. */
export function isChosen({ selected }: Choice, name: string): boolean {
  return !selected || selected.some((each) => (each.endsWith('/') ? name.startsWith(each) : name === each));
}

/** As `look`, where nothing can be done without a folder. */
export async function choose(args: readonly unknown[]): Promise<Choice | undefined> {
  const choice = await look(args);
  if (choice === 'nowhere')
    throw new Trouble(t('There is no SIPDefault.cnf here. Open a file of the TFTP folder, or the folder, first.'));
  return choice;
}

/**
 * The folder and what was selected in it, from the arguments of a command. `'nowhere'`: there is no TFTP folder.
 * `undefined`: the user gave up.
 */
export async function look(args: readonly unknown[]): Promise<Choice | 'nowhere' | undefined> {
  const selected = selectedIn(args);
  if (selected && selected.length > 0) return chooseSelection(selected);
  const active = selected ? undefined : fileInFront(args);
  if (active) {
    const own = Uri.joinPath(active, '..');
    const folder = (await tftpFolderOf(own)) ?? (isOurs(active) ? own : undefined);
    if (folder) return { folder, selected: undefined, active: nameIn(folder, active) };
  }
  const folder = await chooseFolder();
  return folder instanceof Uri ? { folder, selected: undefined, active: undefined } : folder;
}

/** Whether it is open as a file of ours, which a folder of its own makes a TFTP folder. */
function isOurs(uri: Uri): boolean {
  const document = workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());
  return document !== undefined && !document.isUntitled && languageIds.includes(document.languageId);
}

async function chooseSelection(uris: readonly Uri[]): Promise<Choice | undefined> {
  const folders = new Map<string, Uri>();
  const selected: string[] = [];
  for (const uri of uris) {
    const directory = await isFolder(uri);
    const own = directory ? uri : Uri.joinPath(uri, '..');
    const folder = (await tftpFolderOf(own)) ?? own;
    const [only, ...more] = directory && uris.length === 1 ? await tftpFoldersBelow(uri) : [];
    if (only && only.path !== uri.path) {
      // A folder that is no TFTP folder itself and holds some.
      const inner = await pickFolder([only, ...more]);
      return inner && { folder: inner, selected: undefined, active: undefined };
    }
    folders.set(folder.toString(), folder);
    if (folder.path === uri.path) selected.push('');
    else selected.push(`${nameIn(folder, uri) ?? ''}${directory ? '/' : ''}`);
  }
  const [folder, other] = folders.values();
  if (other) throw new Trouble(t('What is selected lies in several TFTP folders. Select files of one of them.'));
  // The folder itself among other things is everything in it.
  return folder && { folder, selected: selected.includes('') ? undefined : selected, active: undefined };
}

async function chooseFolder(): Promise<Uri | 'nowhere' | undefined> {
  const folders: Uri[] = [];
  for (const { uri } of workspace.workspaceFolders ?? []) folders.push(...(await tftpFoldersBelow(uri)));
  return folders.length === 0 ? 'nowhere' : pickFolder(folders);
}

async function pickFolder(folders: readonly Uri[]): Promise<Uri | undefined> {
  if (folders.length === 1) return folders[0];
  const items = folders.map((uri) => ({ label: workspace.asRelativePath(uri), uri }));
  return (await window.showQuickPick(items, { title: t('Which TFTP folder?') }))?.uri;
}
