/** One code-server on loopback with a profile of its own: our extension and nothing of the user's. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export interface CodeServerOptions {
  /** From the toolchain: the Node to run on and code-server's entry point. */
  node: string;
  codeServer: string;
  /** Folder for the profile, the installed extensions and the log; emptied first. */
  profile: string;
  /** Extensions to install, as .vsix files. */
  extensions: string[];
  settings?: Record<string, unknown>;
  /** The display language, as far as extensions have it: the editor's own texts stay English. */
  language?: string;
  /** Open folders as ones that the user has not said to trust. */
  untrusted?: boolean;
}

export interface CodeServer {
  /** The workbench with this folder open. */
  url(folder: string): string;
  stop(): Promise<void>;
  /** Resolves when the server ends by itself. */
  ended: Promise<void>;
  logFile: string;
}

/** Nothing that talks to the network, asks questions or covers the editor. */
export const QUIET_SETTINGS = {
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'workbench.enableExperiments': false,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'git.enabled': false,
};

const START_DEADLINE = 60_000;

export async function startCodeServer(options: CodeServerOptions): Promise<CodeServer> {
  const { node, codeServer, profile } = options;
  const userData = path.join(profile, 'user');
  const extensions = path.join(profile, 'extensions');
  const config = path.join(profile, 'config.yaml');
  const logFile = path.join(profile, 'code-server.log');
  rmSync(profile, { recursive: true, force: true });
  mkdirSync(path.join(userData, 'User'), { recursive: true });
  mkdirSync(extensions, { recursive: true });
  // A config file of ours; otherwise code-server would make one in the user's home.
  writeFileSync(config, 'auth: none\n');
  writeFileSync(
    path.join(userData, 'User/settings.json'),
    `${JSON.stringify({ ...QUIET_SETTINGS, ...options.settings }, undefined, 2)}\n`,
  );
  if (options.language !== undefined) writeLanguagePack(profile, userData, options.language);

  const common = [codeServer, '--config', config, '--user-data-dir', userData, '--extensions-dir', extensions];
  // An empty gallery address: the workbench then never looks for extensions on the network.
  const env: NodeJS.ProcessEnv = { ...process.env, EXTENSIONS_GALLERY: '{"serviceUrl":""}' };
  // Its logs; they would go to the user's home as well.
  env.XDG_DATA_HOME = path.join(profile, 'data');
  // When started from a terminal inside VS Code these would make code-server talk to that one.
  for (const name of Object.keys(env)) {
    if (name.startsWith('VSCODE_') || name === 'NODE_OPTIONS' || name === 'NODE_TEST_CONTEXT') delete env[name];
  }
  // Its extensions find the same programs as the tests: no login shell of the user is asked for another environment.
  env.VSCODE_CLI = '1';

  for (const vsix of options.extensions) {
    const installed = spawnSync(node, [...common, '--install-extension', vsix, '--force'], { env, encoding: 'utf8' });
    appendFileSync(logFile, installed.stdout + installed.stderr);
    if (installed.status !== 0) {
      throw new Error(`code-server did not install ${vsix}:\n${installed.stdout}${installed.stderr}`);
    }
  }

  const child = spawn(
    node,
    [
      ...common,
      // Port 0: the system picks a free one, so no two runs can meet.
      ...['--auth', 'none', '--bind-addr', '127.0.0.1:0'],
      ...['--disable-telemetry', '--disable-update-check'],
      ...(options.untrusted ? [] : ['--disable-workspace-trust']),
      ...(options.language === undefined ? [] : ['--locale', options.language]),
      '--disable-getting-started-override',
    ],
    // Its own process group, so that stopping takes the extension hosts along.
    { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true },
  );
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
  });
  // Nor may it outlive us when we end early.
  process.once('exit', () => signalGroup(child, 'SIGKILL'));
  const base = await listeningAddress(child, logFile);

  return {
    url: (folder) => `${base}?folder=${encodeURIComponent(folder)}`,
    ended,
    logFile,
    async stop() {
      signalGroup(child, 'SIGTERM');
      const force = setTimeout(() => signalGroup(child, 'SIGKILL'), 5_000);
      await ended;
      clearTimeout(force);
      // Extension hosts may outlive their parent for a moment; nothing of theirs is worth keeping.
      signalGroup(child, 'SIGKILL');
    },
  };
}

/**
 * What an editor keeps of the language packs that are installed, for one in which nothing is translated: real ones come
 * from the marketplace. With it the editor takes the language for one that it speaks.
 */
function writeLanguagePack(profile: string, userData: string, language: string): void {
  const vscode = path.join(profile, 'language-pack.json');
  writeFileSync(vscode, JSON.stringify({ contents: {} }));
  const extensions = [{ extensionIdentifier: { id: `tests.language-pack-${language}` }, version: '0.0.1' }];
  const pack = { hash: 'none', label: language, extensions, translations: { vscode } };
  writeFileSync(path.join(userData, 'languagepacks.json'), JSON.stringify({ [language]: pack }));
}

/** Waits for the line in which code-server tells its address; keeps logging afterwards. */
function listeningAddress(child: ChildProcess, logFile: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let seen = '';
    const deadline = setTimeout(() => {
      signalGroup(child, 'SIGKILL');
      reject(new Error(`code-server did not start within ${START_DEADLINE / 1000} s:\n${seen}`));
    }, START_DEADLINE);
    const read = (chunk: Buffer) => {
      appendFileSync(logFile, chunk);
      seen += chunk;
      const address = /listening on (http:\/\/127\.0\.0\.1:\d+\/)/.exec(seen)?.[1];
      if (address !== undefined) {
        clearTimeout(deadline);
        resolve(address);
      }
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('error', reject);
    child.once('exit', (code) => {
      clearTimeout(deadline);
      reject(new Error(`code-server ended with ${code}:\n${seen}`));
    });
  });
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // Gone already.
  }
}
