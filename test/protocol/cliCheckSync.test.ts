import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { project } from '../support/server.ts';

/** Answers every request with the status that its user part names: `sip:404@…`. */
let phone: Socket;
let port: number;

before(async () => {
  phone = createSocket('udp4');
  phone.on('message', (bytes, from) => {
    const lines = bytes.toString().split('\r\n');
    const status = /^NOTIFY sip:(\d+)@/.exec(lines[0] ?? '')?.[1] ?? '500';
    const kept = lines.filter((line) => /^(?:Via|From|To|Call-ID|CSeq):/.test(line));
    const answer = [`SIP/2.0 ${status} Test`, ...kept, 'Content-Length: 0', '', ''].join('\r\n');
    phone.send(answer, from.port, from.address);
  });
  phone.bind(0, '127.0.0.1');
  await once(phone, 'listening');
  port = (phone.address() as AddressInfo).port;
});
after(() => phone.close());

/** The program runs beside this process, which has to answer it. */
async function run(...args: string[]): Promise<{ status: number | null; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [join(project, 'dist', 'cli.js'), 'check-sync', ...args]);
  const out = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => {
    out.stdout += String(chunk);
  });
  child.stderr.on('data', (chunk) => {
    out.stderr += String(chunk);
  });
  const [status] = (await once(child, 'close')) as [number | null];
  return { status, ...out };
}

test('a phone that accepts is told so, with what it does next, and the status is 0', async () => {
  const { status, stdout } = await run(`200@127.0.0.1:${port}`);
  assert.equal(status, 0);
  assert.match(stdout, /^accepted +200@127\.0\.0\.1:\d+ .*idle for 20 seconds.*SYNC/);
});

test('one phone that does not accept makes the status 1; json has a row for each, in the order given', async () => {
  const { status, stdout } = await run(
    '127.0.0.1',
    '--user',
    '200',
    '--port',
    String(port),
    `404@127.0.0.1:${port}`,
    '--json',
  );
  assert.equal(status, 1);
  const rows = JSON.parse(stdout) as { user: string; kind: string; status: number; sends: number; next: string }[];
  assert.deepEqual(
    rows.map((row) => [row.user, row.kind, row.status, row.sends]),
    [
      ['200', 'accepted', 200, 1],
      ['404', 'refused', 404, 1],
    ],
  );
  assert.match(rows[1]?.next ?? '', /line/);
});

test('where nothing listens the phone is unreachable at once', async () => {
  const closed = createSocket('udp4').bind(0, '127.0.0.1');
  await once(closed, 'listening');
  const { port: free } = closed.address() as AddressInfo;
  await new Promise<void>((resolve) => closed.close(() => resolve()));
  const { status, stdout } = await run(`2001@127.0.0.1:${free}`, '--json');
  assert.equal(status, 1);
  assert.equal((JSON.parse(stdout) as { kind: string }[])[0]?.kind, 'unreachable');
});

test('a trace shows the messages on standard error', async () => {
  const { stderr } = await run(`200@127.0.0.1:${port}`, '--trace');
  assert.match(stderr, /sent 127\.0\.0\.1:\d+\r?\nNOTIFY sip:200@127\.0\.0\.1/);
  assert.match(stderr, /received 127\.0\.0\.1:\d+\r?\nSIP\/2\.0 200/);
});

test('arguments that make no sense are refused before anything is sent', async () => {
  for (const args of [
    [],
    ['127.0.0.1'],
    ['a@127.0.0.1:0'],
    ['a@127.0.0.1:70000'],
    ['a@'],
    ['--port', 'x', 'a@127.0.0.1'],
  ]) {
    const { status, stderr } = await run(...args);
    assert.equal(status, 2, args.join(' '));
    assert.match(stderr, /^cisco-sip: /);
  }
});
