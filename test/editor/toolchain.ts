/**
 * The editor without a desktop: code-server (VS Code's own workbench and extension host, served
 * to a browser) from npm, and a browser from the distribution. Used by `npm start` on machines
 * without VS Code and by the editor tests. Nothing is fetched from anywhere but npm and apt.
 */
import { type SpawnOptions, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const editorDir = path.dirname(fileURLToPath(import.meta.url));
export const root = path.resolve(editorDir, '../..');
/** Scratch of ours: logs, profiles, copies of workspaces. Git-ignored, safe to delete. */
export const stateDir = path.join(root, '.editor');

/** Either everything is there, or why not and what the user can do about it. */
export type Toolchain =
  | { ok: true; node: string; codeServer: string; browser: string | undefined }
  | { ok: false; why: string; remedy: string };

export interface ToolchainOptions {
  /** Tests drive a browser of ours; `npm start` leaves that to the user's own. */
  needBrowser: boolean;
  /** Called with lines that tell a waiting user what is going on. */
  say: (line: string) => void;
}

/** Libraries code-server's native add-ons are compiled against: pkg-config name, Debian package. */
const LIBRARIES = [
  ['krb5-gssapi', 'libkrb5-dev'],
  ['libsecret-1', 'libsecret-1-dev'],
  ['x11', 'libx11-dev'],
  ['xkbfile', 'libxkbfile-dev'],
] as const;

/** Tools node-gyp compiles them with: command, Debian package. */
const BUILD_TOOLS = [
  ['pkg-config', 'pkg-config'],
  ['python3', 'python3'],
  ['make', 'make'],
  ['g++', 'g++'],
] as const;

const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const BROWSER_PACKAGES = ['chromium', 'fonts-dejavu-core'];

/** Finds a command on PATH as a shell would; our own node_modules/.bin does not count. */
export function findCommand(name: string): string | undefined {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd'] : [''];
  for (const dir of (process.env.PATH ?? '').split(path.delimiter)) {
    if (dir === '' || dir.includes('node_modules')) continue;
    for (const ending of endings) {
      const candidate = path.join(dir, name + ending);
      try {
        accessSync(candidate, constants.X_OK);
        return candidate;
      } catch {
        // Not here; look on.
      }
    }
  }
  return undefined;
}

export function findBrowser(): string | undefined {
  const chosen = process.env.CISCO_BROWSER;
  if (chosen !== undefined && chosen !== '') return chosen;
  for (const name of BROWSERS) {
    const found = findCommand(name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Makes the toolchain ready; does nothing but look when it is already there. */
export async function ensureToolchain({ needBrowser, say }: ToolchainOptions): Promise<Toolchain> {
  if (process.platform !== 'linux') {
    // Elsewhere its add-ons could only be built against headers from nodejs.org.
    return { ok: false, why: 'code-server is used on Linux only', remedy: 'install VS Code and put `code` on PATH' };
  }

  const npmReady = isInstalled();
  const packages = [
    // Compiler and headers matter only until the add-ons are built.
    ...(npmReady ? [] : missingBuildPackages()),
    ...(needBrowser && findBrowser() === undefined ? BROWSER_PACKAGES : []),
  ];
  if (packages.length > 0) {
    const failure = await aptInstall(packages, say);
    if (failure !== undefined) return failure;
  }
  if (!npmReady) {
    const failure = await npmInstall(say);
    if (failure !== undefined) return failure;
  }
  return {
    ok: true,
    node: path.join(nodeDir, 'bin/node'),
    codeServer: path.join(editorDir, 'node_modules/code-server/out/node/entry.js'),
    browser: findBrowser(),
  };
}

/** A program that tests need, and the Debian package it is in. */
export interface Program {
  readonly command: string;
  readonly package: string;
}

/** Sees to it that programs are there; gives why not otherwise. */
export async function ensurePrograms(
  programs: readonly Program[],
  say: (line: string) => void,
): Promise<{ ok: true } | { ok: false; why: string; remedy: string }> {
  const missing = programs.filter(({ command }) => findCommand(command) === undefined);
  if (missing.length === 0) return { ok: true };
  const failure = await aptInstall([...new Set(missing.map((program) => program.package))], say);
  return failure && !failure.ok ? failure : { ok: true };
}

// --- apt -------------------------------------------------------------------------------------

function missingBuildPackages(): string[] {
  // Asked by what is usable rather than by dpkg, so that other distributions and a compiler or
  // Python from elsewhere are fine too.
  const missing: string[] = [];
  for (const [command, debian] of BUILD_TOOLS) {
    if (findCommand(command) === undefined) missing.push(debian);
  }
  for (const [module, debian] of LIBRARIES) {
    if (spawnSync('pkg-config', ['--exists', module]).status !== 0) missing.push(debian);
  }
  return missing;
}

async function aptInstall(packages: string[], say: (line: string) => void): Promise<Toolchain | undefined> {
  const install = ['install', '-y', '--no-install-recommends', ...packages];
  const remedy = `sudo apt-get update && sudo apt-get ${install.join(' ')}`;
  if (findCommand('apt-get') === undefined) {
    return {
      ok: false,
      why: `missing: ${packages.join(', ')} (Debian names)`,
      remedy: 'install them with your package manager',
    };
  }
  if (process.getuid?.() !== 0) {
    return { ok: false, why: `missing system packages: ${packages.join(', ')}`, remedy };
  }
  say(`Installing system packages: ${packages.join(' ')}`);
  // Servers among the packages must not start by themselves: the tests start their own.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  for (const args of [['update'], install]) {
    const status = await runLogged('apt-get', args, { env }, 'apt.log', say);
    if (status !== 0) {
      return { ok: false, why: `apt-get ${args[0]} failed, see ${logPath('apt.log')}`, remedy };
    }
  }
  return undefined;
}

// --- npm -------------------------------------------------------------------------------------

/** Written into node_modules once an install has gone through; names what was installed. */
const marker = path.join(editorDir, 'node_modules/.complete');

function fingerprint(): string {
  return createHash('sha256')
    .update(readFileSync(path.join(editorDir, 'package-lock.json')))
    .digest('hex');
}

function isInstalled(): boolean {
  // `npm ci` empties node_modules first, so an interrupted install leaves no marker behind.
  return existsSync(marker) && readFileSync(marker, 'utf8') === fingerprint();
}

/**
 * The Node that runs code-server, installed along with it: the program and its C headers. With
 * headers of our own node-gyp neither fetches some from nodejs.org nor builds against those of
 * whatever Node the machine is set up for (npm's `nodedir`).
 */
const nodeDir = path.join(editorDir, 'node_modules', `node-linux-${process.arch}`);

async function npmInstall(say: (line: string) => void): Promise<Toolchain | undefined> {
  const env: NodeJS.ProcessEnv = { ...process.env };
  // npm must itself run on Node 24 (code-server's installer insists): its launcher takes `node`
  // from PATH. An outer `npm run` leaves the older Node's name in the variable.
  env.PATH = path.dirname(process.execPath) + path.delimiter + (env.PATH ?? '');
  delete env.npm_config_user_agent;
  // npm unpacks everything before it runs any installer, so the headers are there in time.
  env.npm_config_nodedir = nodeDir;
  // This one would otherwise look for a compiled copy on GitHub first.
  env.npm_config_build_from_source = 'kerberos';

  say('Installing the editor from npm and compiling its native parts; this takes two to five minutes.');
  const args = ['ci', '--no-audit', '--no-fund', '--foreground-scripts', '--loglevel=info'];
  const status = await runLogged('npm', args, { env, cwd: editorDir }, 'npm.log', say);
  if (status !== 0) {
    return {
      ok: false,
      why: `npm could not install the editor, see ${logPath('npm.log')}`,
      remedy: 'look into that file, then try again',
    };
  }
  writeFileSync(marker, fingerprint());
  return undefined;
}

// --- running things ---------------------------------------------------------------------------

function logPath(name: string): string {
  return path.join('.editor', name);
}

/** Lines of npm and apt that name a package: scripts being run, files fetched, packages set up. */
const STEP_LINE = /^(?:> \S+@\S+ \w+|npm http (?:fetch|cache) |Get:|Unpacking |Setting up )/;

/** Runs a noisy command into a log file and lets the user see every ten seconds that it lives. */
async function runLogged(
  command: string,
  args: string[],
  options: SpawnOptions,
  log: string,
  say: (line: string) => void,
): Promise<number> {
  mkdirSync(stateDir, { recursive: true });
  const file = path.join(stateDir, log);
  const fd = openSync(file, 'w');
  const started = Date.now();
  const timer = setInterval(() => {
    // The newest line that says which package it is at; compilers write much else.
    const last = readFileSync(file, 'utf8')
      .split(/[\r\n]+/)
      .findLast((line) => STEP_LINE.test(line));
    say(`  ${Math.round((Date.now() - started) / 1000)} s  ${(last ?? '').slice(0, 90)}`);
  }, 10_000);
  try {
    return await new Promise<number>((resolve, reject) => {
      const child = spawn(command, args, { ...options, stdio: ['ignore', fd, fd] });
      child.on('error', reject);
      child.on('exit', (code) => resolve(code ?? 1));
    });
  } finally {
    clearInterval(timer);
    closeSync(fd);
  }
}
