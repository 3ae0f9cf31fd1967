/** When a phone that was told to restart is up, by what it asks a TFTP server for. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BootLog } from '../../../client/src/boot/bootLog.ts';
import { newsOf } from '../../../client/src/sync/comingUp.ts';
import type { TftpEvent } from '../../../client/src/tftp/server/events.ts';

const mac = '000DBC001122';
const own = `SIP${mac}.cnf`;
const address = '192.0.2.21';
const told = Date.UTC(2026, 10, 25, 9);
const second = 1000;

type Asked = readonly [seconds: number, file: string, outcome?: 'done' | 'missing' | 'failed'];

/** The phone after it asked for these files, in seconds after it was told; without an outcome nothing is known of it. */
function phoneThat(...asked: readonly Asked[]) {
  const log = new BootLog();
  for (const [seconds, file, outcome] of asked) {
    const about = { file, address, transfer: `${seconds} ${file}`, time: told + seconds * second };
    log.add({ type: 'request', ...about });
    const ends: Record<string, TftpEvent> = {
      done: { type: 'done', ...about },
      missing: { type: 'missing', ...about },
      failed: { type: 'failed', reason: 'silent', ...about },
    };
    if (outcome) log.add(ends[outcome]!);
  }
  return log.phones.find((phone) => phone.mac === mac)!;
}

/** As firmware 8.12 starts. */
const start = (at: number, outcome?: Asked[2]): Asked[] => [
  [at, `CTLSEP${mac}.tlv`, 'missing'],
  [at, `SEP${mac}.cnf.xml`, 'missing'],
  [at, own, 'done'],
  [at + 1, `MGC${mac}.cnf`, 'missing'],
  [at + 1, 'XMLDefault.cnf.xml', 'missing'],
  [at + 30, 'SIPDefault.cnf', 'done'],
  outcome ? [at + 31, own, outcome] : [at + 31, own],
];

const look = (asked: readonly Asked[], after = 60) => newsOf(phoneThat(...asked), told, told + after * second);

test('a phone that fetched its file after the first files of a start is up', () => {
  assert.deepEqual(look([...start(-600, 'done'), [20, 'syncinfo.xml', 'done'], ...start(22, 'done')]), {
    type: 'started',
  });
});

test('what it asked for before it was told does not count', () => {
  assert.equal(look(start(-600, 'done')), undefined);
});

test('its file fetched by the loader is not yet the end', () => {
  const news = look([...start(-600, 'done'), ...start(22, 'done').slice(0, 5)]);
  assert.deepEqual(news, { type: 'heard', at: told + 23 * second, isDeciding: false });
});

test('a phone that reads syncinfo.xml and its dial plan has not restarted yet', () => {
  const asked: Asked[] = [
    [20, 'syncinfo.xml', 'done'],
    [20, 'dialplan.xml', 'done'],
  ];
  for (const before of [start(-600, 'done'), start(-600, 'done').slice(0, 3)])
    assert.deepEqual(look([...before, ...asked]), { type: 'heard', at: told + 20 * second, isDeciding: true });
});

test('a phone that runs may ask for its file again', () => {
  assert.equal(look([...start(-60, 'done'), [10, own, 'done']])?.type, 'heard');
});

test('where a log tells nothing of how it went, asking is enough after a while', () => {
  const asked = [...start(-600, 'done'), ...start(22)];
  assert.equal(look(asked, 54)?.type, 'heard');
  assert.deepEqual(look(asked, 56), { type: 'started' });
});

test('a phone whose file is not there has failed, and so has one that did not get it', () => {
  assert.deepEqual(look([...start(22, 'missing')]), {
    type: 'failed',
    why: `It restarted, and ${own} was not there.`,
  });
  assert.deepEqual(look([...start(22, 'failed')]), { type: 'failed', why: `It restarted and did not get ${own}.` });
});

test('a log that tells whole seconds may seem to be a little early', () => {
  const news = newsOf(phoneThat(...start(0, 'done')), told + 900, told + 60 * second);
  assert.deepEqual(news, { type: 'started' });
});
