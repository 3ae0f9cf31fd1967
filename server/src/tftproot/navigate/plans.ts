/** Dial plans and the entries that name them. */

import type { Range } from 'vscode-languageserver-types';
import type { NamedParameter } from '../../formats/cnf/parameters.ts';
import type { DialPlan } from '../../formats/dialplan/plan.ts';
import { onLine } from '../../formats/ranges.ts';
import { writtenOfType } from '../phone.ts';
import type { Place } from '../places.ts';
import type { RootFile, TftpRoot } from '../root.ts';
import { filesInUse, givenWhere, macOf, phoneFiles, settingPlace } from './entries.ts';

const namesPlan = ({ parameter }: NamedParameter) => parameter.type === 'file-name';

/** The file that a phone asks for when an entry has that value. */
function wantedName(text: string): string {
  return `${text.replace(/^\.\//, '')}.xml`;
}

/** The dial plan of that name (without extension), when it lies in the folder. */
export function planNamed(root: TftpRoot, text: string): RootFile | undefined {
  const file = root.file(wantedName(text));
  return file?.format.id === 'dialplan' ? file : undefined;
}

/** Where a dial plan begins: its DIALTEMPLATE tag, or the beginning of a file without one. */
export function planTop({ document }: RootFile): Range {
  const top = (document as DialPlan).tags.find(({ kind, isRoot }) => kind === 'start' && isRoot);
  return top?.range ?? onLine(0, 0, 0);
}

/** Tells which file each name of a dial plan means: as it is spelled in the folder, when it lies there. */
function fileFinder(root: TftpRoot): (text: string) => string {
  const found = new Map<string, string>();
  return (text) => {
    const name = found.get(text) ?? planNamed(root, text)?.name ?? wantedName(text);
    found.set(text, name);
    return name;
  };
}

/** The entries that name the same dial plan as `text` does, whether or not it lies in the folder. */
export function entriesNaming(root: TftpRoot, text: string): Place[] {
  const fileOf = fileFinder(root);
  return entriesOf(root, fileOf, fileOf(text));
}

/** The entries that name a dial plan of the folder. */
export function entriesNamingFile(root: TftpRoot, plan: RootFile): Place[] {
  return entriesOf(root, fileFinder(root), plan.name);
}

function entriesOf(root: TftpRoot, fileOf: (text: string) => string, name: string): Place[] {
  return filesInUse(root).flatMap((file) =>
    givenWhere(file.settings, namesPlan).flatMap((setting) =>
      fileOf(setting.text) === name ? settingPlace(file, setting) : [],
    ),
  );
}

/** How many phones work with a dial plan. Several files of one phone count once. */
export function phonesWith(root: TftpRoot, plan: RootFile): number {
  const fileOf = fileFinder(root);
  const defaults = root.defaults?.settings;
  const users = new Set<string>();
  for (const file of phoneFiles(root)) {
    const text = writtenOfType({ own: file.settings, defaults }, 'file-name')?.text;
    if (text !== undefined && fileOf(text) === plan.name) users.add(macOf(file));
  }
  return users.size;
}
