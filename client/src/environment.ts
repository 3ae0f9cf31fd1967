/** What the commands that act on the outside world are given. */

import type { Event, ExtensionContext, LogOutputChannel, WorkspaceEdit } from 'vscode';
import type { WorkspaceEdit as ProtocolEdit } from 'vscode-languageserver-types';
import type { FolderParams, FolderResult } from '../../server/src/protocol.ts';
import type { PhoneFinder } from './phones/phoneFinder.ts';

export interface Environment {
  readonly context: ExtensionContext;
  readonly log: LogOutputChannel;
  /** Where the phones are. */
  readonly finder: PhoneFinder;
  /** Asks the language server; `undefined` when it does not answer. */
  inspect(params: FolderParams): Promise<FolderResult | undefined>;
  /** Any other request; `undefined` when the language server does not answer. */
  request<Answer>(method: string, params: object): Promise<Answer | undefined>;
  /** Tells the language server something; nothing, while there is none. */
  tell(method: string, params: object): Promise<void>;
  /** Another language server runs, which knows nothing of what was told before. */
  readonly onServerStart: Event<void>;
  /** An edit as the editor has it; `undefined` while there is no language server. */
  editOf(edit: ProtocolEdit): Promise<WorkspaceEdit | undefined>;
}

/** What went wrong, as a sentence to be shown to the user as it stands. */
export class Trouble extends Error {}
