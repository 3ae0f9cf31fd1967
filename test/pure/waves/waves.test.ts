/** Phones that are restarted in waves. */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { timing } from '../../../client/src/boot/facts.ts';
import {
  beginWaves,
  nextDeadline,
  stepWaves,
  type WaveEvent,
  type WaveOptions,
  type WaveState,
  type Waves,
} from '../../../client/src/sync/waves.ts';
import manifest from '../../../package.json' with { type: 'json' };
import { random } from '../../support/random.ts';

const minute = 60_000;
const watched: WaveOptions = { size: 2, patience: 3 * minute, isWatched: true, stopsAtFailure: true };
const unseen: WaveOptions = { ...watched, isWatched: false };

/** Waves of phones that all have a reason to restart, with a clock that is set by hand. */
function wavesOf(count: number, options: WaveOptions, restarts = Array.from({ length: count }, () => true)) {
  let { waves, send } = beginWaves(restarts, options);
  const sent = [send];
  return {
    sent,
    get waves(): Waves {
      return waves;
    },
    states: (): WaveState[] => waves.phones.map(({ state }) => state),
    why: (phone: number) => waves.phones[phone]?.why ?? '',
    tell(event: WaveEvent, now = 0) {
      ({ waves, send } = stepWaves(waves, event, now));
      if (send.length > 0) sent.push(send);
    },
    accept(phone: number, now = 0) {
      this.tell({ type: 'answered', phone, accepted: true, why: '' }, now);
    },
    heard(phone: number, at: number, isDeciding = false) {
      this.tell({ type: 'heard', phone, at, isDeciding }, at);
    },
  };
}

describe('where it is seen what phones ask for', () => {
  test('the next wave begins when every phone of the one before is up', () => {
    const five = wavesOf(5, watched);
    assert.deepEqual(five.sent, [[0, 1]]);
    five.accept(0);
    five.accept(1);
    five.tell({ type: 'started', phone: 1 });
    assert.deepEqual(five.states(), ['restarting', 'started', 'waiting', 'waiting', 'waiting']);
    five.tell({ type: 'started', phone: 0 });
    assert.deepEqual(five.sent, [
      [0, 1],
      [2, 3],
    ]);
    for (const phone of [2, 3, 4]) {
      five.accept(phone);
      five.tell({ type: 'started', phone });
    }
    assert.ok(five.waves.isOver);
    assert.deepEqual(
      five.waves.phones.map(({ wave }) => wave),
      [1, 1, 2, 2, 3],
    );
  });

  test('a phone that does not take the message ends the waves with its own; the others of it come up', () => {
    const four = wavesOf(4, watched);
    four.tell({ type: 'answered', phone: 0, accepted: false, why: 'No answer.' });
    four.accept(1);
    assert.equal(four.waves.isOver, false);
    four.tell({ type: 'started', phone: 1 });
    assert.deepEqual(four.states(), ['failed', 'started', 'left out', 'left out']);
    assert.equal(four.why(0), 'No answer.');
    assert.ok(four.waves.isOver);
  });

  test('so does one that asks for nothing for three minutes', () => {
    const three = wavesOf(3, watched);
    three.accept(0, 0);
    three.accept(1, 0);
    three.tell({ type: 'started', phone: 1 });
    assert.equal(nextDeadline(three.waves), 3 * minute);
    three.tell({ type: 'time' }, 3 * minute - 1);
    assert.equal(three.states()[0], 'restarting');
    three.tell({ type: 'time' }, 3 * minute);
    assert.deepEqual(three.states(), ['failed', 'started', 'left out']);
    assert.match(three.why(0), /asked for nothing within 180 seconds: it is in a call, or asks another TFTP server/);
  });

  test('a phone that fetches its firmware is waited for as long as it asks', () => {
    const one = wavesOf(1, watched);
    one.accept(0, 0);
    one.heard(0, 2 * minute);
    one.heard(0, 4 * minute);
    assert.equal(nextDeadline(one.waves), 7 * minute);
    one.tell({ type: 'time' }, 7 * minute);
    assert.match(one.why(0), /did not come up: since 180 seconds it has asked for nothing/);
  });

  test('but not one that goes in circles', () => {
    const one = wavesOf(1, watched);
    one.accept(0, 0);
    for (let at = minute; !one.waves.isOver; at += minute) one.heard(0, at);
    assert.match(one.why(0), /again and again/);
  });

  test('one that looks at syncinfo.xml and stays up is told what it lacks', () => {
    const one = wavesOf(1, watched);
    one.accept(0, 0);
    one.heard(0, 20_000, true);
    one.tell({ type: 'time' }, 4 * minute);
    assert.match(one.why(0), /holds this sync already, or there is no entry for its image/);
  });

  test('whoever wants to go on after failures does', () => {
    const three = wavesOf(3, { ...watched, size: 1, stopsAtFailure: false });
    for (const phone of [0, 1, 2]) three.tell({ type: 'answered', phone, accepted: false, why: 'No answer.' });
    assert.deepEqual(three.states(), ['failed', 'failed', 'failed']);
  });

  test('who cancels lets the running wave come up, and no other begins', () => {
    const three = wavesOf(3, watched);
    three.accept(0);
    three.tell({ type: 'cancel' });
    three.accept(1);
    three.tell({ type: 'started', phone: 0 });
    assert.deepEqual(three.states(), ['started', 'restarting', 'waiting']);
    three.tell({ type: 'started', phone: 1 });
    assert.deepEqual(three.states(), ['started', 'started', 'left out']);
  });
});

describe('when nothing is seen of phones any more', () => {
  const unseen = { type: 'unseen', why: '/srv/tftp is no longer served.', seen: [] } as const satisfies WaveEvent;

  test('no wave follows, nobody who took the message has failed for it, and it is over at once', () => {
    const five = wavesOf(5, watched);
    five.accept(0);
    five.accept(1);
    five.tell({ type: 'started', phone: 1 });
    five.tell(unseen);
    assert.deepEqual(five.states(), ['told', 'started', 'left out', 'left out', 'left out']);
    assert.ok(five.waves.isOver);
    assert.equal(five.sent.length, 1);
    five.tell({ type: 'time' }, 60 * minute);
    assert.equal(five.waves.phones.filter(({ state }) => state === 'failed').length, 0);
  });

  test('what was seen at the last moment counts, and begins no wave', () => {
    const five = wavesOf(5, watched);
    five.accept(0);
    five.accept(1);
    five.tell({ ...unseen, seen: [0, 1].map((phone) => ({ type: 'started', phone })) });
    assert.deepEqual(five.states(), ['started', 'started', 'left out', 'left out', 'left out']);
    assert.equal(five.sent.length, 1);
  });

  test('messages that are under way are waited for, and what they come to counts', () => {
    const four = wavesOf(4, watched);
    four.accept(0);
    four.tell(unseen);
    assert.deepEqual(four.states(), ['told', 'sending', 'waiting', 'waiting']);
    four.accept(1);
    assert.deepEqual(four.states(), ['told', 'told', 'left out', 'left out']);
    assert.equal(four.waves.unseen, '/srv/tftp is no longer served.');
  });

  test('what is over already stays as it was', () => {
    const one = wavesOf(1, watched);
    one.accept(0);
    one.tell({ type: 'started', phone: 0 });
    one.tell(unseen);
    assert.equal(one.waves.unseen, undefined);
  });
});

describe('where nobody sees what phones ask for', () => {
  test('the next wave begins after a time, and the last one is not waited for', () => {
    const three = wavesOf(3, unseen);
    three.accept(0, 1000);
    three.accept(1, 5000);
    three.tell({ type: 'time' }, 1000 + 3 * minute);
    assert.equal(three.sent.length, 1);
    three.tell({ type: 'time' }, 5000 + 3 * minute);
    assert.deepEqual(three.sent, [[0, 1], [2]]);
    three.accept(2, 9 * minute);
    assert.deepEqual(three.states(), ['told', 'told', 'told']);
    assert.ok(three.waves.isOver);
  });

  test('the rest is left out as soon as a phone refuses', () => {
    const four = wavesOf(4, unseen);
    four.accept(0);
    four.tell({ type: 'answered', phone: 1, accepted: false, why: 'Refused.' });
    assert.deepEqual(four.states(), ['told', 'failed', 'left out', 'left out']);
  });
});

test('phones that have no reason to restart are not waited for', () => {
  const three = wavesOf(3, { ...watched, size: 1 }, [false, true, false]);
  three.accept(0);
  three.accept(1);
  three.tell({ type: 'started', phone: 1 });
  three.accept(2);
  assert.deepEqual(three.states(), ['told', 'started', 'told']);
});

test('no phone, no wave', () => {
  assert.ok(beginWaves([], watched).waves.isOver);
});

test('what comes twice, too late, or from nobody changes nothing', () => {
  const two = wavesOf(2, { ...watched, size: 1 });
  two.tell({ type: 'started', phone: 0 });
  two.accept(1);
  two.accept(7);
  assert.deepEqual(two.states(), ['sending', 'waiting']);
  two.accept(0);
  two.tell({ type: 'started', phone: 0 });
  two.tell({ type: 'failed', phone: 0, why: 'Too late.' });
  assert.deepEqual(two.states(), ['started', 'sending']);
});

test('whatever happens in whatever order: never more than a wave restarts, each phone is told once, it ends', () => {
  for (let seed = 1; seed <= 300; seed++) {
    const next = random(seed);
    const below = (count: number) => Math.floor(next() * count);
    const count = 1 + below(30);
    const options: WaveOptions = {
      size: 1 + below(7),
      patience: minute,
      isWatched: next() < 0.7,
      stopsAtFailure: next() < 0.5,
    };
    const restarts = Array.from({ length: count }, () => next() < 0.9);
    const run = wavesOf(count, options, restarts);
    const failures = next() * 0.3;
    for (let now = 0; !run.waves.isOver; now += below(20_000)) {
      const phone = below(count);
      const events: WaveEvent[] = [
        { type: 'answered', phone, accepted: next() >= failures, why: 'No answer.' },
        { type: 'heard', phone, at: now, isDeciding: false },
        { type: 'started', phone },
        { type: 'time' },
        ...(next() < failures ? [{ type: 'failed', phone, why: 'Broken.' } as const] : []),
        ...(next() < 0.01 ? [{ type: 'cancel' } as const] : []),
        ...(next() < 0.01 ? [{ type: 'unseen', why: 'Nobody serves.', seen: [] } as const] : []),
      ];
      run.tell(events[below(events.length)]!, now);
      const busy = run.states().filter((state) => state === 'sending' || state === 'restarting');
      assert.ok(busy.length <= options.size, `seed ${seed}`);
    }
    const told = run.sent.flat();
    assert.equal(new Set(told).size, told.length, `seed ${seed}: somebody was told twice`);
    const states = run.states();
    assert.deepEqual(
      told.toSorted((a, b) => a - b),
      states.flatMap((state, phone) => (state === 'left out' ? [] : [phone])),
      `seed ${seed}`,
    );
    const wavesWithFailures = run.waves.phones.filter(({ state }) => state === 'failed').map(({ wave }) => wave);
    if (options.stopsAtFailure && wavesWithFailures.length > 0)
      assert.deepEqual([...new Set(wavesWithFailures)], [run.waves.wave], `seed ${seed}: it went on after a failure`);
    const isStopped = run.waves.isCancelled || run.waves.unseen !== undefined;
    const isWhole = !isStopped && !(options.stopsAtFailure && wavesWithFailures.length > 0);
    if (isWhole) assert.ok(!states.includes('left out'), `seed ${seed}`);
  }
});

test('the editor waits as long as the terminal unless it is told otherwise', () => {
  const { properties } = manifest.contributes.configuration;
  assert.equal(properties['cisco.checkSync.waveSeconds'].default * 1000, timing.comesBack);
});
