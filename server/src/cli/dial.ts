/** `cisco-sip dial`: what a phone does with a number when it has this dial plan. */

import { basename } from 'node:path';
import { readText } from '../disk.ts';
import { check } from '../formats/dialplan/check.ts';
import { looksLikeDialPlan } from '../formats/dialplan/claims.ts';
import { type Dialling, dial as press, type Step } from '../formats/dialplan/matcher.ts';
import { type DialPlan, liveTemplates } from '../formats/dialplan/plan.ts';
import { readPlan } from '../formats/dialplan/reader.ts';
import { rules } from '../formats/dialplan/rules.ts';
import { printable } from '../formats/rules.ts';
import { type Command, options, paint, UsageError } from './command.ts';

const usage = `Usage: cisco-sip dial PLAN.xml KEYS... [--line N] [--json]

Presses keys on a phone that has this dial plan, and tells key by key which template fits, when the phone dials and
what it sends. What is pressed after it has dialled does not belong to the number.

  KEYS       the keys of one number: digits, * and #; quote them for the shell. '' only lifts the handset
  --line N   the line that is dialled on (default 1)
  --json     an array of {input, verdict, template, timeoutSeconds, secondaryTone, sends, uri, steps};
             templates count from 0 in the order of the file (in the table for people: from 1)

Exit status: 0 a template dials every number, 1 none dials one of them, 2 wrong usage.`;

export const dial: Command = {
  name: 'dial',
  summary: 'tells what a phone does with a number',
  usage,
  async run(args) {
    const { values, positionals } = options(args, { line: { type: 'string' }, json: { type: 'boolean' } });
    const [path, ...inputs] = positionals;
    if (path === undefined || inputs.length === 0)
      throw new UsageError('dial needs a dial plan and the keys of a number');
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

/** As many as fit into the byte that the phone keeps a rule's line in. */
const mostLines = 255;

function lineOf(text: string): number {
  const line = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (line < 1 || line > mostLines) throw new UsageError(`--line takes a number from 1 to ${mostLines}`);
  return line;
}

function planOf(path: string): DialPlan {
  const text = readText(path);
  if (text === undefined) throw new UsageError(`no such file: ${printable(path)}`);
  if (!looksLikeDialPlan(text)) throw new UsageError(`not a dial plan of these phones: ${printable(path)}`);
  return readPlan(text);
}

/** Why the phone throws the plan away, if it does. */
function discardReason(plan: DialPlan, path: string): string | undefined {
  if (!plan.discarded) return undefined;
  const costly = new Set<string>([
    ...plan.faults.map(({ kind }) => rules[kind].code),
    rules['missing-root'].code,
    rules['file-too-large'].code,
  ]);
  const fault = check(plan, { fileName: basename(path) }).find(({ rule }) => costly.has(rule.code));
  const where = fault ? `${path}:${fault.range.start.line + 1}: ${fault.message}` : path;
  return `The phone discards this plan and dials as with none. ${printable(where)}`;
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
  const late = left === 0 ? '' : paint('yellow', `; ${left === 1 ? '1 key comes' : `${left} keys come`} too late`);
  const colour = outcome.winner === undefined ? 'yellow' : 'green';
  const heading = input === '' ? 'handset lifted' : printable(input);
  return [paint('underline', heading), ...rows, `  ${paint(colour, printable(line))}${late}`].join('\n');
}

function stateInWords({ verdict, winner, templates, secondaryTone }: Step): string {
  const pending = templates.filter(({ standing }) => standing === 'pending').length;
  const fitting = pending === 1 ? '1 template fits so far' : `${pending} templates fit so far`;
  const tone = secondaryTone === undefined ? [] : [`plays ${secondaryTone}`];
  const by = winner === undefined ? [] : [`template ${winner + 1}`];
  switch (verdict.kind) {
    case 'dial-now':
      return ['dials at once', ...by, ...tone].join(', ');
    case 'wait': {
      const why = { 'more-specific': [fitting], incomplete: [fitting], template: by, 'first-key': [] }[verdict.timer];
      return [`waits ${verdict.seconds} s`, ...why, ...tone].join(', ');
    }
    case 'no-match':
      return `waits ${verdict.seconds} s, no template fits`;
  }
}

function outcomeInWords(plan: DialPlan, { verdict, winner, sends }: Step): string {
  if (verdict.kind === 'wait' && verdict.seconds === undefined) return 'waits for a key';
  const when = verdict.kind === 'dial-now' ? 'at once' : `after ${verdict.seconds} s`;
  if (!sends) return `${when} dials nothing`;
  const what = `${when} dials ${sends.text}${sends.parameter === undefined ? '' : `;${sends.parameter}`}`;
  if (winner === undefined) return `${what} as it is, by no template`;
  const match = liveTemplates(plan)[winner]?.match?.text ?? '';
  const proxy = sends.route === 'emergency' ? ', through the emergency proxy' : '';
  return `${what} by template ${winner + 1}: MATCH="${match}"${proxy}`;
}
