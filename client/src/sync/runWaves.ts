/** Carries out waves: brings together the clock, the messages and what is seen of the phones. */

import type { PhoneTimeline } from '../boot/types.ts';
import type { Clock } from '../serving/clock.ts';
import { newsOf } from './comingUp.ts';
import {
  beginWaves,
  nextDeadline,
  stepWaves,
  type WaveEvent,
  type WaveOptions,
  type WaveStep,
  type Waves,
} from './waves.ts';

/** How a phone answered; `why`: what it means if it did not accept. */
export type Answered = (phone: number, accepted: boolean, why: string) => void;

export interface Crew {
  readonly clock: Clock;
  /** Sends the message to phones, by their places in the list, and tells of each how it answered. */
  send(phones: readonly number[], answered: Answered): Promise<void>;
  /** What a TFTP server sees of the phones; `undefined`: nobody looks. */
  readonly watch: PhoneWatch | undefined;
  /** After its end no wave begins any more. */
  readonly signal: AbortSignal;
  changed(waves: Waves): void;
}

export interface PhoneWatch {
  /** `undefined`: nothing was seen of it. */
  timelineOf(phone: number): PhoneTimeline | undefined;
  onDidChange(listener: () => void): { dispose(): void };
  /** Calls `listener` when nothing more is seen of any phone, with the reason as a sentence. */
  onDidEnd(listener: (why: string) => void): { dispose(): void };
}

/** Milliseconds between two looks at phones that are watched: what a server answers is not always told. */
const lookEvery = 1000;

/** `restarts`: of each phone, whether it is to restart. Ends with the last wave. */
export async function runWaves(
  restarts: readonly boolean[],
  plan: Omit<WaveOptions, 'isWatched'>,
  crew: Crew,
): Promise<Waves> {
  return new Promise((resolve, reject) => {
    const { clock, watch } = crew;
    let waves: Waves;
    let stopTimer: (() => void) | undefined;

    const enter = (step: WaveStep) => {
      waves = step.waves;
      crew.changed(waves);
      if (waves.isOver) {
        end();
        resolve(waves);
        return;
      }
      if (step.send.length > 0) crew.send(step.send, answered).catch(fail);
      stopTimer?.();
      const deadline = nextDeadline(waves);
      if (deadline === undefined) return;
      const wait = Math.max(0, deadline - clock.now());
      stopTimer = clock.later(look, watch ? Math.min(wait, lookEvery) : wait);
    };
    const tell = (event: WaveEvent) => enter(stepWaves(waves, event, clock.now()));
    const answered: Answered = (phone, accepted, why) => tell({ type: 'answered', phone, accepted, why });
    const seen = () =>
      waves.phones.flatMap(({ state, told }, phone): WaveEvent[] => {
        const timeline = state === 'restarting' ? watch?.timelineOf(phone) : undefined;
        const news = timeline && newsOf(timeline, told ?? 0, clock.now());
        return news ? [{ ...news, phone }] : [];
      });
    const look = () => {
      for (const news of seen()) tell(news);
      tell({ type: 'time' });
    };
    const cancel = () => tell({ type: 'cancel' });
    const watching = watch?.onDidChange(look);
    const counting = watch?.onDidEnd((why) => tell({ type: 'unseen', why, seen: seen() }));
    const end = () => {
      stopTimer?.();
      watching?.dispose();
      counting?.dispose();
      crew.signal.removeEventListener('abort', cancel);
    };
    const fail = (error: unknown) => {
      end();
      reject(error);
    };

    crew.signal.addEventListener('abort', cancel);
    enter(beginWaves(restarts, { ...plan, isWatched: watch !== undefined }, crew.signal.aborted));
  });
}
