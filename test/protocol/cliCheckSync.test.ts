import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { appendFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, before, type TestContext, test } from 'node:test';
import { project, scratchFolder } from '../support/server.ts';

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
/** Runs the command; nothing is on its standard input. */
async function run(...args: string[]): Promise<{ status: number | null; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [join(project, 'dist', 'cli.js'), 'check-sync', ...args]);
  child.stdin.end();
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
    ['--wave', '0', 'a@127.0.0.1'],
    ['--log', 'tftp.log', 'a@127.0.0.1'],
    ['--wave', '2', '--log', 'no-such.log', 'a@127.0.0.1'],
  ]) {
    const { status, stderr } = await run(...args);
    assert.equal(status, 2, args.join(' '));
    assert.match(stderr, /^cisco-sip: /);
  }
});

interface WaveRow {
  readonly user: string;
  readonly kind: string | null;
  readonly wave: number;
  readonly state: string;
  readonly why: string | null;
}

test('in waves, with nobody to look: so many at a time, the next ones after a while', async () => {
  const before = performance.now();
  const phones = ['200', '201', '202'].map((user) => `${user}@127.0.0.1:${port}`);
  const { status, stdout } = await run(...phones, '--wave', '2', '--wait', '1');
  assert.equal(status, 0);
  assert.ok(performance.now() - before > 1000);
  const heads = [...stdout.matchAll(/^(?:wave \d of \d|accepted +\d+(?=@))/gm)].map(([head]) =>
    head.replace(/ +/g, ' '),
  );
  assert.deepEqual(heads, ['wave 1 of 2', 'accepted 200', 'accepted 201', 'wave 2 of 2', 'accepted 202']);
  assert.match(stdout, /\n3 of 3 phones took the message\.\n$/);
});

test('a wave in which a phone failed is the last one, unless --go-on is given', async () => {
  const phones = ['404', '200', '201'].map((user) => `${user}@127.0.0.1:${port}`);
  const stopped = await run(...phones, '--wave', '1', '--wait', '1');
  assert.equal(stopped.status, 1);
  assert.match(stopped.stdout, /^left out +200@/m);
  assert.match(stopped.stdout, /0 of 3 phones took the message, 1 failed, 2 were left out\.\n$/);
  const { status, stdout } = await run(...phones, '--wave', '1', '--wait', '1', '--go-on', '--json');
  assert.equal(status, 1);
  assert.deepEqual(
    (JSON.parse(stdout) as WaveRow[]).map(({ user, kind, wave, state }) => [user, kind, wave, state]),
    [
      ['404', 'refused', 1, 'failed'],
      ['200', 'accepted', 2, 'told'],
      ['201', 'accepted', 3, 'told'],
    ],
  );
});

test('with the log of the TFTP server a wave is over when its phones have fetched their files', {
  // Elsewhere 127.0.0.1 is the only one of these addresses.
  skip: process.platform === 'linux' ? false : 'needs the addresses of 127.0.0.0/8',
}, async (t) => {
  const folder = scratchFolder({ 'tftp.log': '' });
  t.after(() => folder.remove());
  const log = join(folder.path, 'tftp.log');
  const told: string[] = [];
  const sent = (name: string, address: string) => {
    const time = new Date().toISOString();
    appendFileSync(log, `${time} host dnsmasq-tftp[7]: sent /srv/tftp/${name} to ${address}\n`);
  };
  const at = await bindPhones(t, ['127.0.0.2', '127.0.0.3', '127.0.0.4'], (address) => {
    told.push(address);
    // The second one of them never comes up.
    if (address === '127.0.0.3') return;
    for (const name of ['syncinfo.xml', 'SIPDefault.cnf', `SIP000DBC00000${address.at(-1)}.cnf`]) sent(name, address);
  });
  const phones = [2, 3, 4].map((number) => `200@127.0.0.${number}:${at}`);
  const { status, stdout } = await run(...phones, '--wave', '1', '--wait', '2', '--log', log, '--json');
  assert.equal(status, 1);
  assert.deepEqual(told, ['127.0.0.2', '127.0.0.3']);
  const rows = JSON.parse(stdout) as WaveRow[];
  assert.deepEqual(
    rows.map(({ kind, wave, state }) => [kind, wave, state]),
    [
      ['accepted', 1, 'started'],
      ['accepted', 2, 'failed'],
      [null, 0, 'left out'],
    ],
  );
  assert.match(rows[1]?.why ?? '', /asked for nothing within 2 seconds/);
});

test('a log on standard input that ends takes the waves with it, as nothing is seen of phones any more', async () => {
  const phones = ['200', '201'].map((user) => `${user}@127.0.0.1:${port}`);
  const { status, stdout } = await run(...phones, '--wave', '1', '--wait', '100', '--log', '-');
  assert.equal(status, 1);
  assert.match(stdout, /^accepted +200@/m);
  assert.match(stdout, /^left out +201@/m);
  assert.match(stdout, /The log on standard input has ended\. No more phones are told\. Phones told so far: 1\.\n$/);
  // Whoever has a log wants to know that phones came up: having told all of them is not enough.
  assert.equal((await run(phones[0]!, '--wave', '1', '--wait', '100', '--log', '-')).status, 1);
});

/** Phones that accept everything, each at its address and all at one port. */
async function bindPhones(t: TestContext, addresses: readonly string[], accepted: (address: string) => void) {
  let at = 0;
  for (const address of addresses) {
    const socket = createSocket('udp4');
    t.after(() => socket.close());
    socket.on('message', (bytes, from) => {
      const kept = bytes
        .toString()
        .split('\r\n')
        .filter((line) => /^(?:Via|From|To|Call-ID|CSeq):/.test(line));
      socket.send(['SIP/2.0 200 OK', ...kept, 'Content-Length: 0', '', ''].join('\r\n'), from.port, from.address);
      // The phone acts after it has answered.
      setTimeout(() => accepted(address), 50);
    });
    socket.bind(at, address);
    await once(socket, 'listening');
    at = socket.address().port;
  }
  return at;
}
