import { t } from '@vscode/l10n';
import { ProgressLocation, window } from 'vscode';
import type { Server } from '../server.ts';

export async function restartLanguageServer(server: Server): Promise<void> {
  const options = { location: ProgressLocation.Window, title: t('Restarting the Cisco SIP language server') };
  await window.withProgress(options, () => server.restart());
}
