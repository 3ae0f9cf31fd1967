/** What those who look after phones are told. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Ending, type Words, words } from '../../../client/src/sip/outcome.ts';
import type { Phone } from '../../../client/src/sip/types.ts';

const phone: Phone = { host: '192.0.2.10', port: 5062, user: '1001' };

function told(ending: Ending): Words {
  return words(phone, ending, { sends: 11, patience: 32_000 });
}

function answered(status: number): Words {
  return told({ type: 'answer', status, reason: '' });
}

test('every final answer has a meaning and a next step, in whole sentences', () => {
  for (let status = 200; status < 700; status++) {
    const { kind, meaning, next } = answered(status);
    assert.match(meaning, /^[A-Z].*\.$/);
    assert.match(next, status < 300 ? /^$/ : /^[A-Z7].*\.$/);
    const expected = status < 300 ? 'accepted' : status === 401 || status === 407 ? 'unauthorized' : 'refused';
    assert.equal(kind, expected, `${status}`);
  }
});

test('200 does not promise a restart', () => {
  const { meaning } = answered(200);
  assert.match(meaning, /idle for 20 seconds/);
  assert.match(meaning, /only if SYNC in syncinfo\.xml differs/);
});

test('404 is about the line name, 481 and 489 about what else may have the address', () => {
  assert.match(answered(404).meaning, /no line named 1001/);
  assert.match(answered(404).next, /lineN_name/);
  assert.match(answered(481).next, /192\.0\.2\.10/);
  assert.match(answered(489).meaning, /check-sync/);
});

test('every error of the network has a meaning and a next step', () => {
  for (const code of ['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EACCES', 'ENOBUFS']) {
    const { kind, meaning, next } = told({ type: 'unreachable', code });
    assert.equal(kind, 'unreachable');
    assert.match(meaning, /192\.0\.2\.10.*\.$/);
    assert.match(next, /^[A-Z].*\.$/);
  }
  assert.match(told({ type: 'unreachable', code: 'ECONNREFUSED' }).meaning, /port 5062/);
  assert.match(told({ type: 'unreachable', code: 'ENOBUFS' }).meaning, /ENOBUFS/);
});

test('a message that was sent once was not sent "1 times"', () => {
  const { meaning } = words(phone, { type: 'timeout', provisional: false }, { sends: 1, patience: 500 });
  assert.equal(meaning, 'No answer within 0.5 seconds, to a message sent once.');
});

test('stopping tells whether the phone may have the message', () => {
  const stopped = (sends: number) => words(phone, { type: 'cancelled' }, { sends, patience: 1 }).meaning;
  assert.match(stopped(0), /before sending/);
  assert.match(stopped(1), /may have the message/);
});
