/** `cisco-sip serve`: phones fetch their files from it, and the terminal tells how they start. */

import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { type TestContext, test } from 'node:test';
import { readFile } from '../phone/tftpClient.ts';
import { ciscoSip, run } from '../support/program.ts';
import { scratchFolder } from '../support/server.ts';

const mac = '000DBC001122';
const files = {
  'SIPDefault.cnf': 'image_version: P0S3-8-12-00\n',
  [`SIP${mac}.cnf`]: 'line1_name: 2001\nline1_password: hush-hush\n',
};

interface Running {
  readonly child: ChildProcess;
  readonly port: number;
  readonly lines: readonly string[];
  /** Waits for a line that fits. */
  until(pattern: RegExp): Promise<string>;
  /** Ctrl+C; gives the exit status. */
  interrupt(): Promise<number | null>;
}

async function serve(t: TestContext, ...options: string[]): Promise<Running> {
  const folder = scratchFolder(files);
  t.after(() => folder.remove());
  const child = spawn(
    process.execPath,
    [ciscoSip, 'serve', folder.path, '--host', '127.0.0.1', '--port', '0', ...options],
    { stdio: ['ignore', 'pipe', 'inherit'], signal: AbortSignal.timeout(30_000) },
  );
  t.after(() => child.kill());
  // The timeout ends the program, and with it the lines.
  child.on('error', () => {});
  const closed = once(child, 'close');
  const reader = createInterface({ input: child.stdout! })[Symbol.asyncIterator]();
  const lines: string[] = [];
  const until = async (pattern: RegExp) => {
    for (;;) {
      const { value, done } = await reader.next();
      assert.ok(!done, `${pattern} was not printed, but:\n${lines.join('\n')}`);
      lines.push(value);
      if (pattern.test(value)) return value;
    }
  };
  const port = Number(/(?:port |"port":)(\d+)/.exec(await until(/Serving|listening/))?.[1]);
  const interrupt = async () => {
    child.kill('SIGINT');
    const [status] = await closed;
    for (let next = await reader.next(); !next.done; next = await reader.next()) lines.push(next.value);
    return status as number | null;
  };
  return { child, port, lines, until, interrupt };
}

test('a phone gets its files, the terminal tells how far it has come, and Ctrl+C ends with a summary', async (t) => {
  const program = await serve(t);
  const server = { host: '127.0.0.1', port: program.port };
  // One after the other, as the acknowledgement of a file and the request for the next reach it by two ports.
  for (const [name, line] of [
    [`CTLSEP${mac}.tlv`, /CTLSEP.*: not there/],
    ['SIPDefault.cnf', /got SIPDefault\.cnf/],
    [`SIP${mac}.cnf`, /got SIP000DBC001122\.cnf/],
    ['dialplan.xml', /dialplan\.xml: not there/],
  ] as const) {
    await readFile(server, name);
    await program.until(line);
  }
  assert.equal(await program.interrupt(), 0);
  const printed = program.lines.join('\n');
  assert.match(
    printed,
    /00:0D:BC:00:11:22 \(127\.0\.0\.1\) {2}asks for CTLSEP000DBC001122\.tlv: not there, which is normal/,
  );
  assert.match(printed, /got SIP000DBC001122\.cnf, 43 bytes\n +the SIP application has read its phone file/);
  assert.match(
    printed,
    /1 phone\nrunning {3}00:0D:BC:00:11:22.*\n +dialplan\.xml is not there\. The phone has no dial plan/,
  );
  assert.doesNotMatch(printed, /hush-hush/);
});

test('with --json each event is an object in a line of its own', async (t) => {
  const program = await serve(t, '--json');
  await readFile({ host: '127.0.0.1', port: program.port }, `SIP${mac}.cnf`);
  await program.until(/"done"/);
  await readFile({ host: '127.0.0.1', port: program.port }, 'sipdefault.cnf');
  await program.until(/"missing"/);
  assert.equal(await program.interrupt(), 0);
  const rows = program.lines.map((line) => JSON.parse(line) as Record<string, unknown> & { phone?: { mac: string } });
  assert.deepEqual(
    rows.map(({ type }) => type),
    ['listening', 'request', 'done', 'request', 'missing'],
  );
  const done = rows[2]!;
  assert.equal(done.file, `SIP${mac}.cnf`);
  assert.equal(done.bytes, files[`SIP${mac}.cnf`]?.length);
  assert.equal(typeof done.retries, 'number');
  assert.equal(done.phone?.mac, mac);
  assert.ok(Date.parse(String(done.time)) > 0);
  assert.equal(rows[4]?.similar, 'SIPDefault.cnf');
});

test('another letter case is answered when that is wanted', async (t) => {
  const program = await serve(t, '--any-letter-case');
  const result = await readFile({ host: '127.0.0.1', port: program.port }, 'sipdefault.CNF');
  assert.ok(result.kind === 'file' && result.content.toString() === files['SIPDefault.cnf']);
});

test('a port that is taken is explained', async (t) => {
  const program = await serve(t);
  const folder = scratchFolder(files);
  t.after(() => folder.remove());
  const { status, stderr } = run(['serve', folder.path, '--host', '127.0.0.1', '--port', String(program.port)]);
  assert.equal(status, 1);
  assert.match(stderr, /Another program already has UDP port \d+/);
});

test('wrong usage is told, and the help tells how to get port 69', () => {
  for (const args of [
    ['serve'],
    ['serve', 'nowhere'],
    ['serve', '.', '--port', 'x'],
    ['serve', '.', '--host', 'pbx'],
  ]) {
    assert.equal(run(args).status, 2, args.join(' '));
  }
  assert.match(run(['serve', '--help']).stdout, /ip_unprivileged_port_start=69/);
});
