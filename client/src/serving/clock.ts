/** The time, so that tests can give another one. */

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs something once, after that many milliseconds. What it gives calls that off. */
  later(run: () => void, milliseconds: number): () => void;
}

export const realClock: Clock = {
  now: Date.now,
  later(run, milliseconds) {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
};
