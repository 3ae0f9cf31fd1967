/** Waves that count on the folder that this window serves. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Served } from '../../../client/src/serving/servingState.ts';
import { type Crew, runWaves } from '../../../client/src/sync/runWaves.ts';
import { at } from '../../support/bootLog.ts';
import { StandingClock } from '../../support/serving.ts';

const minute = 60_000;
const plan = { size: 2, patience: 3 * minute, stopsAtFailure: true };

/** Five phones that take the message and do not come up. */
function fivePhones(about: Partial<Crew>) {
  const clock = new StandingClock(at('10:00:00'));
  const sent: (readonly number[])[] = [];
  const over = runWaves([true, true, true, true, true], plan, {
    clock,
    signal: new AbortController().signal,
    watch: { timelineOf: () => undefined, onDidChange: () => ({ dispose() {} }) },
    async send(phones, answered) {
      sent.push(phones);
      for (const phone of phones) answered(phone, true, '');
    },
    changed() {},
    ...about,
  });
  return { clock, sent, over };
}

/** A folder that is served until `end` is called. */
function servedFolder(): { served: Served; end(): void; listeners: Set<() => void> } {
  const listeners = new Set<() => void>();
  const offer = { folder: '/srv/tftp', host: '0.0.0.0', port: 69, anyLetterCase: false, anyAddress: false };
  const onDidEnd = (listener: () => void) => {
    listeners.add(listener);
    return { dispose: () => listeners.delete(listener) };
  };
  const end = () => {
    for (const listener of [...listeners]) listener();
  };
  return { served: { offer, onDidEnd }, end, listeners };
}

test('when serving ends, so does the restart: at once, and not when the phones are out of time', async () => {
  const { served, end, listeners } = servedFolder();
  const { clock, sent, over } = fivePhones({ served });
  clock.pass(minute);
  end();
  const { phones, unserved } = await over;
  assert.equal(unserved, '/srv/tftp');
  assert.deepEqual(
    phones.map(({ state }) => state),
    ['told', 'told', 'left out', 'left out', 'left out'],
  );
  assert.deepEqual(sent, [[0, 1]]);
  assert.equal(listeners.size, 0, 'nobody listens after the end');
});

test('where another server serves the folder it goes on as long as the phones have time', async () => {
  const { clock, over } = fivePhones({});
  clock.pass(2 * minute);
  const isOver = await Promise.race([over.then(() => true), Promise.resolve(false)]);
  assert.equal(isOver, false);
  clock.pass(minute);
  assert.equal((await over).phones[0]?.state, 'failed');
});
