/** What the editor tests share: the toolchain, a fresh copy of the fixture folder, one code-server. */
import { cpSync, existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { type CodeServer, startCodeServer } from './codeServer.ts';
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

/** Starts an editor for a test file; `name` keeps the scratch folders of test files apart. */
export async function startSession(
  name: string,
  extensions: string[] = [],
  { untrusted = false }: { untrusted?: boolean } = {},
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
      settings: {
        // Room for what the tests and the screenshots look at.
        'editor.minimap.enabled': false,
        'workbench.secondarySideBar.defaultVisibility': 'hidden',
        // Saving is a step of some tests.
        'files.autoSave': 'off',
        ...(untrusted && { 'security.workspace.trust.startupPrompt': 'never' }),
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

/** Tests change the files, so each works on a copy. */
export function freshWorkspace(name: string): string {
  const folder = path.join(stateDir, name, 'tftproot');
  rmSync(folder, { recursive: true, force: true });
  cpSync(path.join(editorDir, 'workspace'), folder, { recursive: true });
  return folder;
}
