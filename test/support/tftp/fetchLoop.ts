/**
 * As a program: fetches SIPDefault.cnf from a server until its input ends, with one client after the other, and tells
 * what it saw.
 */

import { fileURLToPath } from 'node:url';
import { clients, type Server } from './servers.ts';

export interface Fetched {
  readonly fetches: number;
  /** How many different versions were seen. */
  readonly versions: number;
  /** What was seen that is no version as a whole, or an older one than before. */
  readonly broken: readonly string[];
}

/** A file of some kilobytes whose first line tells what all of it must be. */
export function numbered(n: number): Buffer {
  const lines = 40 + ((n * 7919) % 900);
  return Buffer.from(`# version ${n}\n${`proxy1_address: "192.0.2.${n % 256}" # ${n}\n`.repeat(lines)}`);
}

/** The number of the version, when it is whole. */
function wholeVersion(content: Buffer): number | undefined {
  const n = Number(/^# version (\d+)\n/.exec(content.toString('latin1'))?.[1] ?? Number.NaN);
  return !Number.isNaN(n) && content.equals(numbered(n)) ? n : undefined;
}

async function fetchUntil(isOver: () => boolean, server: Server): Promise<Fetched> {
  const usable = clients.filter(({ missing }) => missing() === undefined);
  const versions = new Set<number>();
  const broken: string[] = [];
  let latest = 0;
  let fetches = 0;
  while (!isOver()) {
    for (const client of usable) {
      fetches += 1;
      try {
        const content = await client.fetch(server, 'SIPDefault.cnf');
        const seen = wholeVersion(content);
        if (seen === undefined || seen < latest) {
          broken.push(`${client.name}: ${content.length} bytes after version ${latest}: ${content.subarray(0, 40)}`);
          continue;
        }
        latest = seen;
        versions.add(seen);
      } catch (error) {
        broken.push(`${client.name}: ${error}`);
      }
    }
  }
  return { fetches, versions: versions.size, broken };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  let over = false;
  process.stdin.on('end', () => (over = true)).resume();
  const server = JSON.parse(process.argv[2] ?? '') as Server;
  console.log(JSON.stringify(await fetchUntil(() => over, server)));
}
