/**
 * As a program: pushes as a job says, so that it can be another user's, live in a mount namespace of its own, and be
 * killed. It prints a line of JSON for each push.
 */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { carryOut, makePlan } from '../../../client/src/tftp/push.ts';
import { localStore } from '../../../client/src/tftp/store.ts';
import { contentsOf } from './folders.ts';
import { numbered } from './versions.ts';

export interface Job {
  readonly source: string;
  readonly target: string;
  readonly backupFolder: string;
  readonly names: readonly string[];
  /** The user who pushes; who started the program if not given. */
  readonly user?: number;
  /** Push new versions without an end, the first being this one. */
  readonly versionsFrom?: number;
}

export interface Report {
  readonly items: readonly { readonly name: string; readonly done: string; readonly reason?: string }[];
  /** The target after the push, in Latin-1. */
  readonly contents: Record<string, string>;
}

async function push({ source, target, backupFolder, names }: Job): Promise<Report['items']> {
  const from = localStore(source);
  const to = localStore(target);
  const sources = names.map((name) => ({ name, hasErrors: false }));
  const plan = await makePlan(from, to, sources, { from: source, to: target });
  return (await carryOut(plan, from, to, { backupFolder })).items;
}

const [, program, argument] = process.argv;
if (program === import.meta.filename) {
  const job = JSON.parse(argument ?? '') as Job;
  if (job.user !== undefined) {
    process.setgroups?.([]);
    process.setegid?.(job.user);
    process.seteuid?.(job.user);
  }
  if (job.versionsFrom === undefined) {
    const items = await push(job);
    process.seteuid?.(process.getuid?.() ?? 0);
    console.log(JSON.stringify({ items, contents: contentsOf(job.target) } satisfies Report));
  }
  for (let n = job.versionsFrom; n !== undefined; n++) {
    for (const name of job.names) writeFileSync(join(job.source, name), numbered(n));
    const items = await push(job);
    console.log(JSON.stringify({ n, items }));
  }
}
