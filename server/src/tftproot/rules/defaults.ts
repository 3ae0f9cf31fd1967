/** What can be wrong between a phone's file and SIPDefault.cnf. */

import { rootRules } from './rootRule.ts';

export const rules = rootRules({
  repeatsDefault: {
    code: 'cnf/repeats-default',
    title: 'Same value as in SIPDefault.cnf',
    severity: 'hint',
    confidence: 'documented',
    message:
      "'{name}' has the same value in SIPDefault.cnf. The phone works with it either way; when the default changes, this phone keeps the old value. Delete the entry, unless that is what you want.",
    page: "A phone's own file goes before SIPDefault.cnf, so an entry that repeats the default changes nothing for now. It does keep the phone from following when the default is changed. Entries that belong in a phone's own file, such as those of its lines, are passed over, and so is `UNPROVISIONED`.",
    example: {
      file: 'SIP000DBC001122.cnf',
      bad: 'preferred_codec: g711alaw\n',
      good: 'preferred_codec: g729a\n',
    },
    beside: { 'SIPDefault.cnf': 'preferred_codec: g711alaw\n' },
  },
});
