/** Passwords are covered in the editor for those who want that, and a click shows one. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Range } from 'vscode-languageserver-types';
import { covered } from '../../../client/src/masking/covered.ts';
import type { CnfDocument } from '../../../server/src/formats/cnf/document.ts';
import { cnf } from '../../../server/src/formats/cnf/index.ts';
import { passwordRanges } from '../../../server/src/formats/cnf/passwords.ts';
import { onLine } from '../../../server/src/formats/ranges.ts';
import { open } from '../../support/language.ts';

/** What is covered in a text, as it stands there. */
function passwords(text: string): string[] {
  const { source, document } = open(cnf, { name: 'SIP000DBC001122.cnf', text });
  return passwordRanges(document as CnfDocument).map((range) => source.getText(range));
}

test('what is covered are the values of the parameters that hold passwords, without their quotes', () => {
  const text = [
    'line1_name: 2001',
    'line1_password: "tr0mb0ne-7" ; of the reception',
    'LINE2_PASSWORD:q7w-hollow-29',
    'phone_password: "open',
    'phone_prompt: "password"',
  ].join('\r\n');
  assert.deepEqual(passwords(text), ['tr0mb0ne-7', 'q7w-hollow-29', 'open']);
});

test('where no password is, nothing is covered', () => {
  const none = [
    'line1_password: ""',
    'line2_password: UNPROVISIONED',
    'line3_password: "{{ secret }}"',
    '# password: x',
  ];
  assert.deepEqual(passwords(none.join('\n')), []);
});

const first = onLine(1, 17, 27);
const second = onLine(2, 16, 20);
const cursor = (line: number, character: number): Range => onLine(line, character, character);

test('a cursor in a password, or at one of its ends, shows that one', () => {
  for (const at of [17, 20, 27]) assert.deepEqual(covered([first, second], [cursor(1, at)]), [second]);
  for (const at of [0, 16, 28]) assert.deepEqual(covered([first, second], [cursor(1, at)]), [first, second]);
});

test('a selection shows what it touches, and several cursors each their own', () => {
  const all = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
  assert.deepEqual(covered([first, second], [all]), []);
  assert.deepEqual(covered([first, second], [cursor(1, 17), cursor(2, 20)]), []);
  assert.deepEqual(covered([first, second], []), [first, second]);
});
