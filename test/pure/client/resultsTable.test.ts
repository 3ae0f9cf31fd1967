import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Row, resultsText, summary } from '../../../client/src/phones/resultsTable.ts';
import type { Outcome, OutcomeKind } from '../../../client/src/sip/types.ts';

function row(title: string, kind?: OutcomeKind, words: Partial<Outcome> = {}): Row {
  const address = `192.0.2.${title}:5060`;
  if (kind === undefined) return { title, address };
  const phone = { host: `192.0.2.${title}`, port: 5060, user: title };
  return { title, address, outcome: { phone, kind, meaning: '', next: '', sends: 1, milliseconds: 1234, ...words } };
}

test('failures come first, and what to do stands there once', () => {
  const silent = { meaning: 'No answer.', next: 'See whether it is on.' };
  const text = resultsText(new Date(2026, 10, 5, 9, 8, 7), [
    row('1', 'accepted', { status: 200, reason: 'OK' }),
    row('2', 'timeout', silent),
    row('3'),
    row('4', 'refused', { status: 404, reason: 'Not Found', meaning: 'No such line.' }),
    row('55', 'timeout', silent),
  ]);
  assert.equal(
    text,
    `Check-sync, 2026-11-05 09:08:07
1 of 5 phones accepted, 3 did not, 1 is waited for.

FAILED (2)
  No answer.
  See whether it is on.

  2   192.0.2.2:5060  timeout  1.2 s
  55  192.0.2.55:5060  timeout  1.2 s

FAILED (1)
  No such line.

  4   192.0.2.4:5060  404 Not Found  1.2 s

WAITING (1)
  3   192.0.2.3:5060

ACCEPTED (1)
  1   192.0.2.1:5060  200 OK  1.2 s
`,
  );
});

test('the summary', () => {
  assert.equal(summary([row('1', 'accepted')]), '1 of 1 phone accepted.');
  assert.equal(summary([row('1'), row('2')]), '0 of 2 phones accepted, 2 are waited for.');
});
