/** The page of a firmware upgrade: a read-only document, shown as the editor shows Markdown. */

import { t } from '@vscode/l10n';
import { commands, type Disposable, EventEmitter, Uri, window, workspace } from 'vscode';

const scheme = 'cisco-upgrade';

export class PlanPages implements Disposable {
  readonly #changed = new EventEmitter<Uri>();
  readonly #texts = new Map<string, string>();
  readonly #subscription = workspace.registerTextDocumentContentProvider(scheme, {
    onDidChange: this.#changed.event,
    provideTextDocumentContent: (uri) => this.#texts.get(uri.toString()) ?? '',
  });

  /** Shows the page of a folder, or what it says now. */
  async show(folder: Uri, name: string, text: string): Promise<void> {
    // A tab shows what stands behind the last slash.
    const path = t`/Firmware upgrade of ${name.replace(/[/\\]/g, '\u2215')}.md`;
    const uri = Uri.from({ scheme, path, query: folder.toString() });
    this.#texts.set(uri.toString(), text);
    this.#changed.fire(uri);
    try {
      await commands.executeCommand('markdown.showPreview', uri);
    } catch {
      // The editor's own preview can be switched off; the page can be read as it is, too.
      await window.showTextDocument(uri, { preview: false, preserveFocus: true });
    }
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }
}
