/** What led a phone to a file: a value of its configuration, an entry of a list, or a name that phones always ask for. */

import type { Range } from 'vscode-languageserver-types';
import syncFacts from '../../../../schemas/syncinfo.json' with { type: 'json' };
import type { ParameterType } from '../../facts/types.ts';
import { fileRole } from '../../formats/cnf/filename.ts';
import { idOf, setting } from '../../formats/cnf/settings.ts';
import type { FormatId } from '../../formats/format.ts';
import { loaderOf, splitExtension } from '../../formats/imagename.ts';
import type { Os79xx } from '../../formats/os79xx/parse.ts';
import type { RingList } from '../../formats/ringlist/parse.ts';
import { idsOfType, phoneOf } from '../phone.ts';
import { baseName, type RootFile, type TftpRoot } from '../root.ts';
import type { AskedRule } from '../rules/asked.ts';
import { rules } from '../rules.ts';
import { placed, top } from './across.ts';
import { pathIn } from './paths.ts';

/** A place that leads phones to a file which the folder does not have. */
export interface Lead {
  readonly file: RootFile;
  readonly range: Range;
  readonly rule: AskedRule;
}

export interface Wanted {
  /** As the folder would name it. */
  readonly path: string;
  /** As in the facts about the files that phones ask for. */
  readonly kind: string | null;
  /** The file of the folder that differs in letter case only. */
  readonly other: string | undefined;
}

/** `mac`: of the phone, where it is known. `undefined`: nothing in the folder tells why the phone asked. */
export function leadTo(root: TftpRoot, wanted: Wanted, mac: string | undefined): Lead | undefined {
  return byValue(root, wanted, mac) ?? byRingList(root, wanted) ?? byBootImage(root, wanted) ?? byName(root, wanted);
}

/** The values that may name a file, by type, and whether they name that one. */
const naming: readonly (readonly [ParameterType, (text: string, path: string) => boolean])[] = [
  ['file-name', (text, path) => `${pathIn(text)}.xml` === path],
  ['image-name', isOfImage],
  ['url', (text, path) => text === path || text.endsWith(`/${path}`)],
];

/** Whether the file belongs to an image of that name, or is its loader. */
function isOfImage(image: string, path: string): boolean {
  const { name, extension } = splitExtension(path);
  return extension !== '' && (name === image || name === loaderOf(image));
}

/** The value that the phone works with: in its own file, else in SIPDefault.cnf. */
function byValue(root: TftpRoot, { path, kind, other }: Wanted, mac: string | undefined): Lead | undefined {
  const files = [mac === undefined ? undefined : ownFile(root, mac), root.defaults];
  for (const [type, names] of naming)
    for (const id of idsOfType(type)) {
      const lead = given(files, id, (text) => names(text, path));
      if (lead) return lead;
    }
  const compared = kind === 'sync-info' && other === undefined ? idOf(syncFacts.comparedParameter) : undefined;
  return compared === undefined ? undefined : given(files, compared, () => true);
}

function ownFile(root: TftpRoot, mac: string): RootFile | undefined {
  for (const name of root.phoneFiles(mac)) {
    const file = root.file(name);
    if (file?.name === name && phoneOf(root, file)?.isAskedFor) return file;
  }
  return undefined;
}

/** The first of the files that gives the parameter a value, where that value is the one that is looked for. */
function given(
  files: readonly (RootFile | undefined)[],
  id: number,
  fits: (text: string) => boolean,
): Lead | undefined {
  for (const file of files) {
    const found = setting(file?.settings, id);
    if (!file || !found || found.text === '') continue;
    const place = fits(found.text) ? placed(file, found) : undefined;
    return place && { file, range: place.range, rule: rules.askedByCnf };
  }
  return undefined;
}

function byRingList(root: TftpRoot, { path }: Wanted): Lead | undefined {
  const file = root.file('RINGLIST.DAT');
  if (file?.format.id !== 'ringlist') return undefined;
  const ring = (file.document as RingList).rings.find((each) => each.file && pathIn(each.file.text) === path);
  return ring?.file && { file, range: ring.file.range, rule: rules.askedByRingList };
}

function byBootImage(root: TftpRoot, { path }: Wanted): Lead | undefined {
  const file = root.file('OS79XX.TXT');
  const named = file?.format.id === 'os79xx' ? (file.document as Os79xx).image : undefined;
  return file && named && isOfImage(named.text, path)
    ? { file, range: named.range, rule: rules.askedByBootImage }
    : undefined;
}

/** For a file in other letters. */
const inOtherLetters: Readonly<Partial<Record<FormatId, AskedRule>>> = {
  cnf: rules.askedCnfInOtherLetters,
  dialplan: rules.askedDialPlanInOtherLetters,
  syncinfo: rules.askedSyncinfoInOtherLetters,
  os79xx: rules.askedOs79xxInOtherLetters,
  ringlist: rules.askedRingListInOtherLetters,
};

/** The top of the file in other letters, or of another one for the same phone, else of SIPDefault.cnf. */
function byName(root: TftpRoot, { path, kind, other }: Wanted): Lead | undefined {
  const twin = other === undefined ? undefined : root.file(other);
  const rule = twin && twin.name === other && inOtherLetters[twin.format.id];
  if (twin && rule) return { file: twin, range: top, rule };
  const role = fileRole(baseName(path));
  const isPhones = role.role === 'phone' && role.mac !== undefined;
  const fellow = isPhones ? root.phoneFiles(role.mac).find((name) => root.file(name)?.name === name) : undefined;
  if (!isPhones && kind !== 'sync-info' && other === undefined) return undefined;
  const file = fellow === undefined ? root.defaults : root.file(fellow);
  return file && { file, range: top, rule: rules.askedFixedName };
}
