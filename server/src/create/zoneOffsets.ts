/** When the clocks of a place change, as the time zone data says that the runtime brings along. */

/** A moment at which the clocks of a place change. */
export interface Transition {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Minutes ahead of UTC until then, and from then on. */
  readonly before: number;
  readonly after: number;
}

const minute = 60_000;
const day = 24 * 60 * minute;

/** Clocks that change twice within less than this would not be noticed; the shortest that exist keep it for a month. */
const step = 7 * day;

/** Minutes ahead of UTC at a moment given in milliseconds since 1970. */
export type Offsets = (at: number) => number;

/** The offsets of a place such as `Europe/Berlin`; `undefined` for a name that the time zone data does not have. */
export function offsetsOf(zone: string): Offsets | undefined {
  try {
    const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
    return (at) => minutesIn(format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '');
  } catch {
    return undefined;
  }
}

/** `GMT+05:45` as 345; `GMT` as 0. */
function minutesIn(text: string): number {
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)/.exec(text) ?? [];
  const size = Number(hours ?? 0) * 60 + Number(minutes ?? 0);
  return sign === '-' ? -size : size;
}

/** The changes from the beginning of `year` on, for that many years of UTC, in order. */
export function transitions(offsets: Offsets, year: number, years: number): Transition[] {
  const found: Transition[] = [];
  const end = Date.UTC(year + years, 0, 1);
  let from = Date.UTC(year, 0, 1);
  let before = offsets(from);
  while (from < end) {
    const to = Math.min(from + step, end);
    const after = offsets(to);
    if (after !== before) found.push({ at: changeBetween(offsets, from, to, before), before, after });
    from = to;
    before = after;
  }
  return found;
}

/** The first full minute after `from` at which the offset is no longer `before`. */
function changeBetween(offsets: Offsets, from: number, to: number, before: number): number {
  let low = from / minute;
  let high = to / minute;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsets(middle * minute) === before) low = middle;
    else high = middle;
  }
  return high * minute;
}
