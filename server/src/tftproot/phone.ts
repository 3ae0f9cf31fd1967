/**
 * A phone of the folder and what it works with: its own file before SIPDefault.cnf before what it is built with. A
 * value that stands in neither file may also be one that the phone has stored from an earlier time; that cannot be
 * seen from here.
 */

import type { ParameterType } from '../facts/types.ts';
import { fileRole } from '../formats/cnf/filename.ts';
import { allNames } from '../formats/cnf/parameters.ts';
import { type IdSet, idOf, idSet, parameterOf, type Setting, type Settings, setting } from '../formats/cnf/settings.ts';
import { hasPlaceholder } from '../formats/placeholders.ts';
import { baseName, type RootFile, type TftpRoot } from './root.ts';

export interface Phone {
  /** Twelve digits in capitals. */
  readonly mac: string;
  readonly file: RootFile;
  readonly own: Settings;
  /** The settings of SIPDefault.cnf. */
  readonly defaults: Settings | undefined;
  /** Whether the phone asks for this very file: by its spelling, and by the folder it lies in. */
  readonly isAskedFor: boolean;
}

/** Where a value comes from. `stored`: in no file, and no default is known. */
export type Origin = 'phone' | 'default' | 'built-in' | 'stored';

export interface EffectiveValue {
  readonly id: number;
  readonly origin: Origin;
  /** `undefined` when only the phone knows. */
  readonly text: string | undefined;
  /** The setting in the file that it comes from. */
  readonly setting: Setting | undefined;
  /** What SIPDefault.cnf has, when the phone's own file replaces it. */
  readonly overrides: Setting | undefined;
}

const phonesOf = new WeakMap<TftpRoot, readonly Phone[]>();

/** The phones that have a file of their own, in the order of the files. Made once for a folder. */
export function phones(root: TftpRoot): readonly Phone[] {
  const known = phonesOf.get(root);
  if (known) return known;
  const folder = phoneFolder(root);
  const found = namesOfPhones(root.files).flatMap((named) => {
    const file = root.file(named.name);
    return file?.name === named.name && file.settings ? [phoneIn(root, folder, file, file.settings, named)] : [];
  });
  phonesOf.set(root, found);
  return found;
}

/** A file named after a phone. */
interface PhoneName {
  readonly name: string;
  readonly mac: string;
  /** How the phone asks for it. */
  readonly expected: string;
}

const namesByFiles = new WeakMap<readonly string[], readonly PhoneName[]>();

/** Reading the names costs more than all else, and an edit does not change them. */
function namesOfPhones(files: readonly string[]): readonly PhoneName[] {
  const known = namesByFiles.get(files) ?? files.flatMap((name) => phoneName(name) ?? []);
  namesByFiles.set(files, known);
  return known;
}

function phoneName(name: string): PhoneName | undefined {
  const role = fileRole(baseName(name));
  if (role.role !== 'phone' || role.mac === undefined) return undefined;
  return { name, mac: role.mac, expected: role.expected };
}

/** The phone that a file is about; `undefined` for a file that is about no phone, or about none in particular. */
export function phoneOf(root: TftpRoot, file: RootFile): Phone | undefined {
  const named = file.settings ? phoneName(file.name) : undefined;
  return named && file.settings ? phoneIn(root, phoneFolder(root), file, file.settings, named) : undefined;
}

/** `folder`: the one below the root in which phones look for their own files. */
function phoneIn(root: TftpRoot, folder: string, file: RootFile, own: Settings, { mac, expected }: PhoneName): Phone {
  const asked = folder === '' ? expected : `${folder}/${expected}`;
  return { mac, file, own, defaults: root.defaults?.settings, isAskedFor: file.name === asked };
}

/** What the phone works with for a parameter. An entry without a value sets nothing. */
export function effective({ own, defaults }: Pick<Phone, 'own' | 'defaults'>, id: number): EffectiveValue {
  const mine = set(own, id);
  const shared = set(defaults, id);
  if (mine) return { id, origin: 'phone', text: mine.text, setting: mine, overrides: shared };
  if (shared) return { id, origin: 'default', text: shared.text, setting: shared, overrides: undefined };
  const builtIn = parameterOf(id).parameter.default;
  const known = builtIn !== null && builtIn !== '';
  return {
    id,
    origin: known ? 'built-in' : 'stored',
    text: known ? builtIn : undefined,
    setting: undefined,
    overrides: undefined,
  };
}

function set(settings: Settings | undefined, id: number): Setting | undefined {
  const found = setting(settings, id);
  return found && found.text !== '' ? found : undefined;
}

/** Every parameter's value for a phone, in the order of the facts. */
export function effectiveValues(phone: Pick<Phone, 'own' | 'defaults'>): EffectiveValue[] {
  return allNames.map((_, id) => effective(phone, id));
}

/** The value that one of the phone's files gives to a parameter of that name; `undefined` when neither does. */
export function written(phone: Pick<Phone, 'own' | 'defaults'>, name: string): Setting | undefined {
  const id = idOf(name);
  return id === undefined ? undefined : writtenById(phone, id);
}

/** The same for a parameter whose id is known. */
export function writtenById({ own, defaults }: Pick<Phone, 'own' | 'defaults'>, id: number): Setting | undefined {
  return set(own, id) ?? set(defaults, id);
}

/** The ids of the parameters of a type, in the order of the facts. */
export function idsOfType(type: ParameterType): readonly number[] {
  return idsByType.get(type) ?? [];
}

const idsByType = new Map<ParameterType, number[]>();
for (const [id, { parameter }] of allNames.entries())
  idsByType.set(parameter.type, [...(idsByType.get(parameter.type) ?? []), id]);

/** The same as a set. */
export function idsAmong(type: ParameterType): IdSet {
  const known = setsByType.get(type) ?? idSet(idsOfType(type));
  setsByType.set(type, known);
  return known;
}

const setsByType = new Map<ParameterType, IdSet>();

/** The value that one of the phone's files gives to the first parameter of a type that either sets. */
export function writtenOfType(phone: Pick<Phone, 'own' | 'defaults'>, type: ParameterType): Setting | undefined {
  for (const id of idsOfType(type)) {
    const found = set(phone.own, id) ?? set(phone.defaults, id);
    if (found) return found;
  }
  return undefined;
}

const folders = new WeakMap<Settings, string>();

/** The folder below the root in which the phones look for their own files, as `sip_phone`; empty: the root. */
export function phoneFolder(root: TftpRoot): string {
  const defaults = root.defaults?.settings;
  if (!defaults) return '';
  const folder = folders.get(defaults) ?? phoneFolderIn(defaults);
  folders.set(defaults, folder);
  return folder;
}

function phoneFolderIn(defaults: Settings): string {
  const path = writtenOfType({ own: defaults, defaults: undefined }, 'path')?.text;
  if (path === undefined || hasPlaceholder(path)) return '';
  return path
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/');
}
