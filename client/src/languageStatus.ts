/** What the status bar's language menu says of the file in the active editor: its kind, the model, the firmware. */

import { t } from '@vscode/l10n';
import { type Disposable, languages, type TextDocument, window, workspace } from 'vscode';
import { type StatusParams, type StatusResult, statusRequest } from '../../server/src/protocol.ts';
import { languageIds } from './languages.ts';
import { withoutLinks } from './notices.ts';
import type { Server } from './server.ts';

export class LanguageStatus implements Disposable {
  readonly #server: Server;
  readonly #item = languages.createLanguageStatusItem(
    'cisco.file',
    languageIds.map((language) => ({ language })),
  );
  readonly #subscriptions: readonly Disposable[];
  /** A request is under way. */
  #asking = false;
  /** Something changed since that request was sent. */
  #outdated = false;

  constructor(server: Server) {
    this.#server = server;
    this.#item.name = t('Cisco SIP Phones');
    this.#item.command = { command: 'cisco.showLog', title: t('Show Log') };
    this.#subscriptions = [
      window.onDidChangeActiveTextEditor(() => void this.#refresh()),
      workspace.onDidChangeTextDocument(({ document }) => {
        if (document === window.activeTextEditor?.document) void this.#refresh();
      }),
      server.onDidStart(() => void this.#refresh()),
    ];
    void this.#refresh();
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#item.dispose();
  }

  /** Asks and shows. One request at a time: what changes meanwhile makes the answer stale and is asked for after it. */
  async #refresh(): Promise<void> {
    this.#outdated = true;
    if (this.#asking) return;
    this.#asking = true;
    while (this.#outdated) {
      this.#outdated = false;
      const document = window.activeTextEditor?.document;
      if (!document || !languageIds.includes(document.languageId)) break;
      this.#item.busy = true;
      const status = await this.#ask(document);
      if (!this.#outdated) this.#show(status);
    }
    this.#item.busy = false;
    this.#asking = false;
  }

  async #ask(document: TextDocument): Promise<StatusResult> {
    const params: StatusParams = { uri: document.uri.toString() };
    return (await this.#server.request<StatusResult>(statusRequest, params)) ?? null;
  }

  #show(status: StatusResult): void {
    // What the file says of model and firmware must not become a link: the editor makes one of markdown here too.
    this.#item.text = withoutLinks(status?.kind ?? t('Cisco SIP phone file'));
    const told = [status?.model, status?.firmware].filter((part) => part !== undefined);
    this.#item.detail = withoutLinks(told.join(' · '));
  }
}
