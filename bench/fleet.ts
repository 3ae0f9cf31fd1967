/** A folder of many phones beside the least that it can cost, and how the costs grow with the phones. */

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeFolder } from './folder.ts';
import { check, parseYaml, readOnly, type Session, session } from './folderCosts.ts';
import type { Cost } from './process.ts';
import { inTurn, median, ratio } from './statistics.ts';

/** The programs that go through a folder. `read` is the floor. */
const programs = { read: readOnly, check, yaml: parseYaml } as const;
export type Program = keyof typeof programs;

export interface ProgramResult {
  readonly program: Program;
  /** Medians of the rounds: milliseconds, MiB, and how many times what the floor takes. */
  readonly milliseconds: number;
  readonly memory: number;
  readonly ratio: number;
}

export interface FleetResult {
  readonly phones: number;
  readonly bytes: number;
  readonly programs: readonly ProgramResult[];
  readonly session: Session;
}

export interface FleetEffort {
  readonly rounds: number;
  /** In a session of the language server. */
  readonly keystrokes: number;
  /** How long the language server rests before its memory is read again: milliseconds. */
  readonly rest: number;
}

type Say = (line: string) => void;

/** `names`: the programs that are measured beside the language server. */
export async function fleet(
  scratch: string,
  phones: number,
  { rounds, keystrokes, rest }: FleetEffort,
  names: readonly Program[],
  say: Say,
): Promise<FleetResult> {
  say(`writing ${phones} phones`);
  const folder = writeFolder(join(scratch, String(phones)), phones);
  const costs = new Map<Program, Cost[]>(names.map((name) => [name, []]));
  const sessions: Session[] = [];
  for (let round = 0; round < rounds; round++) {
    say(`${phones} phones, round ${round + 1} of ${rounds}`);
    for (const name of inTurn(names, round)) costs.get(name)!.push(await programs[name](folder));
    sessions.push(await session(folder, keystrokes, rest));
  }
  rmSync(folder.path, { recursive: true });
  return {
    phones,
    bytes: folder.bytes,
    programs: names.map((name) => programResult(name, costs)),
    session: middle(sessions),
  };
}

/** How the costs grow. The programs that are measured are the check and the floor. */
export async function growth(
  scratch: string,
  steps: readonly number[],
  effort: FleetEffort,
  say: Say,
): Promise<FleetResult[]> {
  const results: FleetResult[] = [];
  for (const phones of steps) results.push(await fleet(scratch, phones, effort, ['read', 'check'], say));
  return results;
}

function programResult(program: Program, costs: ReadonlyMap<Program, readonly Cost[]>): ProgramResult {
  const own = costs.get(program)!;
  const times = own.map(({ milliseconds }) => milliseconds);
  const floor = costs.get('read')!.map(({ milliseconds }) => milliseconds);
  return {
    program,
    milliseconds: median(times),
    memory: median(own.map(({ memory }) => memory)),
    ratio: ratio(times, floor),
  };
}

function middle(sessions: readonly Session[]): Session {
  const of = (figure: keyof Session) => median(sessions.map((session) => session[figure]));
  return {
    open: of('open'),
    read: of('read'),
    edit: of('edit'),
    editAll: of('editAll'),
    memory: of('memory'),
    memoryAtRest: of('memoryAtRest'),
  };
}
