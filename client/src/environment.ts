/** What the commands that act on the outside world are given. */

import type { ExtensionContext, LogOutputChannel } from 'vscode';
import type { FolderParams, FolderResult } from '../../server/src/protocol.ts';

export interface Environment {
  readonly context: ExtensionContext;
  readonly log: LogOutputChannel;
  /** Asks the language server; `undefined` when it does not answer. */
  inspect(params: FolderParams): Promise<FolderResult | undefined>;
}

/** What went wrong, as a sentence to be shown to the user as it stands. */
export class Trouble extends Error {}
