/** What a rule does, whichever numbers it is for. */

import type { Template } from './plan.ts';

/** Equal for two rules that do the same when they win. */
export function effectOf({ timeout, user, route, rewrite, tones }: Template): string {
  return JSON.stringify([timeout, user, route, rewrite?.text, tones]);
}
