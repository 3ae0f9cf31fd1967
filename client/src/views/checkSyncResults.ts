/** How check-sync went with many phones: a read-only document that fills as answers come. */

import { type Disposable, EventEmitter, languages, Uri, ViewColumn, window, workspace } from 'vscode';

export const resultsScheme = 'cisco-check-sync';

/** Milliseconds between two looks of the document: answers of many phones come at once. */
const pause = 200;

export class CheckSyncResults implements Disposable {
  readonly #uri = Uri.from({ scheme: resultsScheme, path: '/Check-sync' });
  readonly #changed = new EventEmitter<Uri>();
  readonly #subscription = workspace.registerTextDocumentContentProvider(resultsScheme, {
    onDidChange: this.#changed.event,
    provideTextDocumentContent: () => this.#text(),
  });
  #text = () => '';
  #timer: NodeJS.Timeout | undefined;

  /** Shows the document; `text` gives what it says whenever it is looked at. */
  async show(text: () => string): Promise<void> {
    this.#text = text;
    this.changed();
    const document = await workspace.openTextDocument(this.#uri);
    await languages.setTextDocumentLanguage(document, 'plaintext');
    await window.showTextDocument(document, { preview: false, preserveFocus: true, viewColumn: ViewColumn.Active });
  }

  /** It says something else now. */
  changed(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#changed.fire(this.#uri);
    }, pause);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#subscription.dispose();
    this.#changed.dispose();
  }
}
