/** The read-only document that tells what a list of new phones would make. */

import { type Disposable, EventEmitter, languages, Uri, window, workspace } from 'vscode';

const scheme = 'cisco-new-phones';

export class ListPreview implements Disposable {
  readonly #uri = Uri.from({ scheme, path: '/New phones' });
  readonly #changed = new EventEmitter<Uri>();
  readonly #subscription = workspace.registerTextDocumentContentProvider(scheme, {
    onDidChange: this.#changed.event,
    provideTextDocumentContent: () => this.#text,
  });
  #text = '';

  async show(text: string): Promise<void> {
    this.#text = text;
    this.#changed.fire(this.#uri);
    const document = await workspace.openTextDocument(this.#uri);
    await languages.setTextDocumentLanguage(document, 'plaintext');
    await window.showTextDocument(document, { preview: false, preserveFocus: true });
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }
}
