/** What a process costs, seen from outside. Linux only: memory is read from /proc. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';

/** Of a process that ran to its end. */
export interface Cost {
  /** From its start to its end. */
  readonly milliseconds: number;
  /** The most memory it had at a time: MiB. */
  readonly memory: number;
  readonly output: string;
}

/** How often a running process is looked at: milliseconds. */
const lookEvery = 10;

/** Runs a Node program and waits for its end. Any of `statuses` is a good one. */
export async function run(args: readonly string[], statuses: readonly number[] = [0]): Promise<Cost> {
  const started = performance.now();
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  let memory = 0;
  const timer = setInterval(() => {
    memory = Math.max(memory, mostMemory(child.pid));
  }, lookEvery);
  const [status] = (await once(child, 'close')) as [number | null];
  clearInterval(timer);
  if (status === null || !statuses.includes(status)) throw new Error(`node ${args.join(' ')} ended with ${status}`);
  return { milliseconds: performance.now() - started, memory, output: Buffer.concat(chunks).toString() };
}

/** The memory that a process has now: MiB. */
export function residentMemory(pid: number | undefined): number {
  return ofStatus(pid, 'VmRSS');
}

function mostMemory(pid: number | undefined): number {
  return ofStatus(pid, 'VmHWM');
}

function ofStatus(pid: number | undefined, field: string): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0) / 1024;
  } catch {
    // It has just ended.
    return 0;
  }
}
