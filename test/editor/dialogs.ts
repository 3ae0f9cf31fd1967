/** Hands and eyes for commands that ask: quick picks, input boxes and the messages that answer a command. */
import type { Locator } from 'playwright-core';
import { until, type Workbench } from './workbench.ts';

export class Dialogs {
  readonly #editor: Workbench;

  constructor(editor: Workbench) {
    this.#editor = editor;
  }

  get #widget(): Locator {
    return this.#editor.page.locator('.quick-input-widget');
  }

  /** Runs a command from the palette; unlike `Workbench.command` it does not wait for the end of all questions. */
  async run(title: string): Promise<void> {
    const row = this.#widget.locator(`.monaco-list-row.focused[aria-label^=${JSON.stringify(title)}]`).first();
    // The palette lists what is there as it opens; while the workbench is settling that may not be everything.
    await until(`${title} in the palette`, async () => {
      await this.#editor.narrow('F1', title);
      const found = await row.waitFor({ timeout: 3_000 }).then(
        () => true,
        () => false,
      );
      if (!found) await this.#editor.press('Escape');
      return found;
    });
    await this.#editor.press('Enter');
  }

  /** Waits for a question whose title says this. */
  async expectTitle(title: RegExp): Promise<void> {
    await this.#widget.locator('.quick-input-title').filter({ hasText: title }).waitFor();
  }

  /** The labels and descriptions of the rows that are shown, each as one text. */
  async rows(): Promise<string[]> {
    await this.#widget.locator('.monaco-list-row').first().waitFor();
    const texts = await this.#widget
      .locator('.monaco-list-row')
      .evaluateAll((nodes) =>
        nodes.map((node) => (node as unknown as { getAttribute(name: string): string }).getAttribute('aria-label')),
      );
    return texts.map((text) => text ?? '');
  }

  /** Picks the row that says this. */
  async pick(title: RegExp, row: RegExp): Promise<void> {
    await this.expectTitle(title);
    await this.#widget.locator('.monaco-list-row').filter({ hasText: row }).first().click();
  }

  /** Types an answer into an input box. */
  async answer(title: RegExp, text: string): Promise<void> {
    await this.expectTitle(title);
    const input = this.#widget.locator('.quick-input-filter input').first();
    // The folder dialog fills in where it is a moment after it opens, into the middle of what is typed meanwhile.
    await until(`the answer to ${title}`, async () => {
      await this.#editor.press('Control+a');
      await this.#editor.type(text);
      return (await input.inputValue()) === text;
    });
    await this.#editor.press('Enter');
  }

  /** Chooses a file in the dialog for that, which takes it only when it has looked for it: perhaps not at once. */
  async answerFile(title: RegExp, file: string): Promise<void> {
    await this.answer(title, file);
    const dialog = this.#editor.page.locator('.quick-input-title').filter({ hasText: title });
    await until(`${file} being taken`, async () => {
      const isClosed = await dialog.waitFor({ state: 'hidden', timeout: 2_000 }).then(
        () => true,
        () => false,
      );
      if (!isClosed) await this.#editor.press('Enter');
      return isClosed;
    });
  }

  /** Waits until what is wrong with the answer is said below it. */
  async expectValidation(text: RegExp): Promise<void> {
    await this.#widget.locator('.quick-input-message').filter({ hasText: text }).waitFor();
  }

  /** What stands in the input box. */
  async typed(): Promise<string> {
    return this.#widget.locator('.quick-input-filter input').first().inputValue();
  }

  /** Such as `password` for one that shows dots. */
  async inputType(): Promise<string | null> {
    return this.#widget.locator('.quick-input-filter input').first().getAttribute('type');
  }

  /** Goes back to the question before. */
  async back(): Promise<void> {
    await this.pressTitleButton(/^Back/);
  }

  /** Presses a button beside the title of a question. */
  async pressTitleButton(name: RegExp): Promise<void> {
    await this.#widget.locator('.quick-input-titlebar').getByRole('button', { name }).click();
  }

  /** Presses a button of the row that says this. */
  async pressRowButton(row: RegExp): Promise<void> {
    const found = this.#widget.locator('.monaco-list-row').filter({ hasText: row }).first();
    await found.hover();
    await found.locator('.quick-input-list-entry-action-bar .action-label').first().click();
  }

  /** Ticks, or takes the tick off, the row that says this. */
  async tick(row: RegExp): Promise<void> {
    // What is told of a row on which the pointer happens to rest covers those below it.
    await this.#editor.page.mouse.move(0, 0);
    await this.#widget.locator('.monaco-list-row').filter({ hasText: row }).first().locator('label').first().click();
  }

  async accept(title: RegExp): Promise<void> {
    await this.expectTitle(title);
    // The rows come a moment after the title, and only then there is something to accept.
    if (await this.#widget.locator('.quick-input-list').isVisible())
      await this.#widget.locator('.monaco-list-row').first().waitFor();
    await this.#editor.press('Enter');
  }

  /** Runs an entry of the menu of a file in the explorer. */
  async runFromExplorer(file: string, entry: string): Promise<void> {
    await this.runFromMenu(this.#editor.page.locator('.explorer-folders-view').getByText(file, { exact: true }), entry);
  }

  /** Runs an entry of the menu of what is shown there. */
  async runFromMenu(place: Locator, entry: string): Promise<void> {
    const { page } = this.#editor;
    await place.click({ button: 'right' });
    const item = page.locator('.monaco-menu').getByText(entry, { exact: true });
    await item.waitFor();
    // A menu that has just opened takes no clicks yet.
    await until(`${entry} being run`, async () => {
      if (!(await item.isVisible())) return true;
      await item.click({ timeout: 1_000 }).catch(() => undefined);
      return false;
    });
  }

  /** The entries of the menu of what is shown there. */
  async menuEntries(place: Locator): Promise<string[]> {
    await place.click({ button: 'right' });
    const entries = this.#editor.page.locator('.monaco-menu .action-label');
    await entries.first().waitFor();
    const texts = (await entries.allTextContents()).filter((text) => text !== '');
    await this.#editor.press('Escape');
    await entries.first().waitFor({ state: 'detached' });
    return texts;
  }

  #message(text: RegExp): Locator {
    return this.#editor.page.locator('.notification-toast').filter({ hasText: text });
  }

  /** Waits for a message and gives its text. */
  async message(text: RegExp): Promise<string> {
    const found = this.#message(text).first();
    await found.waitFor();
    return (await found.locator('.notification-list-item-message').textContent()) ?? '';
  }

  /** Presses a button of a message. */
  async pressButton(text: RegExp, button: string): Promise<void> {
    await this.#message(text).first().getByRole('button', { name: button, exact: true }).click();
  }

  /** Answers a question that blocks the window; `screenshot` names a picture of it. */
  async confirm(text: RegExp, button: string, screenshot?: string): Promise<void> {
    const box = this.#editor.page.locator('.monaco-dialog-box').filter({ hasText: text });
    await box.waitFor();
    if (screenshot !== undefined) await this.#editor.screenshot(screenshot);
    await box.getByRole('button', { name: button, exact: true }).click();
    await box.waitFor({ state: 'hidden' });
  }

  async clearMessages(): Promise<void> {
    await this.#editor.command('Notifications: Clear All Notifications');
    await this.#editor.page.locator('.notification-toast').first().waitFor({ state: 'hidden' });
  }
}
