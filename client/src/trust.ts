/** Nothing leaves an untrusted workspace: its settings could say where to. */

import { t } from '@vscode/l10n';
import { commands, workspace } from 'vscode';
import { Trouble } from './environment.ts';
import { showErrorMessage } from './notices.ts';

const refusal = () =>
  t('This workspace is not trusted: nothing is written to a TFTP folder and nothing is sent to a phone.');

/** Whether the workspace is trusted; says so when it is not. Commands look before they ask anything. */
export function isTrusted(): boolean {
  if (!workspace.isTrusted) void explain();
  return workspace.isTrusted;
}

/** For whatever writes or sends, right before it does: however it was reached, an untrusted workspace ends it. */
export function expectTrust(): void {
  if (!workspace.isTrusted) throw new Trouble(refusal());
}

async function explain(): Promise<void> {
  const manage = t('Manage Workspace Trust');
  if ((await showErrorMessage(refusal(), manage)) === manage) await commands.executeCommand('workbench.trust.manage');
}
