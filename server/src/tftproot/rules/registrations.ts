/** What can be wrong between lines that register. */

import { rootRules } from './rootRule.ts';

const server = 'proxy1_address: 192.0.2.10\nproxy_register: 1\n';

export const rules = rootRules({
  registeredTwice: {
    code: 'cnf/line-registered-twice',
    title: 'Two phones register the same line',
    severity: 'information',
    confidence: 'inferred',
    message:
      '{user} is registered at the same server by {others} too. With some servers both phones ring, with others only the one that registered last. If this is a shared line, all is well; else give one of them another name.',
    page: 'Each phone registers the names of its lines at the proxy. Two phones with the same name are often the work of copying a phone file; but some sites share a line on purpose, and whether that works depends on the server. So this is information, not a warning. Only files that a phone really asks for are compared, and only where `proxy_register` is 1 and both lines have the same server.',
    example: { file: 'SIP000DBC001122.cnf', bad: 'line1_name: 2001\n', good: 'line1_name: 2002\n' },
    beside: { 'SIPDefault.cnf': server, 'SIP000DBC002233.cnf': 'line1_name: 2001\n' },
  },
  lineRepeated: {
    code: 'cnf/line-repeated',
    title: 'Two lines of a phone with the same name',
    severity: 'hint',
    confidence: 'inferred',
    message:
      '{user} is already {name}, at the same server. Some people give one number two line keys on purpose; whether both keys ring depends on the server. If you meant another number, write that.',
    page: 'Two lines of one phone that register the same name at the same server are one registration to many servers. Some people use this to have a second key for the same number.',
    example: {
      file: 'SIP000DBC001122.cnf',
      bad: 'line1_name: 2001\nline2_name: 2001\n',
      good: 'line1_name: 2001\nline2_name: 2002\n',
    },
    beside: { 'SIPDefault.cnf': server },
  },
});
