/** Which event belongs to which phone: by the MAC address in file names, by address, and failing that by the order. */

import type { TftpEvent } from '../tftp/server/events.ts';
import { fileFact, macInName, timing } from './facts.ts';
import { follow, lastFact } from './follow.ts';
import type { PhoneTimeline } from './types.ts';

/** More phones than these are not kept: the one that was not heard for longest is forgotten. */
const mostPhones = 20_000;

/** Transfers that are under way and belong to a phone already. */
const mostTransfers = 20_000;

/** The time lines of all phones. They are values; only this list of them changes. */
export class BootLog {
  /** By id, the one that was heard last at the end. */
  readonly #phones = new Map<string, PhoneTimeline>();
  readonly #idsByAddress = new Map<string, Set<string>>();
  readonly #idByTransfer = new Map<string, string>();

  get phones(): readonly PhoneTimeline[] {
    return [...this.#phones.values()];
  }

  of(id: string): PhoneTimeline | undefined {
    return this.#phones.get(id);
  }

  /** Takes an event in; gives the phone it belongs to, as it is now. */
  add(event: TftpEvent): PhoneTimeline {
    const before = this.#phoneOf(event);
    const after = follow(before, event);
    this.#keep(after);
    if (event.transfer !== undefined) this.#rememberTransfer(event.transfer, after.id, event);
    return after;
  }

  #phoneOf(event: TftpEvent): PhoneTimeline {
    const mac = macInName(event.file);
    if (mac !== undefined) return this.#phoneWithMac(mac, event);
    const underWay = event.transfer === undefined ? undefined : this.#idByTransfer.get(event.transfer);
    const known = underWay === undefined ? this.#likeliest(event) : this.#phones.get(underWay);
    const id = event.address ?? '?';
    return known ?? this.#phones.get(id) ?? { id, lastSeen: event.time, boots: [] };
  }

  /** A phone may have asked for files of all phones before it said who it is. */
  #phoneWithMac(mac: string, { time, address }: TftpEvent): PhoneTimeline {
    const known = this.#phones.get(mac);
    if (known) return known;
    const nameless = address === undefined ? undefined : this.#phones.get(address);
    if (!nameless || time - nameless.lastSeen > timing.silence) return { id: mac, mac, lastSeen: time, boots: [] };
    this.#forget(nameless);
    return { ...nameless, id: mac, mac };
  }

  /**
   * Of the phones at that address, or of all that were heard lately where a log has no addresses: the one for which the
   * file comes next in the order, and among those the one that was heard last.
   */
  #likeliest({ file, time, address }: TftpEvent): PhoneTimeline | undefined {
    const ids = address === undefined ? this.#phones.keys() : (this.#idsByAddress.get(address) ?? []);
    const phones = [...ids].flatMap((id) => this.#phones.get(id) ?? []);
    if (address !== undefined && phones.length < 2) return phones[0];
    let best: { phone: PhoneTimeline; next: boolean; order: number } | undefined;
    for (const phone of phones) {
      if (time - phone.lastSeen > timing.silence) continue;
      const last = lastFact(phone.boots.at(-1));
      const order = last?.order ?? -1;
      const asked = fileFact(file, last?.id)?.order ?? Number.POSITIVE_INFINITY;
      if (order > asked) continue;
      const found = { phone, next: order < asked, order };
      if (!best || isLikelier(found, best)) best = found;
    }
    return best?.phone;
  }

  #keep(phone: PhoneTimeline): void {
    const before = this.#phones.get(phone.id);
    if (before?.address !== phone.address) this.#forget(before ?? phone);
    this.#phones.delete(phone.id);
    this.#phones.set(phone.id, phone);
    if (phone.address !== undefined) {
      const ids = this.#idsByAddress.get(phone.address) ?? new Set();
      this.#idsByAddress.set(phone.address, ids.add(phone.id));
    }
    const oldest = this.#phones.size > mostPhones ? this.#phones.values().next().value : undefined;
    if (oldest) this.#forget(oldest);
  }

  #forget({ id, address }: PhoneTimeline): void {
    this.#phones.delete(id);
    const ids = address === undefined ? undefined : this.#idsByAddress.get(address);
    ids?.delete(id);
    if (address !== undefined && ids?.size === 0) this.#idsByAddress.delete(address);
  }

  #rememberTransfer(transfer: string, id: string, { type }: TftpEvent): void {
    if (type !== 'request' && type !== 'negotiated' && type !== 'progress') {
      this.#idByTransfer.delete(transfer);
      return;
    }
    this.#idByTransfer.set(transfer, id);
    if (this.#idByTransfer.size > mostTransfers) {
      this.#idByTransfer.delete(this.#idByTransfer.keys().next().value ?? '');
    }
  }
}

interface Candidate {
  readonly phone: PhoneTimeline;
  /** Whether it has asked for nothing of that kind yet. */
  readonly next: boolean;
  readonly order: number;
}

function isLikelier(one: Candidate, other: Candidate): boolean {
  if (one.next !== other.next) return one.next;
  if (one.order !== other.order) return one.order > other.order;
  return one.phone.lastSeen >= other.phone.lastSeen;
}
