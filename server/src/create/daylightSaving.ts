/** Turns the changes of a place's clocks into what the phone can be told: one rule for spring and one for autumn. */

import { type Offsets, type Transition, transitions } from './zoneOffsets.ts';

/** When the clocks change, on the clock that is valid until then. */
export interface Change {
  /** 1 is January. */
  readonly month: number;
  /** The day of the month, which is right in one year only; `undefined`: the weekday below. */
  readonly day: number | undefined;
  /** 1 is Sunday. */
  readonly weekday: number;
  /** The weekday's turn in the month, from 1. */
  readonly week: number | 'last';
  /** Minutes after midnight. */
  readonly time: number;
  /** The last year for which this is right, as far as was looked. */
  readonly until: number;
}

export interface ZoneClock {
  /** Minutes ahead of UTC in winter. */
  readonly offset: number;
  readonly summer:
    | {
        /** Minutes that are added. */
        readonly added: number;
        readonly start: Change;
        readonly stop: Change;
        /** The last year for which both are right; `undefined`: for as long as anybody knows. */
        readonly until: number | undefined;
      }
    | undefined;
  /** The clocks change in a manner for which the phone has no settings. */
  readonly irregular: boolean;
}

/** Years that are looked at. A rule that holds for so long has been through every way a month can begin. */
const years = 12;

/** The clock of a place from the year on. `weeks`: how many turns of a weekday in a month the phone can count. */
export function zoneClock(offsets: Offsets, year: number, weeks: number): ZoneClock {
  const all = transitions(offsets, year, years);
  const byYear = new Map<number, Local[]>();
  for (const change of all.map(localOf)) byYear.set(change.year, [...(byYear.get(change.year) ?? []), change]);
  const now = byYear.get(year) ?? [];
  const pair = pairOf(now);
  if (!pair) {
    const last = now.at(-1)?.after ?? offsets(Date.UTC(year, 0, 1));
    return { offset: last, summer: undefined, irregular: now.length > 0 };
  }
  const [start, stop] = pair;
  const laterYears = Array.from({ length: years - 1 }, (_, index) => pairOf(byYear.get(year + 1 + index) ?? []));
  const same = laterYears.map((later) => (later && later[0].after === start.after ? later : undefined));
  const starts = ruleOf(
    start,
    same.map((later) => later?.[0]),
    weeks,
  );
  const stops = ruleOf(
    stop,
    same.map((later) => later?.[1]),
    weeks,
  );
  const until = Math.min(starts.until, stops.until);
  return {
    offset: start.before,
    summer: {
      added: start.after - start.before,
      start: starts,
      stop: stops,
      until: until >= year + years - 1 ? undefined : until,
    },
    irregular: false,
  };
}

/** A change on the clock that is valid until then. */
interface Local {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly weekday: number;
  readonly time: number;
  readonly daysInMonth: number;
  readonly before: number;
  readonly after: number;
}

function localOf({ at, before, after }: Transition): Local {
  const wall = new Date(at + before * 60_000);
  const [year, month] = [wall.getUTCFullYear(), wall.getUTCMonth()];
  return {
    year,
    month: month + 1,
    day: wall.getUTCDate(),
    weekday: wall.getUTCDay() + 1,
    time: wall.getUTCHours() * 60 + wall.getUTCMinutes(),
    daysInMonth: new Date(Date.UTC(year, month + 1, 0)).getUTCDate(),
    before,
    after,
  };
}

/** The change forwards and the change back of a year that has one of each, by the same amount. */
function pairOf(changes: readonly Local[]): readonly [start: Local, stop: Local] | undefined {
  const start = changes.find(({ before, after }) => after > before);
  const stop = changes.find(({ before, after }) => after < before);
  if (changes.length !== 2 || !start || !stop || start.before !== stop.after || start.after !== stop.before)
    return undefined;
  return [start, stop];
}

/** The rule that stays right for longest: a weekday's turn in the month if that holds for another year at least. */
function ruleOf(first: Local, later: readonly (Local | undefined)[], weeks: number): Change {
  const { year, month, weekday, time, day, daysInMonth } = first;
  const turn = Math.ceil(day / 7);
  const turns = [...(day + 7 > daysInMonth ? (['last'] as const) : []), ...(turn <= weeks ? [turn] : [])];
  const candidates = turns.map((week): Change => {
    const holds = later.findIndex((change) => !change || !isSame(first, change, week));
    return { month, day: undefined, weekday, week, time, until: year + (holds === -1 ? later.length : holds) };
  });
  const [best] = candidates.sort((a, b) => b.until - a.until);
  return best && best.until > year ? best : { month, day, weekday, week: turn, time, until: year };
}

function isSame(first: Local, { month, weekday, time, day, daysInMonth }: Local, week: number | 'last'): boolean {
  if (month !== first.month || weekday !== first.weekday || time !== first.time) return false;
  return week === 'last' ? day + 7 > daysInMonth : Math.ceil(day / 7) === week;
}
