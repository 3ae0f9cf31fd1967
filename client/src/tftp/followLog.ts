/** Reads logs of TFTP servers to their end, and what is added to them. */

import { createReadStream, type FSWatcher, type Stats, statSync, watch } from 'node:fs';
import { basename, dirname } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** Reads a stream line by line to its end. */
export async function readLines(stream: Readable, onLine: (line: string) => void): Promise<void> {
  for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) onLine(line);
}

/**
 * Reads a file, and goes on with what is added to it until it is told to stop. When the file is replaced, as logrotate
 * does, or made shorter, the new one is read from its beginning. Rejects when there is no such file at first.
 */
export class Follower {
  readonly #path: string;
  readonly #onLine: (line: string) => void;
  #watcher: FSWatcher | undefined;
  #position = 0;
  #inode = -1;
  /** A line whose end has not been written yet. */
  #rest = '';
  #reading: Promise<void> | undefined;
  #again = false;
  #stopped = false;

  constructor(path: string, onLine: (line: string) => void) {
    this.#path = path;
    this.#onLine = onLine;
  }

  /** Reads what is there, and watches. */
  async start(): Promise<void> {
    // Watched before the file is read, so that no line comes between; the folder, as the file may be replaced.
    const name = basename(this.#path);
    this.#watcher = watch(dirname(this.#path), (_event, changed) => {
      if (changed === null || changed === name) void this.#read().catch(() => {});
    });
    await this.#read();
  }

  stop(): void {
    this.#stopped = true;
    this.#watcher?.close();
    if (this.#rest !== '') this.#onLine(this.#rest);
    this.#rest = '';
  }

  async #read(): Promise<void> {
    this.#again = true;
    this.#reading ??= this.#readAll().finally(() => {
      this.#reading = undefined;
    });
    await this.#reading;
  }

  async #readAll(): Promise<void> {
    while (this.#again && !this.#stopped) {
      this.#again = false;
      const stats = this.#stats();
      if (!stats) return;
      const { ino, size } = stats;
      if (ino !== this.#inode || size < this.#position) {
        this.#inode = ino;
        this.#position = 0;
        this.#rest = '';
      }
      if (size > this.#position) await this.#readFrom(this.#position);
    }
  }

  /** `undefined`: the file was taken away, and another one will take its place. */
  #stats(): Stats | undefined {
    return this.#inode === -1 ? statSync(this.#path) : statSync(this.#path, { throwIfNoEntry: false });
  }

  async #readFrom(start: number): Promise<void> {
    // The names of phones' files are ASCII, and so a character is a byte, in which positions are counted.
    const stream = createReadStream(this.#path, { start, encoding: 'latin1' });
    for await (const chunk of stream as AsyncIterable<string>) {
      if (this.#stopped) return;
      this.#position += chunk.length;
      const lines = `${this.#rest}${chunk}`.split('\n');
      // A line that never ends is not kept for ever.
      this.#rest = (lines.pop() ?? '').slice(-8192);
      for (const line of lines) this.#onLine(line.replace(/\r$/, ''));
    }
  }
}
