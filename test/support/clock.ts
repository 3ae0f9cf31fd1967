/** A phone's clock: what time it shows, by the entries in its file. Written after the guide, not after our own code. */

import zones from '../../schemas/cnf-time-zones.json' with { type: 'json' };

type Entries = ReadonlyMap<string, string>;

const monthNames = 'January February March April May June July August September October November December'.split(' ');
const dayNames = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');

/** The entries of a .cnf file that has nothing odd in it. */
export function entriesOf(text: string): Entries {
  return new Map(
    [...text.matchAll(/^(\w+): (?:"([^"]*)"|([^ ;\n]*))/gm)].map(([, name = '', quoted, plain]) => [
      name,
      quoted ?? plain ?? '',
    ]),
  );
}

/** Minutes that the phone's clock is ahead of UTC at a moment in milliseconds since 1970. */
export function phoneOffset(entries: Entries, at: number): number {
  const [, sign, hours = '', minutes = ''] =
    /([+-])(\d\d):(\d\d)/.exec(zones.find(({ name }) => name === entries.get('time_zone'))?.offset ?? '') ?? [];
  const base = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  if (entries.get('dst_auto_adjust') !== '1') return base;
  const [whole = '0', part = '0'] = (entries.get('dst_offset') ?? '').split('/');
  const added = Number(whole) * 60 + Number(part);
  // The summer begins on the winter's clock and ends on its own.
  const year = new Date(at + base * 60_000).getUTCFullYear();
  const start = moment(entries, 'start', year) - base * 60_000;
  const stop = moment(entries, 'stop', year) - (base + added) * 60_000;
  const isSummer = start < stop ? at >= start && at < stop : at >= start || at < stop;
  return isSummer ? base + added : base;
}

/** The moment of a change on the clock that is valid until then, as if that were UTC. */
function moment(entries: Entries, which: 'start' | 'stop', year: number): number {
  const value = (name: string) => entries.get(`dst_${which}_${name}`) ?? '';
  const month = monthNames.indexOf(value('month'));
  const [hours = '', minutes = ''] = value('time').split(':');
  const days = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const fixed = Number(value('day'));
  const wanted = dayNames.indexOf(value('day_of_week'));
  const fitting = Array.from({ length: days }, (_, index) => index + 1).filter(
    (day) => new Date(Date.UTC(year, month, day)).getUTCDay() === wanted,
  );
  const week = value('week_of_month');
  const day = fixed > 0 ? fixed : week === '8' ? fitting.at(-1) : fitting[Number(week) - 1];
  return Date.UTC(year, month, day, Number(hours), Number(minutes));
}
