import { t } from '@vscode/l10n';
import { commands, Uri, window } from 'vscode';
import { type NewPhonesParams, type NewPhonesResult, newPhonesRequest } from '../../../server/src/protocol.ts';
import { look } from '../choice.ts';
import type { Desk } from '../client.ts';
import { type Interview, interview, type Start } from '../create/ask.ts';
import type { Answers } from '../create/interview.ts';
import { phoneOf, phoneQuestions } from '../create/phoneQuestions.ts';
import { createFiles } from '../create/write.ts';
import { Trouble } from '../environment.ts';
import { showInformationMessage } from '../notices.ts';
import { isTrusted } from '../trust.ts';
import { offerNewFolder } from './newTftpFolder.ts';

/** `Cisco: New Phone`: asks for a phone and its lines, and writes its file. A fix gives the phone's MAC address. */
export async function newPhone({ server }: Desk, args: readonly unknown[]): Promise<void> {
  if (!isTrusted()) return;
  const choice = await look(args);
  if (choice === 'nowhere') await offerNewFolder();
  if (!choice || choice === 'nowhere') return;
  const make = async (answers: Answers): Promise<NewPhonesResult> => {
    const params: NewPhonesParams = { uri: choice.folder.toString(), phones: [phoneOf(answers)] };
    const result = await server.request<NewPhonesResult>(newPhonesRequest, params);
    if (!result) throw new Trouble(t('The Cisco SIP language server does not answer. "Cisco: Show Log" may tell why.'));
    return result;
  };
  const about: Interview = {
    title: t('New phone'),
    questions: phoneQuestions,
    check: async (question, answers) => {
      const [row] = (await make(answers)).rows;
      const problem = row?.problems[0]?.message;
      if (question !== 'mac') return { problem };
      return { problem, note: row?.notes[0], prompt: row?.file ? t`Its file will be ${row.file}.` : undefined };
    },
  };
  const [, mac] = args;
  let start: Start = { answers: typeof mac === 'string' ? { mac } : {} };
  for (;;) {
    const answers = await interview(about, start);
    if (!answers) return;
    const made = await make(answers);
    const problem = made.rows[0]?.problems[0]?.message;
    if (problem === undefined) return finish(made);
    // Somebody else made the file meanwhile, or changed what the folder says.
    start = { answers, problem };
  }
}

async function finish({ uri, files, rows }: NewPhonesResult): Promise<void> {
  const [file] = await createFiles(Uri.parse(uri), files);
  if (!file) return;
  await window.showTextDocument(file, { preview: false });
  const message = [t`${files[0]?.name ?? ''} written.`, ...(rows[0]?.notes ?? [])].join(' ');
  const push = t('Push');
  const send = t('Send check-sync');
  const answer = await showInformationMessage(message, push, send);
  if (answer === push) await commands.executeCommand('cisco.pushToTftpFolder', file, [file]);
  else if (answer === send) await commands.executeCommand('cisco.sendCheckSync', file, [file]);
}
