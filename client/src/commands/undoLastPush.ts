import { t } from '@vscode/l10n';
import { showInformationMessage, showWarningMessage } from '../notices.ts';
import { lastPush, takeBack } from '../pushing/pushing.ts';
import type { UndoRecord, UndoResult } from '../tftp/types.ts';
import type { Tools } from '../tools.ts';
import { isTrusted } from '../trust.ts';

/** `Cisco: Undo Last Push`: restores what was there. `record`: the push that is meant; asked about when not given. */
export async function undoLastPush(tools: Tools, record?: UndoRecord): Promise<void> {
  if (!isTrusted()) return;
  const push = record ?? (await lastPush(tools.environment));
  if (!push) {
    void showInformationMessage(t('There is no push from this workspace that could be undone.'));
    return;
  }
  if (!record && !(await confirm(push))) return;
  const result = await takeBack(push);
  const { log } = tools.environment;
  log.info(`Undo of the push to ${result.to}`);
  for (const { name, done, reason } of result.items)
    log.info(`  ${done.padEnd(9)}  ${name}${reason === undefined ? '' : `: ${reason}`}`);
  const problem = result.items.find(({ done }) => done === 'left' || done === 'failed');
  const show = problem ? showWarningMessage : showInformationMessage;
  if ((await show(words(result), t('Show Details'))) === t('Show Details')) log.show();
}

async function confirm({ to, time, files }: UndoRecord): Promise<boolean> {
  const undo = t('Undo the Push');
  const when = new Date(time).toLocaleString();
  const what = files.length === 1 ? (files[0]?.name ?? '') : t`${files.length} files`;
  const detail = files.slice(0, 12).map(({ name, former }) => (former ? t`${name}: restored` : t`${name}: deleted`));
  if (files.length > detail.length) detail.push(t`and ${files.length - detail.length} more`);
  const options = { modal: true, detail: detail.join('\n') };
  return (await showWarningMessage(t`Undo the push of ${what} to ${to} (${when})?`, options, undo)) === undo;
}

function words({ to, items }: UndoResult): string {
  const count = (done: string) => items.filter((item) => item.done === done).length;
  const parts = [t`${to} is as it was before the push: ${count('restored')} restored, ${count('deleted')} deleted.`];
  const problem = items.find(({ done }) => done === 'left' || done === 'failed');
  if (problem) parts[0] = t`${count('restored')} restored and ${count('deleted')} deleted in ${to}.`;
  if (problem) parts.push(problem.reason ?? '');
  return parts.join(' ');
}
