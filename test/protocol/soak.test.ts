/** Hours of editing in a moment. `npm run soak` is the long one; what it measured stands in docs/reliability.md. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Sample, soak } from '../soak/soak.ts';
import { growthOf } from '../soak/verdict.ts';

/** A few minutes are the beginning, when the engine still makes code and tables: more than that is a leak. */
const most = 0.15;

test('some minutes of editing leave no memory behind, no stale finding and nothing in the log', async () => {
  const plan = { hours: 0.1, seed: 2, phones: 100, samples: 15, rest: 0, say: () => undefined };
  const { samples, deeds, keystrokes, complaints } = await soak(plan);
  assert.ok(deeds > 100 && keystrokes > 300);
  assert.equal(complaints, '');
  const { heap } = growthOf(samples);
  assert.ok(heap < most, `the heap has grown by ${(heap * 100).toFixed(1)} %`);
});

test('memory that grows by a little in each hour is seen, and a single peak is none', () => {
  const measured = (heap: (hour: number) => number): Sample[] =>
    Array.from({ length: 24 }, (_, hour) => ({
      hours: hour + 1,
      heap: heap(hour),
      code: 0,
      external: 0,
      resident: 1,
      resources: 3,
    }));
  assert.ok(growthOf(measured((hour) => 100 + hour)).heap > 0.1);
  assert.equal(growthOf(measured((hour) => (hour === 20 ? 200 : 100))).heap, 0);
});
