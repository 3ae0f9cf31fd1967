/** What a click can do about a problem of a phone, and what it never does. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Problem } from '../../../client/src/boot/judge.ts';
import { arrivedFile, mendOf } from '../../../client/src/serving/mends.ts';

const problem = (id: Problem['id'], file?: string, similar?: string): Problem => ({
  id,
  message: '',
  remedy: '',
  ...(file !== undefined && { file }),
  ...(similar !== undefined && { similar }),
});

test('a file in other letters is copied under the name that is asked for, also in a folder', () => {
  const found = mendOf(problem('letter-case', '/phones/SIP000DBC001122.cnf', 'phones/sip000dbc001122.cnf'));
  assert.deepEqual(found, {
    do: 'copy',
    from: 'phones/sip000dbc001122.cnf',
    to: 'phones/SIP000DBC001122.cnf',
    title: 'Copy phones/sip000dbc001122.cnf as phones/SIP000DBC001122.cnf',
  });
});

test('a phone without a file gets one, and a dial plan that is missing is made', () => {
  assert.deepEqual(mendOf(problem('missing', 'SIP000DBC001122.cnf')), {
    do: 'create phone',
    mac: '000DBC001122',
    title: 'Create SIP000DBC001122.cnf…',
  });
  assert.deepEqual(mendOf(problem('missing', 'office.xml')), {
    do: 'create dial plan',
    to: 'office.xml',
    title: 'Create office.xml',
  });
});

test('what is there meanwhile is not offered to be made, whoever made it, and is offered when it goes away again', () => {
  const missing = problem('missing', '/office.xml');
  const letters = problem('letter-case', 'dialplan.xml', 'DialPlan.xml');
  const before = new Set(['SIPDefault.cnf', 'DialPlan.xml']);
  const after = new Set([...before, 'office.xml', 'dialplan.xml']);
  for (const each of [missing, letters]) {
    assert.ok(mendOf(each, before), each.id);
    assert.equal(arrivedFile(each, before), undefined);
    assert.equal(mendOf(each, after), undefined, each.id);
  }
  assert.deepEqual(
    [missing, letters].map((each) => arrivedFile(each, after)),
    ['office.xml', 'dialplan.xml'],
  );
  assert.equal(arrivedFile(problem('missing', 'P0S3-8-12-00.sb2'), new Set(['P0S3-8-12-00.sb2'])), 'P0S3-8-12-00.sb2');
});

test('a file is not copied that is gone itself', () => {
  assert.equal(mendOf(problem('letter-case', 'dialplan.xml', 'DialPlan.xml'), new Set(['SIPDefault.cnf'])), undefined);
});

test('other troubles with a file are not over because it is there', () => {
  const files = new Set(['dialplan.xml']);
  assert.equal(arrivedFile(problem('incomplete', 'dialplan.xml'), files), undefined);
  assert.equal(arrivedFile(problem('missing', '../dialplan.xml'), files), undefined);
  assert.equal(arrivedFile(problem('missing', 'dialplan.xml'), undefined), undefined);
});

test('firmware is made by Cisco alone, and for other troubles there is no click', () => {
  for (const found of [
    problem('missing', 'P0S3-8-12-00.sb2'),
    problem('missing', 'syncinfo.xml'),
    problem('incomplete', 'dialplan.xml'),
    problem('no-answer', 'SIPDefault.cnf'),
    problem('nothing-more'),
  ])
    assert.equal(mendOf(found), undefined, found.id);
});

test('nothing is made outside the folder, hidden, or under a name that is none of phones', () => {
  for (const file of ['../dialplan.xml', 'a/../../SIP000DBC001122.cnf', '.hidden/dialplan.xml', 'C:\\dialplan.xml'])
    for (const id of ['missing', 'letter-case'] as const)
      assert.equal(mendOf(problem(id, file, 'x.xml')), undefined, file);
  assert.equal(mendOf(problem('letter-case', 'id_rsa', 'ID_RSA')), undefined);
});
