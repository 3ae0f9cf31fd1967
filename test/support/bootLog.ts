/** Starts of phones written down as a list, and what is made of them. */

import { BootLog } from '../../client/src/boot/bootLog.ts';
import { type Judgement, judgeAll } from '../../client/src/boot/judge.ts';
import { ServerLog } from '../../client/src/boot/serverLog.ts';
import type { PhoneTimeline } from '../../client/src/boot/types.ts';
import type { TftpEvent } from '../../client/src/tftp/server/events.ts';

const noon = new Date(2024, 10, 28, 12).getTime();

/** `10:21:07` on the day of all lists. */
export function at(clock: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = clock.split(':').map(Number);
  return new Date(noon).setHours(hours, minutes, seconds, 0);
}

/**
 * Events, one a line: time, address, file, and then `missing`, `missing NAME` (what the folder has), `failed BYTES
 * TOTAL`, `at BYTES TOTAL` (progress), `asked`, or nothing for a file that arrives.
 */
export function events(list: string): TftpEvent[] {
  return lines(list).map((line) => {
    const [clock = '', address = '', file = '', word = 'got', ...more] = line.split(/\s+/);
    const about = { time: at(clock), file, ...(address !== '-' && { address }) };
    const [first, second] = more.map(Number);
    switch (word) {
      case 'got':
        return { type: 'done', ...about };
      case 'asked':
        return { type: 'request', ...about };
      case 'missing':
        return { type: 'missing', ...about, ...(more[0] !== undefined && { similar: more[0] }) };
      case 'failed':
        return { type: 'failed', reason: 'silent', ...about, bytes: first!, total: second! };
      case 'at':
        return { type: 'progress', ...about, bytes: first!, total: second! };
      default:
        throw new Error(`no such outcome: ${line}`);
    }
  });
}

/** The time lines that come of a list of events. */
export function phonesOf(list: string): readonly PhoneTimeline[] {
  const log = new BootLog();
  for (const event of events(list)) log.add(event);
  return log.phones;
}

/** The judgements of all starts of the only phone in a list; `now`: by default so late that all is over. */
export function judgementsOf(list: string, now = at('23:59:59'), files?: readonly string[]): readonly Judgement[] {
  const [phone, ...others] = phonesOf(list);
  if (!phone || others.length > 0) throw new Error(`${others.length + 1} phones in the list`);
  return judgeAll(phone, now, files);
}

/** What a log of a TFTP server tells. */
export function readLog(log: string, options: { readonly root?: string } = {}): TftpEvent[] {
  const reader = new ServerLog({ now: () => noon, ...options });
  return log.split('\n').flatMap((line) => reader.read(line));
}

function lines(list: string): string[] {
  return list
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
