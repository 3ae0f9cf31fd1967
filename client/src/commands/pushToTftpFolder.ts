import { t } from '@vscode/l10n';
import type { Uri } from 'vscode';
import { type Choice, choose, isChosen } from '../choice.ts';
import { Trouble } from '../environment.ts';
import { showErrorMessage, showInformationMessage, showWarningMessage } from '../notices.ts';
import { inspect, namesIn, saveFiles, textOf } from '../pushing/folder.ts';
import { carryOutPush, mayTravel, type Push, planFor, planPush } from '../pushing/pushing.ts';
import { askTarget, isSame } from '../pushing/target.ts';
import type { PushResult } from '../tftp/types.ts';
import { PushTrouble } from '../tftp/words.ts';
import type { Tools } from '../tools.ts';
import { isTrusted } from '../trust.ts';
import { showPushPreview } from '../views/pushPreview.ts';
import { undoLastPush } from './undoLastPush.ts';

/** `Cisco: Push to TFTP Folder`: puts the files where phones fetch them. */
export async function pushToTftpFolder(tools: Tools, args: readonly unknown[]): Promise<void> {
  if (!isTrusted()) return;
  const choice = await choose(args);
  if (!choice) return;
  const outcome = await push(tools, choice.folder, wantedNames(choice));
  if (outcome === 'in place') {
    const folder = textOf(choice.folder);
    void showInformationMessage(t`${folder} is the folder that the phones fetch from: there is nothing to push.`);
  } else if (outcome) await tell(tools, outcome);
}

/** Which files of a folder are asked for: a file that was selected itself is named even when it may not travel. */
export function wantedNames(choice: Choice): (name: string) => boolean {
  return (name) => choice.selected?.includes(name) || (isChosen(choice, name) && mayTravel(name));
}

/**
 * Saves, compares, shows, and writes what the user agrees to. `'in place'`: the files lie where phones fetch them
 * already. `undefined`: the user gave up.
 */
export async function push(
  tools: Tools,
  folder: Uri,
  wanted: (name: string) => boolean,
): Promise<PushResult | 'in place' | undefined> {
  const target = await askTarget(folder);
  if (!target) return undefined;
  await saveFiles(folder, wanted);
  if (isSame(folder, target)) return 'in place';
  const inspected = await inspect(tools.environment, folder);
  const names = (await namesIn(folder)).filter(wanted);
  if (names.length === 0) throw new Trouble(t`There is no file in ${textOf(folder)} that phones fetch.`);
  const planned = await planPush({ folder, target, names, inspected }).catch(offerAnother);
  if (planned === 'another') return (await askTarget(folder, true)) && push(tools, folder, wanted);
  if (!planned) return undefined;
  // There is nothing to agree to when everything is the same.
  const same = planned.plan.items.every(({ state }) => state === 'same');
  const picked = same ? names : await showPushPreview(planned, inspected.errors);
  if (!picked) return undefined;
  const result = await carryOutPush(tools.environment, planned, planFor(planned, picked));
  log(tools, planned, result);
  return result;
}

/** For a target that can't be looked into. */
async function offerAnother(error: unknown): Promise<'another' | undefined> {
  if (!(error instanceof PushTrouble)) throw error;
  const another = t('Choose Another Folder');
  return (await showErrorMessage(error.message, another)) === another ? 'another' : undefined;
}

function log({ environment }: Tools, { plan }: Push, { items }: PushResult): void {
  environment.log.info(`Push from ${plan.from} to ${plan.to}`);
  for (const { name, done, reason } of items) {
    const line = `  ${done.padEnd(9)}  ${name}${reason === undefined ? '' : `: ${reason}`}`;
    if (done === 'failed') environment.log.error(line);
    else environment.log.info(line);
  }
}

/** Whether all that was asked for is where it should be. */
export function isWhole({ items }: PushResult): boolean {
  return items.every(({ done }) => done === 'written' || done === 'same');
}

/** How it went, as the answer to the command. */
export async function tell(tools: Tools, result: PushResult): Promise<void> {
  const { to, items, undo } = result;
  const of = (state: string) => items.filter(({ done }) => done === state);
  const written = of('written').map(({ name }) => name);
  const problems = of('failed');
  const stopped = of('cancelled').length;
  const parts: string[] = [];
  if (written.length > 0) parts.push(t`${listText(written)} written to ${to}.`);
  else if (items.length > 0 && of('same').length === items.length)
    parts.push(t`Nothing was written to ${to}: all the files are there already.`);
  else parts.push(t`Nothing was written to ${to}.`);
  if (stopped > 0)
    parts.push(stopped === 1 ? t('You stopped before 1 more file.') : t`You stopped before ${stopped} more files.`);
  if (problems[0]) parts.push(`${problems[0].name}: ${problems[0].reason ?? t('it could not be written.')}`);
  if (problems.length > 1) parts.push(t`${problems.length - 1} more could not be pushed.`);
  const show = problems.length > 0 ? showWarningMessage : showInformationMessage;
  const answer = await show(parts.join(' '), t('Show Details'), ...(undo ? [t('Undo')] : []));
  if (answer === t('Show Details')) tools.environment.log.show();
  else if (answer === t('Undo')) await undoLastPush(tools, undo);
}

/** `a, b and 3 more`. */
function listText(names: readonly string[]): string {
  if (names.length === 1) return names.join('');
  if (names.length <= 3) return t`${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
  return t`${names.slice(0, 2).join(', ')} and ${names.length - 2} more`;
}
