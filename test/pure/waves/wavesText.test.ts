import assert from 'node:assert/strict';
import { test } from 'node:test';
import { beginWaves, stepWaves, type WaveEvent, type WaveOptions } from '../../../client/src/sync/waves.ts';
import { wavesSummary, wavesText } from '../../../client/src/sync/wavesText.ts';

const options: WaveOptions = { size: 3, patience: 60_000, isWatched: true, stopsAtFailure: true };
const names = [1, 2, 3, 40, 5].map((number) => ({
  title: `Phone ${number}`,
  address: `192.0.2.${number}:5060`,
}));

function after(events: readonly (readonly [WaveEvent, number])[], some = options, restarts = names.map(() => true)) {
  return events.reduce((waves, [event, now]) => stepWaves(waves, event, now).waves, beginWaves(restarts, some).waves);
}

const accepted = (phone: number): WaveEvent => ({ type: 'answered', phone, accepted: true, why: '' });
const refused = (phone: number): WaveEvent => ({
  type: 'answered',
  phone,
  accepted: false,
  why: 'No such line.\nUse another.',
});

test('failures come first, and each phone says how far it is', () => {
  const waves = after([
    [accepted(0), 0],
    [refused(1), 0],
    [accepted(2), 0],
    [{ type: 'heard', phone: 2, at: 20_000, isDeciding: true }, 20_000],
    [{ type: 'started', phone: 0 }, 41_000],
  ]);
  assert.equal(
    wavesText(new Date(2026, 10, 5, 9, 8, 7), waves, names),
    `Restart of 5 phones in waves of 3, 2026-11-05 09:08:07
1 of 5 phones is up, 1 failed, 1 is restarting, 2 wait.

FAILED (1)
  No such line.
  Use another.

  Phone 2   192.0.2.2:5060  wave 1

RESTARTING (1)
  Phone 3   192.0.2.3:5060  wave 1  has read syncinfo.xml

WAITING (2)
  Phone 40  192.0.2.40:5060
  Phone 5   192.0.2.5:5060

UP (1)
  Phone 1   192.0.2.1:5060  wave 1  41 s
`,
  );
});

test('of a single phone it is told that it is not up yet, and then that it is', () => {
  const waiting = after([[accepted(0), 0]], options, [true]);
  assert.equal(wavesSummary(waiting), '0 of 1 phone is up, 1 is restarting.');
  const up = stepWaves(waiting, { type: 'started', phone: 0 }, 41_000).waves;
  assert.equal(wavesSummary(up), '1 of 1 phone is up.');
});

test('the summary says who was left out', () => {
  const waves = after([
    [accepted(0), 0],
    [refused(1), 0],
    [refused(2), 0],
    [{ type: 'started', phone: 0 }, 1000],
  ]);
  assert.equal(wavesSummary(waves), '1 of 5 phones is up, 2 failed, 2 were left out.');
});

test('who cancelled reads that no wave follows', () => {
  const waves = after([[{ type: 'cancel' }, 0]]);
  assert.equal(wavesSummary(waves), '0 of 5 phones are up, 3 are being told, 2 wait. No wave follows this one.');
});

test('where nobody looked, nothing is said of being up', () => {
  const waves = after(
    names.map((_, phone) => [accepted(phone), 0] as const),
    { ...options, isWatched: false, size: 5 },
  );
  assert.equal(wavesSummary(waves), '5 of 5 phones took the message.');
  assert.match(
    wavesText(new Date(), waves, names),
    /TOLD \(5\)\n {2}They took the message\. Whether they came up again/,
  );
});

test('meanwhile it says how many took the message', () => {
  const waves = after([[accepted(0), 0]], { ...options, isWatched: false });
  assert.equal(wavesSummary(waves), '1 of 5 phones took the message, 2 are being told, 2 wait.');
});

test('phones without a reason to restart are told apart', () => {
  const waves = after(
    [
      [accepted(0), 0],
      [accepted(1), 0],
    ],
    { ...options, size: 2 },
    [false, false],
  );
  assert.match(
    wavesText(new Date(), waves, names),
    /TOLD \(2\)\n {2}They took the message and had no reason to restart\./,
  );
});

test('why it ended is told when nothing is seen of phones any more, with how many phones know of it', () => {
  const waves = after([
    [accepted(0), 0],
    [accepted(1), 0],
    [{ type: 'started', phone: 0 }, 41_000],
    [{ type: 'unseen', why: '/srv/tftp is no longer served.', seen: [] }, 42_000],
    [refused(2), 43_000],
  ]);
  assert.equal(
    wavesSummary(waves),
    '1 of 5 phones is up, 1 took the message, 1 failed, 2 were left out.' +
      ' /srv/tftp is no longer served. No more phones are told. Phones told so far: 2.',
  );
});
