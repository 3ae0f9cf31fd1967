/** The entries of a .cnf file that make a phone show the time of a place. */

import facts from '../../../schemas/new-folder.json' with { type: 'json' };
import { months, timeZones, weekdays } from '../formats/cnf/parameters.ts';
import { rules } from '../formats/cnf/rules.ts';
import { directiveMark } from '../formats/format.ts';
import { type Change, type ZoneClock, zoneClock } from './daylightSaving.ts';
import { lineOf } from './entries.ts';
import { offsetsOf } from './zoneOffsets.ts';

const { time: names } = facts;

/** Lines of a .cnf file. `notes`: what the phone cannot be told about the clocks there, one sentence or two each. */
export interface TimeLines {
  readonly lines: readonly string[];
  readonly notes: readonly string[];
}

/** The time of a place such as `Europe/Berlin`, from the year on; `undefined` for an unknown place. */
export function timeLines(zone: string, year: number): TimeLines | undefined {
  const offsets = offsetsOf(zone);
  if (!offsets) return undefined;
  const clock = zoneClock(offsets, year, names.weeks);
  const base = baseZone(clock.offset);
  const notes = [...base.notes, ...changeNotes(zone, year, clock)];
  const lines = [...[...about(zone, clock), ...notes].map((text) => `# ${text}`), ...base.lines, ...changeLines(clock)];
  return { lines, notes };
}

/** The name that the phone has for an offset, else the nearest one. */
function baseZone(offset: number): TimeLines {
  const nearest = timeZones.reduce((best, zone) =>
    Math.abs(minutesOf(zone.offset) - offset) < Math.abs(minutesOf(best.offset) - offset) ? zone : best,
  );
  const wrong = minutesOf(nearest.offset) - offset;
  const notes =
    wrong === 0
      ? []
      : [
          `The phone has no time zone of ${utc(offset)}. With the nearest one, ${nearest.name}, its clock is ${Math.abs(wrong)} minutes ${wrong > 0 ? 'fast' : 'slow'}.`,
        ];
  // The name says something else to people, and is the right one all the same.
  const silenced =
    nearest.misleading === null ? [] : [`# ${directiveMark}disable-next-line ${rules.misleadingTimeZone.code}`];
  const comment = `the phone's name for ${utc(minutesOf(nearest.offset))}`;
  return { notes, lines: [...silenced, lineOf({ name: names.zone, text: nearest.name, comment })] };
}

function about(zone: string, { offset, summer }: ZoneClock): string[] {
  if (!summer) return [`${zone}: ${utc(offset)} all year.`];
  return [
    `${zone}: ${utc(offset)}, in summer ${utc(offset + summer.added)}.`,
    `Summer time begins on ${dayInWords(summer.start)} and ends on ${dayInWords(summer.stop)}.`,
  ];
}

function changeNotes(zone: string, year: number, { summer, irregular }: ZoneClock): string[] {
  if (irregular)
    return [
      `In ${year} the clocks of ${zone} change in a way that the phone cannot be told. It shows the time of the end of ${year} all year.`,
    ];
  if (summer?.until === undefined) return [];
  return [`The phone cannot be told the whole rule of ${zone}: look at these days again after ${summer.until}.`];
}

function changeLines({ summer }: ZoneClock): string[] {
  if (!summer) return [lineOf({ name: names.adjust, text: names.off, comment: 'no summer time' })];
  return [
    lineOf({ name: names.adjust, text: names.on }),
    lineOf({ name: names.offset, text: hours(summer.added) }),
    ...dayLines(names.start, summer.start),
    ...dayLines(names.stop, summer.stop),
  ];
}

function dayLines(name: typeof names.start, { month, day, weekday, week, time }: Change): string[] {
  const rule =
    day === undefined
      ? [
          lineOf({ name: name.day, text: names.noDay }),
          lineOf({ name: name.weekday, text: nameOf(weekdays, weekday) }),
          lineOf({ name: name.week, text: week === 'last' ? names.lastWeek : String(week) }),
        ]
      : [lineOf({ name: name.day, text: String(day) })];
  return [
    lineOf({ name: name.month, text: nameOf(months, month) }),
    ...rule,
    lineOf({ name: name.time, text: timeOfDay(time) }),
  ];
}

function nameOf(list: readonly { readonly number: number; readonly name: string }[], number: number): string {
  return list.find((entry) => entry.number === number)?.name ?? String(number);
}

const turns = ['first', 'second', 'third', 'fourth', 'fifth'];

/** `the last Sunday of March at 02:00`. */
function dayInWords({ month, day, weekday, week, time }: Change): string {
  const turn = week === 'last' ? 'last' : (turns[week - 1] ?? '');
  const which =
    day === undefined
      ? `the ${turn} ${nameOf(weekdays, weekday)} of ${nameOf(months, month)}`
      : `${nameOf(months, month)} ${day}`;
  return `${which} at ${timeOfDay(time)}`;
}

function timeOfDay(minutes: number): string {
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** Whole hours, or hours and minutes as `0/30`. */
function hours(minutes: number): string {
  const whole = Math.floor(minutes / 60);
  return minutes % 60 === 0 ? String(whole) : `${whole}/${two(minutes % 60)}`;
}

/** `UTC-03:30`. */
function utc(minutes: number): string {
  const size = Math.abs(minutes);
  return `UTC${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}

/** `-03:30` as minutes. */
function minutesOf(offset: string): number {
  const [hours = 0, minutes = 0] = offset.slice(1).split(':').map(Number);
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}
