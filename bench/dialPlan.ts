/**
 * What a keystroke costs: `node bench/dialPlan.ts [--rounds 20]`. A plan of about 8 KB, as much as a phone holds, and a
 * number of 32 digits that stays alive to its end; our matcher and the slow one that the tests compare it with.
 */

import { parseArgs } from 'node:util';
import { press, start } from '../server/src/formats/dialplan/matcher.ts';
import { readPlan } from '../server/src/formats/dialplan/reader.ts';
import { type NaivePhone, type NaiveRule, naively } from '../test/support/naiveMatcher.ts';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '20' } } });
const rounds = Number(values.rounds);
const number = '01234567890123456789012345678901';
const phone: NaivePhone = { line: 1, hash: 'star-waits', missingGroup: 'nothing', star: 'one-or-more' };

/** Rules of the kinds that plans are made of, some of which last as long as the number. */
function ruleOf(index: number): NaiveRule {
  const digits = String(index % 100).padStart(2, '0');
  const patterns = [`${digits}.....`, `0,${digits}*`, `${number.slice(0, 8)}*${digits}`, `${digits}*9*`];
  const match = patterns[index % patterns.length]!;
  return { match, timeout: (index % 5) + 1, rewrite: '%1', user: 'phone', line: 0, tones: [] };
}

const written = ({ match, timeout, rewrite }: NaiveRule) =>
  `<TEMPLATE MATCH="${match}" Timeout="${timeout}" Rewrite="${rewrite}" User="Phone"/>`;
const rules = Array.from({ length: 122 }, (_, index) => ruleOf(index));
const text = `<DIALTEMPLATE>\n${rules.map(written).join('\n')}\n</DIALTEMPLATE>\n`;
const plan = readPlan(text);
if (plan.discarded) throw new Error(`the phone would discard the plan of ${text.length} bytes`);

function ours(): void {
  let state = start(plan);
  for (const key of number) state = press(state, key);
}

function slow(): void {
  for (let length = 1; length <= number.length; length++) naively(rules, number.slice(0, length), phone);
}

/** The median of the rounds, in microseconds a key. */
function cost(run: () => void): number {
  const times = Array.from({ length: rounds }, () => {
    const started = performance.now();
    run();
    return ((performance.now() - started) * 1000) / number.length;
  });
  return times.toSorted((a, b) => a - b)[Math.floor(rounds / 2)]!;
}

cost(ours);
const mine = cost(ours);
const theirs = cost(slow);
console.log(`${rules.length} rules, ${text.length} bytes, ${number.length} digits, Node ${process.versions.node}\n`);
console.log('| matcher | a key |');
console.log('|---|--:|');
console.log(`| ours | ${mine.toFixed(1)} µs |`);
console.log(`| naive | ${theirs.toFixed(1)} µs |`);
console.log(`| naive / ours | ${(theirs / mine).toFixed(0)} |`);
