/** The random texts of `generateTexts.ts` as fast-check makes them, and makes them small when something fails. */

import fc from 'fast-check';
import type { Format } from '../../server/src/formats/format.ts';
import { basesOf, type Mutation, mutated, mutationKinds, piecesOf, type Sample } from './generateTexts.ts';

const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const mutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom(...mutationKinds),
  at: share,
  length: share,
  piece: share,
});

/** Texts of a format: a base with up to eight changes. */
export function samplesOf(format: Format): fc.Arbitrary<Sample> {
  const others = basesOf(format);
  const material = { pieces: piecesOf(others), others };
  return fc
    .tuple(fc.constantFrom(...others), fc.array(mutation, { maxLength: 8 }))
    .map(([{ name, text }, mutations]) => ({ name, text: mutated(text, mutations, material) }));
}

/** A place in a text, as a share of its length. */
export const somewhere = share;
