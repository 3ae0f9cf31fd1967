/** Where that is which something in a file stands for: the default that an entry overrides, or the file it names. */

import type { Position } from 'vscode-languageserver-types';
import type { CnfDocument } from '../../formats/cnf/document.ts';
import type { Os79xx } from '../../formats/os79xx/parse.ts';
import { hasPlaceholder } from '../../formats/placeholders.ts';
import { onLine, touches } from '../../formats/ranges.ts';
import type { RingList } from '../../formats/ringlist/parse.ts';
import type { SyncInfo } from '../../formats/syncinfo/parse.ts';
import type { Place } from '../places.ts';
import type { RootFile, TftpRoot } from '../root.ts';
import { defaultOf, type EntryAt, entryAt, given, lineOf, settingPlace, userIdOf } from './entries.ts';
import { imagePlaces } from './images.ts';
import { planNamed, planTop } from './plans.ts';
import { askedPlaces, comparedId } from './sync.ts';

/** The places that are the definition of what lies under the cursor; none when there is none in the folder. */
export function definition(root: TftpRoot, file: RootFile, position: Position): Place[] {
  switch (file.format.id) {
    case 'cnf': {
      const at = entryAt(file.document as CnfDocument, position);
      return at ? ofEntry(root, file, at) : [];
    }
    case 'syncinfo':
      return ofSyncInfo(root, file.document as SyncInfo, position);
    case 'os79xx': {
      const { image } = file.document as Os79xx;
      return image && touches(image.range, position) ? imagePlaces(root, image.text) : [];
    }
    case 'ringlist':
      return ofRing(root, file.document as RingList, position);
    case 'dialplan':
    case 'dialtests':
      return [];
  }
}

/** What the value names goes before the default, of which the entry's name still leads to it. */
function ofEntry(root: TftpRoot, file: RootFile, at: EntryAt): Place[] {
  const named = at.part === 'value' && at.text !== '' && !hasPlaceholder(at.text) ? ofValue(root, at) : [];
  return named.length > 0 ? named : [...defaultOf(root, at.id), ...userOf(root, file, at)];
}

function ofValue(root: TftpRoot, { id, named, text }: EntryAt): Place[] {
  switch (named.parameter.type) {
    case 'file-name': {
      const plan = planNamed(root, text);
      return plan ? [{ name: plan.name, range: planTop(plan) }] : [];
    }
    case 'image-name':
      return imagePlaces(root, text);
    default:
      return id === comparedId ? askedPlaces(root) : [];
  }
}

/** For what else is set for a line: the entry that names the line's user. */
function userOf(root: TftpRoot, file: RootFile, { id, named }: EntryAt): Place[] {
  const line = lineOf(named);
  const userId = line === undefined ? undefined : userIdOf(line);
  if (userId === undefined || userId === id) return [];
  const own = given(file.settings, userId);
  return own ? settingPlace(file, own) : defaultOf(root, userId);
}

function ofSyncInfo(root: TftpRoot, { entries }: SyncInfo, position: Position): Place[] {
  for (const { version, sync } of entries) {
    if (version && touches(version.outer, position)) return imagePlaces(root, version.text.trim());
    if (sync && touches(sync.outer, position)) return comparedId === undefined ? [] : defaultOf(root, comparedId);
  }
  return [];
}

function ofRing(root: TftpRoot, { rings }: RingList, position: Position): Place[] {
  const file = rings.find(({ line }) => line === position.line)?.file;
  if (!file?.text || !touches(file.range, position)) return [];
  return root.spellings(file.text).map((name) => ({ name, range: onLine(0, 0, 0) }));
}
