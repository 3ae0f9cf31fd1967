/** Whether a file holds expectations: others have files of that suffix too. */

import { readsAsExpectation } from './parse.ts';

const suffix = /\.tests$/i;

/** Longer than any expectation: such a line is not looked at. */
const longestLine = 500;

/** A file beside a dial plan, of the same name, with at least one line that reads as an expectation. */
export function looksLikeDialTests(fileName: string, head: string): boolean {
  if (!suffix.test(fileName)) return false;
  return head.split(/\r\n|\n|\r/).some((line) => line.length <= longestLine && readsAsExpectation(line));
}

/** Whether a file of that name may hold expectations. */
export function isDialTestsName(fileName: string): boolean {
  return suffix.test(fileName);
}

/** The dial plan that the expectations are about. */
export function planNameOf(testsName: string): string {
  return testsName.replace(suffix, '.xml');
}

/** The file of expectations about a dial plan. */
export function testsNameOf(planName: string): string {
  return planName.replace(/\.xml$/i, '.tests');
}
