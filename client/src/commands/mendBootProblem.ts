import { t } from '@vscode/l10n';
import { commands, Uri, window } from 'vscode';
import { type NewDialPlanResult, newDialPlanRequest } from '../../../server/src/protocol.ts';
import { createFiles } from '../create/write.ts';
import { Trouble } from '../environment.ts';
import { showInformationMessage } from '../notices.ts';
import { textOf } from '../pushing/folder.ts';
import { storeOf } from '../pushing/target.ts';
import type { Mend } from '../serving/mends.ts';
import type { Tools } from '../tools.ts';
import { expectTrust, isTrusted } from '../trust.ts';

/** What a row of the Boot Log view offers: a file that phones ask for is made. */
export async function mendBootProblem(tools: Tools, [row]: readonly unknown[]): Promise<void> {
  if (!isTrusted()) return;
  const mend = tools.bootLogView.mendAt(row);
  const { folder } = tools.bootLog;
  if (!mend || !folder) return;
  await carryOut(tools, folder, mend);
  tools.phoneNames.forget();
}

async function carryOut({ environment }: Tools, folder: Uri, mend: Mend): Promise<void> {
  switch (mend.do) {
    case 'copy':
      return copyFile(folder, mend.from, mend.to);
    case 'create phone':
      await commands.executeCommand('cisco.newPhone', Uri.joinPath(folder, 'SIPDefault.cnf'), mend.mac);
      return;
    case 'create dial plan': {
      const made = await environment.request<NewDialPlanResult>(newDialPlanRequest, {});
      if (!made) throw new Trouble(t('The Cisco SIP language server does not answer. "Cisco: Show Log" may tell why.'));
      const [file] = await createFiles(folder, [{ name: mend.to, text: made.text }]);
      if (file) await window.showTextDocument(file, { preview: false });
    }
  }
}

/** A copy under another name, byte for byte. Nothing is written over, and nothing outside the folder. */
async function copyFile(folder: Uri, from: string, to: string): Promise<void> {
  expectTrust();
  const store = storeOf(folder);
  try {
    const content = await store.read(from);
    if (!content) throw new Trouble(t`${from} is not there any more.`);
    if (await store.read(to)) throw new Trouble(t`${to} is there already. A phone gets it when it starts anew.`);
    await store.replace(to, content);
  } catch (error) {
    throw error instanceof Trouble
      ? error
      : new Trouble(t`${to} could not be written to ${textOf(folder)}: ${String(error)}`);
  }
  void showInformationMessage(t`${to} is there now, a copy of ${from}. A phone gets it when it asks for it again.`);
}
