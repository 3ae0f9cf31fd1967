import { t } from '@vscode/l10n';
import { env, window, workspace } from 'vscode';
import { dhcpSnippets } from '../boot/dhcp.ts';
import { showInformationMessage } from '../notices.ts';
import { parseAddress } from '../phones/address.ts';
import type { Tools } from '../tools.ts';

/** `Cisco: Copy DHCP Options`: what tells phones the address of their TFTP server, for the DHCP server at hand. */
export async function showDhcpOptions({ serving }: Tools): Promise<void> {
  const address = await chooseAddress(serving.addresses);
  if (address === undefined) return;
  const items = dhcpSnippets(address).map(({ name, file, text }) => ({ label: name, detail: file, text }));
  const picked = await window.showQuickPick(items, {
    title: t`Copy the options 150 and 66 with ${address} for which DHCP server?`,
    placeHolder: t('Phones take the address of their TFTP server from option 150, or from 66'),
  });
  if (!picked) return;
  const { label, detail, text } = picked;
  await env.clipboard.writeText(text);
  const answer = await showInformationMessage(
    t`The options for ${label} are in the clipboard. Where to: ${detail}`,
    t('Show'),
  );
  if (answer !== t('Show')) return;
  await window.showTextDocument(await workspace.openTextDocument({ content: text, language: 'plaintext' }));
}

/** The only address; of several, or without any, the user's choice. */
async function chooseAddress(own: Tools['serving']['addresses']): Promise<string | undefined> {
  const [only, ...more] = own;
  if (only && more.length === 0) return only.address;
  const title = t('At which address do phones find the TFTP server?');
  if (only) {
    const items = own.map(({ address, network }) => ({ label: address, description: network }));
    return (await window.showQuickPick(items, { title }))?.label;
  }
  const isAddress = (text: string) => /^[\d.]+$/.test(text.trim()) && parseAddress(text) !== undefined;
  const typed = await window.showInputBox({
    title,
    prompt: t('This computer has no address in a private network.'),
    validateInput: (text) => (isAddress(text) ? undefined : t('An IPv4 address, such as 192.168.1.5')),
  });
  return typed?.trim();
}
