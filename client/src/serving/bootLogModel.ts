/**
 * What phones asked for, of our server or of another one whose log is read, and what is to be made of it. The Boot Log
 * view, the findings about missing files and the addresses of phones all come from here.
 */

import type { Uri } from 'vscode';
import { BootLog } from '../boot/bootLog.ts';
import { timing } from '../boot/facts.ts';
import { judgeAll } from '../boot/judge.ts';
import type { PhoneTimeline } from '../boot/types.ts';
import type { TftpEvent } from '../tftp/server/events.ts';
import { type Clock, realClock } from './clock.ts';
import type { FilesThere } from './mends.ts';
import type { WatchedPhone } from './missingFiles.ts';

/** Where the events come from. */
export interface BootSource {
  /** The TFTP folder that is served; `undefined`: a log is read and nobody said which folder it is about. */
  readonly folder: Uri | undefined;
  /** The same for events that belong together: our server, or the log that is read. */
  readonly id: string;
  /** Whether its events tell which file of the folder differs in letter case only. Logs do not. */
  readonly tellsCase: boolean;
}

/** A phone that asked from an address. */
export interface SeenPhone {
  /** Twelve digits, capitals. */
  readonly mac: string;
  readonly address: string;
  /** When it was last heard there, in milliseconds since 1970. */
  readonly at: number;
}

/** Milliseconds between two changes that are told: hundreds of phones may start at once. */
const pause = 200;

/** Times that are further ahead than this, in milliseconds, are not those of a clock that is a little fast. */
const ahead = 5 * 60 * 1000;

const day = 24 * 60 * 60 * 1000;

export class BootLogModel {
  readonly #clock: Clock;
  readonly #listeners = new Set<() => void>();
  /** Phones of which nothing changes any more by itself. */
  #settled = new WeakMap<PhoneTimeline, WatchedPhone>();
  #log = new BootLog();
  #source: BootSource | undefined;
  #files: FilesThere;
  /** The same, where similar names are to be looked for among them. */
  #similar: readonly string[] | undefined;
  #last = 0;
  #isWatching = false;
  #cancelTelling: (() => void) | undefined;
  #cancelSettling: (() => void) | undefined;

  constructor(clock: Clock = realClock) {
    this.#clock = clock;
  }

  /** The TFTP folder that the phones ask; `undefined`: there is none, or it is not known. */
  get folder(): Uri | undefined {
    return this.#source?.folder;
  }

  /** The names of the files in the folder as they are now. */
  get files(): FilesThere {
    return this.#files;
  }

  /** Whether requests that come now are seen. */
  get isWatching(): boolean {
    return this.#isWatching;
  }

  /** The phones with all their starts, the one that was heard last at the end. */
  phones(): readonly WatchedPhone[] {
    const now = this.#now();
    return this.#log.phones.map((phone) => this.#judged(phone, now));
  }

  /** The addresses of the phones that are known by their MAC addresses. */
  seen(): readonly SeenPhone[] {
    return this.#log.phones.flatMap(({ mac, address, lastSeen }) =>
      mac === undefined || address === undefined ? [] : [{ mac, address, at: lastSeen }],
    );
  }

  /** Calls `listener` after changes, and when a phone has been silent for so long that it counts as stopped. */
  readonly onDidChange = (listener: () => void): { dispose(): void } => {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  };

  /** From now on events are those of `source`. What another one told is forgotten. */
  begin(source: BootSource): void {
    const before = this.#source;
    const isSame = before?.id === source.id && before.folder?.toString() === source.folder?.toString();
    if (!isSame) {
      this.clear();
      this.#files = undefined;
      this.#similar = undefined;
    }
    this.#source = source;
    this.#isWatching = true;
    this.#changed();
  }

  /** Nothing more comes. What is known stays. */
  end(): void {
    this.#isWatching = false;
    this.#changed();
  }

  add(event: TftpEvent): void {
    this.#log.add(event);
    this.#last = Math.max(this.#last, event.time);
    this.#changed();
  }

  /** The names of the files in the folder, as often as they change. */
  know(files: readonly string[]): void {
    this.#files = new Set(files);
    if (!this.#source?.tellsCase) {
      this.#similar = files;
      this.#settled = new WeakMap();
    }
    this.#changed();
  }

  /** Forgets all phones. */
  clear(): void {
    this.#log = new BootLog();
    this.#last = 0;
    this.#changed();
  }

  dispose(): void {
    this.#listeners.clear();
    this.#cancelTelling?.();
    this.#cancelSettling?.();
  }

  /** A log without dates may speak of yesterday: what is ahead of the clock is over. */
  #now(): number {
    const now = this.#clock.now();
    return this.#last > now + ahead ? this.#last + day : now;
  }

  #judged(phone: PhoneTimeline, now: number): WatchedPhone {
    const known = this.#settled.get(phone);
    if (known) return known;
    const judged = { phone, judgements: judgeAll(phone, now, this.#similar) };
    if (now - phone.lastSeen > timing.settle) this.#settled.set(phone, judged);
    return judged;
  }

  #changed(): void {
    this.#cancelTelling ??= this.#clock.later(() => {
      this.#cancelTelling = undefined;
      this.#tell();
    }, pause);
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
    this.#cancelSettling?.();
    this.#cancelSettling = undefined;
    const now = this.#now();
    const waiting = this.#log.phones
      .map(({ lastSeen }) => lastSeen + timing.settle + 1 - now)
      .filter((wait) => wait > 0);
    if (waiting.length === 0) return;
    const next = waiting.reduce((one, other) => Math.min(one, other));
    this.#cancelSettling = this.#clock.later(() => this.#changed(), next);
  }
}
