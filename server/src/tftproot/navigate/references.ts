/** Where else in the folder that is which lies under the cursor: a parameter, a line, its user, a file, an image. */

import type { Position } from 'vscode-languageserver-types';
import type { CnfDocument } from '../../formats/cnf/document.ts';
import { isSpecial } from '../../formats/cnf/parameters.ts';
import { setting } from '../../formats/cnf/settings.ts';
import type { DialPlan } from '../../formats/dialplan/plan.ts';
import type { Os79xx } from '../../formats/os79xx/parse.ts';
import { hasPlaceholder } from '../../formats/placeholders.ts';
import { touches } from '../../formats/ranges.ts';
import type { SyncInfo } from '../../formats/syncinfo/parse.ts';
import type { Place } from '../places.ts';
import type { RootFile, TftpRoot } from '../root.ts';
import {
  defaultOf,
  type EntryAt,
  entriesOfLine,
  entryAt,
  entryPlace,
  lineOf,
  ownEntries,
  settingPlace,
} from './entries.ts';
import { imageMentions } from './images.ts';
import { entriesNaming, entriesNamingFile, planNamed, planTop } from './plans.ts';
import { askedPlaces, comparedId, isWildcard } from './sync.ts';

/**
 * The places that mean the same as what lies under the cursor. Declarations are: the entry in SIPDefault.cnf of what
 * phones override, the entry that names the user of a line, and the beginning of a dial plan.
 */
export function references(root: TftpRoot, file: RootFile, position: Position, includeDeclaration: boolean): Place[] {
  switch (file.format.id) {
    case 'cnf': {
      const at = entryAt(file.document as CnfDocument, position);
      return at ? ofEntry(root, file, at, includeDeclaration) : [];
    }
    case 'syncinfo':
      return ofSyncInfo(root, file.document as SyncInfo, position);
    case 'os79xx': {
      const { image } = file.document as Os79xx;
      return image && touches(image.range, position) ? imageMentions(root, image.text) : [];
    }
    case 'dialplan': {
      if (!isOnTop(file, position)) return [];
      return [...(includeDeclaration ? topOf(file) : []), ...entriesNamingFile(root, file)];
    }
    case 'ringlist':
    case 'dialtests':
      return [];
  }
}

function ofEntry(root: TftpRoot, file: RootFile, at: EntryAt, includeDeclaration: boolean): Place[] {
  const { id, named, part, text } = at;
  if (part === 'value' && text !== '' && !hasPlaceholder(text)) {
    if (named.parameter.type === 'image-name') return imageMentions(root, text);
    if (named.parameter.type === 'file-name')
      return [...(includeDeclaration ? topOf(planNamed(root, text)) : []), ...entriesNaming(root, text)];
  }
  const line = lineOf(named);
  if (line !== undefined && file.name !== root.defaults?.name)
    return [...ofLine(file, line, includeDeclaration), ...ofUser(root, file, at)];
  return [...ofParameter(root, id, includeDeclaration), ...(id === comparedId ? askedPlaces(root) : [])];
}

/** The entries that set a parameter. */
function ofParameter(root: TftpRoot, id: number, includeDeclaration: boolean): Place[] {
  return [...(includeDeclaration ? defaultOf(root, id) : []), ...ownEntries(root, id)];
}

function ofLine(file: RootFile, line: number, includeDeclaration: boolean): Place[] {
  const { users, others } = entriesOfLine(file.document as CnfDocument, line);
  return [...(includeDeclaration ? users : []), ...others].map((entry) => entryPlace(file.name, entry));
}

/** The other lines with the user that the cursor is on. */
function ofUser(root: TftpRoot, file: RootFile, { id, named: { parameter }, part, text }: EntryAt): Place[] {
  if (part !== 'value' || parameter.type !== 'line-name' || text === '' || isSpecial(parameter, text)) return [];
  return root.lineUses(text).flatMap((use) => {
    if (use.file === file.name && use.id === id) return [];
    const other = root.file(use.file);
    const entry = setting(other?.settings, use.id);
    return other && entry ? settingPlace(other, entry) : [];
  });
}

function ofSyncInfo(root: TftpRoot, { entries }: SyncInfo, position: Position): Place[] {
  for (const { version, sync } of entries) {
    if (version && touches(version.outer, position)) {
      const image = version.text.trim();
      return image === '' || isWildcard(image) ? [] : imageMentions(root, image);
    }
    if (sync && touches(sync.outer, position))
      return comparedId === undefined ? [] : [...ofParameter(root, comparedId, true), ...askedPlaces(root)];
  }
  return [];
}

/** On the first line of a dial plan, or on one of the tags around its rules. */
function isOnTop({ document }: RootFile, position: Position): boolean {
  const { tags } = document as DialPlan;
  return position.line === 0 || tags.some(({ isRoot, range }) => isRoot && touches(range, position));
}

function topOf(plan: RootFile | undefined): Place[] {
  return plan ? [{ name: plan.name, range: planTop(plan) }] : [];
}
