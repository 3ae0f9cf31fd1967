/** What can be wrong between syncinfo.xml and what the phones hold. */

import { rootRules } from './rootRule.ts';

export const rules = rootRules({
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
  phonesWithoutEntry: {
    code: 'syncinfo/phones-without-entry',
    title: 'No entry for what the phones run',
    severity: 'information',
    confidence: 'inferred',
    message:
      'There is no entry for {image}, which is the image_version of {phones}, and none for all images (*). Once a phone runs that image, a check-sync message most likely does not restart it. Add an entry for {image}, or one for *.',
    page: 'After a check-sync message a phone looks for the image that it runs, then for an entry with `*`. When it finds neither, it most likely does not restart. Before an upgrade phones still run the old image, so an entry for that one is right for the moment; afterwards the new one needs an entry too. `*` does for all.',
    example: {
      file: 'syncinfo.xml',
      bad: '<IMAGE VERSION="P0S3-07-4-00" SYNC="2"/>\n',
      good: '<IMAGE VERSION="*" SYNC="2"/>\n',
    },
    beside: { 'SIPDefault.cnf': 'image_version: P0S3-8-12-00\n' },
  },
});
