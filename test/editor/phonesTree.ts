/** Hands and eyes for the Phones view. */
import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { treeRows } from './treeRows.ts';
import { until, type Workbench } from './workbench.ts';

export class PhonesTree {
  readonly #editor: Workbench;

  constructor(editor: Workbench) {
    this.#editor = editor;
  }

  get #view(): Locator {
    return this.#editor.page.locator('#workbench\\.view\\.extension\\.cisco-phones');
  }

  /** Opens the view from the activity bar. */
  async show(): Promise<void> {
    const icon = this.#editor.page.locator('.activitybar [aria-label^="Cisco Phones"]').first();
    await until('the Phones view', async () => {
      if (await this.#view.isVisible()) return true;
      await icon.click({ timeout: 2_000 }).catch(() => undefined);
      return false;
    });
  }

  /** What the rows say, from above. */
  rows(): Promise<string[]> {
    return treeRows(this.#view);
  }

  /** Waits until there is one row for each of these, in this order, and no other. */
  async expectRows(...expected: RegExp[]): Promise<void> {
    let shown: string[] = [];
    try {
      await until('', async () => {
        shown = await this.rows();
        return shown.length === expected.length && expected.every((each, index) => each.test(shown[index] ?? ''));
      });
    } catch {
      assert.fail(`the Phones view shows\n${shown.join('\n')}\nand not ${expected.join(', ')}`);
    }
  }

  /** The row that says this. */
  row(text: RegExp): Locator {
    return this.#view.locator('.monaco-list-row').filter({ hasText: text }).first();
  }

  /** What the row with the focus says; nothing, if the focus is elsewhere. */
  async focused(): Promise<string> {
    const row = this.#view.locator('.monaco-list:focus .monaco-list-row.focused');
    return (await row.count()) > 0 ? ((await row.first().getAttribute('aria-label')) ?? '') : '';
  }

  /** Selects these rows and no other. */
  async select(first: RegExp, ...more: RegExp[]): Promise<void> {
    await this.row(first).click();
    for (const text of more) await this.row(text).click({ modifiers: ['ControlOrMeta'] });
  }

  /** Presses a button in the title of the view. */
  async pressButton(name: string): Promise<void> {
    await this.#editor.page.getByRole('button', { name, exact: true }).first().click();
  }

  get #welcome(): Locator {
    return this.#view.locator('.welcome-view').first();
  }

  /** Waits until the view, being empty, says this. */
  async expectWelcome(text: RegExp): Promise<void> {
    await until(`a welcome saying ${text}`, async () => text.test((await this.#welcome.textContent()) ?? ''));
  }

  async pressWelcomeButton(name: string): Promise<void> {
    await this.#welcome.getByRole('button', { name }).click();
  }
}
