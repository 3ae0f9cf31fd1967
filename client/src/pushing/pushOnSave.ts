/** Pushes a file when it is saved, for those who want that. It says how it went in the status bar only. */

import { t } from '@vscode/l10n';
import { type TextDocument, Uri, window, workspace } from 'vscode';
import type { Environment } from '../environment.ts';
import { makePlan } from '../tftp/push.ts';
import type { PlanItem } from '../tftp/types.ts';
import { inspect, nameIn, textOf, tftpFolderOf } from './folder.ts';
import { mayTravel, planFor, writePush } from './pushing.ts';
import { isSame, storeOf, targetOf } from './target.ts';

/** Milliseconds that the status bar shows it. */
const shown = 8000;

export async function pushOnSave(environment: Environment, { uri }: TextDocument): Promise<void> {
  if (!workspace.isTrusted) return;
  const folder = await tftpFolderOf(Uri.joinPath(uri, '..'));
  const name = folder && nameIn(folder, uri);
  const target = folder && targetOf(folder);
  if (!folder || !target || name === undefined || !mayTravel(name) || isSame(folder, target)) return;
  const { log } = environment;
  try {
    const { errors, phoneFolder } = await inspect(environment, folder);
    const source = { name, hasErrors: errors.some((each) => each.name === name) };
    const options = { from: textOf(folder), to: textOf(target), phoneFolder };
    const plan = await makePlan(storeOf(folder), storeOf(target), [source], options);
    const [item] = plan.items;
    if (!item || item.state === 'same') return;
    const reason = isPossible(item)
      ? (await writePush(environment, { folder, target }, planFor({ folder, target, plan }, [item.name]))).items[0]
          ?.reason
      : item.reason;
    if (reason === undefined) say(t`$(cloud-upload) ${name} pushed to ${plan.to}`);
    else say(t`$(warning) ${name} was not pushed: ${reason}`);
    log.info(reason === undefined ? `Pushed on save: ${name} to ${plan.to}` : `Not pushed on save: ${name}: ${reason}`);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    say(t`$(warning) ${name} was not pushed: ${reason}`);
    log.warn(`Not pushed on save: ${name}: ${reason}`);
  }
}

function isPossible({ state }: PlanItem): boolean {
  return state === 'new' || state === 'changed';
}

function say(text: string): void {
  window.setStatusBarMessage(text, shown);
}
