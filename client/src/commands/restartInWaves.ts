import { t } from '@vscode/l10n';
import { look } from '../choice.ts';
import { Trouble } from '../environment.ts';
import { chooseRecipients } from '../phones/recipients.ts';
import { inspect } from '../pushing/folder.ts';
import { askWaves } from '../sync/wavesQuestion.ts';
import type { Tools } from '../tools.ts';
import { isTrusted } from '../trust.ts';
import { prepare } from './sendCheckSync.ts';

/** `Cisco: Restart Phones in Waves…`: check-sync to some phones at a time, the next ones when those are up. */
export async function restartInWaves(tools: Tools, args: readonly unknown[]): Promise<void> {
  if (!isTrusted()) return;
  const choice = await look(args);
  if (!choice) return;
  if (choice === 'nowhere') throw new Trouble(t('There is no TFTP folder here whose phones could be restarted.'));
  const { environment, deliveries } = tools;
  const folder = await inspect(environment, choice.folder);
  const recipients = await chooseRecipients(choice, folder, environment.finder);
  if (!recipients) return;
  const plan = await askWaves(recipients.length, environment.finder);
  if (!plan) return;
  const ready = await prepare(tools, choice.folder, folder, recipients);
  if (ready) await deliveries.sendInWaves(ready, plan);
}
