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
  /** Called once, when the reading ends by itself after it was `ready`. `why`: a sentence or a line of a program. */
  onEnd?(why: string): void;
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
  let said = '';
  child.stderr.on('data', (chunk) => {
    said = `${said}${chunk}`.slice(-500);
  });
  void readLines(child.stdout, linesTo(options)).catch(() => {});
  let state: 'opening' | 'reading' | 'over' = 'opening';
  const ready = new Promise<void>((resolve, reject) => {
    const begun = () => {
      if (state === 'opening') state = 'reading';
      resolve();
    };
    const ended = (error: Error) => {
      const before = state;
      state = 'over';
      if (before === 'reading') options.onEnd?.(error.message);
      // Who has stopped it before it began waits for nothing more.
      else if (before === 'over') resolve();
      else reject(error);
    };
    child.once('error', ended);
    child.once('close', (_code, signal) => ended(new Error(lastLine(said) ?? endText(signal))));
    // It goes on for ever: what there is to complain about, it says at once.
    child.stdout.once('data', begun);
    setTimeout(begun, patience).unref();
  });
  const stop = () => {
    state = 'over';
    child.kill();
  };
  return { ready, stop };
}

function lastLine(text: string): string | undefined {
  return text.trim().split('\n').at(-1)?.trim() || undefined;
}

function endText(signal: string | null): string {
  return signal === null ? t('journalctl ended.') : t`journalctl was ended by ${signal}.`;
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
