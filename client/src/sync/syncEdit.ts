/** Changes `sync` and SYNC in the files, as the user chooses. */

import { t } from '@vscode/l10n';
import { Position, type QuickPickItem, Range, Uri, WorkspaceEdit, window, workspace } from 'vscode';
import type { SyncState } from '../../../server/src/protocol.ts';
import { type Environment, Trouble } from '../environment.ts';
import { inspect, saveFiles } from '../pushing/folder.ts';
import { type SyncPlan, syncPlans, type Way } from './syncPlan.ts';

interface Item extends QuickPickItem {
  readonly way: Way | 'as they are';
}

/**
 * Asks how to change the values. `anyway`: what it means to leave them as they are, where that is a choice.
 * `undefined`: the user gave up.
 */
export async function askWay(
  state: SyncState,
  { title, anyway }: { readonly title: string; readonly anyway?: string },
): Promise<Way | 'as they are' | undefined> {
  const plans = syncPlans(state);
  if (plans.length === 0)
    throw new Trouble(t('sync and SYNC are filled in by a template, so they are not changed here.'));
  const items: Item[] = plans.map(describe);
  if (anyway !== undefined)
    items.push({ way: 'as they are', label: t('$(arrow-right) Leave both as they are'), detail: anyway });
  return (await window.showQuickPick(items, { title, ignoreFocusOut: true }))?.way;
}

function describe({ way, from, to }: SyncPlan): Item {
  if (way === 'both')
    return {
      way,
      label: t('$(sync) Raise sync and SYNC'),
      description: `${from} → ${to}`,
      detail: t('Each phone restarts once, then the two are the same again.'),
    };
  return {
    way,
    label: t('$(debug-restart) Change SYNC only'),
    description: `${from} → ${to}`,
    detail: t('SYNC stays different from sync: every check-sync restarts the phones.'),
  };
}

/** Makes the change, which the editor can undo, and saves it. */
export async function changeSync(environment: Environment, folder: Uri, way: Way): Promise<SyncPlan> {
  const before = (await inspect(environment, folder)).sync;
  const names = new Set([...before.held, ...before.asked].map(({ name }) => name));
  // First, since saving may change a file, and with it the places in it.
  await saveFiles(folder, (name) => names.has(name));
  const { sync } = await inspect(environment, folder);
  const plan = syncPlans(sync).find((each) => each.way === way);
  if (!plan || !(await workspace.applyEdit(editOf(folder, plan))))
    throw new Trouble(t('sync and SYNC could not be changed.'));
  for (const name of namesOf(plan)) {
    const document = await workspace.openTextDocument(Uri.joinPath(folder, name));
    if (document.isDirty && !(await document.save())) throw new Trouble(t`${name} could not be saved.`);
  }
  return plan;
}

/** The files that a plan changes. */
export function namesOf({ replace, insert }: SyncPlan): readonly string[] {
  return [...new Set([...replace, ...insert].map(({ name }) => name))];
}

function editOf(folder: Uri, { to, replace, insert }: SyncPlan): WorkspaceEdit {
  const edit = new WorkspaceEdit();
  for (const { name, range } of replace) {
    const { start, end } = range;
    const place = new Range(start.line, start.character, end.line, end.character);
    edit.replace(Uri.joinPath(folder, name), place, to);
  }
  for (const { name, position, before, after } of insert) {
    const uri = Uri.joinPath(folder, name);
    edit.createFile(uri, { ignoreIfExists: true });
    edit.insert(uri, new Position(position.line, position.character), `${before}${to}${after}`);
  }
  return edit;
}
