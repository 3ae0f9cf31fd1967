/**
 * Many phones that start at once, from our TFTP server and from tftpd-hpa serving the same folder: `node bench/serve.ts
 * [--phones 500] [--rounds 3] [--image 200000] [--json]`. The two take turns, so that both meet the same machine. The
 * phones are those of the tests, all in one process, and change their firmware as they start. Linux only, as root:
 * figures come from /proc, and tftpd-hpa changes its root folder.
 */

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, release, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { serve } from '../client/src/tftp/server/server.ts';
import { Phone } from '../test/phone/phone.ts';
import { readFile } from '../test/phone/tftpClient.ts';
import { inTurn, median, ratio } from './statistics.ts';

const host = '127.0.0.1';
/** Hundredths of a second: what /proc counts in. */
const ticksToMilliseconds = 10;
const macOf = (index: number) => `000DBC${index.toString(16).toUpperCase().padStart(6, '0')}`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    phones: { type: 'string', default: '500' },
    rounds: { type: 'string', default: '3' },
    image: { type: 'string', default: '200000' },
    json: { type: 'boolean', default: false },
  },
});
const count = Number(values.phones);
const [role, folderOrPort = ''] = positionals;
if (role === 'server') await beServer(folderOrPort);
else if (role === 'phones') await bePhones(Number(folderOrPort));
else await compare();

/** A process of its own: our server, which says where it listens. */
async function beServer(folder: string): Promise<void> {
  let bytes = 0;
  const server = await serve(folder, {
    host,
    port: 0,
    onEvent(event) {
      if (event.type === 'done') bytes += event.bytes ?? 0;
    },
  });
  console.log(server.port);
  process.once('SIGTERM', () => {
    console.log(bytes);
    void server.stop();
  });
}

/** A process of its own: all phones start at once; it tells how long it took until the last was up. */
async function bePhones(port: number): Promise<void> {
  const phones = Array.from({ length: count }, (_, index) => {
    return new Phone({ mac: macOf(index), tftp: { host, port }, sip: { port: 0 }, firmware: 'P0S3-8-11-00' });
  });
  const started = performance.now();
  await Promise.all(phones.map((phone) => phone.start()));
  const milliseconds = performance.now() - started;
  const { user, system } = process.cpuUsage();
  const upgraded = phones.filter(({ flash }) => flash.image === 'P0S3-8-12-00').length;
  await Promise.all(phones.map((phone) => phone.stop()));
  console.log(JSON.stringify({ milliseconds, upgraded, cpuMilliseconds: (user + system) / 1000 }));
}

interface Run {
  /** From the first request to the last phone that is up. */
  readonly milliseconds: number;
  /**
   * Processor time of the server: what the whole machine was busy, without the phones and this process. tftpd-hpa
   * leaves its processes to the system, which keeps no account of them. Nothing else may run meanwhile.
   */
  readonly cpuMilliseconds: number;
  /** The most memory they had at a time, what they share counted once: MiB. */
  readonly memory: number;
}

type ServerName = 'ours' | 'tftpd-hpa';

interface Started {
  readonly child: ChildProcess;
  readonly port: number;
}

async function start(name: ServerName, folder: string): Promise<Started> {
  if (name === 'ours') {
    const child = spawn(process.execPath, [import.meta.filename, 'server', folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    return { child, port: Number((await lines.next()).value) };
  }
  const port = 20_000 + Math.floor(Math.random() * 10_000);
  const child = spawn(
    'in.tftpd',
    ['--foreground', '--listen', '--address', `${host}:${port}`, '--secure', '--user', 'root', folder],
    { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` } },
  );
  await once(child, 'spawn');
  const { kind } = await readFile({ host, port }, 'is-it-there', { timeoutMilliseconds: 50, attempts: 200 });
  if (kind !== 'missing') throw new Error(`in.tftpd does not answer: ${kind}`);
  return { child, port };
}

async function run(name: ServerName, folder: string): Promise<Run> {
  const { child, port } = await start(name, folder);
  const pid = child.pid!;
  let memory = 0;
  const timer = setInterval(() => {
    memory = Math.max(memory, memoryOf(pid));
  }, 100);
  const [busy, own] = [busyMilliseconds(), process.cpuUsage()];
  try {
    const phones = spawn(process.execPath, [import.meta.filename, 'phones', String(port), '--phones', String(count)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    phones.stdout.on('data', (chunk) => {
      output += chunk;
    });
    const [status] = await once(phones, 'close');
    if (status !== 0) throw new Error(`the phones ended with ${status}`);
    const { user, system } = process.cpuUsage(own);
    const { milliseconds, upgraded, cpuMilliseconds: ofPhones } = JSON.parse(output);
    if (upgraded !== count) throw new Error(`${name}: ${upgraded} of ${count} phones have the new firmware`);
    return { milliseconds, cpuMilliseconds: busyMilliseconds() - busy - ofPhones - (user + system) / 1000, memory };
  } finally {
    clearInterval(timer);
    child.kill();
    await once(child, 'exit');
  }
}

/** How long the processors of this machine have worked. */
function busyMilliseconds(): number {
  const [, user, nice, system, , , irq, softirq] = readFileSync('/proc/stat', 'utf8').split(/\s+/, 8).map(Number);
  return (user! + nice! + system! + irq! + softirq!) * ticksToMilliseconds;
}

/** Of a process and its children: MiB. */
function memoryOf(pid: number): number {
  const children = readOr(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean);
  return [String(pid), ...children].reduce((sum, each) => {
    return sum + Number(/^Pss:\s+(\d+)/m.exec(readOr(`/proc/${each}/smaps_rollup`))?.[1] ?? 0) / 1024;
  }, 0);
}

/** Nothing, when the process has just ended. */
function readOr(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function writeFolder(folder: string): void {
  mkdirSync(folder);
  chmodSync(folder, 0o755);
  const files: Record<string, string | Buffer> = {
    'SIPDefault.cnf': 'image_version: P0S3-8-12-00\ndial_template: dialplan\nvoip_control_port: 5060\n',
    'dialplan.xml': '<DIALTEMPLATE><TEMPLATE MATCH="*" Timeout="5"/></DIALTEMPLATE>\n',
    'XMLDefault.cnf.xml':
      '<Default><loadInformation8 model="IP Phone 7960">P0S3-8-12-00</loadInformation8></Default>\n',
    'P0S3-8-12-00.loads': 'P003-8-12-00.sbn\0P0S3-8-12-00.sb2\0',
    'P003-8-12-00.sbn': Buffer.alloc(Math.ceil(Number(values.image) / 6), 1),
    'P0S3-8-12-00.sb2': Buffer.alloc(Number(values.image), 2),
  };
  for (let index = 0; index < count; index++) files[`SIP${macOf(index)}.cnf`] = `line1_name: ${10_000 + index}\n`;
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
}

async function compare(): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'serve-bench-'));
  chmodSync(scratch, 0o755);
  try {
    const folder = join(scratch, 'tftp');
    writeFolder(folder);
    const names: readonly ServerName[] = ['ours', 'tftpd-hpa'];
    const runs: Record<ServerName, Run[]> = { ours: [], 'tftpd-hpa': [] };
    for (let round = 0; round < Number(values.rounds); round++) {
      for (const name of inTurn(names, round)) runs[name].push(await run(name, folder));
    }
    tell(runs);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function tell(runs: Readonly<Record<ServerName, readonly Run[]>>): void {
  const rows = (
    [
      ['until the last phone is up', 'milliseconds', 'ms'],
      ['processor time of the server', 'cpuMilliseconds', 'ms'],
      ['most memory of the server', 'memory', 'MiB'],
    ] as const
  ).map(([what, figure, unit]) => {
    const of = (name: ServerName) => runs[name].map((run) => run[figure]);
    const [ours, hpa] = [of('ours'), of('tftpd-hpa')];
    return { what, unit, ours: median(ours), hpa: median(hpa), ratio: ratio(ours, hpa) };
  });
  const { version } = process;
  const hpa = spawnSync('in.tftpd', ['-V'], { encoding: 'utf8' }).stdout.split(',')[0];
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GB, Linux ${release()}, Node ${version}, ${hpa}`;
  if (values.json) {
    console.log(JSON.stringify({ machine, phones: count, imageBytes: Number(values.image), rows, runs }, undefined, 2));
    return;
  }
  console.log(`${machine}\n${count} phones at once, image of ${values.image} bytes, ${values.rounds} rounds\n`);
  console.log('| | ours | tftpd-hpa | ours / tftpd-hpa |\n|---|--:|--:|--:|');
  for (const { what, unit, ours, hpa, ratio } of rows) {
    console.log(`| ${what} | ${ours.toFixed(0)} ${unit} | ${hpa.toFixed(0)} ${unit} | ${ratio.toFixed(2)} |`);
  }
}
