/** What differs between an editor on a computer and one in a browser. */

import type { ExtensionContext, Uri } from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import type { Clue } from './phones/whereabouts.ts';

export interface Platform {
  /** The client of a language server that starts with it. */
  launch(context: ExtensionContext, options: LanguageClientOptions): BaseLanguageClient;
  /** The folder that a user typed; `undefined`: it is the path of none. */
  typedFolder(text: string): Uri | undefined;
  /** What the computer knows of the addresses of phones. */
  readClues(): Promise<readonly Clue[]>;
}

/** Not 'cisco': the library would follow a setting cisco.trace.server, whose verbose traces hold passwords. */
export const clientId = 'cisco-sip-phones';
export const clientName = 'Cisco SIP Phones';
