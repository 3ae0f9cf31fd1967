/**
 * Reads the logs of tftpd-hpa, atftpd and dnsmasq, line by line, as events of our own server. Other lines are passed
 * over. What the programs write was taken down from their running versions (5.2, 0.8.0, 2.90).
 */

import type { TftpEvent, Untimed } from '../tftp/server/events.ts';
import { readTime } from './timestamp.ts';

/** Characters of a line that are read. */
const longestLine = 4096;

/** Transfers whose next line is waited for. */
const mostOpen = 10_000;

/** Older lines than this, in milliseconds, are not taken for the same day. */
const day = 24 * 60 * 60 * 1000;

/** What a line speaks of: a transfer that another line began. */
interface Open {
  readonly file: string;
  readonly address: string;
  readonly transfer: string;
}

export interface ServerLogOptions {
  /** Milliseconds since 1970: gives a time to lines without one, and a year to those without. */
  now(): number;
  /** The folder that dnsmasq serves, where its log does not tell: it writes whole paths. */
  readonly root?: string;
}

export class ServerLog {
  readonly #options: ServerLogOptions;
  /** By the process or thread that writes. */
  readonly #open = new Map<string, Open>();
  #root: string | undefined;
  #count = 0;
  /** What is added to times that have no date, and the last of those. */
  #days = 0;
  #lastBare = 0;

  constructor(options: ServerLogOptions) {
    this.#options = options;
    this.#root = options.root;
  }

  /** Reads a line without its end. */
  read(line: string): readonly TftpEvent[] {
    const text = line.slice(0, longestLine).replace(/^<\d{1,3}>/, '');
    const now = this.#options.now();
    const { time, rest } = readTime(text, now) ?? { time: now, rest: text };
    const [head, tag, writer = ''] = programTag.exec(rest) ?? [];
    // Other programs write into the same log.
    if (tag !== undefined && !/tftp|dnsmasq/i.test(tag)) return [];
    const listed = head === undefined ? onlyAName.exec(rest)?.[0] : undefined;
    if (listed !== undefined && /^\d\d:/.test(text)) {
      return [{ type: 'request', file: listed, time: this.#onItsDay(time) }];
    }
    return this.#message(rest.slice(head?.length ?? 0), writer).map((event) => ({ time, ...event }) as TftpEvent);
  }

  /** A list of times and names goes over midnight. */
  #onItsDay(time: number): number {
    if (time < this.#lastBare) this.#days++;
    this.#lastBare = time;
    return time + this.#days * day;
  }

  #message(message: string, writer: string): readonly Untimed[] {
    for (const [pattern, read] of this.#patterns) {
      const found = pattern.exec(message);
      if (found)
        return read(
          found.slice(1).map((group) => group ?? ''),
          writer,
        );
    }
    return [];
  }

  readonly #patterns: readonly (readonly [RegExp, (groups: string[], writer: string) => readonly Untimed[]])[] = [
    // tftpd-hpa
    [
      /^RRQ from (\S+) filename (.*?)(?: remapped to (.*))?$/,
      ([from, file, now], by) => this.#asked(now || file!, from!, by),
    ],
    [
      /^WRQ from (\S+) filename (.*)$/,
      ([from, file]) => [{ type: 'refused', reason: 'write', file: file!, address: plain(from!) }],
    ],
    [/^sending NAK \((\d+), .*\) to (\S+)$/, ([code, from], by) => this.#nak(Number(code), from!, by)],
    [/^tftpd: (?:read|write|read\(ack\)|write\(ack\)|oack): (.*)$/, ([message], by) => this.#broke(by, message!)],
    // atftpd
    [/^[Ss]erving (.*) to (\S+):\d+$/, ([file, from], by) => this.#asked(file!, from!, by)],
    [/^End of transfer$/, (_, by) => this.#closing(by, (open) => [{ type: 'done', ...open }])],
    [/^File .* not found$/, (_, by) => this.#closing(by, (open) => [{ type: 'missing', ...open }])],
    [
      /^File name with \/\.\.\/ are forbidden$/,
      (_, by) => this.#closing(by, (open) => [{ type: 'refused', reason: 'outside', ...open }]),
    ],
    [/^(Aborting transfer|client \(.*\) not responding)$/, ([message], by) => this.#broke(by, message!)],
    // dnsmasq
    [/^TFTP root is (\S.*?)(?: secure mode)?\s*$/, ([root]) => this.#serves(root!)],
    [/^(?:TFTP )?sent (.*) to (\S+)$/, ([path, to]) => [{ type: 'done', ...this.#at(path!, to!) }]],
    [/^(?:TFTP )?file (.*?) not found(?: for (\S+))?$/, ([path, to]) => [{ type: 'missing', ...this.#at(path!, to!) }]],
    [
      /^(?:TFTP )?failed sending (.*) to (\S+)$/,
      ([path, to]) => [{ type: 'failed', reason: 'trouble', ...this.#at(path!, to!) }],
    ],
    [
      /^(?:TFTP )?cannot access (.*): [^:]*$/,
      ([path]) => [{ type: 'refused', reason: 'unreadable', ...this.#at(path!, '') }],
    ],
  ];

  #asked(file: string, from: string, writer: string): readonly Untimed[] {
    const open = { file, address: plain(from), transfer: `${writer}#${++this.#count}` };
    this.#open.delete(writer);
    this.#open.set(writer, open);
    if (this.#open.size > mostOpen) this.#open.delete(this.#open.keys().next().value ?? '');
    return [{ type: 'request', ...open }];
  }

  #nak(code: number, from: string, writer: string): readonly Untimed[] {
    return this.#closing(writer, (open) => {
      if (open.address !== plain(from)) return [];
      return [code === 1 ? { type: 'missing', ...open } : { type: 'refused', reason: 'other', ...open }];
    });
  }

  #broke(writer: string, message: string): readonly Untimed[] {
    return this.#closing(writer, (open) => [{ type: 'failed', reason: 'trouble', message, ...open }]);
  }

  #closing(writer: string, events: (open: Open) => readonly Untimed[]): readonly Untimed[] {
    const open = this.#open.get(writer);
    if (!open) return [];
    this.#open.delete(writer);
    return events(open);
  }

  #serves(root: string): readonly Untimed[] {
    this.#root = root;
    return [];
  }

  /** dnsmasq writes whole paths. */
  #at(path: string, address: string): { readonly file: string; readonly address?: string } {
    const root = this.#root?.replace(/\/+$/, '');
    const inside = root !== undefined && path.startsWith(`${root}/`);
    const file = inside ? path.slice(root.length).replace(/^\/+/, '') : path.slice(path.lastIndexOf('/') + 1);
    return { file, ...(address !== '' && { address: plain(address) }) };
  }
}

/** A host and the program that writes, with the process or thread; journalctl leaves either out when it is told to. */
const programTag = /^(?:[\w.:-]+ ){0,2}?([\w./-]+)(?:\[([\d.]+)\])?: /;

/** A line that says no more than what was asked for. */
const onlyAName = /^[\w./+-]+\.\w+$/;

function plain(address: string): string {
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
}
