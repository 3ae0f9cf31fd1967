/** The questions of New TFTP Folder and New Phone: their order, what is proposed, and the way back. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Answers, lastOf, neighbour, placeOf, withAnswer } from '../../../client/src/create/interview.ts';
import { phoneOf, phoneQuestions } from '../../../client/src/create/phoneQuestions.ts';
import { questions } from '../../../server/src/create/questions.ts';

const folder = questions('Europe/Berlin');

/** The ids of the questions as they are asked, one after the other. */
function asked(list: Parameters<typeof placeOf>[0], answers: Answers): string[] {
  const ids: string[] = [];
  for (let id = placeOf(list, answers)?.question.id; id !== undefined; id = neighbour(list, answers, id, 1))
    ids.push(id);
  return ids;
}

test('what is of use with another answer only is not asked without it', () => {
  assert.ok(!asked(folder, {}).includes('backupProxyPort'));
  const withBackup = asked(folder, { backupProxy: '192.0.2.2' });
  assert.equal(withBackup[withBackup.indexOf('backupProxy') + 1], 'backupProxyPort');
});

test('back leads to the question before, and from the first one nowhere', () => {
  const [first = '', second = ''] = asked(folder, {});
  assert.equal(neighbour(folder, {}, second, -1), first);
  assert.equal(neighbour(folder, {}, first, -1), undefined);
  assert.equal(lastOf(folder, {}), asked(folder, {}).at(-1));
});

test('the place is counted among the questions that are asked', () => {
  assert.deepEqual([placeOf(folder, {})?.step, placeOf(folder, {})?.total], [1, asked(folder, {}).length]);
  const last = placeOf(folder, {}, lastOf(folder, {}));
  assert.equal(last?.step, last?.total);
});

test('the time zone that is proposed is that of the computer', () => {
  assert.equal(placeOf(folder, {}, 'zone')?.value, 'Europe/Berlin');
});

test('another country has other proposals, as long as nothing else was answered', () => {
  const american = placeOf(folder, { country: 'US' }, 'emergency')?.value;
  assert.match(american ?? '', /911/);
  const taken = withAnswer(folder, { country: 'US' }, 'emergency', american ?? '');
  assert.deepEqual(taken, { country: 'US' });
  assert.match(placeOf(folder, { ...taken, country: 'DE' }, 'emergency')?.value ?? '', /112/);
  const own = withAnswer(folder, { country: 'US' }, 'emergency', '999');
  assert.equal(placeOf(folder, { ...own, country: 'DE' }, 'emergency')?.value, '999');
});

test('the rest can be left to what is proposed once everything that is needed has an answer', () => {
  assert.equal(placeOf(folder, {})?.restIsProposed, true);
  assert.equal(placeOf(phoneQuestions({}), {}, 'mac')?.restIsProposed, false);
  const answers = { mac: '000DBC001122', model: '7940', user1: '2001' };
  assert.equal(placeOf(phoneQuestions(answers), answers, 'user1')?.restIsProposed, true);
});

test('a phone is asked for as many lines as its model has, and no more than the user names', () => {
  const one = { mac: '000DBC001122', model: '7940', user1: '2001' };
  assert.deepEqual(asked(phoneQuestions(one), one), [
    'mac',
    'model',
    'label',
    'user1',
    'displayName1',
    'password1',
    'user2',
  ]);
  const two = { ...one, user2: '2002' };
  assert.equal(asked(phoneQuestions(two), two).at(-1), 'password2');
  const large = { ...two, model: '7960' };
  assert.equal(asked(phoneQuestions(large), large).at(-1), 'user3');
});

test('a line that is taken back takes those behind it along', () => {
  const answers = { mac: '000DBC001122', model: '7960', user1: '2001', user2: '', user3: '2003', password3: 'made-up' };
  assert.equal(asked(phoneQuestions(answers), answers).at(-1), 'user2');
  assert.deepEqual(
    phoneOf(answers).lines.map(({ user }) => user),
    ['2001'],
  );
});

test('the phone is what was answered', () => {
  const answers = { mac: '00:0d:bc:00:11:22', model: '7960', label: 'Lobby', user1: '2001', displayName1: 'Reception' };
  assert.deepEqual(phoneOf(answers), {
    mac: '00:0d:bc:00:11:22',
    model: '7960',
    label: 'Lobby',
    lines: [{ user: '2001', displayName: 'Reception', password: '' }],
  });
});
