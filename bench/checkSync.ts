/**
 * Check-sync of many phones on this machine, by our sender and by sipp: `node bench/checkSync.ts [--phones 1000,5000]
 * [--rounds 9] [--json]`. The two take turns, so that both meet the same machine. Linux only: figures come from /proc.
 */

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, release, tmpdir, totalmem } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';

/** What a process costs. */
interface Cost {
  /** From the start of the process to its end. */
  readonly milliseconds: number;
  /** Processor time, of user and system. */
  readonly cpuMilliseconds: number;
  readonly megabytes: number;
}

interface Run extends Cost {
  /** Without the start of the process, where it tells. */
  readonly sending: number | undefined;
  readonly accepted: number;
  readonly repeats: number;
}

type Sender = 'ours' | 'sipp';

interface Result {
  readonly phones: number;
  readonly runs: Readonly<Record<Sender, readonly Run[]>>;
  /** Of all phones: how many messages the one that heard least and the one that heard most accepted. */
  readonly heard: { readonly least: number; readonly most: number };
}

const { values } = parseArgs({
  options: {
    phones: { type: 'string', default: '1000,5000' },
    rounds: { type: 'string', default: '9' },
    concurrency: { type: 'string', default: '50' },
    port: { type: 'string', default: '5060' },
    json: { type: 'boolean', default: false },
  },
});
const here = import.meta.dirname;
const rounds = Number(values.rounds);
const scratch = mkdtempSync(path.join(tmpdir(), 'check-sync-bench-'));
/** Hundredths of a second: what /proc counts in. */
const ticksToMilliseconds = 10;

/** Runs a program and looks at it until it ends. */
async function measure(command: string, args: readonly string[]): Promise<Cost & { output: string }> {
  const started = performance.now();
  const child = spawn(command, args, { cwd: scratch, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  let ticks = 0;
  let kilobytes = 0;
  const look = () => {
    try {
      // Both only grow, so the last look before the end is nearly the truth.
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
      kilobytes = Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? kilobytes);
      const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8')
        .replace(/^.*\) /, '')
        .split(' ');
      ticks = Number(fields[11]) + Number(fields[12]);
    } catch {
      // It has just ended.
    }
  };
  const timer = setInterval(look, 5);
  const [code] = await once(child, 'close');
  clearInterval(timer);
  if (code !== 0) throw new Error(`${command} ended with ${code}:\n${output}${errors}`);
  return {
    milliseconds: performance.now() - started,
    cpuMilliseconds: ticks * ticksToMilliseconds,
    megabytes: kilobytes / 1024,
    output,
  };
}

async function send(sender: Sender, list: string, phones: number): Promise<Run> {
  if (sender === 'ours') {
    const { output, ...figures } = await measure(process.execPath, [
      path.join(here, 'send.ts'),
      list,
      values.concurrency,
    ]);
    const { milliseconds, accepted, repeats } = JSON.parse(output);
    return { ...figures, sending: milliseconds, accepted, repeats };
  }
  const { output, ...figures } = await measure('sipp', [
    `127.0.0.1:${values.port}`,
    ...['-sf', path.join(here, 'check-sync.sipp.xml'), '-inf', list, '-i', '127.0.0.1', '-nostdin'],
    // The rate is out of reach, so that the number of open calls is what limits.
    ...['-m', String(phones), '-l', values.concurrency, '-r', '100000'],
  ]);
  const accepted = Number(/200 <-+\s+(\d+)/.exec(output)?.[1]);
  const repeats = Number(/NOTIFY -+>\s+\d+\s+(\d+)/.exec(output)?.[1]);
  return { ...figures, sending: undefined, accepted, repeats };
}

/** Our sender with nobody to send to: what Node costs by itself. */
async function nodeAlone(): Promise<Cost> {
  const list = path.join(scratch, 'nobody.csv');
  writeFileSync(list, 'SEQUENTIAL\n');
  const costs: Cost[] = [];
  for (let round = 0; round < rounds; round++) {
    const { output: _, ...cost } = await measure(process.execPath, [path.join(here, 'send.ts'), list, '1']);
    costs.push(cost);
  }
  const of = (figure: keyof Cost) => median(costs.map((cost) => cost[figure]));
  return { milliseconds: of('milliseconds'), cpuMilliseconds: of('cpuMilliseconds'), megabytes: of('megabytes') };
}

async function bench(phones: number): Promise<Result> {
  const list = path.join(scratch, `${phones}.csv`);
  const fleet = spawn(process.execPath, [path.join(here, 'phones.ts'), String(phones), values.port, list], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  try {
    const lines = createInterface(fleet.stdout)[Symbol.asyncIterator]();
    if ((await lines.next()).value !== 'ready') throw new Error('the phones did not start');
    const runs: Record<Sender, Run[]> = { ours: [], sipp: [] };
    // The first round warms the phones up and does not count.
    for (let round = 0; round <= rounds; round++) {
      const order: readonly Sender[] = round % 2 === 0 ? ['ours', 'sipp'] : ['sipp', 'ours'];
      for (const sender of order) {
        const run = await send(sender, list, phones);
        if (run.accepted !== phones) throw new Error(`${sender}: ${run.accepted} of ${phones} accepted`);
        if (round > 0) runs[sender].push(run);
      }
    }
    fleet.stdin.end();
    return { phones, runs, heard: JSON.parse((await lines.next()).value) };
  } finally {
    fleet.kill();
  }
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

function summarise({ phones, runs, heard }: Result) {
  const of = (figure: keyof Cost) => {
    const [ours, sipp] = [runs.ours, runs.sipp].map((list) => list.map((run) => run[figure])) as [number[], number[]];
    return {
      ours: median(ours),
      sipp: median(sipp),
      // Of the runs of one round, which met the same machine.
      ratio: median(ours.map((value, round) => value / sipp[round]!)),
    };
  };
  return {
    phones,
    time: of('milliseconds'),
    sending: median(runs.ours.map(({ sending }) => sending ?? 0)),
    cpu: of('cpuMilliseconds'),
    memory: of('megabytes'),
    repeats: { ours: median(runs.ours.map(({ repeats }) => repeats)), sipp: median(runs.sipp.map((r) => r.repeats)) },
    heard,
  };
}

function machine() {
  const sipp = spawnSync('sipp', ['-v'], { encoding: 'utf8' });
  if (sipp.error) throw new Error('sipp is missing: apt-get install sip-tester');
  return {
    processors: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`,
    memory: `${Math.round(totalmem() / 2 ** 30)} GB`,
    system: `Linux ${release()}`,
    node: process.version,
    sipp: /SIPp (\S+?)\.?\s/.exec(sipp.stdout)?.[1] ?? 'unknown',
    rounds,
    concurrency: Number(values.concurrency),
  };
}

try {
  const about = machine();
  const alone = await nodeAlone();
  const results: Result[] = [];
  for (const phones of values.phones.split(',').map(Number)) results.push(await bench(phones));
  const summary = results.map(summarise);
  if (values.json) console.log(JSON.stringify({ machine: about, nodeAlone: alone, summary, results }, undefined, 2));
  else {
    console.log(
      Object.entries(about)
        .map(([name, value]) => `${name}: ${value}`)
        .join(', '),
    );
    const { milliseconds, cpuMilliseconds, megabytes } = alone;
    console.log(
      `our sender without phones: ${milliseconds.toFixed(0)} ms, processor ${cpuMilliseconds.toFixed(0)} ms, ${megabytes.toFixed(0)} MB`,
    );
    console.log('\n| phones | | ours | sipp | ours / sipp |\n|--:|---|--:|--:|--:|');
    for (const { phones, time, sending, cpu, memory, repeats, heard } of summary) {
      const row = (what: string, unit: string, { ours, sipp, ratio }: typeof time) =>
        console.log(
          `| ${phones} | ${what} | ${ours.toFixed(0)} ${unit} | ${sipp.toFixed(0)} ${unit} | ${ratio.toFixed(2)} |`,
        );
      row('time, process start to end', 'ms', time);
      console.log(`| ${phones} | of that, sending | ${sending.toFixed(0)} ms | | |`);
      row('processor time', 'ms', cpu);
      row('most memory', 'MB', memory);
      console.log(`| ${phones} | messages sent again | ${repeats.ours} | ${repeats.sipp} | |`);
      console.log(`| ${phones} | accepted by each phone | ${heard.least} to ${heard.most} | in all rounds | |`);
    }
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
