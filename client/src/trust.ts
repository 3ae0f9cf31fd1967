/** Nothing leaves an untrusted workspace: its settings could say where to. */

import { commands, window, workspace } from 'vscode';

/** Whether the workspace is trusted; says so when it is not. */
export function isTrusted(): boolean {
  if (!workspace.isTrusted) void explain();
  return workspace.isTrusted;
}

async function explain(): Promise<void> {
  const manage = 'Manage Workspace Trust';
  const message = 'This workspace is not trusted: nothing is written to a TFTP folder and nothing is sent to a phone.';
  if ((await window.showErrorMessage(message, manage)) === manage)
    await commands.executeCommand('workbench.trust.manage');
}
