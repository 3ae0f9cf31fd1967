/** What the editor tests share: the toolchain, a fresh copy of the fixture folder, one code-server. */
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { type CodeServer, startCodeServer } from './codeServer.ts';
import { Dialogs } from './dialogs.ts';
import { editorDir, ensureToolchain, root, stateDir } from './toolchain.ts';
import { launchBrowser, Workbench } from './workbench.ts';

/** Set by nobody but those who work on these tests; the package is what users install. */
export const vsix = process.env.CISCO_VSIX || path.join(root, 'cisco-sip-phones.vsix');

export interface Session {
  /** The copy of the fixture folder that is open. */
  folder: string;
  /** Opens the copy, or another folder, in a new browser window. */
  open(other?: string): Promise<Workbench>;
  close(): Promise<void>;
}

export interface SessionOptions {
  /** Folders are ones that the user has not said to trust. */
  readonly untrusted?: boolean;
  /** The display language, as far as extensions have it; unless given, English. */
  readonly language?: string;
  /** Of the user, on top of those that keep the editor quiet. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** Starts an editor for a test file; `name` keeps the scratch folders of test files apart. */
export async function startSession(
  name: string,
  extensions: string[] = [],
  { untrusted = false, language, settings = {} }: SessionOptions = {},
): Promise<Session> {
  const toolchain = await ensureToolchain({ needBrowser: true, say: console.log });
  if (!toolchain.ok) throw new Error(`${toolchain.why}; to run the editor tests: ${toolchain.remedy}`);
  if (toolchain.browser === undefined) throw new Error('no browser found');
  if (!existsSync(vsix)) throw new Error(`${path.basename(vsix)} is missing: npm run package`);

  const folder = freshWorkspace(name);
  let server: CodeServer | undefined;
  let browser: Browser | undefined;
  const close = async () => {
    await browser?.close();
    await server?.stop();
  };
  try {
    server = await startCodeServer({
      ...toolchain,
      profile: path.join(stateDir, name, 'profile'),
      extensions: [vsix, ...extensions],
      ...(language !== undefined && { language }),
      settings: {
        // Room for what the tests and the screenshots look at.
        'editor.minimap.enabled': false,
        'workbench.secondarySideBar.defaultVisibility': 'hidden',
        // Saving is a step of some tests.
        'files.autoSave': 'off',
        ...(untrusted && { 'security.workspace.trust.startupPrompt': 'never' }),
        ...settings,
      },
      untrusted,
    });
    browser = await launchBrowser(toolchain.browser);
    const { url } = server;
    const started = browser;
    return { folder, open: (other = folder) => Workbench.open(started, url(other)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The window that the tests of a file share. */
export interface Desk {
  readonly session: Session;
  readonly editor: Workbench;
  readonly dialogs: Dialogs;
}

export interface DeskParts extends SessionOptions {
  /** Puts into the folder, before it is opened, what the tests need there. */
  prepare?(session: Session): void;
  /** The window is there. */
  opened(desk: Desk): void;
  /** Before each test. */
  begin?(): void;
  /** After each test; unless given, what is still open is closed, so that it swallows no keys of the next. */
  end?(desk: Desk): Promise<void>;
}

const closeQuestions = ({ editor }: Desk) => editor.press('Escape', 'Escape');

/**
 * Starts an editor before the tests of a file and ends it after them. What it gives declares a test, which leaves a
 * picture of the window when it fails.
 */
export function deskFor(name: string, parts: DeskParts): (title: string, run: () => Promise<void>) => void {
  const { prepare, opened, begin, end = closeQuestions, ...options } = parts;
  let session: Session | undefined;
  let desk: Desk;

  before(async () => {
    session = await startSession(name, [], options);
    prepare?.(session);
    const editor = await session.open();
    desk = { session, editor, dialogs: new Dialogs(editor) };
    opened(desk);
  });
  after(() => session?.close());

  return (title, run) =>
    test(title, async () => {
      begin?.();
      try {
        await run();
      } catch (error) {
        await desk.editor.screenshot(`failed: ${name}: ${title}`.replaceAll(/[^a-z0-9]+/gi, '-'));
        throw error;
      } finally {
        await end(desk);
      }
    });
}

// --- folders ------------------------------------------------------------------------------------------

/** Tests change the files, so each works on a copy. */
export function freshWorkspace(name: string): string {
  const folder = path.join(stateDir, name, 'tftproot');
  rmSync(folder, { recursive: true, force: true });
  cpSync(path.join(editorDir, 'workspace'), folder, { recursive: true });
  return folder;
}

/** Makes the folder hold these files and no others. */
export function fillFolder(folder: string, files: Readonly<Record<string, string>>): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
}

/** Writes settings into the folder; an editor that is open takes them up. */
export function changeSettings(folder: string, settings: Readonly<Record<string, unknown>>): void {
  mkdirSync(path.join(folder, '.vscode'), { recursive: true });
  writeFileSync(path.join(folder, '.vscode/settings.json'), JSON.stringify(settings));
}
