/** What the commands that act on the outside world are given. */

import type { ExtensionContext, LogOutputChannel, WorkspaceEdit } from 'vscode';
import type { WorkspaceEdit as ProtocolEdit } from 'vscode-languageserver-types';
import type { FolderParams, FolderResult } from '../../server/src/protocol.ts';

export interface Environment {
  readonly context: ExtensionContext;
  readonly log: LogOutputChannel;
  /** Asks the language server; `undefined` when it does not answer. */
  inspect(params: FolderParams): Promise<FolderResult | undefined>;
  /** Any other request; `undefined` when the language server does not answer. */
  request<Answer>(method: string, params: object): Promise<Answer | undefined>;
  /** An edit as the editor has it; `undefined` while there is no language server. */
  editOf(edit: ProtocolEdit): Promise<WorkspaceEdit | undefined>;
}

/** What went wrong, as a sentence to be shown to the user as it stands. */
export class Trouble extends Error {}
