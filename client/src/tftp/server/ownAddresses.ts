/** The addresses at which phones may find a server on this machine. */

import { networkInterfaces } from 'node:os';
import { isPrivate } from './access.ts';

export interface OwnAddress {
  /** IPv4. */
  readonly address: string;
  /** What the system calls the network, such as `eth0`. */
  readonly network: string;
}

/** The IPv4 addresses in private networks; those that only this machine reaches are left out. */
export function ownAddresses(): readonly OwnAddress[] {
  return Object.entries(networkInterfaces()).flatMap(([network, addresses = []]) =>
    addresses
      .filter(({ family, internal, address }) => family === 'IPv4' && !internal && isPrivate(address))
      .map(({ address }) => ({ address, network })),
  );
}
