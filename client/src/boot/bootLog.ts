/** Which event belongs to which phone: by the MAC address in file names, by address, and failing that by the order. */

import type { TftpEvent } from '../tftp/server/events.ts';
import { macInName, timing } from './facts.ts';
import { follow } from './follow.ts';
import { likeliest } from './likeliest.ts';
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
    // Under way for a phone that has said meanwhile who it is: its address tells.
    const underWay = this.#phones.get(this.#idByTransfer.get(event.transfer ?? '') ?? '');
    const known = underWay ?? this.#likeliest(event);
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

  /** Of the phones at that address, or of all where a log has no addresses, the one that seems to ask. */
  #likeliest(event: TftpEvent): PhoneTimeline | undefined {
    const { address, time } = event;
    const ids = address === undefined ? this.#phones.keys() : (this.#idsByAddress.get(address) ?? []);
    const phones = [...ids].flatMap((id) => this.#phones.get(id) ?? []);
    if (address !== undefined && phones.length < 2) return phones[0];
    return likeliest(
      phones.filter(({ lastSeen }) => time - lastSeen <= timing.silence),
      event,
    );
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
