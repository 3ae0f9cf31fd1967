/** `Keep as Expectation`: what the phone does now, as a line of the file beside the plan. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  additionTo,
  canBeExpected,
  expectationOf,
  idsOf,
  testsPathOf,
} from '../../../client/src/workbench/expectation.ts';
import type { DialStep, DialTest, FirmwareQuestion } from '../../../server/src/protocol.ts';

const dialled: DialStep = {
  input: '2001',
  templates: ['complete'],
  winner: 0,
  verdict: 'wait',
  reason: '',
  timeoutSeconds: 1,
  secondaryTone: null,
  sends: '2001',
  uri: null,
  route: 'default',
};
const kept = (keys: string, changes: Partial<DialStep> = {}) => expectationOf(keys, { ...dialled, ...changes });

test('it says what is sent and when', () => {
  assert.equal(kept('2001'), '2001  dials 2001 after 1 s');
  assert.equal(kept('911', { verdict: 'dial-now', timeoutSeconds: 0, sends: '911' }), '911  dials 911 now');
  assert.equal(
    kept('911', { timeoutSeconds: 0, sends: '911', route: 'emergency' }),
    '911  dials 911 now route emergency',
  );
  assert.equal(kept('2', { winner: null, timeoutSeconds: 10 }), '2  waits');
  assert.equal(kept('7', { winner: null, timeoutSeconds: 10, verdict: 'no-match' }), '7  no match');
  assert.equal(kept('', { timeoutSeconds: 0, sends: '2001' }), 'handset lifted  dials 2001 now');
});

test('what could be taken for a comment or for a word of the format is put in quotes', () => {
  assert.equal(kept('#12'), '"#12"  dials 2001 after 1 s');
  assert.equal(kept('12#'), '12#  dials 2001 after 1 s');
  assert.equal(kept('8', { sends: 'now' }), '8  dials "now" after 1 s');
  assert.equal(kept('8', { sends: '<sip:8@host>' }), '8  dials "<sip:8@host>" after 1 s');
  assert.equal(kept('8', { sends: 'a"b' }), '8  dials after 1 s');
});

test('only what can be keyed in is an expectation', () => {
  assert.ok(canBeExpected('*21*2001#'));
  assert.ok(!canBeExpected('alice'));
});

test('the file has the name of the plan', () => {
  assert.equal(testsPathOf('/tftp/dialplan.xml'), '/tftp/dialplan.tests');
  assert.equal(testsPathOf('/tftp/DIAL.XML'), '/tftp/DIAL.tests');
  assert.equal(testsPathOf('/tftp/dialplan'), undefined);
});

const questions: FirmwareQuestion[] = [
  { id: 'hash', question: '', default: 'dials', choices: [] },
  { id: 'star', question: '', default: 'one', choices: [] },
];
const add = (file: string, line = 1, firmware = {}) =>
  additionTo(file, '2  waits', { keys: '2', line, firmware }, questions);

test('a line is added at the end, on a line of its own', () => {
  assert.equal(add(''), '2  waits\n');
  assert.equal(add('1 waits\n'), '2  waits\n');
  assert.equal(add('1 waits'), '\n2  waits\n');
});

test('what the file says already is not added', () => {
  assert.equal(add('2  waits\r\n3 waits\r\n'), '');
});

test('the line and the firmware that it holds for are said, when the file did not yet', () => {
  assert.equal(add('', 2), 'line 2\n2  waits\n');
  assert.equal(add('line 2\n', 2), '2  waits\n');
  assert.equal(add('line 2\n'), 'line 1\n2  waits\n');
  assert.equal(add('', 1, { star: 'none', hash: 'dials' }), 'firmware star=none\n2  waits\n');
  assert.equal(add('firmware star=none # as seen\n', 1, { star: 'none' }), '2  waits\n');
  assert.equal(add('firmware star=none hash=waits\n'), 'firmware hash=dials star=one\n2  waits\n');
});

test('the same expectation for another line is another one', () => {
  assert.equal(add('2  waits\nline 2\n'), 'line 1\n2  waits\n');
});

test('expectations are told apart by what they say', () => {
  const of = (label: string): DialTest => ({ label, passed: true, message: '', range: {} as DialTest['range'] });
  assert.deepEqual(idsOf([of('1 waits'), of('2 waits'), of('1 waits')]), ['1 waits', '2 waits', '1 waits (2)']);
});
