/** From the name in a request to the place in the folder, by the name alone. */

import { type FileKind, judgeName, staysInside } from '../allowList.ts';
import type { Refused } from './events.ts';

/** A longer name fits no file of these phones. In characters. */
const longestName = 255;

export type Place =
  | { readonly path: string; readonly kind: FileKind }
  | { readonly refused: (Refused & { reason: 'outside' | 'not-provisioning' })['reason'] };

/**
 * Where a requested file would lie, relative to the folder. A slash in front and `./` mean the folder itself, as with
 * other servers: phones ask so when `tftp_cfg_dir` is written so.
 */
export function placeOf(name: string): Place {
  if (name.length > longestName) return { refused: 'outside' };
  const parts = name.split('/').filter((part) => part !== '' && part !== '.');
  const path = parts.join('/');
  if (!staysInside(path) || parts.some((part) => part.startsWith('.'))) return { refused: 'outside' };
  const kind = judgeName(path);
  return 'refused' in kind ? { refused: 'not-provisioning' } : { path, kind };
}

/** A name as it is told on: short, and whole enough to be recognised. */
export function shown(name: string): string {
  return name.length > longestName ? `${name.slice(0, longestName)}…` : name;
}
