/** Files of the folder that a file names, to be opened with a click. */

import type { Range } from 'vscode-languageserver-types';
import type { CnfDocument } from '../../formats/cnf/document.ts';
import { findParameter } from '../../formats/cnf/parameters.ts';
import type { Os79xx } from '../../formats/os79xx/parse.ts';
import { hasPlaceholder } from '../../formats/placeholders.ts';
import { onLine } from '../../formats/ranges.ts';
import type { RingList } from '../../formats/ringlist/parse.ts';
import type { SyncInfo } from '../../formats/syncinfo/parse.ts';
import type { RootFile, TftpRoot } from '../root.ts';
import { imageFiles } from './images.ts';
import { planNamed } from './plans.ts';

export interface FolderLink {
  readonly range: Range;
  /** The name of a file that lies in the folder. */
  readonly name: string;
}

/** The names of dial plans, images and rings in the file, as links to those that lie in the folder. */
export function folderLinks(root: TftpRoot, file: RootFile): FolderLink[] {
  switch (file.format.id) {
    case 'cnf':
      return inEntries(root, file.document as CnfDocument);
    case 'syncinfo':
      return (file.document as SyncInfo).entries.flatMap(({ version }) =>
        version ? link(version.range, imageFiles(root, version.text.trim())[0]) : [],
      );
    case 'os79xx': {
      const { image } = file.document as Os79xx;
      return image ? link(image.range, imageFiles(root, image.text)[0]) : [];
    }
    case 'ringlist':
      return (file.document as RingList).rings.flatMap(({ file: sound }) =>
        sound ? link(sound.range, root.spellings(sound.text)[0]) : [],
      );
    case 'dialplan':
    case 'dialtests':
      return [];
  }
}

function link(range: Range, name: string | undefined): FolderLink[] {
  return name === undefined ? [] : [{ range, name }];
}

function inEntries(root: TftpRoot, { lines }: CnfDocument): FolderLink[] {
  return lines.flatMap((entry, line) => {
    if (entry.kind !== 'entry') return [];
    const text = entry.value.text.trim();
    if (text === '' || hasPlaceholder(text)) return [];
    const range = onLine(line, entry.value.start, entry.value.end);
    switch (findParameter(entry.name.text)?.parameter.type) {
      case 'file-name':
        return link(range, planNamed(root, text)?.name);
      case 'image-name':
        return link(range, imageFiles(root, text)[0]);
      default:
        return [];
    }
  });
}
