/** One folder is served at a time, and a port is given back before it is opened again. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  isServed,
  nextServing,
  type Offer,
  type ServingEvent,
  type ServingState,
  stopped,
} from '../../../client/src/serving/servingState.ts';
import { random } from '../../support/random.ts';

const offer: Offer = { folder: '/srv/tftp', host: '0.0.0.0', port: 69, anyLetterCase: false, anyAddress: false };
const trouble = { what: 'It broke.', remedies: [], isAboutPort: false };

/** The state after these events, and all that was done. */
function after(events: readonly ServingEvent[], from: ServingState = stopped) {
  let state = from;
  const done: string[] = [];
  for (const event of events) {
    const step = nextServing(state, event);
    state = step.state;
    done.push(...step.actions.map((action) => `${action.do} ${action.run}`));
  }
  return { state, done };
}

const serve = (run: number): ServingEvent => ({ what: 'serve', offer, run });
const opened = (run: number): ServingEvent => ({ what: 'opened', run, port: 69 });
const failed = (run: number): ServingEvent => ({ what: 'failed', run, trouble });

test('a folder is served once the port is open, until it is told to stop', () => {
  assert.equal(after([serve(1)]).state.is, 'starting');
  assert.equal(after([serve(1), opened(1)]).state.is, 'serving');
  assert.deepEqual(after([serve(1), opened(1), { what: 'stop' }]), { state: stopped, done: ['open 1', 'close 1'] });
});

test('another folder takes the place of the first, whose port is given back before', () => {
  assert.deepEqual(after([serve(1), opened(1), serve(2)]).done, ['open 1', 'close 1', 'open 2']);
  assert.deepEqual(after([serve(1), serve(2)]).done, ['open 1', 'close 1', 'open 2']);
});

test('a port that can not be opened is a failure, which the next attempt forgets', () => {
  const { state } = after([serve(1), failed(1)]);
  assert.deepEqual(state, { is: 'failed', offer, trouble });
  assert.equal(after([serve(2), opened(2)], state).state.is, 'serving');
  assert.equal(after([{ what: 'stop' }], state).state.is, 'stopped');
});

test('a server that breaks while it serves has failed, and is closed', () => {
  const { state, done } = after([serve(1), opened(1), failed(1)]);
  assert.equal(state.is, 'failed');
  assert.deepEqual(done, ['open 1', 'close 1']);
});

test('what comes too late no longer counts', () => {
  assert.equal(after([serve(1), { what: 'stop' }, opened(1)]).state.is, 'stopped');
  assert.equal(after([serve(1), { what: 'stop' }, failed(1)]).state.is, 'stopped');
  assert.equal(after([serve(1), serve(2), failed(1)]).state.is, 'starting');
});

test('whatever happens, each port that was opened is closed once, and one is open at the end at the most', () => {
  const next = random(7);
  const below = (end: number) => Math.floor(next() * end);
  for (let round = 0; round < 300; round++) {
    let state: ServingState = stopped;
    let run = 0;
    const open: number[] = [];
    for (let step = 0; step < 20; step++) {
      const some = Math.max(1, run - below(2));
      const event = [serve(run + 1), { what: 'stop' } as const, opened(some), failed(some)][below(4)]!;
      if (event.what === 'serve') run++;
      const { state: then, actions } = nextServing(state, event);
      state = then;
      for (const action of actions) {
        if (action.do === 'open') open.push(action.run);
        else assert.equal(open.pop(), action.run);
        assert.ok(open.length <= 1);
      }
    }
    assert.equal(open.length, state.is === 'starting' || state.is === 'serving' ? 1 : 0);
  }
});

test('a folder that is served anew at once has been served all the time; in all other states it is not', () => {
  const { folder } = offer;
  assert.ok(isServed(folder, after([serve(1), opened(1)]).state));
  assert.ok(isServed(folder, after([serve(1), opened(1), serve(2)]).state));
  for (const end of [{ what: 'stop' } as const, failed(1)])
    assert.equal(isServed(folder, after([serve(1), opened(1), end]).state), false);
  assert.equal(isServed(folder, stopped), false);
  assert.equal(isServed('/srv/other', after([serve(1), opened(1)]).state), false);
});
