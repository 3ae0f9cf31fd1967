/** What can be wrong in a file of expectations, whatever the dial plan says. */

import { ruleTable } from '../rules.ts';
import { mostExpectations } from './parse.ts';

const file = 'dialplan.tests';
const good = '2001  dials 2001 after 1 s\n';

export const rules = ruleTable({
  key: {
    code: 'dialtests/key',
    title: 'Not a key',
    severity: 'error',
    confidence: 'definition',
    message:
      '"{text}" is no key of the phone, so this expectation is not run. A line begins with the number: digits, *, # and +; commas, hyphens and blanks in it do not count.',
    page: 'Each line begins with the keys of a number. Commas, hyphens and blanks may stand between them, so that `9,555-1234` reads well. A number that begins with `#` stands in quotes, as `#` begins a comment: `"#31#"`. `handset` in place of a number means that the handset is lifted and no key is pressed.',
    example: { file, bad: '20o1  dials 2001 after 1 s\n', good },
  },
  noExpectation: {
    code: 'dialtests/no-expectation',
    title: 'Nothing expected',
    severity: 'error',
    confidence: 'definition',
    message:
      'The line does not say what the phone should do with the number, so nothing is checked. Write it behind the number, such as "dials", "waits" or "no match".',
    page: 'Behind the number stands what the phone should do: `dials`, `waits`, `no match`, or one of the finer points such as `after 5 s` or `by template 2`. What is not written is not checked.',
    example: { file, bad: '2001\n', good },
  },
  unknownWord: {
    code: 'dialtests/unknown-word',
    title: 'Unknown word',
    severity: 'error',
    confidence: 'definition',
    message:
      'An expectation has no word "{word}" at this place, so the line is not run. There are: {keywords}. Text behind the expectation needs a # before it.',
    page: 'An expectation is made of a few words: `dials`, `waits`, `no match`, `now`, `after`, `by`, `route`, `user=` and `plays`. A line with any other word is not run, because what it was meant to check is not known.',
    example: { file, bad: '2001  dails 2001 after 1 s\n', good },
  },
  value: {
    code: 'dialtests/value',
    title: 'Missing or wrong value',
    severity: 'error',
    confidence: 'definition',
    message: 'Behind "{word}" belongs {wanted}. The line has no effect as it is.',
    page: 'Some words need a value: `after` a number of seconds, `by template` the number of a template, `by` its MATCH, `route` a route, `plays` the name of a tone or nothing, `firmware` a switch such as `hash=waits`.',
    example: { file, bad: '2001  dials after soon\n', good },
  },
  saidTwice: {
    code: 'dialtests/said-twice',
    title: 'Said twice',
    severity: 'error',
    confidence: 'definition',
    message: 'The line has said {what} already, so it is not run. Remove one of the two, or write a second line.',
    page: 'A line says each thing once: one outcome, one time, one template. The phone cannot both dial and wait.',
    example: { file, bad: '2001  dials 2001 now after 1 s\n', good },
  },
  missingQuote: {
    code: 'dialtests/missing-quote',
    title: 'Quote missing',
    severity: 'error',
    confidence: 'definition',
    message: 'The quote that begins here does not end in this line, so the line is not run. Put in the second quote.',
    page: 'A text that holds blanks, begins with `#`, or could be taken for one of the words stands in double quotes. It ends in the same line.',
    example: { file, bad: '31  dials "#31# after 1 s\n', good: '31  dials "#31#" after 1 s\n' },
  },
  line: {
    code: 'dialtests/line',
    title: 'Wrong line',
    severity: 'error',
    confidence: 'definition',
    message:
      'Behind "line" stands the number of a line of the phone, from 1 to {most}, and nothing else. Without it the lines below are for the line before.',
    page: '`line 2` on a line of its own says that the expectations below it are for line 2 of the phone, until the next `line`. Templates with another `Line` do not count then.',
    example: { file, bad: 'line two\n2001  dials\n', good: 'line 2\n2001  dials\n' },
  },
  duplicate: {
    code: 'dialtests/duplicate',
    title: 'Expected before',
    severity: 'hint',
    confidence: 'definition',
    message: 'Line {line} has the same number for the same phone. Put both into one line, or remove this one.',
    page: 'Two lines for one number can contradict each other, and cannot both be met then. Under another `line` or `firmware` the number is another matter.',
    example: { file, bad: `${good}2001  by template 1\n`, good: '2001  dials 2001 after 1 s by template 1\n' },
  },
  tooMany: {
    code: 'dialtests/too-many',
    title: 'Too many expectations',
    severity: 'error',
    confidence: 'definition',
    message: 'Only the first {most} expectations are run: from here on nothing is checked. Remove what is not needed.',
    page: `The expectations are run again at every keystroke, so their number is limited to ${mostExpectations}. A few for each template tell as much as thousands.`,
    example: { file, bad: '2001  dials\n'.repeat(mostExpectations + 1), good },
  },
});
