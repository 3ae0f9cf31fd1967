/**
 * What holds for every text of every format, tried on valid files and examples with a few random changes. They are the
 * same few hundred each time; `RUNS=10000` tries as many others, and a failure names its seed.
 */

import { test } from 'node:test';
import fc from 'fast-check';
import { formats } from '../../server/src/formats/registry.ts';
import { samplesOf, somewhere } from '../support/generateSamples.ts';
import { basesOf, type Sample } from '../support/generateTexts.ts';
import {
  answersAt,
  type Edit,
  editedEqualsFresh,
  findingsLieInText,
  fixAllEnds,
  fixesMend,
  layOutSettles,
  partsLieInText,
} from './laws.ts';

const parameters = process.env.RUNS ? { numRuns: Number(process.env.RUNS) } : { numRuns: 300, seed: 1 };

for (const format of formats) {
  const samples = samplesOf(format);

  /** Tries the law on all examples and seeds, and on random texts. */
  const holds = (sentence: string, law: (sample: Sample) => void) =>
    test(`${format.title}: ${sentence}`, () => {
      for (const base of basesOf(format)) law(base);
      fc.assert(fc.property(samples, law), parameters);
    });

  holds('every finding and every fix lies in the text', (sample) => findingsLieInText(format, sample));
  holds('symbols, folds, colours, links and comments lie in the text', (sample) => partsLieInText(format, sample));
  holds('a second layout finds nothing to do, and values stay as they are', (sample) => layOutSettles(format, sample));
  holds('each quick fix mends its finding and makes none as severe', (sample) => fixesMend(format, sample));
  holds('"fix all" comes to an end', (sample) => fixAllEnds(format, sample));

  test(`${format.title}: hover and completion answer anywhere`, () => {
    const anywhere = fc.tuple(samples, somewhere);
    const law = ([sample, at]: [Sample, number]) =>
      answersAt(format, sample, Math.floor(at * (sample.text.length + 1)));
    fc.assert(fc.property(anywhere, law), parameters);
  });

  if (format.update)
    test(`${format.title}: after any edits the answers are those about the text as it is then`, () => {
      const edit = fc.record({
        start: somewhere,
        length: somewhere,
        text: samples.map(({ text }) => text),
        odd: fc.constantFrom(undefined, undefined, undefined, 'swapped' as const, 'beyond' as const),
      });
      const law = (sample: Sample, edits: Edit[]) => editedEqualsFresh(format, sample, edits);
      fc.assert(fc.property(samples, fc.array(edit, { minLength: 1, maxLength: 5 }), law), parameters);
    });
}
