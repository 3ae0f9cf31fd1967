import { t } from '@vscode/l10n';
import { workspace } from 'vscode';
import type { WorkspaceEdit } from 'vscode-languageserver-types';
import { type MoveSharedParams, type MoveSharedResult, moveSharedRequest } from '../../../server/src/protocol.ts';
import type { Desk } from '../client.ts';
import { Trouble } from '../environment.ts';
import { showInformationMessage } from '../notices.ts';
import { pickPhones } from '../phones/list.ts';
import { selectedIn } from '../selection.ts';

/** `Cisco: Move Shared Entries to SIPDefault.cnf`: what phones agree in stands once, for all of them. */
export async function moveSharedEntries({ server }: Desk, args: readonly unknown[]): Promise<void> {
  const phones =
    selectedIn(args) ?? (await pickPhones(server, t('Move what which phones agree in to SIPDefault.cnf?')));
  if (!phones) return;
  const params: MoveSharedParams = { uris: phones.map((uri) => uri.toString()) };
  const answer = await server.request<MoveSharedResult>(moveSharedRequest, params);
  if (!answer) throw new Trouble(t('The Cisco SIP language server does not answer. "Cisco: Show Log" may tell why.'));
  if (!answer.edit) {
    void showInformationMessage(answer.message);
    return;
  }
  const chosen = await confirm(answer.edit, answer.message);
  const edit = chosen && (await server.converter?.asWorkspaceEdit(chosen));
  if (edit) await workspace.applyEdit(edit, { isRefactoring: true });
}

/**
 * The edit as the user wants it: to be done at once, or with each change to be agreed to in the editor's own preview,
 * which takes nothing for granted. `undefined`: the user gave up.
 */
async function confirm(edit: WorkspaceEdit, message: string): Promise<WorkspaceEdit | undefined> {
  const move = 'Move';
  const choose = t('Choose Changes');
  const detail = t('Every phone keeps the values that it has. It can be undone.');
  const answer = await showInformationMessage(message, { modal: true, detail }, move, choose);
  if (answer === choose) return edit;
  return answer === move ? agreed(edit) : undefined;
}

/** The edit without what makes the editor ask. */
function agreed(edit: WorkspaceEdit): WorkspaceEdit {
  const annotations = Object.entries(edit.changeAnnotations ?? {});
  const changeAnnotations = Object.fromEntries(
    annotations.map(([id, annotation]) => [id, { ...annotation, needsConfirmation: false }]),
  );
  return { ...edit, changeAnnotations };
}
