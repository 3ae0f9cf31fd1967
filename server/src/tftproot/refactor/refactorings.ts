/** What can be done to the folder from an entry of one of its files. */

import { t } from '@vscode/l10n';
import type { Position, Range } from 'vscode-languageserver-types';
import type { CnfDocument } from '../../formats/cnf/document.ts';
import { idOf, parameterOf } from '../../formats/cnf/settings.ts';
import { given, lineOf } from '../navigate/entries.ts';
import { type Phone, phoneOf, phones } from '../phone.ts';
import type { FolderChange } from '../places.ts';
import { defaultsName, type RootFile, type TftpRoot } from '../root.ts';
import { phoneCount } from './change.ts';
import { removeLine, turnOff } from './endLine.ts';
import { isUsed, lastLine, textsOf } from './lineParameters.ts';
import { deleteRepeats, repeatsOf } from './repeats.ts';
import { hasRulesFor, type Lines, swapLines, swapProblem } from './swapLines.ts';
import {
  defaultsProblem,
  hasBranches,
  isPortable,
  isShareable,
  moveToDefaults,
  obstacle,
  planMove,
} from './toDefaults.ts';
import { moveToPhones, takersOf, worksInPhoneFile } from './toPhones.ts';

/** As in the Language Server Protocol. */
export type RefactoringKind = 'refactor.extract' | 'refactor.inline' | 'refactor.move' | 'refactor.rewrite';

/** Something that can be done, or that could be but for the reason given. Titles of one list differ. */
export type Refactoring = { readonly title: string; readonly kind: RefactoringKind } & (
  | { readonly edit: () => FolderChange; readonly disabled?: undefined }
  | { readonly disabled: string }
);

/** What can be done at a place of a file. The change itself is worked out when it is asked for. */
export function refactorings(root: TftpRoot, file: RootFile, range: Range): Refactoring[] {
  if (!file.settings) return [];
  const document = file.document as CnfDocument;
  // What stands in the branch of a template is not all that the phone gets.
  if (hasBranches(document)) return [];
  const phone = phoneOf(root, file);
  const ids = idsIn(document, range);
  if (phone) return [...toDefaults(root, phone, ids), ...repeats(phone), ...lines(root, phone, ids)];
  return file === root.defaults ? toPhones(root, file, ids) : [];
}

/** The parameters of the entries that a range touches. */
function idsIn({ lines }: CnfDocument, { start, end }: Range): number[] {
  const last = lastTouched(start, end);
  return lines.slice(start.line, last + 1).flatMap((line) => {
    const id = line.kind === 'entry' ? idOf(line.name.text) : undefined;
    return id === undefined ? [] : [id];
  });
}

/** A selection that ends where a line begins has nothing of that line in it. */
function lastTouched(start: Position, end: Position): number {
  return end.character === 0 && end.line > start.line ? end.line - 1 : end.line;
}

// --- entries ----------------------------------------------------------------------------------------

function toDefaults(root: TftpRoot, phone: Phone, ids: readonly number[]): Refactoring[] {
  const [id] = ids;
  const text = id === undefined || ids.length > 1 ? undefined : given(phone.own, id)?.text;
  if (id === undefined || text === undefined || !isShareable(id, text) || !isPortable(text)) return [];
  if (defaultsProblem(root) || given(phone.defaults, id)?.text === text) return [];
  const all = phones(root);
  const move = planMove(all, new Set(all), phone.defaults, id, text);
  const { name } = parameterOf(id);
  const title = phone.defaults ? t`Move '${name}' to ${defaultsName}` : t`Move '${name}' to a new ${defaultsName}`;
  const kind = 'refactor.extract';
  const problem = obstacle(move)?.problem;
  if (problem !== undefined) return [{ title, kind, disabled: problem }];
  const { repeating, keeping } = move;
  const files = fileCount(repeating.length + keeping.length + 1);
  const reach = keeping.length === 0 ? files : t`${files}, an entry of its own for ${phoneCount(keeping.length)}`;
  return [{ title: `${title} (${reach})`, kind, edit: () => moveToDefaults(root, [move], phone) }];
}

function repeats(phone: Phone): Refactoring[] {
  const { length } = repeatsOf(phone);
  if (length === 0) return [];
  const title =
    length === 1
      ? t`Delete 1 entry that repeats ${defaultsName}`
      : t`Delete ${length} entries that repeat ${defaultsName}`;
  return [{ title, kind: 'refactor.rewrite', edit: () => deleteRepeats(phone) }];
}

function toPhones(root: TftpRoot, defaults: RootFile, ids: readonly number[]): Refactoring[] {
  const [id] = ids;
  const text = id === undefined || ids.length > 1 ? undefined : given(defaults.settings, id)?.text;
  if (id === undefined || text === undefined || !worksInPhoneFile(id) || !isPortable(text)) return [];
  if (phones(root).length === 0) return [];
  const { length } = takersOf(root, id);
  const { name } = parameterOf(id);
  const title =
    length === 0
      ? t`Delete '${name}': every phone has an entry of its own`
      : t`Move '${name}' into the phone files (${fileCount(length + 1)})`;
  return [{ title, kind: 'refactor.inline', edit: () => moveToPhones(root, defaults, id, text) }];
}

function fileCount(files: number): string {
  return files === 1 ? t('1 file') : t`${files} files`;
}

// --- lines ------------------------------------------------------------------------------------------

function lines(root: TftpRoot, phone: Phone, ids: readonly number[]): Refactoring[] {
  const numbers = [...new Set(ids.flatMap((id) => lineOf(parameterOf(id)) ?? []))].sort((a, b) => a - b);
  const [first, second] = numbers;
  if (first === undefined || numbers.length > 2) return [];
  if (second !== undefined) return swap(root, phone, [first, second], t`Swap line ${first} and line ${second}`);
  return [
    ...swap(root, phone, [first - 1, first], t`Move line ${first} up (swap with line ${first - 1})`),
    ...swap(root, phone, [first, first + 1], t`Move line ${first} down (swap with line ${first + 1})`),
    ...ending(phone, first),
  ];
}

const lineOneNeeded = () => t('Line 1 must have a name: a phone without one does not work.');

/** Lets two lines change places, when there are both of them and one is in use. */
function swap(root: TftpRoot, phone: Phone, lines: Lines, title: string): Refactoring[] {
  const kind = 'refactor.move';
  const textOf = textsOf(phone);
  if (lines[0] < 1 || lines[1] > lastLine(phone) || !lines.some((line) => isUsed(textOf, line))) return [];
  if (lines[0] === 1 && !lines.every((line) => isUsed(textOf, line)))
    return [{ title, kind, disabled: lineOneNeeded() }];
  const problem = swapProblem(phone, lines)?.problem;
  if (problem !== undefined) return [{ title, kind, disabled: problem }];
  const warning = hasRulesFor(root, phone, lines) ? t('; dial plan rules for a line stay with its number') : '';
  return [{ title: `${title}${warning}`, kind, edit: () => swapLines(phone, lines) }];
}

function ending(phone: Phone, line: number): Refactoring[] {
  const kind = 'refactor.rewrite';
  const removing = t`Remove the entries of line ${line} (what the phone has stored of it stays)`;
  if (line === 1) return [{ title: removing, kind, disabled: lineOneNeeded() }];
  return [
    ...(isUsed(textsOf(phone), line)
      ? [{ title: t`Turn line ${line} off`, kind, edit: () => turnOff(phone, line) } as const]
      : []),
    { title: removing, kind, edit: () => removeLine(phone, line) },
  ];
}
