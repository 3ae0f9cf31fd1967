/** What can be wrong between a phone's file and the model that it is for. */

import { rootRules } from './rootRule.ts';

export const rules = rootRules({
  lineBeyondModel: {
    code: 'cnf/line-beyond-model',
    title: 'More lines than the model has',
    severity: 'warning',
    confidence: 'documented',
    message:
      "The {model} has {lines} lines, so there is no key for '{name}'. What the phone does with it is not documented; most likely it takes no notice. Remove the line, or change the comment that names the model.",
    page: 'The 7940 has two lines, the 7960 six. A file does not say which phone it is for, unless you write it into a comment, anywhere in the file:\n\n```text\n# cisco-sip-model 7940\n```\n\nThe phone takes no notice of the comment. With it, lines that the model does not have are reported.',
    example: {
      file: 'SIP000DBC001122.cnf',
      bad: '# cisco-sip-model 7940\nline1_name: 2001\nline3_name: 2003\n',
      good: '# cisco-sip-model 7960\nline1_name: 2001\nline3_name: 2003\n',
    },
    beside: {},
  },
});
