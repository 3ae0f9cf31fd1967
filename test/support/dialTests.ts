/** Dial plans and the expectations about them as small texts. */

import { TextDocument } from 'vscode-languageserver-textdocument';
import { readPlan } from '../../server/src/formats/dialplan/reader.ts';
import { parse } from '../../server/src/formats/dialtests/parse.ts';
import { run } from '../../server/src/formats/dialtests/run.ts';

/** How each expectation went: `2001 dials: met`. */
export function expectationsOf(plan: string, tests: string): string[] {
  return run(readPlan(plan), parse(TextDocument.create('', '', 0, tests))).map(
    ({ expectation, passed }) => `${expectation.text}: ${passed ? 'met' : 'not met'}`,
  );
}
