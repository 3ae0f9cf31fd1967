import { t } from '@vscode/l10n';
import { env } from 'vscode';
import { showInformationMessage } from '../notices.ts';
import { bootLogText } from '../serving/bootLogText.ts';
import type { Tools } from '../tools.ts';

/** `Cisco: Copy Boot Log`: what phones did, as a text. */
export async function copyBootLog({ bootLog, bootLogView }: Tools): Promise<void> {
  const phones = bootLog.phones();
  if (phones.length === 0) {
    void showInformationMessage(t('No phone has been seen to start.'));
    return;
  }
  await env.clipboard.writeText(bootLogText(phones, bootLogView.about));
}
