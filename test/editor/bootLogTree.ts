/** Hands and eyes for the Boot Log view. */
import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { until, type Workbench } from './workbench.ts';

export class BootLogTree {
  readonly #editor: Workbench;

  constructor(editor: Workbench) {
    this.#editor = editor;
  }

  get #pane(): Locator {
    return this.#editor.page.locator('.pane').filter({ has: this.#editor.page.locator('[aria-label^="Boot Log"]') });
  }

  /** What the rows say, from above. */
  async rows(): Promise<string[]> {
    const rows = await this.#pane.locator('.monaco-list-row').evaluateAll((nodes) =>
      nodes.map((node) => {
        const row = node as unknown as { getAttribute(name: string): string | null };
        return { index: Number(row.getAttribute('data-index')), text: row.getAttribute('aria-label') ?? '' };
      }),
    );
    return rows.sort((a, b) => a.index - b.index).map(({ text }) => text);
  }

  /** Waits until there are rows that say this, in this order, whatever stands between them. */
  async expectRows(...expected: RegExp[]): Promise<void> {
    let shown: string[] = [];
    try {
      await until('', async () => {
        shown = await this.rows();
        let at = -1;
        return expected.every((each) => {
          at = shown.findIndex((text, index) => index > at && each.test(text));
          return at >= 0;
        });
      });
    } catch {
      assert.fail(`the Boot Log shows\n${shown.join('\n')}\nand not ${expected.join(', ')}`);
    }
  }

  /** Waits until the view, being empty, says this. */
  async expectNothing(text: RegExp): Promise<void> {
    await this.#pane.getByText(text).first().waitFor();
    assert.deepEqual(await this.rows(), []);
  }

  async click(text: RegExp): Promise<void> {
    await this.#pane.locator('.monaco-list-row').filter({ hasText: text }).first().click();
  }
}
