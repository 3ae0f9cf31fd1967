/** The open pages of the dial plan workbench. They follow every edit that the server hears of. */

import { Disposable, Uri, type WebviewPanel, workspace } from 'vscode';
import { languageIds } from '../languages.ts';
import type { Server } from '../server.ts';
import { DialPlanPanel, type PanelParts } from './dialPlanPanel.ts';
import type { Chosen, Tab } from './messages.ts';

/** What is kept may come from an older version. */
function planIn(state: unknown): string | undefined {
  const { plan } = (state ?? {}) as Partial<Chosen>;
  return typeof plan === 'string' && plan !== '' ? plan : undefined;
}

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
    const panel = this.#panels.get(id) ?? this.#kept(id, new DialPlanPanel({ ...this.#parts, plan }));
    panel.show(tab, keys);
  }

  /** Fills a panel that was open when the window was loaded again. `state`: what its page had kept. */
  restore(panel: WebviewPanel, state: unknown): void {
    const id = planIn(state);
    if (id === undefined || this.#panels.has(id)) panel.dispose();
    else this.#kept(id, new DialPlanPanel({ ...this.#parts, plan: Uri.parse(id) }, panel));
  }

  #kept(id: string, panel: DialPlanPanel): DialPlanPanel {
    this.#panels.set(id, panel);
    panel.onDidClose(() => this.#panels.delete(id));
    return panel;
  }
}
