/** Whether memory stayed flat. */

import type { Sample } from './soak.ts';

/** Of the samples so many parts in a hundred are warm-up: code is compiled, tables are made. */
const warmUp = 0.2;

export interface Growth {
  /** How much more the last third has than the first after the warm-up, of medians: 0.1 is a tenth. */
  readonly heap: number;
  readonly resident: number;
}

export function growthOf(samples: readonly Sample[]): Growth {
  const warm = samples.slice(Math.floor(samples.length * warmUp));
  const third = Math.ceil(warm.length / 3);
  const growth = (figure: 'heap' | 'resident') => {
    const of = (some: readonly Sample[]) => median(some.map((sample) => sample[figure]));
    return of(warm.slice(-third)) / of(warm.slice(0, third)) - 1;
  };
  return { heap: growth('heap'), resident: growth('resident') };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
