/** Renames a dial plan: the file, and the value of every entry that names it. */

import { t } from '@vscode/l10n';
import type { Position, Range } from 'vscode-languageserver-types';
import { type CnfDocument, entriesByName } from '../../formats/cnf/document.ts';
import { parameterOf, setting } from '../../formats/cnf/settings.ts';
import type { DialPlan } from '../../formats/dialplan/plan.ts';
import { hasPlaceholder } from '../../formats/placeholders.ts';
import { onLine, touches } from '../../formats/ranges.ts';
import { entryAt } from '../navigate/entries.ts';
import { entriesNaming, planNamed } from '../navigate/plans.ts';
import { idsOfType, phoneOf } from '../phone.ts';
import type { FileRename, FolderChange, Place, Refusal } from '../places.ts';
import { baseName, type RootFile, type TftpRoot } from '../root.ts';
import { changeOf, type FileEdits } from './change.ts';
import { setValue } from './entries.ts';
import { problemWith } from './newText.ts';

/** A dial plan, where it is named or where it begins or ends. */
export interface PlanAt {
  readonly range: Range;
  /** Its name without folder and extension. */
  readonly placeholder: string;
  /** As entries name it. */
  readonly text: string;
}

/** The dial plan that the value under the cursor names, or whose DIALTEMPLATE tag is under the cursor. */
export function planAt(root: TftpRoot, file: RootFile, position: Position): PlanAt | undefined {
  return file.format.id === 'dialplan' ? ownPlan(file, position) : namedPlan(root, file, position);
}

function ownPlan({ name, document }: RootFile, position: Position): PlanAt | undefined {
  const tag = (document as DialPlan).tags.find(({ isRoot, nameRange }) => isRoot && touches(nameRange, position));
  if (!tag || !/\.xml$/i.test(name)) return undefined;
  const text = name.slice(0, -'.xml'.length);
  return { range: tag.nameRange, placeholder: baseName(text), text };
}

function namedPlan(root: TftpRoot, file: RootFile, position: Position): PlanAt | undefined {
  if (!file.settings || (file !== root.defaults && !phoneOf(root, file))) return undefined;
  const at = entryAt(file.document as CnfDocument, position);
  if (at?.part !== 'value' || at.named.parameter.type !== 'file-name') return undefined;
  if (setting(file.settings, at.id)?.text !== at.text) return undefined;
  const placeholder = baseName(at.text);
  if (placeholder === '' || hasPlaceholder(at.text)) return undefined;
  const start = at.entry.value.start + at.entry.value.text.lastIndexOf(placeholder);
  return { range: onLine(at.line, start, start + placeholder.length), placeholder, text: at.text };
}

/** The change, or what is wrong with the new name. */
export function renamePlan(root: TftpRoot, { placeholder, text }: PlanAt, newName: string): FolderChange | Refusal {
  if (newName === placeholder) return changeOf([]);
  const refusal = problemOf(newName);
  if (refusal) return refusal;
  const renames = fileRenames(root, text, newName);
  const occupied = renames.flatMap(({ from, to }) => root.spellings(to).filter((name) => name !== from));
  if (occupied[0] !== undefined) return { problem: t`There is a file ${occupied[0]} already.` };
  return changeOf(
    entriesNaming(root, text).flatMap((place) => edits(root, place, newName)),
    { renames },
  );
}

/** The new name of the plan's file, when it is there and has another one. */
function fileRenames(root: TftpRoot, text: string, newName: string): FileRename[] {
  const from = planNamed(root, text)?.name;
  if (from === undefined) return [];
  const to = `${folderOf(from)}${newName}.xml`;
  return from === to ? [] : [{ from, to }];
}

/** The folder part of a path, with its last slash. */
function folderOf(path: string): string {
  return path.slice(0, path.length - baseName(path).length);
}

/** What no file system, or no value of an entry, takes: a name must work on the TFTP server and on people's disks. */
const unusable = /[\s\u0000-\u001f\\/:*?"<>|;]|^\.|\.$/;

function problemOf(newName: string): Refusal | undefined {
  const [id] = idsOfType('file-name');
  const refusal = id === undefined ? undefined : problemWith(parameterOf(id), newName);
  if (refusal) return refusal;
  return unusable.test(newName)
    ? {
        problem: t(
          'The name of a dial plan has no blank and none of \\ / : * ? " < > | ; in it, and no dot at its ends.',
        ),
      }
    : undefined;
}

/** The entry at a place and others of its name that say the same. */
function edits(root: TftpRoot, { name, range }: Place, newName: string): FileEdits[] {
  const document = root.file(name)?.document as CnfDocument | undefined;
  const entry = document?.lines[range.start.line];
  if (!document || entry?.kind !== 'entry') return [];
  const old = entry.value.text.trim();
  const same = entriesByName(document).get(entry.name.text.toLowerCase()) ?? [];
  return same
    .filter(({ entry: { value } }) => value.text.trim() === old)
    .map((placed): FileEdits => [name, setValue(document, placed, `${folderOf(old)}${newName}`)]);
}
