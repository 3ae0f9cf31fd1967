/** The plan as each line of the phone has it: a rule with Line counts on that line only. */

import { trackOf } from '../matcher/track.ts';
import type { Template } from '../plan.ts';
import { explore, type Space } from './space.ts';

/** Steps of rules. A plan that fills the phone's memory takes some ten thousand; a knot of wildcards has no end. */
const mostSteps = 100_000;

/** The lines that rules are limited to, and 0 for all others. */
export function linesOf(templates: readonly Template[]): number[] {
  return [...new Set([0, ...templates.map(({ line }) => line)])];
}

/** The plan of each line; `undefined` when there is too much of it to be looked through at every keystroke. */
export function spacesOf(templates: readonly Template[]): readonly Space[] | undefined {
  const lines = linesOf(templates);
  if (lines.length * templates.length > mostSteps) return undefined;
  const tracks = templates.map(trackOf);
  const spaces: Space[] = [];
  for (const wanted of lines) {
    const counting = tracks.map((track, index) => ([0, wanted].includes(templates[index]!.line) ? track : undefined));
    const space = explore(counting, Math.floor(mostSteps / lines.length));
    if (!space) return undefined;
    spaces.push(space);
  }
  return spaces;
}
