/** The few numbers that stand for many. */

export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** The median of the rounds' ratios: the two of one round met the same machine. */
export function ratio(ours: readonly number[], floor: readonly number[]): number {
  return median(ours.map((value, round) => value / floor[round]!));
}

/** The same list, begun elsewhere each round, so that nobody always comes first. */
export function inTurn<T>(list: readonly T[], round: number): T[] {
  const start = round % list.length;
  return [...list.slice(start), ...list.slice(0, start)];
}
