/** `cisco-sip watch`: how phones start, out of the logs of other servers. */

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { ciscoSip, run } from '../support/program.ts';
import { scratchFolder } from '../support/server.ts';

const mac = '000DBC001122';
const sent = (file: string, second: number) =>
  `Nov 28 10:21:${second} dnsmasq-tftp[70]: sent /srv/tftp/${file} to 192.168.1.21\n`;
const missing = (file: string, second: number) =>
  `Nov 28 10:21:${second} dnsmasq-tftp[70]: file /srv/tftp/${file} not found for 192.168.1.21\n`;
const log = `Nov 28 10:21:10 dnsmasq-tftp[70]: TFTP root is /srv/tftp
${missing(`CTLSEP${mac}.tlv`, 11)}${sent('SIPDefault.cnf', 40)}${sent(`SIP${mac}.cnf`, 41)}${missing('dialplan.xml', 42)}`;

test('a log that is there is read, with the stages and a summary', (t) => {
  const folder = scratchFolder({ 'tftp.log': log });
  t.after(() => folder.remove());
  const { status, stdout } = run(['watch', '--once', join(folder.path, 'tftp.log')]);
  assert.equal(status, 0);
  assert.match(stdout, /10:21:41 {2}00:0D:BC:00:11:22 \(192\.168\.1\.21\) {2}got SIP000DBC001122\.cnf/);
  assert.match(stdout, /the SIP application has read its phone file/);
  assert.match(stdout, /1 phone\nrunning.*\n +dialplan\.xml is not there/);
});

test('standard input is read to its end, and --json prints what serve prints', () => {
  const { status, stdout } = run(['watch', '-', '--json'], { input: log });
  assert.equal(status, 0);
  const rows = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.deepEqual(
    rows.map(({ type, file }) => [type, file]),
    [
      ['missing', `CTLSEP${mac}.tlv`],
      ['done', 'SIPDefault.cnf'],
      ['done', `SIP${mac}.cnf`],
      ['missing', 'dialplan.xml'],
    ],
  );
  assert.equal(rows[2].phone.state, 'running');
});

test('with the folder, a file in another letter case is found', (t) => {
  const folder = scratchFolder({ 'DialPlan.xml': '' });
  t.after(() => folder.remove());
  const { stdout } = run(['watch', '-', '--folder', folder.path], { input: log });
  assert.match(stdout, /asks for dialplan\.xml, the folder has DialPlan\.xml: letter case/);
});

test('a log is followed as it grows, and when another takes its place', async (t) => {
  const folder = scratchFolder({ 'tftp.log': '' });
  t.after(() => folder.remove());
  const path = join(folder.path, 'tftp.log');
  const child = spawn(process.execPath, [ciscoSip, 'watch', path], {
    stdio: ['ignore', 'pipe', 'inherit'],
    signal: AbortSignal.timeout(30_000),
  });
  t.after(() => child.kill());
  // The timeout ends the program, and with it the lines.
  child.on('error', () => {});
  const closed = once(child, 'close');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const until = async (pattern: RegExp) => {
    for (;;) {
      const { value, done } = await lines.next();
      assert.ok(!done, `${pattern} was not printed`);
      if (pattern.test(value)) return;
    }
  };
  // A line is read when its end has been written.
  appendFileSync(path, log.slice(0, -10));
  await until(/got SIP000DBC001122\.cnf/);
  appendFileSync(path, log.slice(-10));
  await until(/dialplan\.xml: not there/);
  renameSync(path, `${path}.1`);
  writeFileSync(path, sent('RINGLIST.DAT', 50));
  await until(/got RINGLIST\.DAT/);
  child.kill('SIGINT');
  await until(/^running/);
  assert.deepEqual((await closed)[0], 0);
});

test('a log in which no request can be read says so, rather than nothing', () => {
  const { status, stdout, stderr } = run(['watch', '-'], { input: 'hello\n' });
  assert.equal(status, 0);
  assert.equal(stdout, '');
  assert.match(stderr, /^cisco-sip: no request of a phone as tftpd-hpa, atftpd or dnsmasq write it in standard input/);
  assert.equal(run(['watch', '-'], { input: log }).stderr, '');
});

test('a log that is not there is told', () => {
  const { status, stderr } = run(['watch', 'nowhere.log']);
  assert.equal(status, 1);
  assert.match(stderr, /nowhere\.log can not be read/);
  assert.equal(run(['watch']).status, 2);
  assert.equal(run(['watch', '-', '--folder', 'nowhere']).status, 2);
});
