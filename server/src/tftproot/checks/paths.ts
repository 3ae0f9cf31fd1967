/** Names of files and folders as they stand in the files, below the root of the TFTP folder. */

import { fileRole } from '../../formats/cnf/filename.ts';
import { type Settings, setting } from '../../formats/cnf/settings.ts';
import { hasPlaceholder } from '../../formats/placeholders.ts';
import { idsOfType } from '../phone.ts';
import { baseName, type TftpRoot } from '../root.ts';

/** Characters. No file system has longer names. */
const longest = 255;

const ordinary = /^[\p{L}\p{N}_.+,()&!@=~-]+$/u;

/**
 * A path as the folder names its files: `./rings/old.pcm` as `rings/old.pcm`. `undefined` for one of which nothing can
 * be said: it leaves the folder, lies deeper than the folder is known, or has signs in it that no file here has.
 */
export function pathIn(text: string): string | undefined {
  if (text.length > longest) return undefined;
  const parts = text.split('/').filter((part) => part !== '' && part !== '.');
  if (parts.length === 0 || parts.length > 2) return undefined;
  return parts.every((part) => part !== '..' && ordinary.test(part)) ? parts.join('/') : undefined;
}

/** The folder that a file lies in; empty for the root. */
export function folderOf(name: string): string {
  return name.slice(0, Math.max(name.lastIndexOf('/'), 0));
}

/** The parameter that names the folder with the phones' own files. */
export const [phoneFolderId = -1] = idsOfType('path');

/**
 * The folder in which the phones look for their own files; empty for the root. `undefined` when that cannot be told:
 * there is no SIPDefault.cnf, or the path in it leads to where nothing is known.
 */
export function knownPhoneFolder({ defaults }: TftpRoot): string | undefined {
  if (!defaults?.settings) return undefined;
  const found = known.get(defaults.settings);
  if (found) return found.folder;
  const folder = phoneFolderIn(defaults.settings);
  known.set(defaults.settings, { folder });
  return folder;
}

/** Every phone's file is checked beside it. */
const known = new WeakMap<Settings, { readonly folder: string | undefined }>();

function phoneFolderIn(defaults: Settings): string | undefined {
  const text = setting(defaults, phoneFolderId)?.text ?? '';
  if (/^[./]*$/.test(text)) return text.includes('..') ? undefined : '';
  const path = hasPlaceholder(text) ? undefined : pathIn(text);
  return path?.includes('/') ? undefined : path;
}

export type PhoneFiles = ReadonlyMap<string, ReadonlyMap<string, string>>;

const phoneFilesOf = new WeakMap<readonly string[], PhoneFiles>();

/** The phone files of each folder, by MAC address. Made once for a list of files. */
export function phoneFilesByFolder({ files }: TftpRoot): PhoneFiles {
  const known = phoneFilesOf.get(files);
  if (known) return known;
  const made = new Map<string, Map<string, string>>();
  for (const name of files) {
    const role = fileRole(baseName(name));
    if (role.role !== 'phone' || role.mac === undefined) continue;
    const folder = folderOf(name);
    const there = made.get(folder) ?? new Map<string, string>();
    made.set(folder, there.set(role.mac, name));
  }
  phoneFilesOf.set(files, made);
  return made;
}
