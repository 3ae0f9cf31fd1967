/** The dial plan workbench: a page beside a plan that tells what the phone does with a number. One for each plan. */

import { t } from '@vscode/l10n';
import { type Disposable, EventEmitter, env, l10n, Uri, ViewColumn, type WebviewPanel, window } from 'vscode';
import type { DialPlanResult, DialResult } from '../../../server/src/protocol.ts';
import { oneAtATime } from '../oneAtATime.ts';
import type { Server } from '../server.ts';
import { keepExpectation } from './keepExpectation.ts';
import { panelType, type Question, type Tab, type ToExtension, type ToPage } from './messages.ts';
import { page } from './page.ts';
import { askDial, askDialPlan } from './requests.ts';

export interface PanelParts {
  readonly server: Server;
  /** Where the script and the style sheet are. */
  readonly folder: Uri;
  /** The dial plan. */
  readonly plan: Uri;
  /** Runs what the page asked for, and tells what goes wrong in it. */
  readonly attempt: (run: () => Promise<void>) => void;
}

export class DialPlanPanel implements Disposable {
  readonly #parts: PanelParts;
  readonly #panel: WebviewPanel;
  readonly #closed = new EventEmitter<void>();
  readonly onDidClose = this.#closed.event;
  /** The page listens. The editor throws it away while it is not seen. */
  #isUp = false;
  /** What a command asked for and the page does not know yet. */
  #wish: ToPage | undefined;
  #question: Question | undefined;
  /** What the page shows; `undefined` when it is out of date. */
  #plan: DialPlanResult | undefined;
  /** How often it became out of date. */
  #outdated = 0;
  #answer: { readonly question: Question; readonly dial: DialResult } | undefined;

  /** `panel`: one that the editor has still got from the time before the window was loaded again. */
  constructor(parts: PanelParts, panel?: WebviewPanel) {
    this.#parts = parts;
    const { plan, folder } = parts;
    const name = plan.path.slice(plan.path.lastIndexOf('/') + 1);
    this.#panel = panel ?? window.createWebviewPanel(panelType, t`Dial ${name}`, ViewColumn.Beside);
    const { webview } = this.#panel;
    webview.options = { enableScripts: true, localResourceRoots: [folder] };
    webview.onDidReceiveMessage((message: ToExtension) => this.#receive(message));
    this.#panel.onDidChangeViewState(() => {
      if (!this.#panel.visible) this.#isUp = false;
    });
    this.#panel.onDidDispose(() => this.#closed.fire());
    webview.html = page({
      script: String(webview.asWebviewUri(Uri.joinPath(folder, 'main.js'))),
      style: String(webview.asWebviewUri(Uri.joinPath(folder, 'style.css'))),
      source: webview.cspSource,
      plan: plan.toString(),
      nonce: crypto.randomUUID(),
      language: env.language,
      texts: l10n.bundle,
    });
  }

  dispose(): void {
    this.#panel.dispose();
    this.#closed.dispose();
  }

  /** Brings the page to the front. `keys`: what is dialled instead of what was. */
  show(tab: Tab, keys: string | undefined): void {
    this.#wish = { kind: 'show', tab, keys };
    this.#panel.reveal();
    this.#grant();
  }

  /** The plan, or what it is judged by, may be another now. */
  outdate(): void {
    this.#plan = undefined;
    this.#outdated++;
    if (this.#isUp) void this.#refresh();
  }

  #receive(message: ToExtension): void {
    switch (message.kind) {
      case 'ask':
        this.#question = message.question;
        if (!this.#isUp) {
          this.#isUp = true;
          // This page has just come up and knows nothing.
          this.#plan = undefined;
          this.#grant();
        }
        void this.#refresh();
        break;
      case 'reveal':
        this.#parts.attempt(() => this.#reveal(message.template));
        break;
      case 'keep':
        this.#parts.attempt(() => this.#keep());
        break;
    }
  }

  #grant(): void {
    if (!this.#isUp || !this.#wish) return;
    this.#send(this.#wish);
    this.#wish = undefined;
  }

  #send(message: ToPage): void {
    void this.#panel.webview.postMessage(message);
  }

  readonly #refresh = oneAtATime(async () => {
    const { server, plan } = this.#parts;
    const question = this.#question;
    if (!question) return;
    // While the server does not answer, what is shown stays.
    if (this.#plan === undefined || (this.#plan !== null && this.#plan.line !== question.line)) {
      const before = this.#outdated;
      const answer = await askDialPlan(server, plan, question.line);
      // What was edited meanwhile is asked for once more.
      if (answer === undefined || before !== this.#outdated) return;
      this.#plan = answer;
      this.#send({ kind: 'plan', plan: answer });
    }
    const dial = await askDial(server, plan, question);
    if (dial === undefined) return;
    this.#answer = { question, dial };
    this.#send({ kind: 'answer', ...this.#answer });
  });

  async #reveal(index: number): Promise<void> {
    const template = this.#plan?.templates[index];
    const { server, plan } = this.#parts;
    if (!template || !server.converter) return;
    const shown = window.visibleTextEditors.find(({ document }) => document.uri.toString() === plan.toString());
    await window.showTextDocument(plan, {
      viewColumn: shown?.viewColumn ?? ViewColumn.One,
      selection: server.converter.asRange(template.range),
      preserveFocus: true,
    });
  }

  async #keep(): Promise<void> {
    if (!this.#answer) return;
    const { question, dial } = this.#answer;
    const file = await keepExpectation(this.#parts.plan, question, dial, this.#plan?.questions ?? []);
    this.#send({ kind: 'kept', file });
  }
}
