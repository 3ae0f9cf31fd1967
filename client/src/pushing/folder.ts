/** TFTP folders as the editor reaches them: on a disk, over SSH, or through any other file system it knows. */

import { t } from '@vscode/l10n';
import { FileType, RelativePattern, Uri, workspace } from 'vscode';
import { type FolderParams, type FolderResult, mostFolders, reach } from '../../../server/src/protocol.ts';
import { decode } from '../decode.ts';
import { type Environment, Trouble } from '../environment.ts';

/** Names of what may be a file of ours and is text. */
const mayBeOurs = /\.(?:cnf|xml|txt|dat)$/i;

/** How many files are read at the same time. */
const atOnce = 64;

/**
 * The folder that phones fetch from, for a file or folder in it: the nearest one upwards that holds a SIPDefault.cnf
 * (phone files may lie in a folder below it).
 */
export async function tftpFolderOf(start: Uri): Promise<Uri | undefined> {
  let folder = start;
  for (let level = 0; level <= reach; level++) {
    if ((await entriesOf(folder)).some(([name]) => isDefaults(name))) return folder;
    const parent = Uri.joinPath(folder, '..');
    if (parent.path === folder.path) break;
    folder = parent;
  }
  return undefined;
}

/** The TFTP folders in a folder, at any depth. */
export async function tftpFoldersBelow(folder: Uri): Promise<Uri[]> {
  const found = await workspace.findFiles(
    new RelativePattern(folder, '**/[sS][iI][pP][dD][eE][fF][aA][uU][lL][tT].[cC][nN][fF]'),
  );
  // Many a virtual file system can be read and not searched.
  const isSearched = found.length > 0 || folder.scheme === 'file';
  const folders = isSearched ? found.map((uri) => Uri.joinPath(uri, '..')) : await walk(folder, deepest);
  return folders.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** How deep TFTP folders are looked for where nothing can be searched. */
const deepest = 4;

async function walk(folder: Uri, levels: number): Promise<Uri[]> {
  const entries = await entriesOf(folder);
  const inside = entries.filter(([name, type]) => type === FileType.Directory && !name.startsWith('.'));
  const below = levels === 0 ? [] : inside.map(([name]) => walk(Uri.joinPath(folder, name), levels - 1));
  const own = entries.some(([name]) => isDefaults(name)) ? [folder] : [];
  return [...own, ...(await Promise.all(below)).flat()];
}

function isDefaults(name: string): boolean {
  return name.toLowerCase() === 'sipdefault.cnf';
}

/** As users write it: a path, or a URI where there is none. */
export function textOf(uri: Uri): string {
  return uri.scheme === 'file' ? uri.fsPath : uri.toString();
}

export async function isFolder(uri: Uri): Promise<boolean> {
  try {
    return ((await workspace.fs.stat(uri)).type & FileType.Directory) !== 0;
  } catch {
    return false;
  }
}

/** The name of a file in the folder, `/` between parts; `undefined` when it does not lie in it. */
export function nameIn(folder: Uri, uri: Uri): string | undefined {
  const prefix = folder.path.endsWith('/') ? folder.path : `${folder.path}/`;
  if (uri.scheme !== folder.scheme || uri.authority !== folder.authority) return undefined;
  return uri.path.startsWith(prefix) ? uri.path.slice(prefix.length) : undefined;
}

/** What the language server makes of the folder as it is now, with what is not saved yet. */
export async function inspect(environment: Environment, folder: Uri): Promise<FolderResult> {
  const files = await namesIn(folder);
  const params: FolderParams = { uri: folder.toString(), files, texts: await textsIn(folder, files) };
  const result = await environment.inspect(params);
  if (!result) throw new Trouble(t('The Cisco SIP language server does not answer. "Cisco: Show Log" may tell why.'));
  return result;
}

/**
 * Files in the folder and in those below it as far as a TFTP folder reaches, but not in those that are TFTP folders of
 * their own. Hidden ones are nobody's business. A link to a folder is followed once.
 */
export async function namesIn(folder: Uri): Promise<string[]> {
  const names: string[] = [];
  const pending = [{ prefix: '', level: 0, isLink: false }];
  let listed = 0;
  for (let next = pending.shift(); next !== undefined && listed < mostFolders; next = pending.shift(), listed++) {
    const { prefix, level, isLink } = next;
    const entries = await entriesOf(level === 0 ? folder : Uri.joinPath(folder, prefix));
    if (level > 0 && entries.some(([name]) => isDefaults(name))) continue;
    for (const [name, type] of entries) {
      if (name.startsWith('.')) continue;
      if (type & FileType.File) names.push(prefix + name);
      else if (type & FileType.Directory && level < reach && !isLink)
        pending.push({ prefix: `${prefix}${name}/`, level: level + 1, isLink: (type & FileType.SymbolicLink) !== 0 });
    }
  }
  return names.sort();
}

async function entriesOf(folder: Uri): Promise<[string, FileType][]> {
  try {
    return await workspace.fs.readDirectory(folder);
  } catch {
    return [];
  }
}

async function textsIn(folder: Uri, names: readonly string[]): Promise<Record<string, string>> {
  const open = new Map(workspace.textDocuments.map((document) => [document.uri.toString(), document]));
  const texts: Record<string, string> = {};
  const rest = names.filter((name) => mayBeOurs.test(name)).values();
  const work = async () => {
    for (const name of rest) {
      const uri = Uri.joinPath(folder, name);
      const document = open.get(uri.toString());
      const text = document ? document.getText() : await readText(uri);
      if (text !== undefined) texts[name] = text;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return texts;
}

async function readText(uri: Uri): Promise<string | undefined> {
  try {
    return decode(await workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}

/** Saves what is open and changed among these files: what travels and what phones fetch is on the disk. */
export async function saveFiles(folder: Uri, wanted: (name: string) => boolean): Promise<void> {
  for (const document of workspace.textDocuments) {
    const name = document.isDirty ? nameIn(folder, document.uri) : undefined;
    if (name === undefined || !wanted(name)) continue;
    if (!(await document.save())) throw new Trouble(t`${name} could not be saved, so nothing was done.`);
  }
}
