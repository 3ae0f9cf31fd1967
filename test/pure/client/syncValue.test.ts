import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextValue } from '../../../client/src/sync/syncValue.ts';

test('the last number is raised and keeps its width', () => {
  for (const [text, next] of [
    ['1', '2'],
    ['9', '10'],
    ['0001', '0002'],
    ['0099', '0100'],
    ['0001140473454008', '0001140473454009'],
    ['99999999999999999999', '100000000000000000000'],
    ['v1-rc9', 'v1-rc10'],
    ['2024b', '2025b'],
  ] as const)
    assert.equal(nextValue(text, 32), next, text);
});

test('a value without a number gets one', () => {
  assert.equal(nextValue('do-not-change', 32), 'do-not-change-2');
  assert.equal(nextValue('', 32), '1');
  assert.equal(nextValue('a b"', 32), 'ab-2');
  assert.equal(nextValue('x'.repeat(32), 32), `${'x'.repeat(30)}-2`);
});

test('the value never grows beyond the limit and is never one that is taken', () => {
  const nines = '9'.repeat(32);
  assert.equal(nextValue(nines, 32), '1'.padStart(32, '0'));
  assert.equal(nextValue('1', 32, ['2', '3']), '4');
  for (const text of ['', 'x', '9', nines, `a${'9'.repeat(31)}`, 'y'.repeat(40), '1'.repeat(40)]) {
    const next = nextValue(text, 32, [text]);
    assert.ok(next.length <= 32 && next !== text && next !== '', text);
  }
});
