/** Where phones are: what was typed, seen and leased, brought together by MAC address. */

import { t } from '@vscode/l10n';
import { parseAddress } from './address.ts';
import type { Sighting } from './leases.ts';

export type Source =
  /** The user gave the address. */
  | 'typed'
  /** The phone asked for files from there. */
  | 'asked'
  /** A DHCP server gave the address to the phone. */
  | 'leased'
  /** The system has heard the phone on its own network. */
  | 'heard';

/** What tells where a phone is. The address is as people write it: typed ones may be names, and have ports. */
export interface Clue extends Sighting {
  readonly source: Source;
}

/** The addresses of each phone, by MAC address, the most likely first. */
export type Places = ReadonlyMap<string, readonly Clue[]>;

/**
 * What was seen last counts, and what the user gave counts as seen at that moment; what does not say when comes after
 * all that. An address that another phone was seen at later is none of the first any more. `now`: milliseconds since
 * 1970.
 */
export function placesOf(clues: Iterable<Clue>, now: number): Places {
  const valid = [...clues].filter(({ until }) => until === undefined || until > now);
  const owners = ownersOf(valid, now);
  const places = new Map<string, Clue[]>();
  for (const clue of valid) {
    const owner = owners.get(hostOf(clue));
    if (owner && owner.mac !== clue.mac && (clue.source !== 'typed' || claimOf(owner, now) > claimOf(clue, now)))
      continue;
    const known = places.get(clue.mac) ?? [];
    const same = known.findIndex(({ address }) => address === clue.address);
    if (same < 0) known.push(clue);
    else if (compare(clue, known[same]!) <= 0) known[same] = clue;
    places.set(clue.mac, known);
  }
  for (const known of places.values()) known.sort(compare);
  return places;
}

/** Who was seen last at each address. What the user gave is no sighting: several phones may be given one address. */
function ownersOf(clues: readonly Clue[], now: number): ReadonlyMap<string, Clue> {
  const owners = new Map<string, Clue>();
  for (const clue of clues) {
    if (clue.source === 'typed') continue;
    const host = hostOf(clue);
    const known = owners.get(host);
    if (!known || claimOf(clue, now) >= claimOf(known, now)) owners.set(host, clue);
  }
  return owners;
}

/** Since when nobody else has the address. The leases of a server are those of the present. */
function claimOf({ seen, source }: Clue, now: number): number {
  return seen ?? (source === 'leased' ? now : Number.NEGATIVE_INFINITY);
}

function hostOf({ address }: Clue): string {
  return (parseAddress(address)?.host ?? address).toLowerCase();
}

const rank: Record<Source, number> = { typed: 3, asked: 2, leased: 1, heard: 0 };

/** Negative: the first tells better where the phone is. */
function compare(one: Clue, other: Clue): number {
  const lasts = ({ until = Number.MAX_VALUE }: Clue) => until;
  return (other.seen ?? 0) - (one.seen ?? 0) || rank[other.source] - rank[one.source] || lasts(other) - lasts(one);
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Where an address is known from, such as `asked for files 3 minutes ago`. */
export function sourceText({ source, seen, until }: Clue, now: number): string {
  const when = seen === undefined ? '' : ` ${agoText(now - seen)}`;
  switch (source) {
    case 'typed':
      return t`you gave it${when}`;
    case 'asked':
      return t`asked for files${when}`;
    case 'leased':
      if (when !== '') return t`leased by DHCP${when}`;
      return until === undefined ? t('leased by DHCP') : t`leased by DHCP until ${timeText(until, now)}`;
    case 'heard':
      return t`heard on the network${when}`;
  }
}

/** The address, and when the phone was seen at it: `192.0.2.21 · seen 08:12`. It stays true as time goes on. */
export function placeText({ address, source, seen }: Clue, now: number): string {
  return seen === undefined || source === 'typed' ? address : t`${address} · seen ${timeText(seen, now)}`;
}

function agoText(milliseconds: number): string {
  if (milliseconds < minute) return t('just now');
  const [minutes, hours, days] = [minute, hour, day].map((size) => Math.floor(milliseconds / size)) as [
    number,
    number,
    number,
  ];
  if (hours === 0) return minutes === 1 ? t('1 minute ago') : t`${minutes} minutes ago`;
  if (days === 0) return hours === 1 ? t('1 hour ago') : t`${hours} hours ago`;
  return days === 1 ? t('1 day ago') : t`${days} days ago`;
}

/** The time of a day in the time zone of this machine, with the date unless it is today. */
function timeText(time: number, now: number): string {
  const [at, today] = [new Date(time), new Date(now)];
  const two = (number: number) => String(number).padStart(2, '0');
  const clock = `${two(at.getHours())}:${two(at.getMinutes())}`;
  if (at.toDateString() === today.toDateString()) return clock;
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${clock}`;
}
