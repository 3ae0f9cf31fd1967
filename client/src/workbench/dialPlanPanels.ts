/** The open pages of the dial plan workbench. They follow every edit that the server hears of. */

import { Disposable, type Uri, workspace } from 'vscode';
import { languageIds } from '../languages.ts';
import type { Server } from '../server.ts';
import { DialPlanPanel, type PanelParts } from './dialPlanPanel.ts';
import type { Tab } from './messages.ts';

export class DialPlanPanels implements Disposable {
  readonly #parts: Omit<PanelParts, 'plan'>;
  readonly #panels = new Map<string, DialPlanPanel>();
  readonly #subscription: Disposable;

  constructor(server: Server, folder: Uri, attempt: PanelParts['attempt']) {
    this.#parts = { server, folder, attempt };
    const outdate = () => {
      for (const panel of this.#panels.values()) panel.outdate();
    };
    this.#subscription = Disposable.from(
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0 && languageIds.includes(document.languageId)) outdate();
      }),
      server.onPhonesChanged(outdate),
      server.onDidStart(outdate),
    );
  }

  dispose(): void {
    this.#subscription.dispose();
    for (const panel of this.#panels.values()) panel.dispose();
  }

  /** Brings the page of a plan to the front, and makes it if there is none. */
  show(plan: Uri, tab: Tab, keys?: string): void {
    const id = plan.toString();
    const panel = this.#panels.get(id) ?? new DialPlanPanel({ ...this.#parts, plan });
    if (!this.#panels.has(id)) {
      this.#panels.set(id, panel);
      panel.onDidClose(() => this.#panels.delete(id));
    }
    panel.show(tab, keys);
  }
}
