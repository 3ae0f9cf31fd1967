/** One rule's pattern as a small machine: the matcher's own steps, each taken once and remembered. */

import { type Candidate, candidateOf } from '../matcher/choose.ts';
import { beginning, follow, type Progress, type Slot, type Track } from '../matcher/track.ts';

/** A rule that fits the keys pressed, and how far they have come along its pattern. */
export interface Place extends Candidate {
  /** Tells it from all other places of all rules. */
  readonly name: string;
  /** What takes the next key, past commas; `undefined` when nothing is left, or `#` has ended the number. */
  readonly slot: Slot | undefined;
  /** The keys that the rule tells from all others here. `#` is one of them everywhere. */
  readonly keys: readonly string[];
}

export interface Course {
  readonly start: Place;
  /** The place behind the key; `undefined` when the rule no longer fits. */
  next(place: Place, key: string): Place | undefined;
}

/** `index`: the rule's place in the file, among the live ones from 0. */
export function courseOf(index: number, track: Track): Course {
  const places = new Map<string, Place>();
  const steps = new Map<Place, Map<string, Place | undefined>>();
  const placeAt = (progress: Progress): Place => {
    // What the groups took makes no difference to where the rule goes from here.
    const name = String.fromCharCode(index, progress.at * 4 + (progress.inRun ? 2 : 0) + (progress.cut ? 1 : 0));
    const known = places.get(name);
    if (known) return known;
    const slot = progress.cut ? undefined : track.slots.slice(progress.at).find(({ kind }) => kind !== 'tone');
    const place = { ...candidateOf(index, track, progress, false), name, slot, keys: keysOf(slot) };
    places.set(name, place);
    steps.set(place, new Map());
    return place;
  };
  return {
    start: placeAt(beginning),
    next(place, key) {
      const taken = steps.get(place)!;
      const known = taken.get(key);
      if (known || taken.has(key)) return known;
      const progress = follow(track, place.progress, key, false);
      const next = progress && placeAt(progress);
      taken.set(key, next);
      return next;
    },
  };
}

function keysOf(slot: Slot | undefined): string[] {
  if (slot?.kind === 'key') return [slot.key];
  return slot?.kind === 'run' && slot.stop !== undefined ? [slot.stop] : [];
}
