/** Hands and eyes for the page of the dial plan workbench, which is a frame in a frame. */
import assert from 'node:assert/strict';
import type { Frame, FrameLocator, Locator } from 'playwright-core';
import { until, type Workbench } from './workbench.ts';

export class DialPlanPage {
  readonly #editor: Workbench;

  constructor(editor: Workbench) {
    this.#editor = editor;
  }

  get #frame(): FrameLocator {
    return this.#editor.page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
  }

  /** The document of the page, for what looks at it as a whole. */
  async document(): Promise<Frame> {
    const holder = this.#editor.page.frameLocator('iframe.webview.ready').locator('#active-frame');
    const frame = await (await holder.elementHandle())?.contentFrame();
    assert.ok(frame, 'the page is a frame');
    return frame;
  }

  /** Waits until the page is there and takes keys. */
  async expectReady(): Promise<void> {
    await this.#frame.locator('#number').waitFor();
    await until('the page having the focus', () =>
      this.#frame.locator('#number').evaluate((node) => {
        const page = (node as unknown as { ownerDocument: PageDocument }).ownerDocument;
        return page.activeElement === node && page.hasFocus();
      }),
    );
  }

  /** Empties the number, whatever has the focus in the page. */
  async clear(): Promise<void> {
    await until('an empty number', async () => {
      await this.#editor.press('Escape');
      return (await this.number()) === '';
    });
  }

  async chooseLine(line: number): Promise<void> {
    await this.#frame.locator('#line').selectOption(String(line));
  }

  async line(): Promise<string> {
    return this.#frame.locator('#line').inputValue();
  }

  async number(): Promise<string> {
    return this.#frame.locator('#number').inputValue();
  }

  /** Waits until what is said in large letters, and why, is this. */
  async expectVerdict(verdict: string): Promise<void> {
    await this.#expect('.verdict', verdict);
  }

  /** Waits until the rules stand so, in the order of the file. */
  async expectStandings(...standings: string[]): Promise<void> {
    const shown = () => this.#frame.locator('.templates .badge').allTextContents();
    await this.#settle(shown, standings);
  }

  /** Waits until the time line says this, key by key. */
  async expectSteps(...steps: RegExp[]): Promise<void> {
    let seen: string[] = [];
    try {
      await until('', async () => {
        seen = await this.#frame.locator('.steps li').allTextContents();
        return seen.length === steps.length && steps.every((step, index) => step.test(seen[index] ?? ''));
      });
    } catch {
      assert.fail(`the time line shows\n${seen.join('\n')}\nand not ${steps.join(', ')}`);
    }
  }

  /** Waits until the notice above everything says this. */
  async expectNotice(text: RegExp): Promise<void> {
    await this.#frame.locator('.notice').filter({ hasText: text }).waitFor();
  }

  /** Waits until this stands below the map. */
  async expectNote(text: string): Promise<void> {
    await this.#expect('#panel-map .rest', text);
  }

  async expectAddress(text: string): Promise<void> {
    await this.#expect('.address code', text);
  }

  /** Waits until this is seen somewhere on the page. */
  async expectSeen(text: string | RegExp): Promise<void> {
    await this.#frame.getByText(text).first().waitFor();
  }

  /** By its whole name. */
  button(name: string): Locator {
    return this.#frame.getByRole('button', { name, exact: true });
  }

  /** The row of the rule with this MATCH. */
  template(match: string): Locator {
    return this.#frame.locator('.templates li', { has: this.#frame.getByText(match, { exact: true }) });
  }

  treeItem(name: string | RegExp): Locator {
    return this.#frame.getByRole('treeitem', { name });
  }

  tab(name: string): Locator {
    return this.#frame.getByRole('tab', { name });
  }

  /** Opens what is assumed of the firmware, if it is closed. */
  async openAssumptions(): Promise<void> {
    if ((await this.assumptions.getAttribute('open')) === null) await this.assumptions.locator('summary').click();
  }

  get assumptions(): Locator {
    return this.#frame.locator('details');
  }

  /** What the element with the focus says of itself. */
  async focused(): Promise<string> {
    return this.#frame.locator(':focus').evaluate((node) => {
      const one = node as unknown as { ariaLabel: string | null; id: string; textContent: string | null };
      return one.ariaLabel || one.id || (one.textContent ?? '');
    });
  }

  /** What the Tab key passes by from the number on, until it leaves the page. */
  async tabThrough(): Promise<string[]> {
    const passed: string[] = [];
    await this.#frame.locator('#number').focus();
    for (;;) {
      await this.#editor.press('Tab');
      const document = await this.document();
      if (!(await document.evaluate('document.hasFocus()')) || passed.length > 50) return passed;
      passed.push(await this.focused());
    }
  }

  async #expect(selector: string, text: string): Promise<void> {
    await this.#settle(() => this.#frame.locator(selector).allTextContents(), [text]);
  }

  async #settle(look: () => Promise<string[]>, wanted: string[]): Promise<void> {
    let seen: string[] = [];
    try {
      await until('', async () => {
        seen = await look();
        return JSON.stringify(seen) === JSON.stringify(wanted);
      });
    } catch {
      assert.deepEqual(seen, wanted);
    }
  }
}

interface PageDocument {
  readonly activeElement: unknown;
  hasFocus(): boolean;
}
