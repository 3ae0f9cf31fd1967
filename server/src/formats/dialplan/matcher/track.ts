/** One rule of the plan, and how far the keys pressed have come along its pattern. */

import { limits } from '../facts.ts';
import type { PatternPart } from '../pattern.ts';
import type { Template } from '../plan.ts';

/** How specific a rule is: without wildcards, with dots, with `*`. It is that of the whole pattern. */
export type Class = 'exact' | 'dots' | 'star';

/** A place of the pattern. `group` is the index of the `%1`, `%2` … that what is taken here belongs to. */
export type Slot =
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'any'; readonly group: number }
  /** `*`; `stop` is the key that ends it: the one that stands right behind it. */
  | { readonly kind: 'run'; readonly group: number; readonly stop: string | undefined }
  | { readonly kind: 'tone' };

export interface Track {
  readonly template: Template;
  readonly slots: readonly Slot[];
  readonly kind: Class;
  /** From this slot on there is nothing but `*`. */
  readonly tail: number;
}

/** What a group took: a piece of the input. */
interface Taken {
  readonly start: number;
  readonly length: number;
}

export interface Progress {
  /** The slot for the next key. */
  readonly at: number;
  /** The slot is a `*` that has taken something. */
  readonly inRun: boolean;
  /** Keys that stand for themselves in the pattern. */
  readonly literals: number;
  /** Commas that lie behind. */
  readonly tones: number;
  /** Characters of the input that the pattern took: the number, as this rule sees it. */
  readonly length: number;
  readonly taken: readonly Taken[];
  /** `#` ended the number for this rule. */
  readonly cut: boolean;
}

export const beginning: Progress = {
  at: 0,
  inRun: false,
  literals: 0,
  tones: 0,
  length: 0,
  taken: [],
  cut: false,
};

/** The rule's pattern, ready to be followed; `undefined` without MATCH. */
export function trackOf(template: Template): Track | undefined {
  const parts = template.match?.parts;
  if (!parts) return undefined;
  let wildcards = 0;
  const slots = parts.flatMap((part, index) => {
    // What further wildcards take belongs to the last group.
    const group = Math.min(wildcards, limits.groups - 1);
    if (part.kind === 'dots' || part.kind === 'star') wildcards++;
    return slotsOf(part, group, parts[index + 1]);
  });
  const has = (kind: PatternPart['kind']) => parts.some((part) => part.kind === kind);
  return {
    template,
    slots,
    kind: has('star') ? 'star' : has('dots') ? 'dots' : 'exact',
    tail: slots.findLastIndex(({ kind }) => kind !== 'run') + 1,
  };
}

function slotsOf({ kind, text, dialled }: PatternPart, group: number, behind: PatternPart | undefined): Slot[] {
  switch (kind) {
    case 'literal':
    case 'escaped':
      return [...dialled].map((key) => ({ kind: 'key', key }));
    case 'dots':
      return [...text].map(() => ({ kind: 'any', group }));
    case 'star':
      return [{ kind: 'run', group, stop: [...(behind?.dialled ?? '')][0] }];
    case 'comma':
      return [{ kind: 'tone' }];
  }
}

/**
 * The next key. `undefined` when the rule no longer fits. A `*` takes what it can and gives nothing back, so there is
 * one way to follow a pattern, and a key costs no more than the commas and empty `*` that are passed.
 */
export function follow(track: Track, progress: Progress, key: string, starMayBeEmpty: boolean): Progress | undefined {
  if (progress.cut) return progress;
  // No key fits an empty pattern, and none ends it: it is for a handset that is lifted.
  if (track.slots.length === 0) return undefined;
  return advance(track, progress, key, starMayBeEmpty) ?? (key === '#' ? { ...progress, cut: true } : undefined);
}

function advance(track: Track, progress: Progress, key: string, starMayBeEmpty: boolean): Progress | undefined {
  const { at, inRun, literals, length, tones } = progress;
  const slot = track.slots[at];
  switch (slot?.kind) {
    case undefined:
      return undefined;
    case 'tone':
      return advance(track, { ...progress, at: at + 1, tones: tones + 1 }, key, starMayBeEmpty);
    case 'key':
      if (key !== slot.key) return undefined;
      return { ...progress, at: at + 1, literals: literals + 1, length: length + key.length };
    case 'any':
      return isDialled(key) ? { ...take(progress, slot.group, key.length), at: at + 1 } : undefined;
    case 'run': {
      const mayEnd = inRun || starMayBeEmpty;
      const ends = key === '#' || (mayEnd && key === slot.stop);
      if (!ends) return { ...take(progress, slot.group, key.length), inRun: true };
      if (!mayEnd) return undefined;
      // An empty `*` takes its place among the groups too.
      const passed = inRun ? progress : take(progress, slot.group, 0);
      return advance(track, { ...passed, at: at + 1, inRun: false }, key, starMayBeEmpty);
    }
  }
}

/** What a dot stands for. `#` is not among it, as it ends the number. */
function isDialled(key: string): boolean {
  return (key >= '0' && key <= '9') || key === '*' || key === '+';
}

function take(progress: Progress, group: number, characters: number): Progress {
  const known = progress.taken[group] ?? { start: progress.length, length: 0 };
  const grown = { start: known.start, length: known.length + characters };
  const taken = group < progress.taken.length ? progress.taken.with(group, grown) : [...progress.taken, grown];
  return { ...progress, taken, length: progress.length + characters };
}

/** The slot that the next key has to fit, unless a `*` takes it. */
function nextSlot({ at, inRun }: Progress): number {
  return inRun ? at + 1 : at;
}

/** Nothing is left of the pattern, not even a comma. */
export function isComplete({ slots, tail }: Track, progress: Progress, starMayBeEmpty: boolean): boolean {
  const next = nextSlot(progress);
  return next === slots.length || (starMayBeEmpty && next >= tail);
}

/** The pattern has a comma here. */
export function isAtTone({ slots }: Track, progress: Progress): boolean {
  return !progress.cut && slots[nextSlot(progress)]?.kind === 'tone';
}

/** What each group of a complete pattern took. */
export function groupsOf({ template }: Track, { taken }: Progress, input: string): string[] {
  return (template.match?.groups ?? []).map((_, index) => {
    const { start, length } = taken[index] ?? { start: 0, length: 0 };
    return input.slice(start, start + length);
  });
}
