/** What an editor on a computer has: a process for the language server, and paths. */

import { homedir } from 'node:os';
import { Uri, workspace } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { readClues } from '../phones/readClues.ts';
import { clientId, clientName, type Platform } from '../platform.ts';
import { readFolderSetting } from '../pushing/tftpFolderSetting.ts';

/** A client that keeps to the log what the library would show in messages of its own. */
class QuietClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}

export const desktop: Platform = {
  launch(context, options) {
    const server = { module: context.asAbsolutePath('dist/server.js'), transport: TransportKind.ipc };
    return new QuietClient(clientId, clientName, server, options);
  },

  typedFolder(text) {
    const base = workspace.workspaceFolders?.[0]?.uri;
    const read = readFolderSetting(text, {
      base: base?.scheme === 'file' ? base.fsPath : undefined,
      home: homedir(),
    });
    if (!read) return undefined;
    return 'uri' in read ? Uri.parse(read.uri) : Uri.file(read.path);
  },

  readClues() {
    const files: unknown = workspace.getConfiguration('cisco.leases').get('files');
    const texts = Array.isArray(files) ? files.filter((each) => typeof each === 'string') : [];
    return readClues(texts.flatMap((text) => desktop.typedFolder(text)?.fsPath ?? []));
  },
};
