/** What one input has to stand: the laws of the formats, the cheap ones always and the others now and then. */

import type { Format } from '../../server/src/formats/format.ts';
import {
  answersAt,
  editedEqualsFresh,
  findingsLieInText,
  fixAllEnds,
  layOutSettles,
  partsLieInText,
} from '../properties/laws.ts';
import type { Sample } from '../support/generateTexts.ts';

/** Of so many inputs one is checked as well, and of so many one is tried with all laws. */
const checkedEvery = 8;
const thoroughEvery = 64;

/** Tries the input. Which laws and places is told by `number`, so that a failure can be tried again. */
export function tryInput(format: Format, sample: Sample, number: number): void {
  partsLieInText(format, sample);
  if (number % checkedEvery === 0) findingsLieInText(format, sample);
  if (number % thoroughEvery === 0) tryThoroughly(format, sample, number);
}

function tryThoroughly(format: Format, sample: Sample, number: number): void {
  layOutSettles(format, sample);
  fixAllEnds(format, sample);
  answersAt(format, sample, number % (sample.text.length + 1));
  const start = (number % 97) / 97;
  const edits = [
    { start, length: (number % 11) / 11, text: '' },
    { start: 1 - start, length: 0, text: sample.text.slice(0, number % 40) },
  ];
  editedEqualsFresh(format, sample, edits);
}

/** What went wrong, in one line and without what differs from text to text; `undefined`: nothing. */
export function failureOf(format: Format, sample: Sample, number: number): string | undefined {
  try {
    tryInput(format, sample, number);
    return undefined;
  } catch (error) {
    const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return `${format.id}: ${message.split('\n', 1)[0]!.replaceAll(/\d+/g, 'N').slice(0, 160)}`;
  }
}
