import { t } from '@vscode/l10n';
import { env, window, workspace } from 'vscode';
import { look } from '../choice.ts';
import { showInformationMessage } from '../notices.ts';
import { chooseRecipients } from '../phones/recipients.ts';
import { inspect } from '../pushing/folder.ts';
import { asteriskPjsip, asteriskSip, freeswitch, kamailio, type PbxText } from '../sip/pbx.ts';
import type { Tools } from '../tools.ts';

/** These know where their phones are; Kamailio is given the address. */
const byName = [asteriskSip, asteriskPjsip, freeswitch];

/** `Cisco: Copy check-sync for the PBX`: for phones that only their PBX reaches. */
export async function copyCheckSyncForPbx(tools: Pick<Tools, 'environment'>, args: readonly unknown[]): Promise<void> {
  const found = await look(args);
  if (!found) return;
  const items = [...byName, kamailio].map((make) => {
    const { title, note } = make([]);
    return { label: title, detail: note, make };
  });
  const item = await window.showQuickPick(items, { title: t('Copy check-sync for which PBX?'), ignoreFocusOut: true });
  if (!item) return;
  const choice = found === 'nowhere' ? undefined : found;
  const folder = choice && (await inspect(tools.environment, choice.folder));
  const options = { byName: byName.includes(item.make) };
  const recipients = await chooseRecipients(choice, folder, tools.environment.finder, options);
  if (!recipients) return;
  const made = item.make(recipients.map(({ phone }) => phone));
  const text = wholeText(made);
  await env.clipboard.writeText(text);
  const message = t`How ${made.title} sends check-sync is in the clipboard.`;
  if ((await showInformationMessage(message, t('Show'))) !== t('Show')) return;
  await window.showTextDocument(await workspace.openTextDocument({ content: text, language: 'shellscript' }));
}

/** Everything in one text that a shell takes: what is to be in a file stands in a comment. */
function wholeText({ title, file, commands, note }: PbxText): string {
  const lines = [`# check-sync from ${title}. ${note}`];
  if (file)
    lines.push(
      `# Once, in ${file.path}:`,
      ...file.text
        .trimEnd()
        .split('\n')
        .map((line) => `#   ${line}`),
    );
  return `${[...lines, commands].join('\n').trimEnd()}\n`;
}
