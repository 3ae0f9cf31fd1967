/** The results in words, tables and a drawing. */

import { type Activation, type Bundle, bundles } from './activation.ts';
import type { FleetResult } from './fleet.ts';
import { goals, ofProgram } from './goals.ts';
import { type Panel, plot } from './plot.ts';
import type { About, Results } from './results.ts';
import type { Figure, SizeResult } from './sideBySide.ts';

/** Everything as Markdown. `picture` is where the drawing lies, if it is shown. */
export function report(results: Results, picture?: string): string {
  const { lsp, fleet, growth, activation } = results;
  const parts = [
    ...goalTable(results),
    ...(lsp ? lsp.sizes.flatMap(sizeTable) : []),
    ...(lsp ? [measuredOn(lsp.about)] : []),
    ...(fleet ? [...fleetTables(fleet.result), measuredOn(fleet.about)] : []),
    ...(growth ? [growthTable(growth.steps)] : []),
    ...(growth && picture !== undefined ? [`![How time and memory grow with the number of phones](${picture})`] : []),
    ...(growth ? [measuredOn(growth.about)] : []),
    ...(activation ? [...activationTables(activation.result), measuredOn(activation.about)] : []),
  ];
  return parts.join('\n\n');
}

function goalTable(results: Results): string[] {
  const rows = goals(results).flatMap(({ what, most, unit, reached }) =>
    reached === undefined
      ? []
      : [[what, `${most} ${unit}`, `${number(reached)} ${unit}`, reached <= most ? 'yes' : '**no**']],
  );
  if (rows.length === 0) return [];
  return [`### What is aimed at\n\n${table(['figure', 'at the most', 'measured', 'reached'], rows)}`];
}

const columns: readonly (readonly [Figure, string, unit: 'ms' | 'MiB'])[] = [
  ['start', 'start', 'ms'],
  ['first', 'start → diagnostics', 'ms'],
  ['open', 'opening → diagnostics', 'ms'],
  ['edit', 'keystroke → diagnostics', 'ms'],
  ['hover', 'hover', 'ms'],
  ['completion', 'completion', 'ms'],
  ['memory', 'memory', 'MiB'],
  ['memoryAtRest', 'at rest', 'MiB'],
];

const titles = {
  short: 'entries once',
  long: 'entries once, the rest comments',
  full: 'every entry 130 times',
} as const;

function sizeTable({ size, lines, rows }: SizeResult): string {
  const heads = ['server', ...columns.map(([, title]) => title), 'diagnostics'];
  const cells = rows.map(({ server, figures, ratios, said }) => [
    server,
    ...columns.map(([figure, , unit]) => `${number(figures[figure])} ${unit} (× ${number(ratios[figure])})`),
    number(said.diagnostics),
  ]);
  return `### ${number(lines)} lines: ${titles[size]}\n\n${table(heads, cells)}`;
}

const programNames = {
  read: 'Node reads the files',
  check: '`cisco-sip check`',
  yaml: '`yaml` parses the files',
} as const;

function fleetTables({ phones, bytes, programs, session }: FleetResult): string[] {
  const rows = programs.map(({ program, milliseconds, memory, ratio }) => [
    programNames[program],
    `${number(milliseconds)} ms`,
    `× ${number(ratio)}`,
    `${number(memory)} MiB`,
  ]);
  const answers = [
    ['opening SIPDefault.cnf → its diagnostics', `${number(session.open)} ms`],
    ['from there on until every phone is known', `${number(session.read)} ms`],
    ['keystroke in SIPDefault.cnf → diagnostics of open files', `${number(session.edit)} ms`],
    ['the same keystroke → all files looked at', `${number(session.editAll)} ms`],
    ['memory', `${number(session.memory)} MiB`],
    ['memory at rest', `${number(session.memoryAtRest)} MiB`],
  ];
  return [
    `### A folder of ${number(phones)} phones (${number(bytes / 1e6)} MB)`,
    table(['process', 'start to end', 'to the floor', 'most memory'], rows),
    table(['language server', ''], answers),
  ];
}

function growthTable(steps: readonly FleetResult[]): string {
  const rows = steps.map((step) => {
    const [read, check] = [ofProgram(step, 'read'), ofProgram(step, 'check')];
    const { edit, editAll, memory, memoryAtRest } = step.session;
    return [
      number(step.phones),
      `${number(read.milliseconds)} ms`,
      `${number(check.milliseconds)} ms`,
      `× ${number(check.ratio)}`,
      `${number(check.memory)} MiB`,
      `${number(edit)} ms`,
      `${number(editAll)} ms`,
      `${number(memory)} MiB`,
      `${number(memoryAtRest)} MiB`,
    ];
  });
  const heads = [
    ...['phones', 'Node reads', 'check', 'to the floor', 'its memory'],
    ...['keystroke → open files', '→ all files', 'memory of the server', 'at rest'],
  ];
  return `### How the costs grow\n\n${table(heads, rows)}`;
}

function activationTables({ ours, foreign, sizes }: Activation): string[] {
  const times = [
    ['a file of ours', `${number(ours)} ms`],
    ['an XML file of another program', `${number(foreign)} ms`],
  ];
  const loaded = (Object.keys(bundles) as Bundle[]).map((name) => [
    `\`${name}\``,
    bundles[name],
    `${number(sizes[name] / 1000)} KB`,
  ]);
  return [
    '### The extension in the editor',
    table(['activated with', 'time'], times),
    table(['part', 'loaded', 'size'], loaded),
  ];
}

export function growthPlot(steps: readonly FleetResult[]): string {
  const series = (name: string, of: (step: FleetResult) => number) => ({
    name,
    points: steps.map((step) => [step.phones, of(step)] as const),
  });
  const panels: Panel[] = [
    {
      title: 'Time: ms',
      series: [
        series('cisco-sip check', (step) => ofProgram(step, 'check').milliseconds),
        series('Node only reads the files', (step) => ofProgram(step, 'read').milliseconds),
      ],
    },
    {
      title: 'Memory: MiB',
      series: [
        series('cisco-sip check', (step) => ofProgram(step, 'check').memory),
        series('language server', ({ session }) => session.memory),
      ],
    },
    {
      title: 'Keystroke in SIPDefault.cnf: ms',
      series: [
        series('→ diagnostics of open files', ({ session }) => session.edit),
        series('→ all files looked at', ({ session }) => session.editAll),
      ],
    },
  ];
  return plot(panels, 'phones');
}

function measuredOn({ date, processors, memory, system, node, rounds, versions }: About): string {
  const packages = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  const all = [processors, memory, system, `Node ${node}`, ...packages].join(', ');
  return `Measured on ${date} in ${rounds} ${rounds === 1 ? 'round' : 'rounds'}: ${all}.`;
}

/** Three digits are as much as a figure is worth. */
function number(value: number): string {
  return Number(value >= 1000 ? value.toFixed(0) : value.toPrecision(3)).toLocaleString('en');
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(heads), `|---|${'--:|'.repeat(heads.length - 1)}`, ...rows.map(line)].join('\n');
}
