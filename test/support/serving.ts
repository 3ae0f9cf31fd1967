/** A clock that stands until it is moved, and what phones did as the boot log model has it. */

import { BootLogModel } from '../../client/src/serving/bootLogModel.ts';
import type { Clock } from '../../client/src/serving/clock.ts';
import { events } from './bootLog.ts';

export class StandingClock implements Clock {
  #now: number;
  #timers: { readonly at: number; readonly run: () => void }[] = [];

  /** `now`: milliseconds since 1970. */
  constructor(now: number) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  later(run: () => void, milliseconds: number): () => void {
    const timer = { at: this.#now + milliseconds, run };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((each) => each !== timer);
    };
  }

  /** Lets time pass, with all that happens meanwhile. */
  pass(milliseconds: number): void {
    const end = this.#now + milliseconds;
    for (;;) {
      const next = this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.#timers = this.#timers.filter((each) => each !== next);
      this.#now = Math.max(this.#now, next.at);
      next.run();
    }
    this.#now = end;
  }
}

/** A model in which phones did what the list says, at the time of `clock`. */
export function modelOf(list: string, clock: Clock): BootLogModel {
  const model = new BootLogModel(clock);
  for (const event of events(list)) model.add(event);
  return model;
}
