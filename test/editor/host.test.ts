/** Runs `suite/` inside real extension hosts: code-server's, and desktop VS Code's where there is one. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { buildSync } from 'esbuild';
import { freshWorkspace, startSession } from './session.ts';
import type { HostResult } from './suite/check.ts';
import { editorDir, findCommand, root, stateDir } from './toolchain.ts';
import { until } from './workbench.ts';

/** The suite as a whole; single steps have deadlines of their own. */
const SUITE_DEADLINE = 180_000;

const scratch = path.join(stateDir, 'host');

test("in code-server's extension host", async (t) => {
  const results = path.join(scratch, 'results.json');
  rmSync(results, { force: true });
  const session = await startSession('host', [packageCompanion(results)]);
  try {
    // The extension host starts with the window.
    const workbench = await session.open();
    try {
      await until('the results of the suite', () => existsSync(results), SUITE_DEADLINE);
    } catch (error) {
      await workbench.screenshot('failed-host-suite');
      throw error;
    }
    await report(t, results);
  } finally {
    await session.close();
  }
});

const executable = desktopExecutable();
if (executable === undefined) {
  // Nothing is left out: it would be the same suite once more.
  console.log('no desktop VS Code here (VSCODE_EXECUTABLE names one): the suite runs in code-server only');
} else {
  test('in desktop VS Code', async (t) => {
    const { runTests } = await import('@vscode/test-electron');
    const profile = path.join(stateDir, 'desktop-suite');
    rmSync(profile, { recursive: true, force: true });
    const results = path.join(profile, 'results.json');
    bundle('desktop', path.join(profile, 'suite/index.js'), results);
    // Our own package.json says "module", and VS Code loads the suite by `require`.
    writeFileSync(path.join(profile, 'suite/package.json'), '{ "type": "commonjs" }\n');
    try {
      await runTests({
        vscodeExecutablePath: executable,
        extensionDevelopmentPath: root,
        extensionTestsPath: path.join(profile, 'suite/index.js'),
        launchArgs: [
          freshWorkspace('desktop-suite'),
          ...['--user-data-dir', path.join(profile, 'user')],
          ...['--extensions-dir', path.join(profile, 'extensions')],
          ...['--disable-workspace-trust', '--disable-telemetry', '--disable-updates'],
        ],
      });
    } catch (error) {
      // Failed tests are in the results; without any, VS Code itself did not get there.
      if (!existsSync(results)) throw error;
    }
    await report(t, results);
  });
}

/** One test of ours for every test of the suite. */
async function report(t: TestContext, file: string): Promise<void> {
  const results: HostResult[] = JSON.parse(readFileSync(file, 'utf8'));
  assert.ok(results.length > 0, 'the suite has tests');
  for (const { name, error, milliseconds } of results) {
    await t.test(`${name} [${milliseconds} ms]`, () => {
      if (error !== undefined) assert.fail(error);
    });
  }
}

function bundle(entry: 'companion' | 'desktop', outfile: string, results: string): void {
  buildSync({
    entryPoints: [path.join(editorDir, 'suite', `${entry}.ts`)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
    define: { RESULTS_FILE: JSON.stringify(results) },
  });
}

function packageCompanion(results: string): string {
  const dir = path.join(scratch, 'companion');
  const companion = path.join(scratch, 'companion.vsix');
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  bundle('companion', path.join(dir, 'main.js'), results);
  writeFileSync(
    path.join(dir, 'package.json'),
    JSON.stringify({
      name: 'suite-runner',
      publisher: 'cisco-sip-phones',
      version: '0.0.1',
      license: 'MIT',
      engines: { vscode: '^1.91.0' },
      main: './main.js',
      activationEvents: ['onStartupFinished'],
    }),
  );
  writeFileSync(path.join(dir, 'README.md'), 'Runs the tests of cisco-sip-phones.\n');
  const vsce = path.join(root, 'node_modules/@vscode/vsce/vsce');
  const args = ['package', '--no-dependencies', '--allow-missing-repository', '--skip-license', '--out', companion];
  const packaged = spawnSync(process.execPath, [vsce, ...args], { cwd: dir, encoding: 'utf8' });
  assert.equal(packaged.status, 0, packaged.stdout + packaged.stderr);
  return companion;
}

/** The program behind the `code` command, which itself is only a launcher. */
function desktopExecutable(): string | undefined {
  const chosen = process.env.VSCODE_EXECUTABLE;
  if (chosen !== undefined && chosen !== '') return chosen;
  const launcher = findCommand('code');
  if (launcher === undefined) return undefined;
  // …/bin/code beside …/code (Linux), …/Contents/Resources/app/bin/code in the bundle (macOS),
  // …\bin\code.cmd beside …\Code.exe (Windows).
  const bin = path.dirname(realpathSync(launcher));
  const candidates = ['../code', '../Code.exe', '../../../MacOS/Electron', '../../../MacOS/Code'];
  return candidates.map((candidate) => path.resolve(bin, candidate)).find((candidate) => existsSync(candidate));
}
