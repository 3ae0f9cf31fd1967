/**
 * As a program: fetches SIPDefault.cnf from a server until its input ends, with one client after the other, and tells
 * what it saw.
 */

import { clients, type Server } from './servers.ts';
import { wholeVersion } from './versions.ts';

export interface Fetched {
  readonly fetches: number;
  /** How many different versions were seen. */
  readonly versions: number;
  /** What was seen that is no version as a whole, or an older one than before. */
  readonly broken: readonly string[];
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

const [, program, argument] = process.argv;
if (program === import.meta.filename) {
  let over = false;
  process.stdin.on('end', () => (over = true)).resume();
  const server = JSON.parse(argument ?? '') as Server;
  console.log(JSON.stringify(await fetchUntil(() => over, server)));
}
