/** When the message is sent again, when that ends, and what is heard in the meantime. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type Event,
  runTransaction,
  type State,
  standardTimers,
  start,
  step,
  type Transaction,
} from '../../../client/src/sip/transaction.ts';
import { VirtualClock } from '../../support/sip/time.ts';

interface Heard {
  readonly clock: VirtualClock;
  readonly transaction: Transaction<{ status: number }>;
  /** Seconds, and what happened then. */
  readonly log: [seconds: number, what: string][];
}

function begin(): Heard {
  const clock = new VirtualClock();
  const log: Heard['log'] = [];
  const note = (what: string) => log.push([clock.now() / 1000, what]);
  const transaction = runTransaction<{ status: number }>(clock, standardTimers, {
    send: () => note('send'),
    answer: ({ status }) => note(`${status}`),
    timeout: () => note('timeout'),
    transportError: (code) => note(code),
    ended: () => note('ended'),
  });
  return { clock, transaction, log };
}

function times(log: Heard['log'], what: string): number[] {
  return log.filter(([, each]) => each === what).map(([seconds]) => seconds);
}

test('a phone that never answers is sent to 11 times in 32 seconds', async () => {
  const { clock, log } = begin();
  await clock.moveTo(100_000);
  assert.deepEqual(times(log, 'send'), [0, 0.5, 1.5, 3.5, 7.5, 11.5, 15.5, 19.5, 23.5, 27.5, 31.5]);
  assert.deepEqual(log.slice(11), [
    [32, 'timeout'],
    [32, 'ended'],
  ]);
  assert.equal(clock.waiting, 0);
});

test('an answer ends the sending; its repeats are absorbed for 5 seconds', async () => {
  const { clock, transaction, log } = begin();
  await clock.moveTo(600);
  assert.ok(transaction.receive({ status: 200 }));
  await clock.moveTo(5000);
  assert.ok(!transaction.receive({ status: 200 }));
  assert.ok(!transaction.receive({ status: 500 }));
  await clock.moveTo(100_000);
  assert.deepEqual(log, [
    [0, 'send'],
    [0.5, 'send'],
    [0.6, '200'],
    [5.6, 'ended'],
  ]);
  assert.ok(!transaction.receive({ status: 200 }));
  assert.equal(clock.waiting, 0);
});

test('after "100 Trying" the message is repeated every 4 seconds only, and the 32 seconds still hold', async () => {
  const { clock, transaction, log } = begin();
  await clock.moveTo(700);
  assert.ok(transaction.receive({ status: 100 }));
  await clock.moveTo(100_000);
  // The repeat that was already planned still happens (17.1.2.2).
  assert.deepEqual(times(log, 'send'), [0, 0.5, 1.5, 5.5, 9.5, 13.5, 17.5, 21.5, 25.5, 29.5]);
  assert.deepEqual(times(log, 'timeout'), [32]);
});

test('a final answer after provisional ones ends it', async () => {
  const { clock, transaction, log } = begin();
  transaction.receive({ status: 100 });
  transaction.receive({ status: 183 });
  transaction.receive({ status: 200 });
  await clock.moveTo(100_000);
  assert.deepEqual(
    log.map(([, what]) => what),
    ['send', '100', '183', '200', 'ended'],
  );
});

test('an error of the network ends it at once', async () => {
  const { clock, transaction, log } = begin();
  await clock.moveTo(100);
  transaction.fail('ECONNREFUSED');
  transaction.fail('ECONNREFUSED');
  await clock.moveTo(100_000);
  assert.deepEqual(log, [
    [0, 'send'],
    [0.1, 'ECONNREFUSED'],
    [0.1, 'ended'],
  ]);
  assert.equal(clock.waiting, 0);
});

test('an error of the network after the answer changes nothing', async () => {
  const { clock, transaction, log } = begin();
  transaction.receive({ status: 200 });
  transaction.fail('ECONNREFUSED');
  await clock.moveTo(100_000);
  assert.deepEqual(times(log, 'ECONNREFUSED'), []);
  assert.deepEqual(times(log, 'ended'), [5]);
});

test('stopping it ends it at once and leaves no timer, before and after the answer', async () => {
  for (const answered of [false, true]) {
    const { clock, transaction, log } = begin();
    if (answered) transaction.receive({ status: 200 });
    transaction.cancel();
    assert.deepEqual(times(log, 'ended'), [0]);
    assert.equal(clock.waiting, 0);
    transaction.cancel();
    assert.deepEqual(times(log, 'ended'), [0]);
  }
});

test('a send that fails at once leaves no timer', () => {
  const clock = new VirtualClock();
  let fails = (_code: string) => {};
  const heard: string[] = [];
  const transaction = runTransaction<{ status: number }>(clock, standardTimers, {
    send: () => fails('ENETUNREACH'),
    answer: () => {},
    timeout: () => {},
    transportError: (code) => heard.push(code),
    ended: () => heard.push('ended'),
  });
  fails = (code) => transaction.fail(code);
  return clock.moveTo(500).then(() => {
    assert.deepEqual(heard, ['ENETUNREACH', 'ended']);
    assert.equal(clock.waiting, 0);
  });
});

test('every state takes every event, and nothing comes out of the end', () => {
  const events: Event[] = [
    ...[100, 199, 200, 299, 401, 699].map((status): Event => ({ type: 'response', status })),
    ...(['E', 'F', 'K'] as const).map((timer): Event => ({ type: 'timer', timer })),
    { type: 'transportError' },
    { type: 'cancel' },
  ];
  const states: State[] = [
    start(standardTimers).state,
    { name: 'proceeding', interval: 4000 },
    { name: 'completed' },
    { name: 'terminated' },
  ];
  const rank = ['trying', 'proceeding', 'completed', 'terminated'];
  for (const state of states) {
    for (const event of events) {
      const { state: next, actions } = step(state, event, standardTimers);
      assert.ok(rank.indexOf(next.name) >= rank.indexOf(state.name), `${state.name} ${event.type}`);
      if (state.name === 'terminated') assert.deepEqual(actions, []);
      if (state.name === 'completed') assert.ok(!actions.some(({ type }) => type === 'send' || type === 'answer'));
    }
  }
});
