/** The starts of phones as they are seen by a TFTP server: immutable values. Times in milliseconds since 1970. */

import type { Refused } from '../tftp/server/events.ts';

/** A file that a phone asked for, with all its repeats in a row. */
export interface FileRequest {
  /** As the phone wrote it. */
  readonly file: string;
  /** What kind of file it is, as in the facts; `undefined` for none of those. */
  readonly kind: string | undefined;
  /** When it was asked for first, when last, how often, and how often in quick succession. */
  readonly first: number;
  readonly last: number;
  readonly asked: number;
  readonly hurried: number;
  /** When the file had arrived, or the transfer broke off. */
  readonly ended?: number;
  readonly outcome: 'asked' | 'got' | 'missing' | 'refused' | 'failed';
  /** Bytes that have arrived, of how many, as far as is known. */
  readonly bytes?: number;
  readonly total?: number;
  readonly retries?: number;
  /** A file of the folder that differs in letter case only. */
  readonly similar?: string;
  readonly reason?: Refused['reason'];
}

/** One start: from the first file that is asked for to the next start. */
export interface Boot {
  readonly began: number;
  /** When something was last heard. */
  readonly last: number;
  /** When its first file was last asked for, and how often it was gone back to. */
  readonly round: number;
  readonly rounds: number;
  /** In the order in which they came; of very many only the last. */
  readonly requests: readonly FileRequest[];
}

export interface PhoneTimeline {
  /** Its MAC address, or its address as long as that is all that is known, or `?`. */
  readonly id: string;
  /** Twelve digits, capitals. */
  readonly mac?: string;
  readonly address?: string;
  readonly lastSeen: number;
  /** In the order in which they came; of very many only the last. */
  readonly boots: readonly Boot[];
}
