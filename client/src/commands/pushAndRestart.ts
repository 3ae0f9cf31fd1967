import { choose } from '../choice.ts';
import { chooseRecipients } from '../phones/recipients.ts';
import { inspect, saveFiles } from '../pushing/folder.ts';
import { mayTravel } from '../pushing/pushing.ts';
import { askTarget } from '../pushing/target.ts';
import { makeDifferent } from '../sync/restarting.ts';
import { askWavesOrAll, waveSize } from '../sync/wavesQuestion.ts';
import type { Tools } from '../tools.ts';
import { isTrusted } from '../trust.ts';
import { isWhole, push, tell, wantedNames } from './pushToTftpFolder.ts';

/** `Cisco: Push and Restart Phones`: saves, makes `sync` and SYNC different, pushes, and sends check-sync. */
export async function pushAndRestart(tools: Tools, args: readonly unknown[]): Promise<void> {
  if (!isTrusted()) return;
  const choice = await choose(args);
  if (!choice) return;
  const { folder } = choice;
  // Everything is asked before anything is done.
  if (!(await askTarget(folder))) return;
  await saveFiles(folder, mayTravel);
  const inspected = await inspect(tools.environment, folder);
  const recipients = await chooseRecipients(choice, inspected, tools.environment.finder);
  if (!recipients) return;
  const { finder } = tools.environment;
  const many = recipients.length > waveSize();
  const waves = many ? await askWavesOrAll(recipients.length, finder) : 'all';
  if (!waves) return;
  const prepared = await makeDifferent(tools.environment, folder, inspected.sync, recipients);
  if (!prepared) return;
  const wanted = wantedNames(choice);
  const pushed = await push(tools, folder, (name) => wanted(name) || prepared.changed.includes(name));
  if (pushed === undefined) return;
  if (pushed !== 'in place' && !isWhole(pushed)) {
    await tell(tools, pushed);
    return;
  }
  if (waves === 'all') await tools.deliveries.send(prepared.recipients);
  else await tools.deliveries.sendInWaves(prepared.recipients, waves);
}
