/** Read-only documents of what a phone works with. They follow the edits of the phone's file and of SIPDefault.cnf. */

import { t } from '@vscode/l10n';
import { Disposable, EventEmitter, languages, type TextDocument, type Uri, workspace } from 'vscode';
import { type EffectiveParams, type EffectiveResult, effectiveRequest } from '../../../server/src/protocol.ts';
import { languageIds } from '../languages.ts';
import { oneAtATime } from '../oneAtATime.ts';
import type { Server } from '../server.ts';
import { type EffectiveSubject, effectiveScheme, effectiveUri, subjectOf } from './effectiveUri.ts';

/** A language of its own, so that nothing in it is checked or completed: it is no file that a phone fetches. */
const language = 'cisco-effective';

export class EffectiveDocuments implements Disposable {
  readonly #server: Server;
  readonly #changed = new EventEmitter<Uri>();
  readonly #subscription: Disposable;
  /** What the open documents show, by URI. */
  readonly #texts = new Map<string, string>();

  constructor(server: Server) {
    this.#server = server;
    this.#subscription = Disposable.from(
      this.#changed,
      workspace.registerTextDocumentContentProvider(effectiveScheme, {
        onDidChange: this.#changed.event,
        provideTextDocumentContent: (uri) => this.#textOf(uri),
      }),
      workspace.onDidChangeTextDocument(({ document }) => {
        if (languageIds.includes(document.languageId)) void this.#refresh();
      }),
      workspace.onDidCloseTextDocument(({ uri }) => this.#texts.delete(uri.toString())),
      server.onPhonesChanged(() => void this.#refresh()),
      server.onDidStart(() => void this.#refresh()),
    );
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  /** The document with its title; `undefined`: the file is none of a phone. */
  async open(subject: EffectiveSubject): Promise<{ title: string; document: TextDocument } | undefined> {
    const answer = await this.#ask(subject);
    if (!answer) return undefined;
    const uri = effectiveUri(t`${answer.title} (effective)`, subject);
    this.#texts.set(uri.toString(), answer.text);
    const document = await workspace.openTextDocument(uri);
    await languages.setTextDocumentLanguage(document, language);
    return { title: answer.title, document };
  }

  /** Whether the file is that of a phone. */
  async isPhone(file: Uri): Promise<boolean> {
    return (await this.#ask({ phone: file, origins: false })) !== null;
  }

  readonly #refresh = oneAtATime(async () => {
    for (const { uri } of workspace.textDocuments) {
      if (uri.scheme !== effectiveScheme) continue;
      const before = this.#texts.get(uri.toString());
      if ((await this.#renew(uri)) !== before) this.#changed.fire(uri);
    }
  });

  async #textOf(uri: Uri): Promise<string> {
    return this.#texts.get(uri.toString()) ?? (await this.#renew(uri));
  }

  async #renew(uri: Uri): Promise<string> {
    const answer = await this.#ask(subjectOf(uri));
    const text = answer?.text ?? t('# There is no file of a phone any more.\n');
    this.#texts.set(uri.toString(), text);
    return text;
  }

  async #ask({ phone, origins }: EffectiveSubject): Promise<EffectiveResult> {
    const params: EffectiveParams = { uri: phone.toString(), origins };
    return (await this.#server.request<EffectiveResult>(effectiveRequest, params)) ?? null;
  }
}
