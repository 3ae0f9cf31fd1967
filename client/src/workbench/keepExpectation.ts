/** Adds what the phone does now to the file of expectations beside the plan. */

import { t } from '@vscode/l10n';
import { Position, type TextDocument, type Uri, WorkspaceEdit, workspace } from 'vscode';
import type { DialResult, FirmwareQuestion } from '../../../server/src/protocol.ts';
import { Trouble } from '../environment.ts';
import { additionTo, canBeExpected, expectationOf, testsPathOf } from './expectation.ts';
import type { Question } from './messages.ts';

/** Gives the name of the file, in which it stands afterwards. The edit can be undone as any other. */
export async function keepExpectation(
  plan: Uri,
  question: Question,
  dial: DialResult,
  questions: readonly FirmwareQuestion[],
): Promise<string> {
  const { keys } = question;
  const step = dial?.steps.at(-1);
  if (!step || !canBeExpected(keys)) throw new Trouble(t('Only numbers that can be keyed in can be kept.'));
  const path = testsPathOf(plan.path);
  if (plan.scheme === 'untitled' || path === undefined)
    throw new Trouble(t('Save the dial plan as an .xml file first: expectations stand in a file beside it.'));
  const uri = plan.with({ path });
  const before = await opened(uri);
  const text = additionTo(before?.getText() ?? '', expectationOf(keys, step), question, questions);
  // What somebody is working on is not saved for them.
  const saves = !before?.isDirty;
  if (text !== '') await append(uri, before, text);
  if (saves) await (await workspace.openTextDocument(uri)).save();
  return path.slice(path.lastIndexOf('/') + 1);
}

/** `undefined`: there is no such file. */
async function opened(uri: Uri): Promise<TextDocument | undefined> {
  try {
    return await workspace.openTextDocument(uri);
  } catch {
    return undefined;
  }
}

async function append(uri: Uri, document: TextDocument | undefined, text: string): Promise<void> {
  const edit = new WorkspaceEdit();
  if (!document) edit.createFile(uri, { ignoreIfExists: true });
  const end = document?.lineAt(document.lineCount - 1).range.end ?? new Position(0, 0);
  edit.insert(uri, end, text);
  if (!(await workspace.applyEdit(edit))) throw new Trouble(t('The file of expectations cannot be written.'));
}
