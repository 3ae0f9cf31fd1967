/** Patterns that no number completes. */

import type { Pattern, PatternPart } from '../pattern.ts';

/** Why a pattern is never complete. */
export interface Hitch {
  readonly kind: 'comma' | 'star';
  /** What stands in the way, and for `star` what it stops from having its turn. */
  readonly part: PatternPart;
  readonly behind: PatternPart | undefined;
}

/** The first thing in the pattern that keeps it from being complete. */
export function hitchIn({ parts }: Pattern): Hitch | undefined {
  for (const [index, part] of parts.entries()) {
    const behind = parts[index + 1];
    if (part.kind === 'comma' && !behind) return { kind: 'comma', part, behind };
    if (part.kind !== 'star' || !behind || endsStar(parts.slice(index + 1))) continue;
    return { kind: 'star', part, behind };
  }
  return undefined;
}

/** A `*` ends at the character right behind it, and at `#` behind a comma. */
function endsStar([behind, ...rest]: readonly PatternPart[]): boolean {
  if (behind?.kind === 'comma') return rest[0]?.dialled.startsWith('#') ?? false;
  return behind?.kind === 'literal' || behind?.kind === 'escaped';
}
