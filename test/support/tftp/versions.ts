/** Files of some kilobytes whose first line tells what all of them must be. */

export function numbered(n: number): Buffer {
  const lines = 40 + ((n * 7919) % 900);
  return Buffer.from(`# version ${n}\n${`proxy1_address: "192.0.2.${n % 256}" # ${n}\n`.repeat(lines)}`);
}

/** The number of the version, when it is whole. */
export function wholeVersion(content: Buffer): number | undefined {
  const n = Number(/^# version (\d+)\n/.exec(content.toString('latin1'))?.[1] ?? Number.NaN);
  return !Number.isNaN(n) && content.equals(numbered(n)) ? n : undefined;
}
