/** The test phone starts from our server, and the time line tells how; and out of the log of somebody else's. */

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { type TestContext, test } from 'node:test';
import { BootLog } from '../../../client/src/boot/bootLog.ts';
import { type Judgement, judgeAll } from '../../../client/src/boot/judge.ts';
import { ServerLog } from '../../../client/src/boot/serverLog.ts';
import type { TftpEvent } from '../../../client/src/tftp/server/events.ts';
import type { ServeOptions } from '../../../client/src/tftp/server/server.ts';
import { readFile } from '../../phone/tftpClient.ts';
import { folderWith } from '../../support/tftp/folders.ts';
import { serveFolder } from '../../support/tftp/ownServer.ts';
import { notInstalled } from '../../support/tftp/servers.ts';
import { mac, makePhone, own, wholeStart } from '../phone/support.ts';

const files = {
  'SIPDefault.cnf': 'image_version: P0S3-8-12-00\ndial_template: dialplan\n',
  [own]: 'line1_name: 2001\n',
  'dialplan.xml': '<DIALTEMPLATE><TEMPLATE MATCH="*" Timeout="5"/></DIALTEMPLATE>',
};

/** What is known of the only phone. */
function storyOf(events: readonly TftpEvent[]): readonly Judgement[] {
  const log = new BootLog();
  for (const event of events) log.add(event);
  assert.deepEqual(
    log.phones.map((phone) => phone.mac),
    [mac],
  );
  // An hour later, when all is over.
  return judgeAll(log.phones[0]!, Date.now() + 3_600_000);
}

async function bootFrom(t: TestContext, folder: Record<string, string>, options: Partial<ServeOptions> = {}) {
  const server = await serveFolder(t, folderWith(t, folder), { firstTimeout: 5000, ...options });
  const { phone, files } = makePhone(t, { tftp: server });
  await phone.start();
  await server.settled();
  return { server, phone, files };
}

test('a phone that finds everything comes up, and nothing is wrong', async (t) => {
  const { server, files: asked } = await bootFrom(t, files);
  assert.deepEqual(asked(), wholeStart);
  const [start, ...others] = storyOf(server.events);
  assert.deepEqual(others, []);
  assert.equal(start?.state, 'running');
  assert.deepEqual(start?.problems, []);
});

test('a dial plan that is not there is told, though the phone comes up', async (t) => {
  const { 'dialplan.xml': _, ...without } = files;
  const [start] = storyOf((await bootFrom(t, without)).server.events);
  assert.equal(start?.state, 'running');
  assert.deepEqual(
    start?.problems.map(({ message }) => message),
    ['dialplan.xml is not there'],
  );
});

test('a dial plan in the wrong letter case is told with its right name, or given all the same where that is wanted', async (t) => {
  const { 'dialplan.xml': plan, ...others } = files;
  const folder = { ...others, 'DialPlan.XML': plan };
  const strict = await bootFrom(t, folder);
  assert.equal(
    storyOf(strict.server.events)[0]?.problems[0]?.message,
    'asks for dialplan.xml, the folder has DialPlan.XML: letter case',
  );
  const lenient = await bootFrom(t, folder, { anyLetterCase: true });
  assert.equal(lenient.files().at(-1), 'dialplan.xml');
  assert.deepEqual(storyOf(lenient.server.events)[0]?.problems, []);
});

test('the log of dnsmasq tells the same story', { skip: needsDnsmasq() }, async (t) => {
  const { 'dialplan.xml': _, ...without } = files;
  const { server, events } = await startDnsmasq(t, folderWith(t, without));
  const { phone } = makePhone(t, { tftp: server });
  await phone.start();
  await events.until((event) => event.type === 'missing' && event.file === 'dialplan.xml');
  const [start, ...others] = storyOf(events.all.filter(({ file }) => file !== 'is-it-there'));
  assert.deepEqual(others, []);
  assert.equal(start?.state, 'running');
  assert.deepEqual(
    start?.problems.map(({ message }) => message),
    ['dialplan.xml is not there'],
  );
});

function needsDnsmasq(): string | false {
  if (process.getuid?.() !== 0) return 'dnsmasq can serve files when root starts it only';
  return notInstalled('dnsmasq') ?? false;
}

/** dnsmasq with its log, which is read as it is written. */
async function startDnsmasq(t: TestContext, root: string) {
  // Its TFTP port can't be changed, so it gets a loopback address of its own.
  const server = { host: `127.${randomInt(2, 255)}.${randomInt(256)}.${randomInt(1, 255)}`, port: 69 };
  const child = spawn(
    'dnsmasq',
    [
      ...['--keep-in-foreground', '--log-facility=-', '--conf-file=/dev/null', '--port=0', '--user=nobody'],
      ...['--enable-tftp', `--tftp-root=${root}`, `--listen-address=${server.host}`, '--bind-interfaces'],
    ],
    { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` } },
  );
  const ended = once(child, 'exit');
  t.after(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  const all: TftpEvent[] = [];
  const waiting = new Set<() => void>();
  const log = new ServerLog({ now: Date.now });
  let rest = '';
  child.stderr.on('data', (chunk) => {
    const lines = `${rest}${chunk}`.split('\n');
    rest = lines.pop() ?? '';
    all.push(...lines.flatMap((line) => log.read(line)));
    for (const look of [...waiting]) look();
  });
  const until = (fits: (event: TftpEvent) => boolean) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (!all.some(fits)) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
    });
  const { kind } = await readFile(server, 'is-it-there', { timeoutMilliseconds: 50, attempts: 400 });
  assert.equal(kind, 'missing');
  return { server, events: { all, until } };
}
