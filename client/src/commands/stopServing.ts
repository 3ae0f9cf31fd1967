import { t } from '@vscode/l10n';
import { showInformationMessage } from '../notices.ts';
import type { Tools } from '../tools.ts';

/** `Cisco: Stop Serving over TFTP`: ends transfers and gives the port back. */
export async function stopServing({ serving }: Tools): Promise<void> {
  const { state } = serving;
  if (state.is !== 'stopped') return serving.stop();
  void showInformationMessage(t('No folder is being served.'));
}
