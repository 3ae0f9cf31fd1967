/** Waves that count on what this window watches. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type PhoneWatch, runWaves } from '../../../client/src/sync/runWaves.ts';
import { at } from '../../support/bootLog.ts';
import { StandingClock } from '../../support/serving.ts';

const minute = 60_000;
const nobody = () => ({ dispose() {} });
const plan = { size: 2, patience: 3 * minute, stopsAtFailure: true };

/** Five phones that take the message and do not come up. */
function fivePhones(about: Partial<PhoneWatch> = {}, signal = new AbortController().signal) {
  const clock = new StandingClock(at('10:00:00'));
  const sent: (readonly number[])[] = [];
  const over = runWaves([true, true, true, true, true], plan, {
    clock,
    signal,
    watch: { timelineOf: () => undefined, onDidChange: nobody, onDidEnd: nobody, ...about },
    async send(phones, answered) {
      sent.push(phones);
      for (const phone of phones) answered(phone, true, '');
    },
    changed() {},
  });
  return { clock, sent, over };
}

/** Something that is watched until `end` is called. */
function watched() {
  const listeners = new Set<(why: string) => void>();
  const onDidEnd: PhoneWatch['onDidEnd'] = (listener) => {
    listeners.add(listener);
    return { dispose: () => listeners.delete(listener) };
  };
  const end = (why: string) => {
    for (const listener of [...listeners]) listener(why);
  };
  return { onDidEnd, end, listeners };
}

test('when nothing is seen any more, the restart ends: at once, and not when the phones are out of time', async () => {
  const { onDidEnd, end, listeners } = watched();
  const { clock, sent, over } = fivePhones({ onDidEnd });
  clock.pass(minute);
  end('/srv/tftp is no longer served.');
  const { phones, unseen } = await over;
  assert.equal(unseen, '/srv/tftp is no longer served.');
  assert.deepEqual(
    phones.map(({ state }) => state),
    ['told', 'told', 'left out', 'left out', 'left out'],
  );
  assert.deepEqual(sent, [[0, 1]]);
  assert.equal(listeners.size, 0, 'nobody listens after the end');
});

test('who has given up before it began restarts nobody', async () => {
  const { sent, over } = fivePhones({}, AbortSignal.abort());
  const { phones, isCancelled } = await over;
  assert.ok(isCancelled);
  assert.deepEqual(sent, []);
  assert.ok(phones.every(({ state }) => state === 'left out'));
});

test('when the messages cannot be sent at all, that is told and not a result', async () => {
  const clock = new StandingClock(at('10:00:00'));
  const trouble = new Error('nothing may be sent from here');
  const crew = { clock, watch: undefined, signal: new AbortController().signal, changed() {} };
  await assert.rejects(runWaves([true, true], plan, { ...crew, send: () => Promise.reject(trouble) }), trouble);
});

test('as long as somebody watches it goes on until the phones are out of time', async () => {
  const { clock, over } = fivePhones();
  clock.pass(2 * minute);
  const isOver = await Promise.race([over.then(() => true), Promise.resolve(false)]);
  assert.equal(isOver, false);
  clock.pass(minute);
  assert.equal((await over).phones[0]?.state, 'failed');
});
