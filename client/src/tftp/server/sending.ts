/**
 * A transfer as a state machine without sockets and clocks. Only the acknowledgement of what is in flight leads on;
 * others are ignored and nothing is sent for them, so that a doubled one does not double all that follows (the
 * Sorcerer's Apprentice bug, RFC 1123 4.2.3.1).
 */

import type { Options } from './events.ts';
import { usualBlockBytes } from './options.ts';
import { dataHeader, encodeOptions } from './packets.ts';

export interface Sending {
  readonly content: Buffer;
  readonly options: Options;
  /** The block that is in flight, counted on beyond 65535; 0: the answer to the options. */
  readonly block: number;
  /** How often the packet in flight was sent again, and how often packets were in all. */
  readonly repeats: number;
  readonly retries: number;
}

/** How often a packet is sent again before the client counts as gone. */
export const mostRepeats = 6;

/** Milliseconds before a packet is sent again for the first time, when the client did not ask for another time. */
export const firstTimeout = 1000;
const longestTimeout = 8000;

export function begin(content: Buffer, options: Options): Sending {
  return { content, options, block: Object.keys(options).length > 0 ? 0 : 1, repeats: 0, retries: 0 };
}

function blockBytes({ options }: Sending): number {
  return options.blksize ?? usualBlockBytes;
}

/** Bytes that the client has said to have. */
export function acknowledgedBytes(sending: Sending): number {
  return Math.min(Math.max(sending.block - 1, 0) * blockBytes(sending), sending.content.length);
}

/** The packet in flight, in pieces so that nothing is copied. */
export function packet(sending: Sending): readonly Buffer[] {
  const { block, content, options } = sending;
  if (block === 0) return [encodeOptions(options as Record<string, number>)];
  const size = blockBytes(sending);
  return [dataHeader(block), content.subarray((block - 1) * size, block * size)];
}

/** What follows an acknowledgement; `undefined` when it is not the one that is waited for. */
export function acknowledge(sending: Sending, block: number): Sending | 'done' | undefined {
  if (block !== (sending.block & 0xffff)) return undefined;
  // The last block is one that is not full, if need be an empty one.
  const isLast = sending.block > 0 && sending.block * blockBytes(sending) > sending.content.length;
  return isLast ? 'done' : { ...sending, block: sending.block + 1, repeats: 0 };
}

/** What follows when nothing was heard for `waitFor` milliseconds; `undefined`: the client is given up. */
export function repeat(sending: Sending): Sending | undefined {
  if (sending.repeats === mostRepeats) return undefined;
  return { ...sending, repeats: sending.repeats + 1, retries: sending.retries + 1 };
}

/** Milliseconds until the packet in flight is sent again: twice as long each time. */
export function waitFor({ options, repeats }: Sending, first = firstTimeout): number {
  const start = options.timeout === undefined ? first : options.timeout * 1000;
  return Math.max(start, Math.min(start * 2 ** repeats, longestTimeout));
}
