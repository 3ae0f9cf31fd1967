/** Work that answers to events. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { oneAtATime } from '../../../client/src/oneAtATime.ts';

/** Work that ends when it is told to. */
function steps() {
  const ends: (() => void)[] = [];
  const work = () => new Promise<void>((resolve) => ends.push(resolve));
  return { work, ends };
}

test('however many events come during a run, there is one more run after it', async () => {
  const { work, ends } = steps();
  const start = oneAtATime(work);
  const done = start();
  start();
  start();
  assert.equal(ends.length, 1);
  ends[0]?.();
  await new Promise(setImmediate);
  assert.equal(ends.length, 2);
  ends[1]?.();
  await done;
  assert.equal(ends.length, 2);
});

test('an event after the end starts a new run', async () => {
  let runs = 0;
  const start = oneAtATime(async () => {
    runs++;
  });
  await start();
  await start();
  assert.equal(runs, 2);
});

test('a run that fails is told to who started it, and does not stop the next one', async () => {
  let fails = true;
  const start = oneAtATime(async () => {
    if (fails) throw new Error('no answer');
  });
  await assert.rejects(start(), /no answer/);
  fails = false;
  await start();
});
