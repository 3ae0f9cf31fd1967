/** What the editor knows of where phones are. */

import '../../support/editor/load.ts';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Memento } from 'vscode';
import type { Clue } from '../../../client/src/phones/whereabouts.ts';

// After the hooks are there: it imports the editor.
const { PhoneFinder } = await import('../../../client/src/phones/phoneFinder.ts');

const [phone, other] = ['000DBC001122', '000DBC003344'];

function memory(): Memento {
  const kept = new Map<string, unknown>();
  const get = <T>(key: string, fallback?: T) => (kept.get(key) ?? fallback) as T;
  return { get, keys: () => [...kept.keys()], update: async (key, value) => void kept.set(key, value) };
}

function finderOf(clues: readonly Clue[] = [], kept = memory()) {
  const finder = new PhoneFinder(kept, async () => clues);
  return { finder, best: (mac: string) => finder.places().get(mac)?.[0]?.address };
}

test('an address that was given is known the next time, after a restart of the editor as well', async () => {
  const kept = memory();
  await finderOf([], kept).finder.remember([[phone, '192.0.2.1']]);
  const { finder, best } = finderOf([], kept);
  assert.equal(best(phone), '192.0.2.1');
  assert.deepEqual(finder.others(), []);
});

test('the latest of five addresses of a phone comes first', async () => {
  const { finder } = finderOf();
  for (let number = 1; number <= 7; number++) await finder.remember([[undefined, `192.0.2.${number}`]]);
  await finder.remember([[undefined, '192.0.2.4']]);
  assert.deepEqual(finder.others(), ['192.0.2.4', '192.0.2.7', '192.0.2.6', '192.0.2.5', '192.0.2.3']);
});

test('leases are read when they are asked for', async () => {
  const { finder, best } = finderOf([{ mac: phone, address: '192.0.2.2', source: 'leased' }]);
  assert.equal(best(phone), undefined);
  await finder.refresh();
  assert.equal(best(phone), '192.0.2.2');
});

test('what a TFTP server sees counts, and an address that moved on is forgotten', async () => {
  const { finder, best } = finderOf();
  await finder.remember([[phone, '192.0.2.1']]);
  const seen = [{ mac: other, address: '192.0.2.1', at: Date.now() + 1000 }];
  let listener = () => {};
  finder.watch({
    isWatching: true,
    seen: () => seen,
    phones: () => [],
    onDidChange(call) {
      listener = call;
      return { dispose: () => {} };
    },
  });
  listener();
  assert.equal(best(other), '192.0.2.1');
  assert.equal(best(phone), undefined);
  seen.push({ mac: phone, address: '192.0.2.3', at: Date.now() });
  assert.equal(best(phone), '192.0.2.3');
});
