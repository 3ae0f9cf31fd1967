/**
 * Covers passwords in the editor, for those whose screen others see. It is a cover and no lock: the text is in the file,
 * and whoever may open that can select, copy and search it.
 */

import { Disposable, Range, type TextDocument, type TextEditor, ThemeColor, window, workspace } from 'vscode';
import { type PasswordsParams, type PasswordsResult, passwordsRequest } from '../../../server/src/protocol.ts';
import { oneAtATime } from '../oneAtATime.ts';
import type { Server } from '../server.ts';
import { covered } from './covered.ts';

const language = 'cisco-sip-cnf';

export class PasswordMask implements Disposable {
  readonly #server: Server;
  readonly #cover = window.createTextEditorDecorationType({
    opacity: '0',
    backgroundColor: new ThemeColor('editor.foreground'),
  });
  readonly #subscription: Disposable;
  /** Where the passwords are; of a document that was edited since, where they were. */
  readonly #found = new WeakMap<TextDocument, readonly Range[]>();
  /** What the command said, which goes before the setting until the window is closed. */
  #chosen: boolean | undefined;

  constructor(server: Server) {
    this.#server = server;
    this.#subscription = Disposable.from(
      this.#cover,
      server.onDidStart(() => void this.#refresh()),
      window.onDidChangeVisibleTextEditors(() => void this.#refresh()),
      window.onDidChangeTextEditorSelection(({ textEditor }) => this.#draw(textEditor)),
      workspace.onDidChangeTextDocument(({ document }) => {
        if (document.languageId === language) void this.#refresh();
      }),
      workspace.onDidChangeConfiguration((event) => {
        if (!event.affectsConfiguration('cisco.passwords')) return;
        this.#chosen = undefined;
        void this.#refresh();
      }),
    );
    void this.#refresh();
  }

  /** Covers what is shown, or shows what is covered, in this window. Tells which. */
  async toggle(): Promise<'covered' | 'shown'> {
    const document = window.activeTextEditor?.document;
    this.#chosen = !(document ? this.#covers(document) : (this.#chosen ?? isSet()));
    await this.#refresh();
    return this.#chosen ? 'covered' : 'shown';
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  #covers(document: TextDocument): boolean {
    return this.#chosen ?? isSet(document);
  }

  readonly #refresh = oneAtATime(async () => {
    for (const editor of window.visibleTextEditors.filter(({ document }) => document.languageId === language)) {
      const { document } = editor;
      if (this.#covers(document)) {
        const params: PasswordsParams = { uri: document.uri.toString() };
        const found = await this.#server.request<PasswordsResult>(passwordsRequest, params);
        // While the server does not answer, what is covered stays so.
        if (found) this.#found.set(document, found.map(rangeOf));
      }
      this.#draw(editor);
    }
  });

  #draw(editor: TextEditor): void {
    const { document, selections } = editor;
    if (document.languageId !== language) return;
    const found = this.#covers(document) ? (this.#found.get(document) ?? []) : [];
    editor.setDecorations(this.#cover, covered(found, selections).map(rangeOf));
  }
}

function isSet(document?: TextDocument): boolean {
  return workspace.getConfiguration('cisco.passwords', document).get('mask') === true;
}

function rangeOf({ start, end }: PasswordsResult[number]): Range {
  return new Range(start.line, start.character, end.line, end.character);
}
