/**
 * What somebody does in an hour of steady work on a TFTP folder, and more of it than anybody does. Typing: 40 words of
 * 5 characters a minute for a third of the time are 4,000 keystrokes. After each burst of keystrokes the editor asks for
 * all that it shows beside a text. The rest was counted generously: a file every minute, a completion every 12 seconds.
 */

/** How often each happens in an hour. */
export const anHour = {
  /** Eight keystrokes each, then the editor's own requests. */
  burst: 500,
  completion: 300,
  hover: 300,
  undo: 100,
  open: 60,
  close: 60,
  save: 60,
  rename: 6,
  layOut: 20,
  dial: 60,
  phones: 30,
  symbols: 20,
  navigate: 60,
  cancel: 30,
  /** Somebody else writes a file, with and without the editor being told. */
  disk: 20,
  /** A branch is checked out: 50 files change, come and go at once. */
  checkout: 4,
  settings: 4,
} as const;

export const keystrokesInBurst = 8;

export type Deed = keyof typeof anHour;

/** The deeds of so many hours, one hour after the other, in an order that is the same for the same numbers. */
export function* deeds(hours: number, next: () => number): Generator<Deed> {
  for (let left = hours; left > 0; left -= 1) {
    const share = Math.min(1, left);
    const all = (Object.keys(anHour) as Deed[]).flatMap((deed) =>
      Array.from({ length: Math.max(1, Math.round(anHour[deed] * share)) }, () => deed),
    );
    for (let at = all.length - 1; at > 0; at--) {
      const other = Math.floor(next() * (at + 1));
      [all[at], all[other]] = [all[other]!, all[at]!];
    }
    yield* all;
  }
}

/** How many deeds that is. */
export function count(hours: number): number {
  let sum = 0;
  for (const _ of deeds(hours, () => 0)) sum++;
  return sum;
}
