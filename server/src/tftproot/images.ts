/** The firmware images in a TFTP folder: how they are spelled there, and what of them is missing. */

import firmware from '../../../schemas/firmware.json' with { type: 'json' };
import { imageForm, loaderOf, splitExtension } from '../formats/imagename.ts';
import { type Phone, phones, writtenOfType } from './phone.ts';
import type { TftpRoot } from './root.ts';

const patterns = firmware.patterns.map(({ id, pattern }) => ({ id, pattern: new RegExp(pattern) }));

/** The number of the major release in the name of a SIP image; `undefined` for other names. */
export function majorOf(image: string): number | undefined {
  const form = imageForm(image);
  const major = patterns.find(({ id }) => id === form?.id)?.pattern.exec(image)?.groups?.major;
  return major === undefined ? undefined : Number(major);
}

/** Equal for names that mean the same image: `P0S3-8-12-00`, `P0S3-08-12-00` and `p0s3-8-12-00`. */
export function imageKey(image: string): string {
  return image.toUpperCase().replace(/-0+(?=\d)/g, '-');
}

/** The images of a folder. */
export interface Images {
  /** The SIP images as the files spell them, sorted. */
  readonly sip: readonly string[];
  /** How the files spell an image or loader, by `imageKey`. */
  readonly spellings: ReadonlyMap<string, readonly string[]>;
}

const imagesOf = new WeakMap<readonly string[], Images>();

/** The SIP images and loaders in the root of the folder. Made once for a list of files. */
export function imagesIn({ files }: TftpRoot): Images {
  const known = imagesOf.get(files);
  if (known) return known;
  const sip = new Set<string>();
  const spellings = new Map<string, string[]>();
  for (const file of files) {
    const { name, extension } = splitExtension(file);
    const kind = extension ? imageForm(name.toUpperCase())?.kind : undefined;
    if (kind !== 'sip' && kind !== 'loader') continue;
    if (kind === 'sip') sip.add(name);
    const key = imageKey(name);
    const same = spellings.get(key) ?? [];
    if (!same.includes(name)) spellings.set(key, [...same, name]);
  }
  const made = { sip: [...sip].sort(), spellings };
  imagesOf.set(files, made);
  return made;
}

/** What the folder has of an image. */
export interface Parts {
  /** Files of the image itself that are there, and those that a phone needs and are not. */
  readonly present: readonly string[];
  readonly missing: readonly string[];
  /** What only phones need that do not have it yet, and is not there. */
  readonly missingOnce: readonly string[];
}

/** The parts of a SIP image; `undefined` for a name of which it is not known what belongs to it. */
export function partsOf(root: TftpRoot, image: string): Parts | undefined {
  const major = majorOf(image);
  const set = firmware.fileSets.findLast(({ majors }) => major !== undefined && major >= majors.from);
  if (!set) return undefined;
  const named = (file: string) => file.replace('<image>', image).replace('<loader>', loaderOf(image) ?? '<loader>');
  const has = (file: string) => isThere(root, named(file));
  const lacks = (alternatives: readonly (readonly string[])[]) =>
    alternatives.filter((files) => !files.some(has)).map(([first = '']) => named(first));
  const own = [...new Set([...set.files, ...set.needed.flat()])].filter((file) => file.startsWith('<image>'));
  return { present: own.filter(has).map(named), missing: lacks(set.needed), missingOnce: lacks(set.neededOnce) };
}

/** Whether the file is there, for a loader in any spelling: the image's own list of files says how it is spelled. */
function isThere(root: TftpRoot, file: string): boolean {
  if (root.has(file)) return true;
  const { name, extension } = splitExtension(file);
  if (imageForm(name)?.kind !== 'loader') return false;
  return (imagesIn(root).spellings.get(imageKey(name)) ?? []).some((spelling) => root.has(`${spelling}${extension}`));
}

/** How many phones each image is meant for, most first; without phone files what SIPDefault.cnf says counts once. */
export function imagesInUse(root: TftpRoot): ReadonlyMap<string, number> {
  const all: readonly Pick<Phone, 'own' | 'defaults'>[] = phones(root);
  const defaults = root.defaults?.settings;
  const counts = new Map<string, number>();
  for (const phone of all.length === 0 && defaults ? [{ own: defaults, defaults: undefined }] : all) {
    const image = writtenOfType(phone, 'image-name')?.text;
    if (image !== undefined) counts.set(image, (counts.get(image) ?? 0) + 1);
  }
  return new Map([...counts].sort(([, a], [, b]) => b - a));
}
