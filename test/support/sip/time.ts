/** A clock that is moved by hand. */

import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../../../client/src/sip/transaction.ts';

export class VirtualClock implements Clock {
  #now = 0;
  readonly #due = new Set<{ readonly at: number; readonly call: () => void }>();

  now(): number {
    return this.#now;
  }

  after(milliseconds: number, call: () => void): () => void {
    const entry = { at: this.#now + milliseconds, call };
    this.#due.add(entry);
    return () => this.#due.delete(entry);
  }

  /** How many calls are still to come. */
  get waiting(): number {
    return this.#due.size;
  }

  /** Moves to a moment, stopping at each call on the way; what waits for promises gets its turn in between. */
  async moveTo(moment: number): Promise<void> {
    await setImmediate();
    for (;;) {
      const [next] = [...this.#due].filter(({ at }) => at <= moment).sort((a, b) => a.at - b.at);
      if (!next) break;
      this.#now = next.at;
      this.#due.delete(next);
      next.call();
      await setImmediate();
    }
    this.#now = moment;
  }
}
