import { createHash } from 'node:crypto';

/** By which contents are compared. */
export function hashOf(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
