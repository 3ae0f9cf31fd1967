/**
 * What the phone does with a number, written as an expectation. The format is the server's: see
 * `docs/dial-plan-tests.md`.
 */

import type { DialStep, DialTest, FirmwareQuestion } from '../../../server/src/protocol.ts';
import type { Question } from './messages.ts';

/** The path of the file of expectations about a plan; `undefined` for a plan that can have none. */
export function testsPathOf(plan: string): string | undefined {
  const path = plan.replace(/\.xml$/i, '.tests');
  return path === plan ? undefined : path;
}

/** Whether an expectation can say it: only what can be keyed in. */
export function canBeExpected(keys: string): boolean {
  return /^[\d*#+]*$/.test(keys);
}

/** Such as `2001  dials 2001 after 1 s`. */
export function expectationOf(keys: string, step: DialStep): string {
  const number = keys === '' ? 'handset lifted' : quoted(keys, /^[\d*+]/);
  return `${number}  ${outcomeOf(step)}`;
}

function outcomeOf({ verdict, winner, timeoutSeconds, sends, route }: DialStep): string {
  if (verdict === 'no-match') return 'no match';
  if (verdict === 'wait' && winner === null) return 'waits';
  return [
    'dials',
    // There is no way to write a quote, and then what is sent is left open.
    ...(sends === null || sends.includes('"') ? [] : [quoted(sends, /^[\d*+][\d*#+]*$/)]),
    timeoutSeconds === 0 ? 'now' : `after ${timeoutSeconds} s`,
    ...(route === 'emergency' ? ['route emergency'] : []),
  ].join(' ');
}

function quoted(text: string, plain: RegExp): string {
  return plain.test(text) ? text : `"${text}"`;
}

/**
 * What has to be put at the end of a file of expectations, so that this one is there: with what it takes for the line
 * and the firmware, where that is not what the file has said so far. Empty when the file says it already.
 */
export function additionTo(
  file: string,
  expectation: string,
  { line, firmware }: Question,
  questions: readonly FirmwareQuestion[],
): string {
  const said = saidIn(file);
  const directives = line === (said.line ?? 1) ? [] : [`line ${line}`];
  const choices = questions.flatMap(({ id, default: usual }) => {
    const chosen = firmware[id] ?? usual;
    return chosen === (said.firmware[id] ?? usual) ? [] : [`${id}=${chosen}`];
  });
  if (choices.length > 0) directives.push(`firmware ${choices.join(' ')}`);
  if (directives.length === 0 && linesOf(file).includes(expectation)) return '';
  const start = file === '' || /[\r\n]$/.test(file) ? '' : '\n';
  return `${start}${[...directives, expectation].join('\n')}\n`;
}

function linesOf(file: string): string[] {
  return file.split(/\r\n|\n|\r/).map((line) => line.trim());
}

/** The line and the firmware that hold at the end of the file. */
function saidIn(file: string): { line: number | undefined; firmware: Record<string, string> } {
  let line: number | undefined;
  const firmware: Record<string, string> = {};
  for (const text of linesOf(file)) {
    const [word = '', ...values] = text.replace(/\s#.*$/, '').split(/\s+/);
    if (word.toLowerCase() === 'line') line = Number(values[0]);
    else if (word.toLowerCase() === 'firmware') {
      for (const value of values) {
        const [id = '', choice = ''] = value.split('=');
        firmware[id] = choice;
      }
    }
  }
  return { line, firmware };
}

/** What tells the expectations of a file apart, wherever in it they stand. */
export function idsOf(tests: readonly DialTest[]): string[] {
  const seen = new Map<string, number>();
  return tests.map(({ label }) => {
    const before = seen.get(label) ?? 0;
    seen.set(label, before + 1);
    return before === 0 ? label : `${label} (${before + 1})`;
  });
}
