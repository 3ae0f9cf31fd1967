/** Which address a phone has, out of what this machine has heard on its own network. */

import { isIP } from 'node:net';
import { linesOf, plainMac, type Sighting } from './leases.ts';

/** Linux's `/proc/net/arp`. Entries that nobody has answered for are passed over. */
export function parseArpTable(text: string): Sighting[] {
  return linesOf(text).flatMap((line) => {
    const [address = '', , flags = '', hardware = ''] = line.trim().split(/\s+/);
    const mac = plainMac(hardware);
    // Bit 1: the entry is complete.
    const isComplete = /^0x[0-9a-f]{1,8}$/i.test(flags) && (Number(flags) & 2) !== 0;
    return mac !== undefined && isComplete && isIP(address) ? [{ mac, address }] : [];
  });
}

/**
 * The output of `ip neigh`, IPv4 and IPv6. With `-statistics` it tells how many seconds ago the neighbour was last
 * confirmed. `now`: milliseconds since 1970.
 */
export function parseIpNeigh(text: string, now: number): Sighting[] {
  return linesOf(text).flatMap((line) => {
    const [address = '', ...words] = line.trim().split(/\s+/);
    const after = (word: string) => words[words.indexOf(word) + 1] ?? '';
    const mac = words.includes('lladdr') ? plainMac(after('lladdr')) : undefined;
    if (mac === undefined || !isIP(address) || words.includes('FAILED')) return [];
    const [, confirmed] = words.includes('used')
      ? (/^\d{1,9}\/(\d{1,9})\/\d{1,9}(?:probes)?$/.exec(after('used')) ?? [])
      : [];
    const isReached = words.includes('REACHABLE');
    const seen = confirmed !== undefined ? now - Number(confirmed) * 1000 : isReached ? now : undefined;
    return [{ mac, address, ...(seen !== undefined && { seen }) }];
  });
}
