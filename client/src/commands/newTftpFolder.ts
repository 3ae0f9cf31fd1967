import { t } from '@vscode/l10n';
import { commands, type QuickPickItem, QuickPickItemKind, type Uri, window, workspace } from 'vscode';
import {
  type CheckAnswerParams,
  type CheckAnswerResult,
  type CreatedFile,
  checkAnswerRequest,
  type NewFolderParams,
  type NewFolderQuestionsResult,
  type NewFolderResult,
  newFolderQuestionsRequest,
  newFolderRequest,
} from '../../../server/src/protocol.ts';
import type { Desk } from '../client.ts';
import { type Interview, interview, type Start } from '../create/ask.ts';
import { type Answers, lastOf } from '../create/interview.ts';
import { chooseNewFolder } from '../create/places.ts';
import { createFiles } from '../create/write.ts';
import { Trouble } from '../environment.ts';
import { showInformationMessage, showWarningMessage } from '../notices.ts';
import { textOf } from '../pushing/folder.ts';
import { isTrusted } from '../trust.ts';

const title = () => t('New TFTP folder');

/** `Cisco: New TFTP Folder`: asks what all phones have in common, and writes the files that say it. */
export async function newTftpFolder({ server, platform }: Desk, args: readonly unknown[]): Promise<void> {
  if (!isTrusted()) return;
  const folder = await chooseNewFolder(args, title(), platform);
  if (!folder) return;
  const ask = async <T>(method: string, params?: object): Promise<T> => {
    const answer = await server.request<T>(method, params);
    if (!answer) throw new Trouble(t('The Cisco SIP language server does not answer. "Cisco: Show Log" may tell why.'));
    return answer;
  };
  const questions = await ask<NewFolderQuestionsResult>(newFolderQuestionsRequest);
  const about: Interview = {
    title: title(),
    questions: () => questions,
    check: async (question, answers) => {
      const params: CheckAnswerParams = { question, answers };
      const { problem } = await ask<CheckAnswerResult>(checkAnswerRequest, params);
      return { problem: problem ?? undefined };
    },
  };
  let start: Start = { answers: known(questions, folder) };
  for (;;) {
    const answers = await interview(about, start);
    if (!answers) return;
    const params: NewFolderParams = { uri: folder.toString(), answers };
    const made = await ask<NewFolderResult>(newFolderRequest, params);
    const [problem] = made.problems;
    if (problem?.question === null) throw new Trouble(problem.message);
    if (problem) start = { answers, question: problem.question, problem: problem.message };
    else if (await isAgreed(folder, made.files)) return finish(folder, made);
    else start = { answers, question: lastOf(questions, answers) };
  }
}

/** For commands that need a folder where there is none. */
export async function offerNewFolder(): Promise<void> {
  const message = t('There is no SIPDefault.cnf here. Open a file of the TFTP folder, or make a new folder.');
  const answer = await showWarningMessage(message, t('New TFTP Folder'));
  if (answer !== undefined) await commands.executeCommand('cisco.newTftpFolder');
}

/** What the settings say already. */
function known(questions: NewFolderQuestionsResult, folder: Uri): Answers {
  const country: unknown = workspace.getConfiguration('cisco.dialPlan', folder).get('country');
  const isOffered = questions.some(
    ({ id, choices }) => id === 'country' && choices.some(({ value }) => value === country),
  );
  return isOffered ? { country: String(country) } : {};
}

/** Shows what would be written. `false`: back to the questions. */
async function isAgreed(folder: Uri, files: readonly CreatedFile[]): Promise<boolean> {
  const items: QuickPickItem[] = [
    { label: t`$(check) Create ${files.length} files`, detail: t`in ${textOf(folder)}` },
    { label: t('$(arrow-left) Back to the questions') },
    { label: t('the files'), kind: QuickPickItemKind.Separator },
    ...files.map(({ name, text }) => ({ label: t`$(file) ${name}`, description: lineCount(text) })),
  ];
  const item = await window.showQuickPick(items, { title: title(), ignoreFocusOut: true });
  return item !== undefined && item !== items[1];
}

function lineCount(text: string): string {
  const count = text.trimEnd().split('\n').length;
  return count === 1 ? t('1 line') : t`${count} lines`;
}

async function finish(folder: Uri, { files, notes }: NewFolderResult): Promise<void> {
  const [first] = await createFiles(folder, files);
  if (first) await window.showTextDocument(first, { preview: false });
  const message = [t`${files.length} files written to ${textOf(folder)}.`, ...notes].join(' ');
  const newPhone = t('New Phone');
  const open = t('Open Folder');
  const isHere = workspace.getWorkspaceFolder(folder) !== undefined;
  const answer = await showInformationMessage(message, newPhone, ...(isHere ? [] : [open]));
  if (answer === newPhone) await commands.executeCommand('cisco.newPhone', folder, [folder]);
  else if (answer === open) await commands.executeCommand('vscode.openFolder', folder);
}
