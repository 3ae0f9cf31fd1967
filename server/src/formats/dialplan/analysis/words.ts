/** Words and numbers that several findings about the plan as a whole share. */

import type { Template } from '../plan.ts';

/** Seconds that a fix gives a rule for further keys: enough to press one. */
export const patience = 3;

/** The line of the file, from 1. */
export function lineOf({ range }: Template): number {
  return range.start.line + 1;
}
