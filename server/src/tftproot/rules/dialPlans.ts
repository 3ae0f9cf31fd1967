/** What can be wrong between dial plans and the files that name them. */

import { rootRules } from './rootRule.ts';

const plan = '<DIALTEMPLATE>\n  <TEMPLATE MATCH="*" Timeout="5"/>\n</DIALTEMPLATE>\n';

export const rules = rootRules({
  dialPlanMissing: {
    code: 'cnf/dial-plan-missing',
    title: 'Dial plan not in the folder',
    severity: 'warning',
    confidence: 'stock-file',
    message:
      "There is no '{name}' in this TFTP folder. Without a dial plan the phone waits ten seconds after the last digit, or for the # key, before it dials. Write the name of a plan that is there, or create the file.",
    page: 'The phone adds `.xml` to the value of `dial_template` and asks the TFTP server for that file, in the root of the TFTP folder. When it gets none, it has no dial plan: it dials ten seconds after the last digit, or when the # key is pressed.\n\nIn a folder that holds no dial plan at all this is reported as information only: the plans may be kept elsewhere.',
    example: { file: 'SIPDefault.cnf', bad: 'dial_template: ofice\n', good: 'dial_template: office\n' },
    beside: { 'office.xml': plan },
  },
  dialPlanLetterCase: {
    code: 'cnf/dial-plan-letter-case',
    title: 'Dial plan in another letter case',
    severity: 'warning',
    confidence: 'samples',
    message:
      "The phone asks for '{name}', but the file is called '{other}'. Most TFTP servers tell capitals from small letters: the phone gets no dial plan from them and waits ten seconds after the last digit. Give both the same spelling.",
    page: 'The phone asks for the file by the very letters of `dial_template`, with `.xml` behind them. On most TFTP servers `Office.xml` and `office.xml` are two files.',
    example: { file: 'SIPDefault.cnf', bad: 'dial_template: Office\n', good: 'dial_template: office\n' },
    beside: { 'office.xml': plan },
  },
  emergencyProxyMissing: {
    code: 'dialplan/emergency-proxy-missing',
    title: 'No server for emergency calls',
    severity: 'information',
    confidence: 'documented',
    message:
      "No file of this folder sets '{parameter}', to which this Route sends the call. What the phone does without it is not documented: the call may go to the usual proxy, or nowhere. Set '{parameter}' in SIPDefault.cnf, or leave Route out, so that the call takes the usual way.",
    page: '`Route="emergency"` sends the call to the server in `proxy_emergency`. It is reported when a plan that phones are told to fetch has such a rule and `proxy_emergency` stands neither in SIPDefault.cnf nor in any phone file. A phone may still have stored a server from an earlier time.\n\nMake a test call before you rely on it.',
    example: {
      file: 'dialplan.xml',
      bad: '<DIALTEMPLATE>\n  <TEMPLATE MATCH="112" Timeout="0" Route="emergency"/>\n</DIALTEMPLATE>\n',
      good: '<DIALTEMPLATE>\n  <TEMPLATE MATCH="112" Timeout="0"/>\n</DIALTEMPLATE>\n',
    },
    beside: { 'SIPDefault.cnf': 'dial_template: dialplan\nproxy1_address: 192.0.2.10\n' },
  },
});
