// `npm test`: every level of checks and tests in order, cheapest first. What a level needs is
// installed where that is allowed; a level that cannot run is reported loudly, and is a failure
// with CI=true or --require-all. The last line is the total over all test runs.
import { spawnSync } from 'node:child_process';
import { globSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const results = path.join(root, 'test-results');
const requireAll = process.env.CI === 'true' || process.argv.includes('--require-all');

/** name, outcome ('passed' | 'failed' | 'LEFT OUT'), detail */
const levels = [];
const total = { passed: 0, failed: 0 };

if (Number(process.versions.node.split('.')[0]) < 24) {
  console.error(`The tests need Node.js 24, not ${process.version}; "npm install && npm test" provides it.`);
  process.exit(1);
}
mkdirSync(results, { recursive: true });

script('lint and format', 'lint');
script('types', 'typecheck');
const built = script('build', 'build');
tests('pure', 'test/pure/**/*.test.ts');
if (built) {
  tests('protocol', 'test/protocol/**/*.test.ts');
  tests('properties', 'test/properties/*.test.ts');
} else leaveOut('protocol and properties', 'the build failed');
await peersLevel();
await editorLevel();
summary();

/** The peers level talks to real TFTP servers and SIP programs, which are installed first. */
async function peersLevel() {
  const { ensurePrograms } = await import('../test/editor/toolchain.ts');
  const programs = JSON.parse(readFileSync(path.join(root, 'test/peers/packages.json'), 'utf8'));
  heading('programs to test with');
  const ready = await ensurePrograms(programs, (line) => console.log(line));
  if (!ready.ok) return leaveOut('peers', `${ready.why}; to run it: ${ready.remedy}`);
  tests('peers', 'test/peers/**/*.test.ts');
}

/** The editor level has a toolchain of its own, which is installed first. */
async function editorLevel() {
  const name = 'editor';
  if (!built) return leaveOut(name, 'the build failed');
  const { ensureToolchain } = await import('../test/editor/toolchain.ts');
  heading('editor toolchain');
  const toolchain = await ensureToolchain({ needBrowser: true, say: (line) => console.log(line) });
  if (!toolchain.ok) return leaveOut(name, `${toolchain.why}; to run it: ${toolchain.remedy}`);
  if (!command('editor test types', 'tsc', ['-p', 'test/editor'])) return;
  if (!script('package', 'package')) return leaveOut(name, 'the extension could not be packaged');
  tests(name, 'test/editor/*.test.ts');
}

/** Runs an npm script; a failing one counts as one failure in the total. */
function script(name, npmScript) {
  return command(name, 'npm', ['run', '--silent', npmScript]);
}

function command(name, program, args) {
  heading(name);
  const started = Date.now();
  // On Windows npm and tsc are scripts, which only the shell can start.
  const { status } = spawnSync(program, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  record(name, status === 0, seconds(started));
  if (status !== 0) total.failed += 1;
  return status === 0;
}

function tests(name, pattern) {
  const files = globSync(pattern, { cwd: root }).sort();
  if (files.length === 0) return leaveOut(name, `no tests match ${pattern}`);
  heading(`${name} tests`);
  const started = Date.now();
  const runs = name === 'editor' ? files.map((file) => runEditorFile(name, file)) : [run(name, files)];
  const sum = (key) => runs.reduce((total, counts) => total + counts[key], 0);
  total.passed += sum('passed');
  total.failed += sum('failed');
  record(name, sum('failed') === 0, `${sum('passed')} passed, ${sum('failed')} failed, ${seconds(started)}`);
  if (sum('skipped') > 0) leaveOut(`${name}: ${sum('skipped')} tests`, 'skipped themselves, see above');
}

/**
 * A browser driven by keyboard on a busy machine now and then loses a key. A file of such tests that fails is run once
 * more, from a fresh editor on, and said so; what is really broken fails twice.
 */
function runEditorFile(name, file) {
  const first = run(name, [file]);
  if (first.failed === 0) return first;
  console.log(`\n!!! ${file} failed and is run once more !!!\n`);
  return run(name, [file]);
}

function run(name, files) {
  const report = path.join(results, `${name}.json`);
  rmSync(report, { force: true });
  const args = [
    '--test',
    ...['--test-reporter=spec', '--test-reporter-destination=stdout'],
    ...['--test-reporter=./scripts/counts-reporter.mjs', `--test-reporter-destination=${report}`],
    ...files,
  ];
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  const counts = readCounts(report);
  // Files that break before their first test still must not pass.
  return status !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

function readCounts(file) {
  try {
    const counts = JSON.parse(readFileSync(file, 'utf8'));
    return { passed: counts.passed, failed: counts.failed + counts.cancelled, skipped: counts.skipped + counts.todo };
  } catch {
    // The run ended before it could report.
    return { passed: 0, failed: 0, skipped: 0 };
  }
}

function record(name, good, detail) {
  levels.push([name, good ? 'passed' : 'FAILED', detail]);
}

function leaveOut(name, why) {
  levels.push([name, 'LEFT OUT', why]);
  if (requireAll) total.failed += 1;
}

function heading(text) {
  console.log(`\n=== ${text} ===`);
}

function seconds(started) {
  return `${((Date.now() - started) / 1000).toFixed(1)} s`;
}

function summary() {
  heading('summary');
  for (const [name, outcome, detail] of levels) console.log(`${outcome.padEnd(9)} ${name.padEnd(20)} ${detail}`);
  const leftOut = levels.filter(([, outcome]) => outcome === 'LEFT OUT').length;
  if (leftOut > 0) {
    console.log(`\n!!! ${leftOut} LEFT OUT, see above${requireAll ? '; here that is a failure' : ''} !!!`);
  }
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed > 0 ? 1 : 0;
}
