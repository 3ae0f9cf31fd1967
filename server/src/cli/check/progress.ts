/** How far a long run has come, for a person who waits at a terminal. */

import type { WriteStream } from 'node:tty';

/** Milliseconds before anything is shown: most runs are over by then. */
const patience = 400;

/** Milliseconds between two updates. */
const pause = 100;

export interface Progress {
  /** One more is done of what `what` names. */
  tick(what: string): void;
  /** Takes the line away. */
  clear(): void;
}

/** Counts on `stream`, and nowhere when that is no terminal that can take a line back. `now`: in milliseconds. */
export function progressOn(
  stream: Pick<WriteStream, 'isTTY' | 'write'>,
  terminal = process.env.TERM,
  now = () => performance.now(),
): Progress {
  if (!stream.isTTY || terminal === 'dumb') return { tick: () => {}, clear: () => {} };
  let next = now() + patience;
  let current = '';
  let count = 0;
  let shown = false;
  return {
    tick(what) {
      count = what === current ? count + 1 : 1;
      current = what;
      const time = now();
      if (time < next) return;
      next = time + pause;
      shown = true;
      stream.write(`\r\u001b[K${what} ${count}`);
    },
    clear() {
      if (shown) stream.write('\r\u001b[K');
      shown = false;
    },
  };
}
