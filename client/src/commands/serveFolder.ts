import { t } from '@vscode/l10n';
import { ConfigurationTarget, commands, env, Uri, window, workspace } from 'vscode';
import { choose } from '../choice.ts';
import { Trouble } from '../environment.ts';
import { showErrorMessage, showInformationMessage, showWarningMessage } from '../notices.ts';
import { addressText } from '../phones/address.ts';
import { textOf } from '../pushing/folder.ts';
import { readServeSettings } from '../serving/serveSettings.ts';
import type { Offer, ServingState } from '../serving/servingState.ts';
import { tftpPort } from '../tftp/server/server.ts';
import { otherPort, redirectText } from '../tftp/server/words.ts';
import type { Tools } from '../tools.ts';
import { isTrusted } from '../trust.ts';

const bootLog = () => t('Show Boot Log');
const dhcp = () => t('DHCP Options');

/** `Cisco: Serve This Folder over TFTP`: phones fetch their files from it. For the folder that is served: what to do. */
export async function serveFolder(tools: Tools, args: readonly unknown[]): Promise<void> {
  if (!isTrusted()) return;
  const choice = await choose(args);
  if (!choice) return;
  const { folder } = choice;
  if (folder.scheme !== 'file')
    throw new Trouble(t`${textOf(folder)} is not on this computer. Only a folder of its own disk can be served.`);
  const { state } = tools.serving;
  if (state.is === 'serving' && state.offer.folder === folder.fsPath) return offerMore(tools, state);
  const started = (await mayServe(tools, folder)) && (await start(tools, folder, offerFor(folder)));
  if (started) await tell(tools, started);
}

/** Serves as before what was served before. Whether it is served then. */
export async function serveAgain(tools: Tools, offer: Offer): Promise<boolean> {
  const folder = Uri.file(offer.folder);
  if (tools.serving.serves(folder)) return true;
  // Phones are told next, and how that goes is the message that matters: the status bar shows where it is served.
  return (await mayServe(tools, folder)) && (await start(tools, folder, offer)) !== undefined;
}

/** Another folder that is served is asked for. */
async function mayServe({ serving: { state } }: Tools, folder: Uri): Promise<boolean> {
  if (state.is !== 'serving') return true;
  const question = t`${state.offer.folder} is being served. Serve ${folder.fsPath} in its place?`;
  return (await showWarningMessage(question, { modal: true }, t('Serve'))) === t('Serve');
}

function offerFor(folder: Uri): Offer {
  const settings = workspace.getConfiguration('cisco.serve', folder);
  const offer = readServeSettings(
    {
      host: settings.get('host'),
      port: settings.get('port'),
      anyLetterCase: settings.get('anyLetterCase'),
      anyAddress: settings.get('anyAddress'),
    },
    folder.fsPath,
  );
  if ('problem' in offer) throw new Trouble(offer.problem);
  return offer;
}

type Started = ServingState & { is: 'serving' };

/** `undefined`: it could not be served, which has been explained. */
async function start(tools: Tools, folder: Uri, offer: Offer): Promise<Started | undefined> {
  const state = await tools.serving.serve(folder, offer);
  if (state.is === 'failed') return explain(tools, folder, state);
  return state.is === 'serving' ? state : undefined;
}

/** Where phones find the folder, and what is to be done with that. */
async function tell(tools: Tools, { offer, port }: Started): Promise<void> {
  const addresses = tools.serving.addresses.map(({ address }) => address);
  const place = t`${addresses.join(', ') || addressText({ host: offer.host })}, UDP port ${port}`;
  const redirect = port === tftpPort ? '' : ` ${redirectText(port)}`;
  tools.environment.log.info(`Serving ${offer.folder} at ${place}.${redirect}`);
  const answer = await showInformationMessage(
    t`Phones can fetch from ${offer.folder} at ${place}.${redirect}`,
    bootLog(),
    dhcp(),
  );
  if (answer === bootLog()) await tools.bootLogView.show();
  else if (answer === dhcp()) await commands.executeCommand('cisco.showDhcpOptions');
}

/** Why it did not start, and the ways out of it. */
async function explain(
  tools: Tools,
  folder: Uri,
  state: ServingState & { is: 'failed' },
): Promise<Started | undefined> {
  const { what, remedies, isAboutPort } = state.trouble;
  const { offer } = state;
  tools.environment.log.warn(`${offer.folder} is not served. ${what}`);
  const take = t`Use Port ${otherPort}`;
  const copy = t('Copy What to Do');
  const buttons = [...(isAboutPort && offer.port !== otherPort ? [take] : []), ...(remedies.length > 0 ? [copy] : [])];
  const options = { modal: true, detail: remedies.join('\n\n') };
  const answer = await showErrorMessage(what, options, ...buttons);
  if (answer === copy) await env.clipboard.writeText(`${[what, ...remedies].join('\n')}\n`);
  if (answer !== take) return undefined;
  await keepPort(folder);
  return start(tools, folder, { ...offer, port: otherPort });
}

/** Which ports may be opened is a matter of the computer, and so of the user's settings. */
async function keepPort(folder: Uri): Promise<void> {
  await workspace.getConfiguration('cisco.serve', folder).update('port', otherPort, ConfigurationTarget.Global);
}

async function offerMore({ serving, bootLogView }: Tools, state: Started): Promise<void> {
  const stop = { label: t('$(debug-stop) Stop Serving'), description: state.offer.folder };
  const show = {
    label: t('$(list-tree) Show Boot Log'),
    description: t('what phones ask for, and how far they have come'),
  };
  const options = { label: t('$(copy) Copy DHCP Options'), description: t('what tells phones the address') };
  const picked = await window.showQuickPick([stop, show, options], { title: t`TFTP, UDP port ${state.port}` });
  if (picked === stop) await serving.stop();
  else if (picked === show) await bootLogView.show();
  else if (picked === options) await commands.executeCommand('cisco.showDhcpOptions');
}
