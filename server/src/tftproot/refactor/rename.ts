/** Gives a line's user, or a dial plan, another name wherever it stands for the same. */

import { t } from '@vscode/l10n';
import type { Position, Range } from 'vscode-languageserver-types';
import type { FolderChange, Refusal } from '../places.ts';
import type { RootFile, TftpRoot } from '../root.ts';
import { planAt, renamePlan } from './renamePlan.ts';
import { renameUser, userAt } from './renameUser.ts';

/** What would be renamed. */
export interface Renamable {
  readonly range: Range;
  /** The name as it is. */
  readonly placeholder: string;
}

/** What can be renamed at a place: the user of a line, in a phone's file, or a dial plan, in any file that names it. */
export function prepareRename(root: TftpRoot, file: RootFile, position: Position): Renamable | undefined {
  const found = userAt(root, file, position) ?? planAt(root, file, position);
  return found && { range: found.range, placeholder: found.placeholder };
}

/** The change that gives it the new name, or why it cannot have that. */
export function rename(root: TftpRoot, file: RootFile, position: Position, newName: string): FolderChange | Refusal {
  const user = userAt(root, file, position);
  if (user) return renameUser(root, user, newName);
  const plan = planAt(root, file, position);
  if (plan) return renamePlan(root, plan, newName);
  return { problem: t('Only the user of a line and the name of a dial plan can be renamed.') };
}
