/** How far a phone has come that was told to restart, by what it asks a TFTP server for. */

import { t } from '@vscode/l10n';
import { factOf } from '../boot/facts.ts';
import type { PhoneTimeline } from '../boot/types.ts';

/** Kinds of files, as in the facts: what a phone asks for that was told, and its own file as the SIP application asks. */
const sync = 'sync-info';
const own = 'phone-file';

const second = 1000;

/** Milliseconds after which a log tells no more how the server answered. */
const answerWithin = 2000;

/** What a phone was seen to do. */
export type News =
  /** `isDeciding`: it has read whether to restart, and nothing shows that it does. */
  | { readonly type: 'heard'; readonly at: number; readonly isDeciding: boolean }
  | { readonly type: 'started' }
  | { readonly type: 'failed'; readonly why: string };

/**
 * What has happened since the phone took the message; `undefined`: nothing. It has started when the SIP application asks
 * for the phone's own file after the first file of a start: a phone that runs may ask for its file as well. `told`,
 * `now`: milliseconds since 1970.
 */
export function newsOf({ boots, lastSeen }: PhoneTimeline, told: number, now: number): News | undefined {
  if (!isSince(lastSeen, told)) return undefined;
  const recent = (boots.at(-1)?.requests ?? []).filter(({ last }) => isSince(last, told));
  const first = recent.findIndex(({ kind }) => factOf(kind)?.begins);
  const asked = first < 0 ? undefined : recent.slice(first).findLast(({ kind }) => kind === own);
  const isDeciding = first < 0 && recent.some(({ kind }) => kind === sync);
  const heard: News = { type: 'heard', at: Math.min(lastSeen, now), isDeciding };
  switch (asked?.outcome) {
    case undefined:
      return heard;
    case 'asked':
      return now - asked.last < answerWithin ? heard : { type: 'started' };
    case 'got':
      return { type: 'started' };
    case 'missing':
      return { type: 'failed', why: t`It restarted, and ${asked.file} was not there.` };
    case 'refused':
    case 'failed':
      return { type: 'failed', why: t`It restarted and did not get ${asked.file}.` };
  }
}

/** Most logs tell whole seconds. */
function isSince(time: number, told: number): boolean {
  return time >= told || (time % second === 0 && time >= Math.floor(told / second) * second);
}
