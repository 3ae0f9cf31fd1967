/** What can be wrong between passwords. */

import { rootRules } from './rootRule.ts';

export const rules = rootRules({
  repeatedPassword: {
    code: 'cnf/repeated-password',
    title: 'One password for several accounts',
    severity: 'information',
    confidence: 'inferred',
    message:
      "The value of '{name}' is also the password of another account, in {others}. The phone registers all the same, but whoever learns one of them has both. Give each account a password of its own, here and at the server.",
    page: 'Files of phones travel in the clear and are given to everybody who asks for them by name, so the password of one phone is easily lost. If others have the same, they are lost with it.\n\nLines are compared whose accounts differ: the name that a line logs in with, else the name of the line. The same account in several phones is no matter of this rule (`cnf/line-registered-twice` is), and neither is `phone_password`, which one person may want to be the same everywhere. Where very many lines share a password, the first files say so in the list of problems, and the others when they are open.\n\nWhich password it is stands in no message; files are compared in memory only.',
    example: {
      file: 'SIP000DBC001122.cnf',
      bad: 'line1_name: 2001\nline1_password: "tr0mb0ne-7"\n',
      good: 'line1_name: 2001\nline1_password: "q7w-hollow-29"\n',
    },
    beside: {
      'SIPDefault.cnf': 'proxy1_address: 192.0.2.10\n',
      'SIP000DBC002233.cnf': 'line1_name: 2002\nline1_password: "tr0mb0ne-7"\n',
    },
  },
});
