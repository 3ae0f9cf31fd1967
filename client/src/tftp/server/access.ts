/** Who is answered: private networks, and everybody at a bearable rate. */

import { BlockList, isIPv6 } from 'node:net';
import facts from '../../../../schemas/boot.json' with { type: 'json' };

const privateNetworks = new BlockList();
for (const { prefix, length } of facts.privateNetworks) {
  privateNetworks.addSubnet(prefix, length, isIPv6(prefix) ? 'ipv6' : 'ipv4');
}

/** Whether an address is one that is not reached from the internet. */
export function isPrivate(address: string): boolean {
  return privateNetworks.check(withoutZone(address), isIPv6(address) ? 'ipv6' : 'ipv4');
}

/** An IPv4 address stays one, though a socket for both kinds shows it as `::ffff:192.0.2.1`. */
export function plainAddress(address: string): string {
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
}

function withoutZone(address: string): string {
  return address.split('%', 1)[0] ?? '';
}

interface Bucket {
  tokens: number;
  /** When the tokens were counted, and when this client was last told to be too fast. */
  counted: number;
  told: number;
}

/** More clients than these are not counted one by one: the oldest is forgotten. */
const mostBuckets = 10_000;

/** Milliseconds between two reports of one client that is too fast. */
const quiet = 1000;

/** Counts what each address sends. `perSecond`: datagrams on average; four seconds' worth may come at once. */
export class Rate {
  readonly #perSecond: number;
  readonly #buckets = new Map<string, Bucket>();

  constructor(perSecond: number) {
    this.#perSecond = perSecond;
  }

  /** `tell`: too fast, and nobody was told so within the last second. `now`: milliseconds. */
  take(address: string, now: number): 'yes' | 'no' | 'tell' {
    const most = this.#perSecond * 4;
    const bucket = this.#buckets.get(address) ?? { tokens: most, counted: now, told: -Infinity };
    bucket.tokens = Math.min(most, bucket.tokens + ((now - bucket.counted) / 1000) * this.#perSecond);
    bucket.counted = now;
    // Put at the end, so that the first is the one that was not heard for longest.
    this.#buckets.delete(address);
    this.#buckets.set(address, bucket);
    if (this.#buckets.size > mostBuckets) this.#buckets.delete(this.#buckets.keys().next().value ?? '');
    if (bucket.tokens >= 1) {
      bucket.tokens--;
      return 'yes';
    }
    if (now - bucket.told < quiet) return 'no';
    bucket.told = now;
    return 'tell';
  }
}
