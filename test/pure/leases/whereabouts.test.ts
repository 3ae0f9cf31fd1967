/** Where phones are, out of all that is known. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Clue, placesOf, placeText, type Source, sourceText } from '../../../client/src/phones/whereabouts.ts';
import { random } from '../../support/random.ts';

const [phone, other] = ['000DBC001122', '000DBC003344'];
const minute = 60_000;
const day = 24 * 60 * minute;
const now = new Date(2026, 10, 25, 12).getTime();

function clue(source: Source, address: string, more: Partial<Clue> = {}): Clue {
  return { mac: phone, source, address, ...more };
}

/** The addresses of the phone, the most likely first. */
function addressesOf(...clues: Clue[]): string[] {
  return (placesOf(clues, now).get(phone) ?? []).map(({ address }) => address);
}

test('an address that was given counts until the phone is seen elsewhere', () => {
  const given = clue('typed', '192.0.2.1', { seen: now - day });
  assert.deepEqual(addressesOf(clue('asked', '192.0.2.2', { seen: now - 2 * day }), given), ['192.0.2.1', '192.0.2.2']);
  assert.deepEqual(addressesOf(clue('asked', '192.0.2.2', { seen: now - minute }), given), ['192.0.2.2', '192.0.2.1']);
});

test('what does not say when it saw the phone comes last: first the DHCP server, then the network', () => {
  assert.deepEqual(
    addressesOf(
      clue('heard', '192.0.2.3'),
      clue('leased', '192.0.2.2', { until: now + day }),
      clue('typed', '192.0.2.1', { seen: now - 30 * day }),
    ),
    ['192.0.2.1', '192.0.2.2', '192.0.2.3'],
  );
});

test('of two leases of one phone the one that lasts longer counts', () => {
  assert.deepEqual(
    addressesOf(
      clue('leased', '192.0.2.1', { until: now + minute }),
      clue('leased', '192.0.2.2', { until: now + day }),
      clue('leased', '192.0.2.3', { until: now + 2 * minute }),
    ),
    ['192.0.2.2', '192.0.2.3', '192.0.2.1'],
  );
});

test('a lease that has run out tells nothing', () => {
  assert.deepEqual(addressesOf(clue('leased', '192.0.2.1', { seen: now - day, until: now - minute })), []);
});

test('an address that another phone was seen at later is not used any more, whoever told it', () => {
  const moved = clue('leased', '192.0.2.1', { mac: other, seen: now - minute, until: now + day });
  for (const source of ['typed', 'asked', 'heard', 'leased'] as const)
    assert.deepEqual(addressesOf(clue(source, '192.0.2.1', { seen: now - day }), moved), [], source);
  assert.deepEqual(
    addressesOf(clue('typed', '192.0.2.1:5061', { seen: now - day }), clue('typed', '192.0.2.9', { seen: 1 }), moved),
    ['192.0.2.9'],
  );
});

test('a lease of dnsmasq, which does not say since when, is of the present', () => {
  const moved = clue('leased', '192.0.2.1', { mac: other, until: now + day });
  assert.deepEqual(addressesOf(clue('typed', '192.0.2.1', { seen: now - minute }), moved), []);
});

test('a neighbour of long ago, as the system keeps them, takes nothing from anybody', () => {
  const old = clue('heard', '192.0.2.1', { mac: other });
  assert.deepEqual(addressesOf(clue('leased', '192.0.2.1', { seen: now - day, until: now + day }), old), ['192.0.2.1']);
});

test('the user may give one address to several phones, with ports or without', () => {
  const places = placesOf(
    [
      clue('typed', '192.0.2.1:5060', { seen: now - day }),
      clue('typed', '192.0.2.1:5061', { mac: other, seen: now - minute }),
    ],
    now,
  );
  assert.equal(places.get(phone)?.[0]?.address, '192.0.2.1:5060');
  assert.equal(places.get(other)?.[0]?.address, '192.0.2.1:5061');
});

test('an address known from several sides is listed once, by what saw the phone last', () => {
  const places = placesOf(
    [
      clue('leased', '192.0.2.1', { seen: now - day, until: now + day }),
      clue('asked', '192.0.2.1', { seen: now - minute }),
      clue('typed', '192.0.2.1', { seen: now - 2 * day }),
    ],
    now,
  );
  assert.deepEqual(
    places.get(phone)?.map(({ source }) => source),
    ['asked'],
  );
});

test('an address never belongs to two phones that were seen, in whatever order it is told', () => {
  for (let seed = 1; seed <= 200; seed++) {
    const next = random(seed);
    const below = (count: number) => Math.floor(next() * count);
    const clues = Array.from({ length: 12 }, () => {
      const source = (['asked', 'leased', 'heard'] as const)[below(3)]!;
      return clue(source, `192.0.2.${below(4)}`, {
        mac: [phone, other, '000DBC005566'][below(3)]!,
        seen: now - below(1_000_000),
      });
    });
    const shuffled = clues.toSorted(() => next() - 0.5);
    const places = placesOf(clues, now);
    const used = [...places.values()].flat().map(({ address }) => address);
    assert.equal(new Set(used).size, used.length, `seed ${seed}`);
    const bests = (all: typeof places) => [...all].map(([mac, [first]]) => `${mac} ${first?.address}`).sort();
    assert.deepEqual(bests(placesOf(shuffled, now)), bests(places), `seed ${seed}`);
  }
});

test('tens of thousands of leases cost no time to speak of', () => {
  const clues = Array.from({ length: 50_000 }, (_, index) =>
    clue('leased', `10.${index >> 16}.${(index >> 8) & 255}.${index & 255}`, {
      mac: index.toString(16).padStart(12, '0').toUpperCase(),
      seen: now - index,
      until: now + day,
    }),
  );
  const started = performance.now();
  assert.equal(placesOf(clues, now).size, 50_000);
  assert.ok(performance.now() - started < 3000);
});

test('it says where an address is known from', () => {
  const text = (source: Source, more: Partial<Clue> = {}) => sourceText(clue(source, '192.0.2.1', more), now);
  assert.equal(text('typed', { seen: now - 2 * day }), 'you gave it 2 days ago');
  assert.equal(text('asked', { seen: now - 3 * minute }), 'asked for files 3 minutes ago');
  assert.equal(text('asked', { seen: now - 1000 }), 'asked for files just now');
  assert.equal(text('leased', { seen: now - 61 * minute, until: now + day }), 'leased by DHCP 1 hour ago');
  assert.equal(text('leased', { until: now + 65 * minute }), 'leased by DHCP until 13:05');
  assert.equal(text('leased', { until: now + 2 * day }), 'leased by DHCP until 2026-11-27 12:00');
  assert.equal(text('leased'), 'leased by DHCP');
  assert.equal(text('heard'), 'heard on the network');
});

test('the view says when the phone was seen, in words that stay true', () => {
  assert.equal(placeText(clue('asked', '192.0.2.1', { seen: now - 3 * minute }), now), '192.0.2.1 · seen 11:57');
  assert.equal(placeText(clue('asked', '192.0.2.1', { seen: now - day }), now), '192.0.2.1 · seen 2026-11-24 12:00');
  assert.equal(placeText(clue('typed', '192.0.2.1', { seen: now }), now), '192.0.2.1');
  assert.equal(placeText(clue('heard', '192.0.2.1'), now), '192.0.2.1');
});
