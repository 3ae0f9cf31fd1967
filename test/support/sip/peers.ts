/** Real programs on loopback, as peers. They come from Debian packages, so this is for Linux. */

import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, constants, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import packages from '../../peers/packages.json' with { type: 'json' };

/** The path of a program, also of those in folders that only root searches. Without it, the failure says how to get it. */
export function program(command: string): string {
  for (const folder of [...(process.env.PATH ?? '').split(path.delimiter), '/usr/sbin', '/sbin']) {
    const file = path.join(folder, command);
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // The next folder may have it.
    }
  }
  const name = packages.find((each) => each.command === command)?.package;
  throw new Error(`${command} is not installed; to run this test: apt-get install ${name}`);
}

/** Polls until there is a result; fails with `what` after ten seconds. */
export async function eventually<Result>(what: () => string, look: () => Result | undefined): Promise<Result> {
  for (const deadline = Date.now() + 10_000; Date.now() < deadline; await delay(5)) {
    const result = look();
    if (result !== undefined) return result;
  }
  throw new Error(`Not within 10 seconds: ${what()}`);
}

export interface Peer {
  /** Resolves with the exit code. */
  readonly exited: Promise<number | null>;
  /** What it printed. */
  output(): string;
  stop(): Promise<void>;
}

/** Starts a program in a folder of its own, and waits until it listens on the port. */
export async function startPeer(
  command: string,
  args: readonly string[],
  { port, folder }: { readonly port: number; readonly folder: string },
): Promise<Peer> {
  // sipp draws a screen, and wants to know on what.
  const child = spawn(program(command), args, { cwd: folder, env: { ...process.env, TERM: 'xterm' }, stdio: 'pipe' });
  const peer = watch(child);
  const failed = () => `${command} listens on port ${port}\n${peer.output()}`;
  await eventually(failed, () => {
    if (child.exitCode !== null) throw new Error(`${command} ended\n${peer.output()}`);
    return listens(port) || undefined;
  });
  return peer;
}

function watch(child: ChildProcess): Peer {
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => (output += text));
  // Not 'close': children of the program may keep its output open.
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return {
    exited,
    output: () => output,
    async stop() {
      // A program with children takes them along, if it is asked.
      child.kill('SIGTERM');
      const lastResort = setTimeout(() => child.kill('SIGKILL'), 3000);
      await exited;
      clearTimeout(lastResort);
    },
  };
}

/** Whether a UDP port is bound. */
function listens(port: number): boolean {
  const end = new RegExp(`^\\s*\\d+: [0-9A-F]+:${port.toString(16).toUpperCase().padStart(4, '0')} `, 'm');
  return ['/proc/net/udp', '/proc/net/udp6'].some((file) => {
    try {
      return end.test(readFileSync(file, 'utf8'));
    } catch {
      // No IPv6 here.
      return false;
    }
  });
}

/** A folder that is removed when the test is over. */
export function temporaryFolder(test: { after(call: () => void): void }): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'cisco-sip-'));
  test.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
