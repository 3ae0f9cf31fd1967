/** The time at the beginning of a line of a log, in the forms that syslog, journalctl and logread write. */

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const day = 24 * 60 * 60 * 1000;

const iso =
  /^(?:[A-Z][a-z]{2} )?(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:[.,](\d{1,9}))?(?: ?(Z|UTC|[+-]\d\d:?\d\d)(?=\s)| [A-Z]{2,5}(?=\s))?\s+/;
const classic =
  /^(?:[A-Z][a-z]{2} )?([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(?: (\d{4})(?=\s))?\s+/;
const bare = /^(\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?\s+/;

export interface Stamped {
  /** Milliseconds since 1970. */
  readonly time: number;
  /** The line without it. */
  readonly rest: string;
}

/**
 * `now`: milliseconds since 1970; it gives the year, or the day, where a log does not write one. What has no time zone
 * is read in that of this machine. `undefined` for a line without a time.
 */
export function readTime(line: string, now: number): Stamped | undefined {
  return readIso(line) ?? readClassic(line, now) ?? readBare(line, now);
}

function readIso(line: string): Stamped | undefined {
  const [whole, date, clock, fraction, zone = ''] = iso.exec(line) ?? [];
  if (whole === undefined) return undefined;
  const offset = zone === 'UTC' ? 'Z' : zone.replace(/(\d\d)(\d\d)$/, '$1:$2');
  return stamped(Date.parse(`${date}T${clock}${offset}`), fraction, line.slice(whole.length));
}

function readClassic(line: string, now: number): Stamped | undefined {
  const [whole, monthName = '', date = '', clock = '', fraction, year] = classic.exec(line) ?? [];
  const month = months.indexOf(monthName.toLowerCase());
  if (whole === undefined || month < 0) return undefined;
  const [hours = 0, minutes = 0, seconds = 0] = clock.split(':').map(Number);
  const inYear = (number: number) => new Date(number, month, Number(date), hours, minutes, seconds).getTime();
  const thisYear = new Date(now).getFullYear();
  // In January the log still has lines of December.
  const guess = inYear(thisYear) > now + day ? inYear(thisYear - 1) : inYear(thisYear);
  return stamped(year === undefined ? guess : inYear(Number(year)), fraction, line.slice(whole.length));
}

function readBare(line: string, now: number): Stamped | undefined {
  const [whole, clock = '', fraction] = bare.exec(line) ?? [];
  if (whole === undefined) return undefined;
  const [hours = 0, minutes = 0, seconds = 0] = clock.split(':').map(Number);
  return stamped(new Date(now).setHours(hours, minutes, seconds, 0), fraction, line.slice(whole.length));
}

function stamped(time: number, fraction: string | undefined, rest: string): Stamped | undefined {
  if (Number.isNaN(time)) return undefined;
  return { time: time + (fraction === undefined ? 0 : Math.floor(Number(`0.${fraction}`) * 1000)), rest };
}
