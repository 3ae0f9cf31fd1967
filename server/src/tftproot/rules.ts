/** Rules about files that do not fit together. Each is reported in one of the files and points at the other. */

import { type Rule, ruleTable } from '../formats/rules.ts';

/** An example of several files: `bad` and `good` are that one file, `beside` the others. */
export interface RootRule extends Rule {
  readonly beside: Readonly<Record<string, string>>;
}

export const rules = ruleTable({
  sameAsSync: {
    code: 'syncinfo/same-as-sync',
    title: 'SYNC equals sync',
    severity: 'information',
    confidence: 'inferred',
    message:
      "SYNC is '{value}', the same as sync in {file}. Phones that started with this value see no difference: a check-sync message makes them read the dial plan again, but not restart. To restart them, give SYNC another value.",
    page: 'After a check-sync message a phone compares SYNC with the `sync` value that it read when it last started, and restarts when the two differ. With both files at the same value nothing happens beyond reading the dial plan again.\n\nTwo ways are in use. Keep SYNC and `sync` different for good: every check-sync message restarts the phone. Or change both to the same new value when there is something to fetch: every phone then restarts exactly once. In the second way equal values are what the folder looks like at rest, so this is no fault by itself.',
    example: {
      file: 'syncinfo.xml',
      bad: '<IMAGE VERSION="*" SYNC="1"/>\n',
      good: '<IMAGE VERSION="*" SYNC="2"/>\n',
    },
    beside: { 'SIPDefault.cnf': 'sync: 1\n' },
  },
}) satisfies Record<string, RootRule>;
