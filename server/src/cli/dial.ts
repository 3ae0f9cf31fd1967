/** `cisco-sip dial`: what a phone does with a number when it has this dial plan. */

import { basename } from 'node:path';
import { t } from '@vscode/l10n';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { readText } from '../disk.ts';
import { looksLikeDialPlan } from '../formats/dialplan/claims.ts';
import { whyDiscarded } from '../formats/dialplan/discarded.ts';
import { type Dialling, dial as press, type Step } from '../formats/dialplan/matcher.ts';
import { type DialPlan, liveTemplates } from '../formats/dialplan/plan.ts';
import { readPlan } from '../formats/dialplan/reader.ts';
import { check } from '../formats/dialtests/check.ts';
import { testsNameOf } from '../formats/dialtests/claims.ts';
import { parse } from '../formats/dialtests/parse.ts';
import { type Result, run } from '../formats/dialtests/run.ts';
import { type Finding, printable } from '../formats/rules.ts';
import { messageOf } from '../tftproot/dialTests.ts';
import { type Command, options, paint, UsageError } from './command.ts';

const usage = `Usage: cisco-sip dial PLAN.xml KEYS... [--line N] [--json]
       cisco-sip dial PLAN.xml --tests [FILE] [--json]

Presses keys on a phone that has this dial plan, and tells key by key which template fits, when the phone dials and
what it sends. What is pressed after it has dialled does not belong to the number.

  KEYS       the keys of one number: digits, * and #; quote them for the shell. '' only lifts the handset
  --line N   the line that is dialled on (default 1)
  --json     an array of {input, verdict, template, timeoutSeconds, secondaryTone, sends, uri, steps};
             templates count from 0 in the order of the file (in the table for people: from 1)

  --tests    runs the expectations in FILE, or in the file beside the plan with .tests in place of .xml; with --json:
             {plan, tests, passed, failed, results: [{line, expectation, passed, message}]}, lines counted from 1

Exit status: 0 a template dials every number, or every expectation is met; 1 none dials one of them, or one is not met;
2 wrong usage.`;

export const dial: Command = {
  name: 'dial',
  summary: 'tells what a phone does with a number',
  usage,
  async run(args) {
    const { values, positionals } = options(args, {
      line: { type: 'string' },
      json: { type: 'boolean' },
      tests: { type: 'boolean' },
    });
    const [path, ...inputs] = positionals;
    if (values.tests) {
      if (path === undefined || inputs.length > 1 || values.line !== undefined)
        throw new UsageError(t('with --tests dial takes a dial plan, and a file of expectations at the most'));
      return runTests(path, planOf(path), inputs[0], values.json === true);
    }
    if (path === undefined || inputs.length === 0)
      throw new UsageError(t('dial needs a dial plan and the keys of a number'));
    const line = lineOf(values.line ?? '1');
    const plan = planOf(path);
    const diallings = inputs.map((input) => ({ input, dialling: press(plan, input, { line }) }));
    const reason = discardReason(plan, path);
    if (values.json) {
      if (reason !== undefined) process.stderr.write(`cisco-sip: ${reason}\n`);
      const rows = diallings.map(({ input, dialling }) => rowOf(input, dialling));
      process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
    } else {
      const heading = reason === undefined ? [] : [paint('red', reason)];
      const numbers = diallings.map(({ input, dialling }) => pretty(plan, input, dialling));
      process.stdout.write(`${[...heading, ...numbers].join('\n\n')}\n`);
    }
    return diallings.every(({ dialling }) => dialling.outcome.winner !== undefined) ? 0 : 1;
  },
};

/** Runs a file of expectations; gives the exit status. */
function runTests(path: string, plan: DialPlan, given: string | undefined, json: boolean): number {
  const tests = given ?? testsNameOf(path);
  const text = tests === path ? undefined : readText(tests);
  if (text === undefined) throw new UsageError(t`no such file: ${printable(tests)}`);
  const parsed = parse(TextDocument.create(tests, '', 0, text));
  const results = run(plan, parsed);
  // What is not understood is not checked, which must not pass for met.
  const faults = check(parsed, { fileName: basename(tests) }).filter(({ severity }) => severity === 'error');
  const rows = testRows(plan, results, faults);
  const passed = rows.filter((row) => row.passed).length;
  const failed = rows.length - passed;
  const reason = discardReason(plan, path);
  if (json) {
    if (reason !== undefined) process.stderr.write(`cisco-sip: ${reason}\n`);
    process.stdout.write(`${JSON.stringify({ plan: path, tests, passed, failed, results: rows }, null, 2)}\n`);
  } else {
    const heading = reason === undefined ? [] : [paint('red', reason), ''];
    const total =
      rows.length === 1
        ? t`1 expectation: ${passed} met, ${failed} not met`
        : t`${rows.length} expectations: ${passed} met, ${failed} not met`;
    process.stdout.write(`${[...heading, ...rows.map(prettyTest), '', total].join('\n')}\n`);
  }
  return failed === 0 ? 0 : 1;
}

interface TestRow {
  /** Counted from 1. */
  readonly line: number;
  readonly expectation: string;
  readonly passed: boolean;
  readonly message: string;
}

/** One row for each expectation, and one for each line that is none and cannot be understood. */
function testRows(plan: DialPlan, results: readonly Result[], faults: readonly Finding[]): TestRow[] {
  const messages = new Map(faults.map(({ range, message }) => [range.start.line, message]));
  const ofResults = results.map((result): TestRow => {
    const { line, text } = result.expectation;
    return {
      line: line + 1,
      expectation: text,
      passed: result.passed,
      message: messages.get(line) ?? messageOf(plan, result),
    };
  });
  const known = new Set(ofResults.map(({ line }) => line));
  const others = [...messages]
    .map(([line, message]): TestRow => ({ line: line + 1, expectation: '', passed: false, message }))
    .filter(({ line }) => !known.has(line));
  return [...ofResults, ...others].toSorted((a, b) => a.line - b.line);
}

function prettyTest({ line, expectation, passed, message }: TestRow): string {
  const state = passed ? paint('green', t('met    ')) : paint('red', t('not met'));
  const place = String(line).padStart(4);
  const why = message === '' ? '' : `\n               ${printable(message)}`;
  return `${place}  ${state}  ${printable(expectation)}${why}`;
}

/** As many as fit into the byte that the phone keeps a rule's line in. */
const mostLines = 255;

function lineOf(text: string): number {
  const line = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (line < 1 || line > mostLines) throw new UsageError(t`--line takes a number from 1 to ${mostLines}`);
  return line;
}

function planOf(path: string): DialPlan {
  const text = readText(path);
  if (text === undefined) throw new UsageError(t`no such file: ${printable(path)}`);
  if (!looksLikeDialPlan(text)) throw new UsageError(t`not a dial plan of these phones: ${printable(path)}`);
  return readPlan(text);
}

/** Why the phone throws the plan away, if it does. */
function discardReason(plan: DialPlan, path: string): string | undefined {
  if (!plan.discarded) return undefined;
  const fault = whyDiscarded(plan, basename(path));
  const where = fault ? `${path}:${fault.range.start.line + 1}: ${fault.message}` : path;
  return t`The phone discards this plan and dials as with none. ${printable(where)}`;
}

/** A step as it is printed. Templates count from 0 among the live ones. */
function jsonOf({ input, verdict, winner, secondaryTone, sends }: Step) {
  return {
    input,
    verdict: verdict.kind,
    template: winner ?? null,
    timeoutSeconds: verdict.kind === 'dial-now' ? 0 : (verdict.seconds ?? null),
    secondaryTone: secondaryTone ?? null,
    sends: sends?.text ?? null,
    uri: sends ? { user: sends.user, parameter: sends.parameter ?? null } : null,
  };
}

function rowOf(input: string, { outcome, steps }: Dialling) {
  const all = (step: Step, wanted: 'complete' | 'pending') =>
    step.templates.flatMap(({ standing }, index) => (standing === wanted ? [index] : []));
  return {
    ...jsonOf(outcome),
    input,
    steps: steps.map((step) => ({
      ...jsonOf(step),
      complete: all(step, 'complete'),
      pending: all(step, 'pending'),
    })),
  };
}

function pretty(plan: DialPlan, input: string, { outcome, steps, used }: Dialling): string {
  const width = Math.max(0, ...steps.map((step) => printable(step.input).length));
  const rows = steps.map((step) => `  ${printable(step.input).padEnd(width)}  ${stateInWords(step)}`);
  const keys = steps.map((step, index) => step.input.slice(steps[index - 1]?.input.length ?? 0));
  const line = [keys.join(' … '), '→', outcomeInWords(plan, outcome)].filter((part) => part !== '').join(' ');
  const left = [...input].length - used;
  const late =
    left === 0 ? '' : paint('yellow', left === 1 ? t('; 1 key comes too late') : t`; ${left} keys come too late`);
  const colour = outcome.winner === undefined ? 'yellow' : 'green';
  const heading = input === '' ? t('handset lifted') : printable(input);
  return [paint('underline', heading), ...rows, `  ${paint(colour, printable(line))}${late}`].join('\n');
}

function stateInWords({ verdict, winner, templates, secondaryTone }: Step): string {
  const pending = templates.filter(({ standing }) => standing === 'pending').length;
  const fitting = pending === 1 ? t('1 template fits so far') : t`${pending} templates fit so far`;
  const tone = secondaryTone === undefined ? [] : [t`plays ${secondaryTone}`];
  const by = winner === undefined ? [] : [t`template ${winner + 1}`];
  switch (verdict.kind) {
    case 'dial-now':
      return [t('dials at once'), ...by, ...tone].join(', ');
    case 'wait': {
      const why = { 'more-specific': [fitting], incomplete: [fitting], template: by, 'first-key': [] }[verdict.timer];
      return [t`waits ${verdict.seconds ?? 0} s`, ...why, ...tone].join(', ');
    }
    case 'no-match':
      return t`waits ${verdict.seconds} s, no template fits`;
  }
}

function outcomeInWords(plan: DialPlan, { verdict, winner, sends }: Step): string {
  if (verdict.kind === 'wait' && verdict.seconds === undefined) return t('waits for a key');
  const when = verdict.kind === 'dial-now' ? t('at once') : t`after ${verdict.seconds ?? 0} s`;
  if (!sends) return t`${when} dials nothing`;
  const what = t`${when} dials ${sends.text}${sends.parameter === undefined ? '' : `;${sends.parameter}`}`;
  if (winner === undefined) return t`${what} as it is, by no template`;
  const match = liveTemplates(plan)[winner]?.match?.text ?? '';
  const proxy = sends.route === 'emergency' ? t(', through the emergency proxy') : '';
  return t`${what} by template ${winner + 1}: MATCH="${match}"${proxy}`;
}
