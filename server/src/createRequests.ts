/** Requests for new TFTP folders and new phones: what to ask, and the texts of the files. The client writes them. */

import { t } from '@vscode/l10n';
import { type Connection, RequestType, RequestType0 } from 'vscode-languageserver';
import { newFolder } from './create/newFolder.ts';
import { wanted } from './create/newPhone.ts';
import { newPhones, newPhonesFromCsv } from './create/phonesFromCsv.ts';
import { problemWithAnswer, questions } from './create/questions.ts';
import type { TftpFolder } from './folders.ts';
import {
  type CheckAnswerParams,
  type CheckAnswerResult,
  checkAnswerRequest,
  type NewDialPlanResult,
  type NewFolderParams,
  type NewFolderQuestionsResult,
  type NewFolderResult,
  type NewPhonesParams,
  type NewPhonesResult,
  newDialPlanRequest,
  newFolderQuestionsRequest,
  newFolderRequest,
  newPhonesRequest,
} from './protocol.ts';
import type { Session } from './session.ts';
import { newPlan } from './tftproot/checks/dialPlans.ts';
import { defaultsName } from './tftproot/root.ts';

export function createRequests(connection: Connection, session: Session): void {
  connection.onRequest(new RequestType0<NewFolderQuestionsResult, void>(newFolderQuestionsRequest), (token) =>
    session.guard<NewFolderQuestionsResult>('Questions', '', [], () => questions(ownZone()), token),
  );

  connection.onRequest(
    new RequestType<CheckAnswerParams, CheckAnswerResult, void>(checkAnswerRequest),
    ({ question, answers }, token) =>
      session.guard<CheckAnswerResult>(
        'Checking an answer',
        '',
        { problem: null },
        () => ({ problem: problemWithAnswer(question, answers, ownZone()) ?? null }),
        token,
      ),
  );

  connection.onRequest(new RequestType<NewFolderParams, NewFolderResult, void>(newFolderRequest), (params, token) =>
    session.guard<NewFolderResult>('New folder', params.uri, nothing, () => folderFor(params, session), token),
  );

  connection.onRequest(new RequestType<object, NewDialPlanResult, void>(newDialPlanRequest), () => ({ text: newPlan }));

  connection.onRequest(new RequestType<NewPhonesParams, NewPhonesResult, void>(newPhonesRequest), (params, token) =>
    session.guard<NewPhonesResult>(
      'New phones',
      params.uri,
      { uri: params.uri, files: [], rows: [], ignored: [] },
      () => phonesFor(params, session),
      token,
    ),
  );
}

const nothing: NewFolderResult = {
  files: [],
  notes: [],
  problems: [
    {
      question: null,
      get message() {
        return t('The files could not be made; the log says why.');
      },
    },
  ],
};

/** The place whose clock this computer has. */
export function ownZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

async function folderFor({ uri, answers }: NewFolderParams, { folders }: Session): Promise<NewFolderResult> {
  const made = newFolder(answers, {
    ...(await folders.list(uri)),
    zone: ownZone(),
    year: new Date().getFullYear(),
  });
  return 'files' in made ? { ...made, problems: [] } : { files: [], notes: [], problems: made.problems };
}

async function phonesFor({ uri, csv, phones }: NewPhonesParams, session: Session): Promise<NewPhonesResult> {
  const folder = await folderAt(uri, session);
  const made =
    csv === undefined
      ? {
          ...newPhones(
            (phones ?? []).map((phone, index) => ({
              row: index + 1,
              phone: wanted(phone),
              columnOf: (field: string) => field,
            })),
            folder?.root,
          ),
          ignored: [],
        }
      : newPhonesFromCsv(csv, folder?.root);
  return { ...made, uri: folder ? session.folders.uriOf(folder, '') : uri };
}

/** The TFTP folder at a URI, with all its files read; `undefined` where nothing can be read. */
async function folderAt(uri: string, { folders }: Session): Promise<TftpFolder | undefined> {
  const inside = `${uri.replace(/\/$/, '')}/${defaultsName}`;
  await folders.load(inside);
  const folder = folders.placeOf(inside)?.folder;
  await folder?.loaded;
  return folder;
}
