/** The addresses under which phones were told to look at their files, kept on this machine. */

import type { Memento } from 'vscode';

const key = 'cisco.addresses';
/** Under which addresses are kept that belong to no phone file. */
const others = '';
const kept = 5;

type Entries = Readonly<Record<string, readonly string[]>>;

export class Phonebook {
  readonly #memento: Memento;

  constructor(memento: Memento) {
    this.#memento = memento;
  }

  /** Earlier addresses of a phone, the latest first. */
  of(mac = others): readonly string[] {
    return this.#entries()[mac] ?? [];
  }

  /** Remembers the addresses of phones, by MAC address. */
  async remember(addresses: Iterable<readonly [mac: string | undefined, address: string]>): Promise<void> {
    const entries: Record<string, readonly string[]> = { ...this.#entries() };
    for (const [mac = others, address] of addresses)
      entries[mac] = [address, ...(entries[mac] ?? []).filter((each) => each !== address)].slice(0, kept);
    await this.#memento.update(key, entries);
  }

  #entries(): Entries {
    return this.#memento.get<Entries>(key, {});
  }
}
