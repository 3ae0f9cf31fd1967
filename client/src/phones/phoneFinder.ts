/** What is known of where phones are, kept up to date for the view and for those who send to them. */

import { type Disposable, EventEmitter, type Memento } from 'vscode';
import { oneAtATime } from '../oneAtATime.ts';
import type { WatchedPhone } from '../serving/missingFiles.ts';
import { Phonebook } from './phonebook.ts';
import { type Clue, type Places, placesOf } from './whereabouts.ts';

/** What a TFTP server sees of phones: ours, or another one whose log is followed. */
export interface BootWatch {
  /** Whether requests that come now are seen. */
  readonly isWatching: boolean;
  /** Which phone was last heard from where, in milliseconds since 1970. */
  seen(): readonly { readonly mac: string; readonly address: string; readonly at: number }[];
  /** The phones with all their starts. */
  phones(): readonly WatchedPhone[];
  onDidChange(listener: () => void): { dispose(): void };
}

/** Where addresses are kept that belong to no phone file. */
const nobody = '';

export class PhoneFinder implements Disposable {
  readonly #phonebook: Phonebook;
  readonly #read: () => Promise<readonly Clue[]>;
  readonly #changed = new EventEmitter<void>();
  /** Phones may be elsewhere now. */
  readonly onDidChange = this.#changed.event;
  #clues: readonly Clue[] = [];
  #boots: BootWatch | undefined;
  #watching: { dispose(): void } | undefined;

  /** `memento`: where addresses are kept that the user gives. `read`: what this computer knows of its networks. */
  constructor(memento: Memento, read: () => Promise<readonly Clue[]>) {
    this.#phonebook = new Phonebook(memento);
    this.#read = read;
  }

  /** What is seen of phones that start; `undefined`: nobody looks. */
  get boots(): BootWatch | undefined {
    return this.#boots;
  }

  /** From now on what a TFTP server sees counts as well. */
  watch(boots: BootWatch): void {
    this.#watching?.dispose();
    this.#boots = boots;
    this.#watching = boots.onDidChange(() => this.#changed.fire());
  }

  /** Reads again what this computer knows. */
  readonly refresh = oneAtATime(async () => {
    this.#clues = await this.#read();
    this.#changed.fire();
  });

  /** By MAC address, the most likely first. */
  places(): Places {
    const typed = Object.entries(this.#phonebook.entries)
      .filter(([mac]) => mac !== nobody)
      .flatMap(([mac, entries]) =>
        entries.map(({ address, at }): Clue => ({ mac, address, seen: at, source: 'typed' })),
      );
    const asked = this.#boots
      ?.seen()
      .map(({ mac, address, at }): Clue => ({ mac, address, seen: at, source: 'asked' }));
    return placesOf([...this.#clues, ...(asked ?? []), ...typed], Date.now());
  }

  /** Addresses that were given and belong to no phone file, the latest first. */
  others(): readonly string[] {
    return (this.#phonebook.entries[nobody] ?? []).map(({ address }) => address);
  }

  /** Remembers addresses that the user gave, by MAC address. */
  async remember(addresses: Iterable<readonly [mac: string | undefined, address: string]>): Promise<void> {
    await this.#phonebook.remember(addresses, Date.now());
    this.#changed.fire();
  }

  dispose(): void {
    this.#watching?.dispose();
    this.#changed.dispose();
  }
}
