/** Firmware images: their files in the folder, and where they are named. */

import firmware from '../../../../schemas/firmware.json' with { type: 'json' };
import type { NamedParameter } from '../../formats/cnf/parameters.ts';
import type { Os79xx } from '../../formats/os79xx/parse.ts';
import { onLine } from '../../formats/ranges.ts';
import type { Place } from '../places.ts';
import type { TftpRoot } from '../root.ts';
import { filesInUse, givenWhere, settingPlace } from './entries.ts';
import { syncInfoOf } from './sync.ts';

const mark = '<image>';

/** What is behind an image's name in the names of its files, that of the newest releases first. */
const extensions = [
  ...new Set(
    firmware.fileSets
      .toReversed()
      .flatMap(({ files }) => files.filter((file) => file.startsWith(mark)).map((file) => file.slice(mark.length))),
  ),
];

/** The files of the folder that an image consists of, in any letter case; the one that a phone asks for first. */
export function imageFiles(root: TftpRoot, image: string): readonly string[] {
  return extensions.flatMap((extension) => root.spellings(`${image}${extension}`));
}

/** The same as places: the beginning of each, because nothing in them can be read. */
export function imagePlaces(root: TftpRoot, image: string): Place[] {
  return imageFiles(root, image).map((name) => ({ name, range: onLine(0, 0, 0) }));
}

const namesImage = ({ parameter }: NamedParameter) => parameter.type === 'image-name';

/** Where the folder's files name an image: entries of .cnf files, then VERSION in syncinfo.xml and OS79XX.TXT. */
export function imageMentions(root: TftpRoot, image: string): Place[] {
  const entries = filesInUse(root).flatMap((file) =>
    givenWhere(file.settings, namesImage).flatMap((setting) =>
      setting.text === image ? settingPlace(file, setting) : [],
    ),
  );
  return [...entries, ...versions(root, image), ...bootImage(root, image)];
}

function versions(root: TftpRoot, image: string): Place[] {
  const syncInfo = syncInfoOf(root);
  if (!syncInfo) return [];
  return syncInfo.entries.flatMap(({ version }) =>
    version?.text.trim() === image ? [{ name: syncInfo.name, range: version.range }] : [],
  );
}

function bootImage(root: TftpRoot, image: string): Place[] {
  const file = root.file('OS79XX.TXT');
  const named = file?.format.id === 'os79xx' ? (file.document as Os79xx).image : undefined;
  return file && named?.text === image ? [{ name: file.name, range: named.range }] : [];
}
