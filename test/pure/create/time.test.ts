/** A new folder's phones show the time of the place that was named, now and when the clocks change. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { timeLines } from '../../../server/src/create/timeEntries.ts';
import { tftpRoot } from '../../../server/src/tftproot/root.ts';
import { entriesOf, phoneOffset } from '../../support/clock.ts';
import { everythingAbout } from '../../support/shown.ts';

const year = 2026;
const minute = 60_000;

function lines(zone: string): string {
  const made = timeLines(zone, year);
  assert.ok(made, zone);
  return made.lines.join('\n');
}

const notes = (zone: string) => timeLines(zone, year)?.notes;

/** Minutes ahead of UTC as the runtime has it, asked in another way than the code asks. */
function realOffset(zone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  return (at) => {
    const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    return (Date.UTC(part.year!, part.month! - 1, part.day, part.hour, part.minute) - at) / minute;
  };
}

test('Berlin: from the last Sunday of March at 2 to the last Sunday of October at 3', () => {
  assert.equal(
    lines('Europe/Berlin'),
    `# Europe/Berlin: UTC+01:00, in summer UTC+02:00.
# Summer time begins on the last Sunday of March at 02:00 and ends on the last Sunday of October at 03:00.
time_zone: CET ; the phone's name for UTC+01:00
dst_auto_adjust: 1
dst_offset: 1
dst_start_month: March
dst_start_day: 0
dst_start_day_of_week: Sunday
dst_start_week_of_month: 8
dst_start_time: 02:00
dst_stop_month: October
dst_stop_day: 0
dst_stop_day_of_week: Sunday
dst_stop_week_of_month: 8
dst_stop_time: 03:00`,
  );
  assert.deepEqual(notes('Europe/Berlin'), []);
});

test('New York: from the second Sunday of March to the first Sunday of November, both at 2', () => {
  const entries = entriesOf(lines('America/New_York'));
  const of = (which: string) =>
    ['month', 'day', 'day_of_week', 'week_of_month', 'time'].map((name) => entries.get(`dst_${which}_${name}`));
  assert.deepEqual(of('start'), ['March', '0', 'Sunday', '2', '02:00']);
  assert.deepEqual(of('stop'), ['November', '0', 'Sunday', '1', '02:00']);
  assert.equal(entries.get('time_zone'), 'EST');
});

test('where the clocks never change, summer time is off', () => {
  assert.equal(
    lines('America/Phoenix'),
    "# America/Phoenix: UTC-07:00 all year.\ntime_zone: MST ; the phone's name for UTC-07:00\ndst_auto_adjust: 0 ; no summer time",
  );
});

test('Lord Howe Island moves its clocks by half an hour', () => {
  assert.match(lines('Australia/Lord_Howe'), /^dst_offset: 0\/30$/m);
});

test('a time zone that the phone does not have is said, with how wrong the nearest one is', () => {
  const note = 'The phone has no time zone of UTC+05:45. With the nearest one, IST, its clock is 15 minutes slow.';
  assert.deepEqual(notes('Asia/Kathmandu'), [note]);
  assert.match(lines('Asia/Kathmandu'), new RegExp(`^# ${note.replace('+', '\\+')}$`, 'm'));
  assert.deepEqual(notes('Pacific/Chatham'), [
    'The phone has no time zone of UTC+12:45. With the nearest one, NZST, its clock is 45 minutes slow.',
  ]);
});

test('a rule that is more than a weekday of a month is said, with the year up to which it is right', () => {
  const [note] = notes('Asia/Jerusalem') ?? [];
  assert.equal(note, 'The phone cannot be told the whole rule of Asia/Jerusalem: look at these days again after 2029.');
});

test('a place that nobody knows has no time', () => {
  for (const zone of ['', 'Europe/Atlantis', 'CEST', '../etc', 'x'.repeat(5000)])
    assert.equal(timeLines(zone, year), undefined, zone.slice(0, 20));
});

test('the checks find nothing in the lines of any place', () => {
  for (const zone of Intl.supportedValuesOf('timeZone')) {
    const root = tftpRoot(['SIPDefault.cnf'], () => lines(zone));
    assert.deepEqual(everythingAbout(root, 'SIPDefault.cnf'), [], zone);
  }
});

test('every place of the time zone data: the phone changes its clock in the minute in which the place does', () => {
  let exact = 0;
  for (const zone of Intl.supportedValuesOf('timeZone')) {
    const made = timeLines(zone, year);
    assert.ok(made, zone);
    if (made.notes.some((note) => !note.startsWith('The phone cannot be told the whole rule'))) continue;
    const until = Number(/again after (\d+)/.exec(made.notes.join())?.[1] ?? year + 5);
    const entries = entriesOf(made.lines.join('\n'));
    const real = realOffset(zone);
    const end = Date.UTC(until, 11, 30);
    for (let at = Date.UTC(year, 0, 2); at < end; at += 40 * 24 * 60 * minute)
      assert.equal(phoneOffset(entries, at), real(at), `${zone} ${new Date(at).toISOString()}`);
    for (const change of changes(real, Date.UTC(year, 0, 2), end)) {
      assert.equal(phoneOffset(entries, change - minute), real(change - minute), `${zone} before ${change}`);
      assert.equal(phoneOffset(entries, change), real(change), `${zone} at ${new Date(change).toISOString()}`);
    }
    exact++;
  }
  assert.ok(exact > 390, `${exact} places`);
});

/** The minutes in which the offset becomes another. */
function changes(offset: (at: number) => number, from: number, to: number): number[] {
  const found: number[] = [];
  for (let at = from; at < to; at += 20 * 24 * 60 * minute) {
    let [low, high] = [at, at + 20 * 24 * 60 * minute];
    if (offset(low) === offset(high)) continue;
    while (high - low > minute) {
      const middle = low + Math.floor((high - low) / minute / 2) * minute;
      if (offset(middle) === offset(low)) low = middle;
      else high = middle;
    }
    found.push(high);
  }
  return found;
}
