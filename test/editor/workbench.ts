/**
 * Hands and eyes of the UI tests: the workbench in a browser, driven by the keyboard as a user
 * would. Every wait is a poll with a deadline.
 */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { root, stateDir } from './toolchain.ts';

export const SCREENSHOTS = path.join(root, 'test-results/screenshots');
export const VIEWPORT = { width: 1280, height: 800 };

/** How long anything in the editor may take; generous, since passing runs never wait for it. */
const DEADLINE = 30_000;
const POLL_INTERVAL = 100;

/** Polls until `probe` gives something other than undefined or false. */
export async function until<T>(
  what: string,
  probe: () => Promise<T | undefined | false> | T | undefined | false,
  deadline = DEADLINE,
): Promise<T> {
  const end = Date.now() + deadline;
  for (;;) {
    const value = await probe();
    if (value !== undefined && value !== false) return value;
    if (Date.now() > end) throw new Error(`timed out after ${deadline / 1000} s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_INTERVAL));
  }
}

export async function launchBrowser(executablePath: string): Promise<Browser> {
  // Imported late: the type check and the toolchain come before this package is installed.
  const { chromium } = await import('playwright-core');
  const browserHome = path.join(stateDir, 'browser-home');
  return chromium.launch({
    executablePath,
    // Keeps what the browser writes beside its profile out of the user's home.
    env: { ...process.env, XDG_CONFIG_HOME: browserHome, XDG_CACHE_HOME: browserHome } as Record<string, string>,
    args: [
      // Containers and CI run as root, where the sandbox is not available.
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-quic',
      '--no-first-run',
      '--disable-component-update',
      '--disable-sync',
      // Loopback only: no other name resolves.
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    ],
  });
}

export interface Problem {
  message: string;
  code: string;
}

export class Workbench {
  readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
  }

  static async open(browser: Browser, url: string): Promise<Workbench> {
    const context = await browser.newContext({ viewport: VIEWPORT });
    const page = await context.newPage();
    page.setDefaultTimeout(DEADLINE);
    await page.goto(url);
    await page.locator('.monaco-workbench .explorer-folders-view .monaco-list-row').first().waitFor();
    return new Workbench(page);
  }

  /** Loads the window again, with what was open in it. */
  async reload(): Promise<void> {
    const loaded = this.page.waitForEvent('load');
    // The editor keeps what is open as it goes; a browser that is told to load again would not wait for that.
    await this.command('Developer: Reload Window');
    await loaded;
    await this.page.locator('.monaco-workbench .tabs-container .tab').first().waitFor();
  }

  async screenshot(name: string): Promise<void> {
    mkdirSync(SCREENSHOTS, { recursive: true });
    await this.page.screenshot({ path: path.join(SCREENSHOTS, `${name}.png`), animations: 'disabled' });
  }

  async press(...chords: string[]): Promise<void> {
    for (const chord of chords) await this.page.keyboard.press(chord);
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }

  /** What the element with the focus says of itself. */
  async focusedName(): Promise<string> {
    const focused = this.page.locator(':focus').first();
    return (await focused.count()) > 0 ? ((await focused.getAttribute('aria-label')) ?? '') : '';
  }

  private get quickInput(): Locator {
    return this.page.locator('.quick-input-widget');
  }

  /**
   * Opens a quick pick with a key, and narrows it down. The text is put in as a whole: the editor searches once more
   * after each letter that is typed, which takes longer than all the rest.
   */
  async narrow(open: string, text: string): Promise<void> {
    // What is put in before the input has the focus goes into the file.
    const input = this.quickInput.locator('input:focus').first();
    // The key can be lost while the workbench is still settling, so it is pressed until it works.
    await until(`the quick input after ${open}`, async () => {
      await this.press(open);
      try {
        await input.waitFor({ timeout: 2_000 });
        return true;
      } catch {
        return false;
      }
    });
    await this.page.keyboard.insertText(text);
  }

  /** Opens a quick pick with a key, narrows it down and picks the first entry that begins so. */
  private async pick(open: string, text: string, beginnings: string[]): Promise<void> {
    await this.narrow(open, text);
    const selectors = beginnings.map((beginning) => `[aria-label^=${JSON.stringify(beginning)}]`);
    const row = this.quickInput.locator(`.monaco-list-row:is(${selectors.join()})`).first();
    await row.waitFor();
    await until(`"${beginnings[0]}" being the focused entry`, async () => {
      if ((await row.getAttribute('class'))?.includes('focused')) return true;
      await this.press('ArrowDown');
      return false;
    });
    await this.press('Enter');
    await this.quickInput.waitFor({ state: 'hidden' });
  }

  /** Opens a file of the folder by quick open; ends with the cursor in it. */
  async openFile(name: string): Promise<void> {
    // The label is name and folder: two files of the workspace have the same name.
    const folder = path.dirname(name);
    const label = `${path.basename(name)}${folder === '.' ? '' : ` ${folder}`}`;
    // Behind it come remarks, such as that the file was opened recently or has unsaved changes.
    await this.pick('Control+p', name, [`${label},`, `${label} unsaved`]);
    await this.page
      .locator('.tab.active')
      .filter({ hasText: path.basename(name) })
      .waitFor();
    await this.page.locator('.editor-instance .monaco-editor.focused').first().waitFor();
  }

  /** Leaves what is beside the file for the file. */
  async focusFirstGroup(): Promise<void> {
    await until('the cursor in the file', async () => {
      await this.press('Control+1');
      return (await this.page.locator('.editor-instance .monaco-editor.focused').count()) > 0;
    });
  }

  async command(title: string): Promise<void> {
    await this.pick('F1', title, [title]);
  }

  /** All lines the editor shows; fixture files are short enough to be shown whole. */
  async editorLines(): Promise<string[]> {
    // Lines are absolutely positioned and not in document order.
    const lines = this.page.locator('.editor-instance .view-lines .view-line');
    const rows = await lines.evaluateAll((nodes) =>
      nodes.map((node) => {
        const element = node as unknown as { style: { top: string }; textContent: string | null };
        return { top: Number.parseFloat(element.style.top), text: element.textContent ?? '' };
      }),
    );
    return rows.sort((a, b) => a.top - b.top).map((row) => row.text.replaceAll('\u00a0', ' '));
  }

  /** Whether the active editor comes to show this text within so many milliseconds. */
  async shows(text: string, milliseconds: number): Promise<boolean> {
    const isShown = async () => (await this.editorLines()).join('\n').includes(text);
    return until('', isShown, milliseconds).catch(() => false);
  }

  /** Waits until the active editor shows all of these texts. */
  async expectText(...texts: string[]): Promise<void> {
    let shown = '';
    try {
      await until('', async () => {
        shown = (await this.editorLines()).join('\n');
        return texts.every((text) => shown.includes(text));
      });
    } catch {
      assert.fail(`the editor shows\n${shown}\nand not all of ${texts.join(', ')}`);
    }
  }

  /** Puts the cursor at a place by "Go to Line". Both count from 1. */
  async goTo(line: number, column = 1): Promise<void> {
    await until('the go to line box', async () => {
      await this.press('Control+g');
      try {
        await this.quickInput.locator('input').first().waitFor({ timeout: 2_000 });
        return true;
      } catch {
        return false;
      }
    });
    await this.type(`${line}:${column}`);
    await this.press('Enter');
    await this.quickInput.waitFor({ state: 'hidden' });
    await this.page
      .locator('.statusbar')
      .filter({ hasText: new RegExp(`Ln ${line}, Col ${column}\\b`) })
      .waitFor();
  }

  /** Puts the cursor on the first match in the active editor. */
  async goToText(pattern: RegExp): Promise<void> {
    const [line, column] = await until(`${pattern} in the editor`, async () => {
      const lines = await this.editorLines();
      const index = lines.findIndex((text) => pattern.test(text));
      return index >= 0 && ([index + 1, (lines[index] ?? '').search(pattern) + 1] as const);
    });
    await this.goTo(line, column);
  }

  // --- problems --------------------------------------------------------------------------

  private get problemsPanel(): Locator {
    return this.page.locator('.markers-panel');
  }

  async showProblems(): Promise<void> {
    if (!(await this.problemsPanel.isVisible())) {
      await this.command('View: Focus Problems');
      await this.problemsPanel.waitFor();
    }
  }

  /** Leaves the window to the editor. */
  async hideProblems(): Promise<void> {
    if (await this.problemsPanel.isVisible()) {
      await this.press('Control+j');
      await this.problemsPanel.waitFor({ state: 'hidden' });
    }
  }

  /** What the Problems panel lists now, one entry per finding (file rows left out). */
  async problems(): Promise<Problem[]> {
    const rows = await this.problemsPanel.locator('.monaco-list-row').evaluateAll((nodes) =>
      nodes.map((node) => {
        const one = node as unknown as { querySelector(s: string): { textContent: string | null } | null };
        const text = (selector: string) => one.querySelector(selector)?.textContent ?? '';
        return { message: text('.marker-message-line, .marker-description'), code: text('.marker-code') };
      }),
    );
    return rows
      .filter((row) => row.message !== '')
      .map((row) => ({ message: row.message, code: row.code.replace(/^\(|\)$/g, '') }));
  }

  /** Waits until the panel lists exactly these codes, in any order. */
  async expectProblems(codes: string[]): Promise<void> {
    const wanted = [...codes].sort();
    let seen: string[] = [];
    try {
      await until('', async () => {
        seen = (await this.problems()).map((problem) => problem.code).sort();
        return JSON.stringify(seen) === JSON.stringify(wanted);
      });
    } catch {
      await this.screenshot('failed-problems');
      assert.deepEqual(seen, wanted, 'the findings in the Problems panel');
    }
  }

  // --- assistance ------------------------------------------------------------------------

  /** Hover at the cursor, by keyboard; waits until it says `expected` and gives its text. */
  async hover(expected: RegExp): Promise<string> {
    await this.press('Control+k', 'Control+i');
    // Problems under the cursor come first, the language server's answer a little later.
    return until(`a hover saying ${expected}`, async () => {
      const text = (await this.page.locator('.monaco-hover:not(.hidden)').allTextContents()).join('\n');
      return expected.test(text) && text.replaceAll('\u00a0', ' ');
    });
  }

  private get suggestions(): Locator {
    return this.page.locator('.suggest-widget.visible');
  }

  /** Labels of the completions at the cursor. */
  async complete(): Promise<string[]> {
    await this.press('Control+Space');
    await this.suggestions.locator('.monaco-list-row').first().waitFor();
    return this.suggestions.locator('.monaco-list-row .label-name').allInnerTexts();
  }

  /** Moves to the completion with this label; it must be among those offered. */
  async focusCompletion(label: string): Promise<void> {
    const focused = this.suggestions.locator('.monaco-list-row.focused .label-name');
    await until(`"${label}" being the focused completion`, async () => {
      if ((await focused.count()) > 0 && (await focused.first().textContent()) === label) return true;
      await this.press('ArrowDown');
      return false;
    });
  }

  /** Opens the explanation beside the completions and waits until it says `expected`. */
  async showCompletionDetails(expected: RegExp): Promise<void> {
    const details = this.page.locator('.suggest-details');
    if (!(await details.isVisible())) await this.press('Control+Space');
    await details.filter({ hasText: expected }).waitFor();
  }

  /** Accepts the completion with this label. */
  async accept(label: string): Promise<void> {
    await this.focusCompletion(label);
    await this.press('Enter');
    await this.suggestions.waitFor({ state: 'hidden' });
  }

  /** Quick fix at the cursor, by keyboard: picks the one whose title matches. */
  async quickFix(title: RegExp): Promise<void> {
    const before = await this.editorLines();
    const menu = this.page.locator('.action-widget:not(.action-list-submenu-panel)');
    const entry = menu.locator('.monaco-list-row.action').filter({ hasText: title }).first();
    // The menu shows what is known at the moment; right after a change that may be too little.
    await until(`a quick fix ${title}`, async () => {
      await this.press('Control+.');
      try {
        await entry.waitFor({ timeout: 2_000 });
        return true;
      } catch {
        await this.press('Escape');
        return false;
      }
    });
    await until(`"${title}" being the focused fix`, async () => {
      if ((await entry.getAttribute('class'))?.includes('focused')) return true;
      await this.press('ArrowDown');
      return false;
    });
    await this.press('Enter');
    await until(`${title} changing the file`, async () => (await this.editorLines()).join() !== before.join());
  }

  /** The language the status bar names for the active editor. */
  async language(): Promise<string> {
    return ((await this.page.locator('#status\\.editor\\.mode').textContent()) ?? '').trim();
  }

  /** Waits for the active editor to be taken for this language. */
  async expectLanguage(name: string): Promise<void> {
    await until(`the language ${name}`, async () => (await this.language()) === name);
  }

  /** What the language status (the braces beside the language's name) tells, once it says `expected`. */
  async languageStatus(expected: RegExp): Promise<string> {
    await this.page.locator('#status\\.languageStatus').hover();
    return until(`a language status saying ${expected}`, async () => {
      const text = (await this.page.locator('.hover-language-status').allTextContents()).join('\n');
      return expected.test(text) && text;
    }).finally(() => this.page.mouse.move(0, 0));
  }

  // --- changing the file -----------------------------------------------------------------

  /** Starts a new line below the first that matches; the cursor is on it. */
  async insertLineBelow(pattern: RegExp): Promise<void> {
    await this.goToText(pattern);
    await this.press('Control+Enter');
  }

  async save(): Promise<void> {
    await this.press('Control+s');
    await this.page.locator('.editor-group-container.active .tab.active:not(.dirty)').waitFor();
  }

  /** Back to what is on disk. */
  async revert(): Promise<void> {
    await this.command('File: Revert File');
    await this.page.locator('.editor-group-container.active .tab.active:not(.dirty)').waitFor();
  }
}
