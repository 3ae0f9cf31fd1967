import type { Uri } from 'vscode';
import type { FolderResult } from '../../../server/src/protocol.ts';
import { look } from '../choice.ts';
import type { Recipient } from '../phones/deliver.ts';
import { chooseRecipients } from '../phones/recipients.ts';
import { inspect } from '../pushing/folder.ts';
import { planPush } from '../pushing/pushing.ts';
import { isSame, targetOf } from '../pushing/target.ts';
import { askToPush, makeDifferent } from '../sync/restarting.ts';
import type { Tools } from '../tools.ts';
import { isTrusted } from '../trust.ts';
import { isWhole, push, tell } from './pushToTftpFolder.ts';

/** `Cisco: Send check-sync`: tells phones to look at their files. */
export async function sendCheckSync(tools: Tools, args: readonly unknown[]): Promise<void> {
  if (!isTrusted()) return;
  const found = await look(args);
  if (!found) return;
  // A phone can be told by its address alone, without any file.
  const choice = found === 'nowhere' ? undefined : found;
  const folder = choice && (await inspect(tools.environment, choice.folder));
  const recipients = await chooseRecipients(choice, folder, tools.environment.finder);
  if (!recipients) return;
  const ready = choice && folder ? await prepare(tools, choice.folder, folder, recipients) : recipients;
  if (ready) await tools.deliveries.send(ready);
}

/** What the phones are to find is where they look for it. `undefined`: the user gave up. */
export async function prepare(
  tools: Tools,
  folder: Uri,
  { sync, phones }: FolderResult,
  recipients: readonly Recipient[],
): Promise<readonly Recipient[] | undefined> {
  // Phones of which there is no file may get theirs from elsewhere.
  if (!recipients.some(({ file }) => phones.some(({ name }) => name === file))) return recipients;
  const prepared = await makeDifferent(tools.environment, folder, sync, recipients);
  if (!prepared) return undefined;
  // Nobody needs to say where phones fetch that are served from here.
  if (tools.serving.serves(folder) && !targetOf(folder)) return prepared.recipients;
  const { changed } = prepared;
  let names = changed;
  if (changed.length === 0) {
    names = await notPushed(tools, folder, recipients);
    const first = names.length > 0 ? await askToPush(names) : false;
    if (first === undefined) return undefined;
    if (!first) return prepared.recipients;
  }
  const pushed = await push(tools, folder, (name) => names.includes(name));
  if (pushed === undefined) return undefined;
  if (pushed !== 'in place' && !isWhole(pushed)) {
    await tell(tools, pushed);
    return undefined;
  }
  return prepared.recipients;
}

/** Which of the files that these phones fetch are other than in the TFTP folder, where one is set. */
async function notPushed({ environment }: Tools, folder: Uri, recipients: readonly Recipient[]): Promise<string[]> {
  const target = targetOf(folder);
  if (!target || isSame(folder, target)) return [];
  const inspected = await inspect(environment, folder);
  const shared = [...inspected.sync.held, ...inspected.sync.asked].map(({ name }) => name);
  const names = [...new Set([...shared, ...recipients.flatMap(({ file }) => file ?? [])])];
  // What is held back by errors was not pushed for a reason, and a folder that is not there is no matter of phones.
  const planned = await planPush({ folder, target, names, inspected }).catch(() => undefined);
  const items = planned?.plan.items ?? [];
  return items.flatMap(({ name, source, state }) => (state === 'new' || state === 'changed' ? [source ?? name] : []));
}
