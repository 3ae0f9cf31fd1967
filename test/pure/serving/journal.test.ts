/** A journal whose program ends in the middle: a program of the same name stands in for it. */

import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { type LogReading, readJournal } from '../../../client/src/serving/logReader.ts';

const skip = process.platform === 'win32' ? 'the journal is one of Linux' : false;

/** Of a process: itself, as the first thing that it says. */
const saysWhoItIs = 'echo "2024-11-28T10:21:07+0000 pbx in.tftpd[4]: RRQ from 192.168.1.21 filename $$.cnf"';

/** Puts a program called journalctl in place of all others; without a script there is none. */
function standIn(t: TestContext, script?: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'cisco-sip-journal-'));
  const program = join(folder, 'journalctl');
  if (script !== undefined) {
    writeFileSync(program, `#!/bin/sh\n${script}\n`);
    chmodSync(program, 0o755);
  }
  const { PATH } = process.env;
  process.env.PATH = script === undefined ? folder : `${folder}:${PATH}`;
  t.after(() => {
    process.env.PATH = PATH;
    rmSync(folder, { recursive: true, force: true });
  });
}

interface Reading {
  readonly log: LogReading;
  /** The number of the process that is read. */
  readonly running: Promise<number>;
  /** Why it ended first, and why each time. */
  readonly ended: Promise<string>;
  readonly ends: readonly string[];
}

function reading(t: TestContext): Reading {
  const ends: string[] = [];
  let begin: (running: number) => void;
  let end: (why: string) => void;
  const running = new Promise<number>((resolve) => {
    begin = resolve;
  });
  const ended = new Promise<string>((resolve) => {
    end = resolve;
  });
  const log = readJournal({
    onEvent: ({ file }) => begin(Number.parseInt(file, 10)),
    onEnd(why) {
      ends.push(why);
      end(why);
    },
  });
  t.after(() => log.stop());
  return { log, running, ended, ends };
}

test('a journal that ends while it is followed says so, with the last thing that its program said', {
  skip,
}, async (t) => {
  standIn(t, `echo "Hint: some are not shown" >&2; ${saysWhoItIs}; echo "Journal file is truncated" >&2; exit 1`);
  const { log, ended, ends } = reading(t);
  await log.ready;
  assert.equal(await ended, 'Journal file is truncated');
  assert.equal(ends.length, 1);
});

test('and so does one whose program is killed', { skip }, async (t) => {
  standIn(t, `${saysWhoItIs}; exec sleep 60`);
  const { log, running, ended } = reading(t);
  await log.ready;
  process.kill(await running, 'SIGKILL');
  assert.equal(await ended, 'journalctl was ended by SIGKILL.');
});

test('one that ends without a word is told in words of ours', { skip }, async (t) => {
  standIn(t, saysWhoItIs);
  const { log, ended } = reading(t);
  await log.ready;
  assert.equal(await ended, 'journalctl ended.');
});

test('one that can not be started never began, so that it does not end', { skip }, async (t) => {
  standIn(t);
  const { log, ends } = reading(t);
  await assert.rejects(log.ready, { code: 'ENOENT' });
  assert.deepEqual(ends, []);
});

test('who stops it is not told that it ends, be it before or after its first line', { skip }, async (t) => {
  standIn(t, 'exec sleep 60');
  const early = reading(t);
  early.log.stop();
  await early.log.ready;
  standIn(t, `${saysWhoItIs}; exec sleep 60`);
  const { log, running, ends } = reading(t);
  const number = await running;
  log.stop();
  while (isRunning(number)) await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual([...early.ends, ...ends], []);
});

function isRunning(number: number): boolean {
  try {
    return process.kill(number, 0);
  } catch {
    return false;
  }
}
