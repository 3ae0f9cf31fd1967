/** The addresses that the user gave for phones, kept on this machine. */

import type { Memento } from 'vscode';

const key = 'cisco.phonebook';
/** Under which addresses are kept that belong to no phone file. */
const others = '';
const kept = 5;

export interface Entry {
  readonly address: string;
  /** When it was given last, in milliseconds since 1970. */
  readonly at: number;
}

type Entries = Readonly<Record<string, readonly Entry[]>>;

export class Phonebook {
  readonly #memento: Memento;

  constructor(memento: Memento) {
    this.#memento = memento;
  }

  /** The addresses of all phones, by MAC address, the latest of each first. Those of no phone file stand under ''. */
  get entries(): Entries {
    return this.#memento.get<Entries>(key, {});
  }

  /** Remembers addresses that were given at a moment, by MAC address. */
  async remember(addresses: Iterable<readonly [mac: string | undefined, address: string]>, at: number): Promise<void> {
    const entries: Record<string, readonly Entry[]> = { ...this.entries };
    for (const [mac = others, address] of addresses)
      entries[mac] = [{ address, at }, ...(entries[mac] ?? []).filter((each) => each.address !== address)].slice(
        0,
        kept,
      );
    await this.#memento.update(key, entries);
  }
}
