import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findingsIn, folder } from '../../support/folder.ts';

const lines = 'line1_name: 1\nline2_name: 2\nline3_name: 3\nline4_name: UNPROVISIONED\nline5_name: ""\n';
const found = (text: string) => findingsIn(folder({ 'SIP000DBC001122.cnf': text }));

test('a third line is a warning once a comment says that the phone is a 7940', () => {
  for (const comment of ['# cisco-sip-model 7940', '# cisco-sip-model: 7940G', '; Desk 1, cisco-sip-model 7940'])
    assert.deepEqual(found(`${comment}\n${lines}`), ['SIP000DBC001122.cnf:4 warning cnf/line-beyond-model'], comment);
});

test('a 7960 has six lines, and of a phone whose model nobody told nothing is said', () => {
  assert.deepEqual(found(`# cisco-sip-model 7960\n${lines}`), []);
  assert.deepEqual(found(`# a 7940 phone\n${lines}`), []);
  assert.deepEqual(found(lines), []);
});
