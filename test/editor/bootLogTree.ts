/** Hands and eyes for the Boot Log view. */
import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { treeRows } from './treeRows.ts';
import { until, type Workbench } from './workbench.ts';

export class BootLogTree {
  readonly #editor: Workbench;

  constructor(editor: Workbench) {
    this.#editor = editor;
  }

  get #pane(): Locator {
    return this.#editor.page.locator('.pane').filter({ has: this.#editor.page.locator('[aria-label^="Boot Log"]') });
  }

  /** Gives it the room of the Phones view, and more of the window: rows that are out of sight are not there. */
  async enlarge(): Promise<void> {
    const { page } = this.#editor;
    const phones = page.locator('.pane-header[aria-label^="Cisco Phones"]');
    await until('the Phones view being folded', async () => {
      if ((await phones.getAttribute('aria-expanded')) === 'false') return true;
      await phones.focus();
      await this.#editor.press('ArrowLeft');
      return false;
    });
    const side = await page.locator('#workbench\\.parts\\.sidebar').boundingBox();
    assert.ok(side);
    const edge = { x: side.x + side.width + 2, y: side.y + side.height / 3 };
    await page.mouse.move(edge.x, edge.y);
    await page.mouse.down();
    await page.mouse.move(edge.x + 330, edge.y, { steps: 5 });
    await page.mouse.up();
  }

  /** What the rows say, from above. */
  rows(): Promise<string[]> {
    return treeRows(this.#pane);
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

  /** Waits until no row says this. */
  async expectNoRow(text: RegExp): Promise<void> {
    await until(`no row that says ${text}`, async () => !(await this.rows()).some((row) => text.test(row)));
  }

  /** Waits until this stands above the rows. */
  async expectMessage(text: RegExp): Promise<void> {
    await this.#pane.locator('.message').getByText(text).waitFor();
  }

  async expectNoMessage(text: RegExp): Promise<void> {
    await this.#pane.locator('.message').getByText(text).waitFor({ state: 'hidden' });
  }

  /** Waits until the view, being empty, says this. */
  async expectNothing(text: RegExp): Promise<void> {
    await this.#pane.getByText(text).first().waitFor();
    assert.deepEqual(await this.rows(), []);
  }

  async click(text: RegExp): Promise<void> {
    await this.#pane.locator('.monaco-list-row').filter({ hasText: text }).first().click();
  }

  /** Shows what is below a row. */
  async open(text: RegExp): Promise<void> {
    await this.click(text);
    await this.#editor.press('ArrowRight');
  }
}
