/** Logs of other servers as the editor reads them: a file, and the journal of the system. */

import assert from 'node:assert/strict';
import { appendFileSync, chmodSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { type LogOptions, type LogReading, readJournal, readLogFile } from '../../../client/src/serving/logReader.ts';

function scratch(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'cisco-sip-log-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Starts to read; `next` gives the next event as `type file address`. */
function reading(t: TestContext, open: (options: LogOptions) => LogReading) {
  const seen: string[] = [];
  let tell: (() => void) | undefined;
  const log = open({
    root: '/srv/tftp',
    onEvent: ({ type, file, address }) => {
      seen.push(`${type} ${file} ${address}`);
      tell?.();
    },
  });
  t.after(() => log.stop());
  const next = async (): Promise<string | undefined> => {
    if (seen.length === 0) await new Promise<void>((resolve) => (tell = resolve));
    return seen.shift();
  };
  return { log, seen, next };
}

const line = (file: string) => `Nov 28 10:21:07 pbx dnsmasq-tftp[70]: sent /srv/tftp/${file} to 192.168.1.21\n`;

test('a log is read, and what is added to it; then nothing more', async (t) => {
  const path = join(scratch(t), 'tftp.log');
  writeFileSync(path, line('SIPDefault.cnf'));
  const { log, seen, next } = reading(t, (options) => readLogFile(path, options));
  await log.ready;
  assert.equal(await next(), 'done SIPDefault.cnf 192.168.1.21');
  appendFileSync(path, line('dialplan.xml'));
  assert.equal(await next(), 'done dialplan.xml 192.168.1.21');
  log.stop();
  appendFileSync(path, line('RINGLIST.DAT'));
  assert.deepEqual(seen, []);
});

test('a log that is taken away while it is read is read to its end, and the one in its place too', async (t) => {
  const path = join(scratch(t), 'tftp.log');
  // So long that it takes several reads, between which the change is heard of.
  writeFileSync(path, line('SIPDefault.cnf').repeat(20_000));
  const { log, seen, next } = reading(t, (options) => readLogFile(path, options));
  await next();
  renameSync(path, `${path}.1`);
  await log.ready;
  writeFileSync(path, line('dialplan.xml'));
  while ((await next()) !== 'done dialplan.xml 192.168.1.21');
  assert.deepEqual(seen, []);
});

test('a log that is not there is told', async (t) => {
  const { log } = reading(t, (options) => readLogFile(join(scratch(t), 'tftp.log'), options));
  await assert.rejects(log.ready, { code: 'ENOENT' });
});

/** Puts a program called journalctl in front of that of the system. */
function fakeJournal(t: TestContext, script: string): void {
  const folder = scratch(t);
  const program = join(folder, 'journalctl');
  writeFileSync(program, `#!/bin/sh\n${script}\n`);
  chmodSync(program, 0o755);
  const { PATH } = process.env;
  process.env.PATH = `${folder}:${PATH}`;
  t.after(() => {
    process.env.PATH = PATH;
  });
}

const needsShell = process.platform === 'win32' ? 'the journal is one of Linux' : false;

test('the journal is asked for what TFTP servers wrote, and read as it grows', { skip: needsShell }, async (t) => {
  fakeJournal(
    t,
    [
      'for argument in "$@"; do test "$argument" = --identifier=in.tftpd && known=yes; done',
      'test "$1 $known" = "--follow yes" || exit 3',
      'echo "2024-11-28T10:21:07+0000 pbx in.tftpd[4]: RRQ from 192.168.1.21 filename SIPDefault.cnf"',
      'exec sleep 60',
    ].join('\n'),
  );
  const { log, next } = reading(t, readJournal);
  await log.ready;
  assert.equal(await next(), 'request SIPDefault.cnf 192.168.1.21');
});

test('what journalctl complains about is told', { skip: needsShell }, async (t) => {
  fakeJournal(t, 'echo "Failed to open system journal: Permission denied" >&2; exit 1');
  await assert.rejects(reading(t, readJournal).log.ready, /Permission denied/);
});
