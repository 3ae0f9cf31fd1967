/** Whether phones ask for the phone files of the folder: by their folder and by their spelling. */

import { t } from '@vscode/l10n';
import type { CnfDocument } from '../../formats/cnf/document.ts';
import { formatMac } from '../../formats/cnf/filename.ts';
import { parameterOf, type Setting, setting } from '../../formats/cnf/settings.ts';
import { insert, replace } from '../../formats/ranges.ts';
import { type Finding, type Fix, report } from '../../formats/rules.ts';
import type { TftpRoot } from '../root.ts';
import { rules } from '../rules.ts';
import { type Across, mostRelated, placed, top } from './across.ts';
import { folderOf, knownPhoneFolder, type PhoneFiles, phoneFilesByFolder, phoneFolderId } from './paths.ts';
import { beside } from './twins.ts';

/** A phone's file that is not the one the phone asks for. */
export function checkPhoneFile(across: Across): Finding[] {
  const { root, file } = across;
  const { role } = file;
  if (role.role !== 'phone' || role.mac === undefined) return [];
  const folder = knownPhoneFolder(root);
  const here = folderOf(file.name);
  const expected = inFolder(folder ?? here, role.expected);
  if (file.name === expected) return [];
  const all = root.phoneFiles(role.mac);
  const mac = formatMac(role.mac);
  const isThere = all.includes(expected);
  if (here === (folder ?? here)) {
    const others = all.filter((name) => name !== file.name && folderOf(name) === here);
    if (others.length === 0) return [];
    const gets = isThere
      ? t`The phone gets '${expected}'.`
      : t`The phone asks for '${expected}' and gets none of them.`;
    return [report(rules.phoneFileTwice, top, { mac, gets, ...beside(others) }, { related: twins(across, others) })];
  }
  // Folders with copies of what lies in the right place are the user's business.
  if (isThere && here !== '') return [];
  return [
    report(
      rules.notAskedFor,
      top,
      { mac, expected, mend: isThere ? t('Delete this one, or keep what you need of it there.') : t('Move it there.') },
      { fixes: isThere ? [] : leadHere(root, folder ?? '', here), related: isThere ? twins(across, [expected]) : [] },
    ),
  ];
}

function inFolder(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

function twins({ uriOf }: Across, names: readonly string[]) {
  return names
    .slice(0, mostRelated)
    .map((name) => ({ uri: uriOf(name), range: top, message: t('For the same phone') }));
}

/** A fix that makes phones look in `wanted`, where no phone's file would be lost by it. */
function leadHere(root: TftpRoot, current: string, wanted: string): Fix[] {
  const { defaults } = root;
  if (!defaults || (phoneFilesByFolder(root).get(current)?.size ?? 0) > 0) return [];
  const { name } = parameterOf(phoneFolderId);
  const value = wanted === '' ? '' : `./${wanted}/`;
  const found = setting(defaults.settings, phoneFolderId);
  const place = found && placed(defaults, found);
  const edit = place
    ? replace(place.range, place.entry.value.quotes === 'none' ? `"${value}"` : value)
    : appended(defaults.document as CnfDocument, `${name}: "${value}"`);
  return [
    {
      title: t`Set ${name} to "${value}" in ${defaults.name}`,
      safe: false,
      edits: [],
      others: [{ name: defaults.name, edits: [edit] }],
    },
  ];
}

/** A new last line. */
function appended({ lines }: CnfDocument, text: string) {
  const line = lines.length - 1;
  const { length } = lines[line]?.text ?? '';
  return insert({ line, character: length }, `${length > 0 ? '\n' : ''}${text}\n`);
}

/** The folder for phone files that SIPDefault.cnf names, beside where the phone files lie. */
export function checkPhoneFolder(across: Across): Finding[] {
  const { root, file, uriOf } = across;
  const folder = file.name === root.defaults?.name ? knownPhoneFolder(root) : undefined;
  const found = setting(file.settings, phoneFolderId);
  if (!folder || !found) return [];
  const files = phoneFilesByFolder(root);
  const lost = lostFiles(files, folder);
  const place = lost.length === 0 ? undefined : placed(file, found);
  if (!place) return [];
  const values = {
    name: place.entry.name.text,
    folder,
    files: lost.length === 1 ? t('1 phone file lies') : t`${lost.length} phone files lie`,
  };
  const related = lost
    .slice(0, mostRelated)
    .map((name) => ({ uri: uriOf(name), range: top, message: t('No phone looks here') }));
  return [
    report(rules.phoneFolder, place.range, values, { fixes: goWhere(files, lost, folder, found, place), related }),
  ];
}

/** Phone files that are in the root instead, or anywhere else while there are none in the right place. */
function lostFiles(files: PhoneFiles, folder: string): string[] {
  const here = files.get(folder);
  if (!here) return [...files.values()].flatMap((others) => [...others.values()]);
  return [...(files.get('') ?? [])].filter(([mac]) => !here.has(mac)).map(([, name]) => name);
}

/** Writes the one folder in which all phone files lie. */
function goWhere(
  files: PhoneFiles,
  lost: readonly string[],
  folder: string,
  { text }: Setting,
  { range }: { readonly range: Fix['edits'][number]['range'] },
): Fix[] {
  const [first] = lost;
  if (files.has(folder) || first === undefined || files.size !== 1) return [];
  const wanted = folderOf(first);
  const value = wanted === '' ? '' : text.replace(folder, wanted);
  const title = value === '' ? t('Empty the value') : t`Change to '${value}'`;
  return [{ title, safe: false, edits: [replace(range, value)] }];
}
