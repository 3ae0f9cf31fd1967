/** Reads the log of another TFTP server, and goes on reading as it grows: a file, or the journal of the system. */

import { spawn } from 'node:child_process';
import { t } from '@vscode/l10n';
import facts from '../../../schemas/tftp-logs.json' with { type: 'json' };
import { ServerLog } from '../boot/serverLog.ts';
import { Follower, readLines } from '../tftp/followLog.ts';
import type { TftpEvent } from '../tftp/server/events.ts';

/** A log that is read until `stop`. */
export interface LogReading {
  stop(): void;
  /** Fulfilled once what was there has been read, or rejected with what stands in the way. */
  readonly ready: Promise<void>;
}

export interface LogOptions {
  /** The path of the folder that the server serves, where it is known. */
  readonly root?: string;
  onEvent(event: TftpEvent): void;
}

export function readLogFile(path: string, options: LogOptions): LogReading {
  const follower = new Follower(path, linesTo(options));
  return { ready: follower.start(), stop: () => follower.stop() };
}

/** The journal of systemd since yesterday, as far as TFTP servers wrote it. Runs `journalctl` until it is stopped. */
export function readJournal(options: LogOptions): LogReading {
  const identifiers = facts.identifiers.map((identifier) => `--identifier=${identifier}`);
  const args = ['--follow', '--no-pager', '--output=short-iso', '--lines=all', '--since=yesterday', ...identifiers];
  const child = spawn('journalctl', args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let complaint = '';
  child.stderr.on('data', (chunk) => {
    complaint = `${complaint}${chunk}`.slice(0, 500);
  });
  void readLines(child.stdout, linesTo(options)).catch(() => {});
  // It goes on for ever: what there is to complain about, it says at once.
  const ready = new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => reject(new Error(complaint.trim() || t('journalctl ended.'))));
    child.stdout.once('data', () => resolve());
    setTimeout(resolve, patience).unref();
  });
  return { ready, stop: () => child.kill() };
}

/** Milliseconds after which an empty journal counts as read. */
const patience = 1000;

/** The lines of two servers do not belong together, so that each log has a reader of its own. */
function linesTo({ root, onEvent }: LogOptions): (line: string) => void {
  const log = new ServerLog({ now: Date.now, ...(root !== undefined && { root }) });
  return (line) => {
    for (const event of log.read(line)) onEvent(event);
  };
}
