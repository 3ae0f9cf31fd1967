/** Which options of a request are granted (RFC 2347): what is unknown or makes no sense is left out of the answer. */

import type { Options } from './events.ts';

/** Bytes in a block when nothing is agreed on (RFC 1350). */
export const usualBlockBytes = 512;

/**
 * The largest block that is granted. A larger one would be cut in pieces on its way through an Ethernet, and one lost
 * piece loses it all. RFC 2348 lets a server answer with less than it was asked for.
 */
export const mostBlockBytes = 1428;

const fewestBlockBytes = 8;
const mostTimeoutSeconds = 255;

/** `size`: bytes of the file in the mode it is sent in. */
export function negotiate(wanted: ReadonlyMap<string, string>, size: number): Options {
  const blksize = wholeNumber(wanted.get('blksize'));
  const timeout = wholeNumber(wanted.get('timeout'));
  return {
    ...(blksize !== undefined && blksize >= fewestBlockBytes && { blksize: Math.min(blksize, mostBlockBytes) }),
    ...(timeout !== undefined && timeout >= 1 && timeout <= mostTimeoutSeconds && { timeout }),
    ...(wholeNumber(wanted.get('tsize')) !== undefined && { tsize: size }),
  };
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
