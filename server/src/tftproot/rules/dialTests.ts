/** What can be wrong between expectations and the dial plan that they are about. */

import { rootRules } from './rootRule.ts';

const file = 'dialplan.tests';
const plan = '<DIALTEMPLATE>\n  <TEMPLATE MATCH="2..." Timeout="1"/>\n</DIALTEMPLATE>\n';

export const rules = rootRules({
  dialTestFailed: {
    code: 'dialtests/failed',
    title: 'Expectation not met',
    severity: 'error',
    confidence: 'stack',
    message: 'Not met: with {plan} the phone {actual}. Mend the plan, or expect what the phone does.',
    page: 'The phone does something else with this number than the line says. The hover of the line tells what it does key by key, and the finding points at the template that wins.\n\nWhat is told of the phone rests on Cisco\'s guide and, where that is silent, on the published SIP stack of the phone\'s family. Where the two differ, `firmware` in the file chooses: see "Expectations about a dial plan".',
    example: { file, bad: '2001  dials 2001 now\n', good: '2001  dials 2001 after 1 s\n' },
    beside: { 'dialplan.xml': plan },
  },
  dialTestPlanMissing: {
    code: 'dialtests/plan-missing',
    title: 'No dial plan beside the expectations',
    severity: 'error',
    wholeFile: true,
    confidence: 'definition',
    message:
      "There is no dial plan '{plan}' beside this file, so nothing of it is checked. Give this file the name of the plan that it is about, with '.tests' in place of '.xml'.",
    page: 'Expectations stand beside the dial plan that they are about, in a file of the same name: `office.tests` for `office.xml`. Without that plan there is nothing to run them against.',
    example: { file: 'ofice.tests', bad: '2001  dials\n', good: '2001  dials\n', goodFile: 'office.tests' },
    beside: { 'office.xml': plan },
  },
});
