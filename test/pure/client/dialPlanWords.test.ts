/** What the page of the dial plan workbench says, and what it makes of what is typed. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keysIn, keysOf, standingOf, stepInWords, verdictInWords } from '../../../client/webview/dialPlan/words.ts';
import type { DialStep, DialTemplate } from '../../../server/src/protocol.ts';

const nothing: DialStep = {
  input: '',
  templates: [],
  winner: null,
  verdict: 'wait',
  reason: '',
  timeoutSeconds: null,
  secondaryTone: null,
  sends: null,
  uri: null,
  route: null,
};
const step = (changes: Partial<DialStep>): DialStep => ({ ...nothing, ...changes });

const template = (match: string): DialTemplate => ({
  match,
  words: '',
  examples: [],
  timeoutSeconds: 0,
  line: 0,
  range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
});

test('the verdict says what goes out and when', () => {
  const said = (changes: Partial<DialStep>) => verdictInWords(step(changes));
  assert.equal(said({}), 'Waits for the first key');
  assert.equal(said({ verdict: 'dial-now', timeoutSeconds: 0, sends: '911', winner: 0 }), 'Dials 911 now');
  assert.equal(said({ timeoutSeconds: 1, sends: '2001', winner: 2 }), 'Dials 2001 after 1 s');
  assert.equal(said({ timeoutSeconds: 10, sends: '20' }), 'Waits 10 s, then dials 20');
  assert.equal(said({ verdict: 'no-match', timeoutSeconds: 10, sends: '77' }), 'Dials 77 after 10 s');
  assert.equal(said({ timeoutSeconds: 5, winner: 0 }), 'Dials nothing after 5 s');
});

test('each key says what it led to', () => {
  const templates = [template('2...'), template('9,*')];
  const said = (changes: Partial<DialStep>) => stepInWords(step(changes), templates);
  assert.equal(said({ timeoutSeconds: 10, templates: ['pending', 'dead'] }), 'waits 10 s, 1 template may fit');
  assert.equal(
    said({ timeoutSeconds: 10, templates: ['pending', 'pending'], secondaryTone: 'Bellcore-Outside' }),
    'waits 10 s, 2 templates may fit, plays Bellcore-Outside',
  );
  assert.equal(said({ verdict: 'dial-now', timeoutSeconds: 0, winner: 0 }), 'dials now, by 2...');
  assert.equal(
    said({ verdict: 'no-match', timeoutSeconds: 10, templates: ['dead', 'dead'] }),
    'waits 10 s, no template fits',
  );
});

test('a template wins, fits, may fit or is out', () => {
  const now = step({ winner: 1, templates: ['complete', 'complete', 'pending', 'dead'] });
  assert.deepEqual(
    [0, 1, 2, 3].map((index) => standingOf(now, index)),
    ['fits', 'wins', 'possible', 'out'],
  );
});

test('the keys are those by which the input grew', () => {
  assert.deepEqual(keysOf(['', '2', '20', '20#'].map((input) => step({ input }))), ['2', '0', '#']);
  assert.deepEqual(keysOf([]), []);
});

test('what people write between digits is no key', () => {
  assert.equal(keysIn('+49 (30) 1234-56/7'), '+49301234567');
  assert.equal(keysIn('*21*2001#'), '*21*2001#');
});
