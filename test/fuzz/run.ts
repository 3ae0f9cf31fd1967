/**
 * `npm run fuzz [-- --inputs 10000000] [--seed 7] [--format dialplan] [--say SECONDS]`: tries random texts on all parsers and
 * what is built on them, led by the code that runs. What fails is made small, shown, and written below
 * `test-results/fuzz/`; a mended failure belongs into `test/fuzz/seeds/`. Ends with 1 when something failed.
 */

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { formats } from '../../server/src/formats/registry.ts';
import { Coverage } from './coverage.ts';
import { Fuzzer } from './fuzzer.ts';
import { shrunk } from './shrink.ts';
import { failureOf } from './trial.ts';

const root = join(import.meta.dirname, '..', '..');
const results = join(root, 'test-results', 'fuzz');

/** Inputs that are made before it is asked what ran. */
const batchSize = 1000;
/** The two formats with most to go wrong have their turn more often. */
const turns: Readonly<Record<string, number>> = { cnf: 3, dialplan: 3 };
/** No text of a few thousand characters takes as long on any machine, unless the time does not grow with the text: milliseconds. */
const patience = 500;

const { values } = parseArgs({
  options: {
    inputs: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    format: { type: 'string' },
    say: { type: 'string', default: '60' },
  },
});
const wanted = Number(values.inputs);
const chosen = formats.filter(({ id }) => values.format === undefined || id === values.format);
if (chosen.length === 0) throw new Error(`there is no format '${values.format}'`);

const started = performance.now();
const coverage = new Coverage(join(root, 'server', 'src'));
const fuzzers = chosen.map((format, index) => new Fuzzer(format, coverage, Number(values.seed) * 100 + index));
const round = fuzzers.flatMap((fuzzer) => Array.from({ length: turns[fuzzer.format.id] ?? 1 }, () => fuzzer));
const tried = () => fuzzers.reduce((sum, fuzzer) => sum + fuzzer.tried, 0);
let said = started;
for (let turn = 0; tried() < wanted; turn++) {
  round[turn % round.length]!.batch(Math.min(batchSize, wanted - tried()));
  if (performance.now() - said < Number(values.say) * 1000) continue;
  said = performance.now();
  console.log(summary());
}
console.log(summary());
for (const fuzzer of fuzzers) console.log(`  ${about(fuzzer)}`);
for (const fuzzer of fuzzers) tellFailures(fuzzer);

function summary(): string {
  const seconds = (performance.now() - started) / 1000;
  const failures = fuzzers.reduce((sum, { failures }) => sum + failures.size, 0);
  const speed = Math.round(tried() / seconds);
  return `${tried()} inputs in ${Math.round(seconds)} s, ${speed} a second; ${coverage.total} characters of code ran; ${failures} ways to fail`;
}

function about({ format, tried, kept, slowest }: Fuzzer): string {
  return `${format.id}: ${tried} inputs, ${kept} kept, the slowest took ${Math.round(slowest?.milliseconds ?? 0)} ms`;
}

function tellFailures({ format, failures, slowest }: Fuzzer): void {
  mkdirSync(results, { recursive: true });
  for (const [failure, { name, text, number }] of failures) {
    const small = shrunk(text, (candidate) => failureOf(format, { name, text: candidate }, number) === failure);
    tell(format.id, `${failure} (input ${number} as ${name})`, small);
  }
  // What was slow once may have had to wait for others.
  if (
    slowest &&
    slowest.milliseconds > patience &&
    timeOf(() => failureOf(format, slowest.input, slowest.number)) > patience
  )
    tell(format.id, `takes more than ${patience} ms`, slowest.input.text);
}

function timeOf(act: () => void): number {
  const times = [0, 0, 0].map(() => {
    const started = performance.now();
    act();
    return performance.now() - started;
  });
  return Math.min(...times);
}

function tell(id: string, what: string, text: string): void {
  process.exitCode = 1;
  const file = join(results, `${id}-${process.exitCode}-${Date.now()}.txt`);
  writeFileSync(file, text);
  console.error(`FAILED ${what}\n${JSON.stringify(text)}\nwritten to ${file}`);
}
