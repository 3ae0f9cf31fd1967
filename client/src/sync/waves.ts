/**
 * Phones that are restarted in waves, as a function from a state and an event to the next state and what is to be done:
 * so many at a time, the next ones when those have come up. Times in milliseconds of one clock.
 */

import { t } from '@vscode/l10n';

export interface WaveOptions {
  /** How many phones are restarted at a time. */
  readonly size: number;
  /** How long a phone that took the message is waited for. */
  readonly patience: number;
  /** Whether it is seen what phones ask for. Otherwise those that took the message count as up after that time. */
  readonly isWatched: boolean;
  /** No more waves after one in which a phone failed. */
  readonly stopsAtFailure: boolean;
}

export type WaveState =
  /** Its wave has not begun. */
  | 'waiting'
  /** The message is under way. */
  | 'sending'
  /** It took the message. */
  | 'restarting'
  /** It was seen to ask for its file. */
  | 'started'
  /** It took the message, and nobody looked whether it came up, or it was not to restart. */
  | 'told'
  | 'failed'
  /** The waves ended before its own. */
  | 'left out';

export interface WavePhone {
  readonly state: WaveState;
  /** Whether it restarts, as far as the files tell. */
  readonly restarts: boolean;
  /** Of its wave, from 1 on; 0 while it waits. */
  readonly wave: number;
  /** When it took the message, and when it was last heard since. */
  readonly told?: number;
  readonly heard?: number;
  /** It has read whether to restart, and nothing shows that it does. */
  readonly isDeciding?: boolean;
  /** When it was seen to be up. */
  readonly up?: number;
  /** Why it failed: a sentence or several, each in a line. */
  readonly why?: string;
}

export interface Waves {
  readonly options: WaveOptions;
  readonly phones: readonly WavePhone[];
  /** The number of the wave that runs, or ran last. */
  readonly wave: number;
  /** The user wants no more waves. */
  readonly isCancelled: boolean;
  /** Why nothing is seen of phones any more, once it is so: a sentence. */
  readonly unseen?: string;
  readonly isOver: boolean;
}

/** `phone`: its place in the list. */
export type WaveEvent =
  | { readonly type: 'answered'; readonly phone: number; readonly accepted: boolean; readonly why: string }
  /** It asks for files: it is on its way. */
  | { readonly type: 'heard'; readonly phone: number; readonly at: number; readonly isDeciding: boolean }
  | { readonly type: 'started'; readonly phone: number }
  | { readonly type: 'failed'; readonly phone: number; readonly why: string }
  | { readonly type: 'time' }
  | { readonly type: 'cancel' }
  /** What was watched is no more: no phone can be seen to come up. `why`: a sentence. `seen`: what was seen at last. */
  | { readonly type: 'unseen'; readonly why: string; readonly seen: readonly WaveEvent[] };

export interface WaveStep {
  readonly waves: Waves;
  /** The phones that the message is to be sent to now. */
  readonly send: readonly number[];
}

/** Begins the first wave. `restarts`: of each phone, whether it is to restart. `isCancelled`: none of them any more. */
export function beginWaves(restarts: readonly boolean[], options: WaveOptions, isCancelled = false): WaveStep {
  const phones = restarts.map((each): WavePhone => ({ state: 'waiting', restarts: each, wave: 0 }));
  return goOn({ options, phones, wave: 0, isCancelled, isOver: false });
}

export function stepWaves(before: Waves, event: WaveEvent, now: number): WaveStep {
  if (before.isOver) return { waves: before, send: [] };
  const waves = withEvent(before, event, now);
  // With nobody to look, the phones of the last wave are not waited for.
  const isEnough = waves.unseen !== undefined || (!waves.options.isWatched && !hasNext(waves));
  const phones = waves.phones.map((phone) =>
    phone.state === 'restarting' && (isEnough || now >= deadlineOf(phone, waves.options))
      ? outOfTime(phone, waves, now)
      : phone,
  );
  return goOn({ ...waves, phones });
}

/** When `time` is to be told at the latest; `undefined`: nothing waits for it. */
export function nextDeadline({ phones, options }: Waves): number | undefined {
  const next = phones.reduce(
    (soonest, phone) => Math.min(soonest, deadlineOf(phone, options)),
    Number.POSITIVE_INFINITY,
  );
  return next === Number.POSITIVE_INFINITY ? undefined : next;
}

/** What is not expected, such as an answer that comes after the end, changes nothing. */
function withEvent(waves: Waves, event: WaveEvent, now: number): Waves {
  if (event.type === 'time') return waves;
  if (event.type === 'cancel') return { ...waves, isCancelled: true };
  if (event.type === 'unseen') {
    const seen = event.seen.reduce((before, each) => withEvent(before, each, now), waves);
    return { ...seen, unseen: event.why };
  }
  const phone = waves.phones[event.phone];
  const next = phone && afterEvent(phone, event, now);
  return next ? { ...waves, phones: waves.phones.with(event.phone, next) } : waves;
}

function afterEvent(
  phone: WavePhone,
  event: Exclude<WaveEvent, { type: 'cancel' | 'time' | 'unseen' }>,
  now: number,
): WavePhone | undefined {
  if (phone.state !== (event.type === 'answered' ? 'sending' : 'restarting')) return undefined;
  switch (event.type) {
    case 'answered':
      if (!event.accepted) return { ...phone, state: 'failed', why: event.why };
      return { ...phone, state: phone.restarts ? 'restarting' : 'told', told: now };
    case 'heard':
      return { ...phone, heard: event.at, isDeciding: event.isDeciding };
    case 'started':
      return { ...phone, state: 'started', up: now };
    case 'failed':
      return { ...phone, state: 'failed', why: event.why };
  }
}

/** A phone that fetches firmware is heard again and again, and so is one that goes in circles. */
const mostPatience = 10;

function deadlineOf({ state, told = 0, heard = 0 }: WavePhone, { patience, isWatched }: WaveOptions): number {
  if (state !== 'restarting') return Number.POSITIVE_INFINITY;
  if (!isWatched) return told + patience;
  return Math.min(Math.max(told, heard) + patience, told + mostPatience * patience);
}

function outOfTime(phone: WavePhone, { options: { isWatched, patience }, unseen }: Waves, now: number): WavePhone {
  if (!isWatched || unseen !== undefined) return { ...phone, state: 'told' };
  return { ...phone, state: 'failed', why: whyNot(phone, patience, now) };
}

function whyNot({ heard, isDeciding }: WavePhone, patience: number, now: number): string {
  const seconds = patience / 1000;
  if (heard === undefined)
    return t`It took the message and asked for nothing within ${seconds} seconds: it is in a call, or asks another TFTP server.`;
  if (isDeciding)
    return t(
      'It has read syncinfo.xml and does not restart: it holds this sync already, or there is no entry for its image.',
    );
  if (now - heard < patience) return t('It asks for files again and again and does not come up.');
  return t`It took the message and did not come up: since ${seconds} seconds it has asked for nothing.`;
}

/** Whether another wave follows, as far as is known. */
function hasNext({ phones, options, isCancelled, unseen }: Waves): boolean {
  const ends =
    isCancelled || unseen !== undefined || (options.stopsAtFailure && phones.some(({ state }) => state === 'failed'));
  return !ends && phones.some(({ state }) => state === 'waiting');
}

/** The next wave, when the running one is over. */
function goOn(waves: Waves): WaveStep {
  const { phones, options } = waves;
  if (phones.some(({ state }) => state === 'sending' || state === 'restarting')) return { waves, send: [] };
  if (!hasNext(waves)) {
    const left = phones.map((phone) => (phone.state === 'waiting' ? inState(phone, 'left out') : phone));
    return { waves: { ...waves, phones: left, isOver: true }, send: [] };
  }
  const waiting = phones.flatMap(({ state }, index) => (state === 'waiting' ? [index] : []));
  const send = waiting.slice(0, Math.max(1, options.size));
  const wave = waves.wave + 1;
  const begun = new Set(send);
  const sending = phones.map((phone, index) => (begun.has(index) ? { ...inState(phone, 'sending'), wave } : phone));
  return { waves: { ...waves, phones: sending, wave }, send };
}

function inState(phone: WavePhone, state: WaveState): WavePhone {
  return { ...phone, state };
}
