/** At most so many findings of a file: a list of thousands helps nobody and costs everybody. */

import { type Finding, type Rule, report } from './formats/rules.ts';

export const generalRules = {
  moreFindings: {
    code: 'any/more-findings',
    title: 'More findings than are shown',
    severity: 'information',
    confidence: 'protocol',
    message:
      'There are {number} further findings behind this place, {shown} are shown. Mend or silence some of them, or raise the setting "cisco.diagnostics.limit".',
    page: 'A file with thousands of findings is most likely of another kind than its name says, or one mistake stands in it again and again. Only as many findings as the setting `cisco.diagnostics.limit` says (1,000 if nothing else is set) are shown, in the order of the text; this one stands where the next would be.\n\nThe terminal shows all of them.',
    example: {
      file: 'SIPDefault.cnf',
      bad: 'nonsense: 1\nnonsense: 1\n… and so on, more than a thousand times\n',
      good: 'sync: 1\n',
    },
  },
} as const satisfies Record<string, Rule>;

/** The first findings, and where there are more one that says how many. */
export function limited(findings: readonly Finding[], limit: number): readonly Finding[] {
  const next = findings[limit];
  if (!next) return findings;
  const number = findings.length - limit;
  return [...findings.slice(0, limit), report(generalRules.moreFindings, next.range, { number, shown: limit })];
}
