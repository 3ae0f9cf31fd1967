/** Reads what this computer knows of the addresses of phones: lease files, and the neighbours of its networks. */

import { execFile } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import facts from '../../../schemas/leases.json' with { type: 'json' };
import { parseDnsmasqLeases, parseIscLeases, parseKeaLeases, type Sighting } from './leases.ts';
import { parseArpTable, parseIpNeigh } from './neighbours.ts';
import type { Clue } from './whereabouts.ts';

/** More bytes than these are no lease file of a network with such phones. */
const largestFile = 64 * 1024 * 1024;

/** Milliseconds after which `ip` is not waited for any more. */
const patience = 3000;

/** `files`: paths of lease files; none: those at the usual places. */
export async function readClues(files: readonly string[]): Promise<readonly Clue[]> {
  const paths = files.length > 0 ? files : facts.files.map(({ path }) => path);
  const [neighbours, ...leases] = await Promise.all([readNeighbours(), ...paths.map(readLeases)]);
  return [...neighbours.map(as('heard')), ...leases.flat().map(as('leased'))];
}

function as(source: Clue['source']): (sighting: Sighting) => Clue {
  return (sighting) => ({ ...sighting, source });
}

/** A file that is not there or may not be read tells nothing. */
async function readLeases(path: string): Promise<readonly Sighting[]> {
  try {
    const stats = await stat(path);
    if (!stats.isFile() || stats.size > largestFile) return [];
    const text = await readFile(path, 'latin1');
    // Each reader passes over what the others write.
    return [parseDnsmasqLeases, parseIscLeases, parseKeaLeases].flatMap((parse) => parse(text));
  } catch {
    return [];
  }
}

/** `ip` tells when each was heard; the table of the kernel, where there is no such program, does not. */
async function readNeighbours(): Promise<readonly Sighting[]> {
  if (process.platform !== 'linux') return [];
  try {
    const options = { timeout: patience, maxBuffer: largestFile };
    const { stdout } = await promisify(execFile)('ip', ['-statistics', 'neighbour', 'show'], options);
    return parseIpNeigh(stdout, Date.now());
  } catch {
    return parseArpTable(await readFile('/proc/net/arp', 'latin1').catch(() => ''));
  }
}
