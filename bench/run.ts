/**
 * Speed and memory side by side: `npm run bench [-- --quick] [-- --only lsp|fleet|growth|activation]`. Builds what is
 * shipped, installs the other servers the first time, measures, and writes the results into docs/. `--quick` measures
 * less, shows the tables and writes nothing. Linux only: memory is read from /proc.
 */

import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { activation } from './activation.ts';
import { fleet, growth } from './fleet.ts';
import { installPeers } from './peers.ts';
import { growthPlot, report } from './report.ts';
import { about, type Part, type Results, rounded } from './results.ts';
import { sideBySide } from './sideBySide.ts';

const root = join(import.meta.dirname, '..');
const resultsFile = join(root, 'docs', 'benchmarks.json');
const pageFile = join(root, 'docs', 'benchmarks.md');
const picture = 'images/growth.svg';

const parts: readonly Part[] = ['lsp', 'fleet', 'growth', 'activation'];

/** Milliseconds. */
const rest = 10_000;

const efforts = {
  full: {
    lsp: { rounds: 7, repetitions: 40, rest },
    fleet: { rounds: 7, keystrokes: 20, rest },
    growth: { rounds: 3, keystrokes: 10, rest },
    phones: 10_000,
    steps: [100, 1_000, 10_000, 100_000],
    activations: 9,
  },
  quick: {
    lsp: { rounds: 1, repetitions: 6, rest: 1_000 },
    fleet: { rounds: 1, keystrokes: 4, rest: 1_000 },
    growth: { rounds: 1, keystrokes: 4, rest: 1_000 },
    phones: 1_000,
    steps: [100, 1_000],
    activations: 5,
  },
} as const;

const { values } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, only: { type: 'string', multiple: true } },
});
if (process.platform !== 'linux') throw new Error('the benchmark reads memory from /proc, which only Linux has');
const wanted = values.only ?? parts;
const unknown = wanted.find((part) => !parts.includes(part as Part));
if (unknown !== undefined) throw new Error(`there is no part '${unknown}': ${parts.join(', ')}`);
const effort = efforts[values.quick ? 'quick' : 'full'];
const say = (line: string) => console.error(line);

build();
installPeers(say);
const scratch = mkdtempSync(join(tmpdir(), 'cisco-sip-bench-'));
try {
  const measured = await measure();
  if (values.quick) console.log(report(measured));
  else keep(measured);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

function build(): void {
  say('building');
  const { status, stderr } = spawnSync(process.execPath, ['esbuild.mjs', '--minify'], { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`the build failed:\n${stderr}`);
}

async function measure(): Promise<Results> {
  const [lsp, folder, steps] = [
    wanted.includes('lsp') && (await sideBySide(scratch, effort.lsp, say)),
    wanted.includes('fleet') && (await fleet(scratch, effort.phones, effort.fleet, ['read', 'check', 'yaml'], say)),
    wanted.includes('growth') && (await growth(scratch, effort.steps, effort.growth, say)),
  ];
  const activated = wanted.includes('activation') && activation(effort.activations, say);
  return {
    ...(lsp && { lsp: { about: about('lsp', effort.lsp.rounds), sizes: lsp } }),
    ...(folder && { fleet: { about: about('fleet', effort.fleet.rounds), result: folder } }),
    ...(steps && { growth: { about: about('growth', effort.growth.rounds), steps } }),
    ...(activated && { activation: { about: about('activation', effort.activations), result: activated } }),
  };
}

/** Writes what was measured beside what was measured before. */
function keep(measured: Results): void {
  const before: Results = existsSync(resultsFile) ? JSON.parse(readFileSync(resultsFile, 'utf8')) : {};
  const results = { ...before, ...measured };
  writeFileSync(resultsFile, `${JSON.stringify(results, rounded, 2)}\n`);
  layOut(resultsFile);
  if (results.growth) writeFileSync(join(root, 'docs', picture), growthPlot(results.growth.steps));
  const text = report(results, picture);
  const page = readFileSync(pageFile, 'utf8');
  const [begin, end] = ['<!-- measured: begin -->', '<!-- measured: end -->'];
  const at = page.indexOf(begin) + begin.length;
  if (at < begin.length || page.indexOf(end) < at) throw new Error('docs/benchmarks.md has no place for the results');
  writeFileSync(pageFile, `${page.slice(0, at)}\n\n${text}\n\n${page.slice(page.indexOf(end))}`);
  console.log(text);
}

/** As everything else in the project is laid out. */
function layOut(file: string): void {
  const biome = join(root, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');
  spawnSync(process.execPath, [biome, 'format', '--write', file], { cwd: root, stdio: 'ignore' });
}
