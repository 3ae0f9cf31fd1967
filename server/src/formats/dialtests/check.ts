/** Finds what is wrong in a file of expectations, whatever the dial plan says. */

import { t } from '@vscode/l10n';
import type { Context } from '../format.ts';
import { replace } from '../ranges.ts';
import { type Finding, type Fix, inOrder, type Rule, report } from '../rules.ts';
import { type Fault, type FaultKind, keywords, listed } from './clauses.ts';
import { type DialTests, type Expectation, mostExpectations } from './parse.ts';
import { rules } from './rules.ts';

const ruleOf: Readonly<Record<FaultKind, Rule>> = {
  key: rules.key,
  'no-expectation': rules.noExpectation,
  'unknown-word': rules.unknownWord,
  value: rules.value,
  'said-twice': rules.saidTwice,
  'missing-quote': rules.missingQuote,
  line: rules.line,
};

export function check({ faults, expectations, excess }: DialTests, _context: Context): Finding[] {
  return inOrder([
    ...faults.map(ofFault),
    ...expectations.flatMap((expectation) => expectation.faults.map(ofFault)),
    ...ofTwins(expectations),
    ...(excess ? [report(rules.tooMany, excess, { most: mostExpectations })] : []),
  ]);
}

function ofFault({ kind, range, values, meant }: Fault): Finding {
  const fixes: Fix[] =
    meant === undefined ? [] : [{ title: t`Change to ${meant}`, safe: false, edits: [replace(range, meant)] }];
  return report(ruleOf[kind], range, { ...values, keywords: listed(keywords) }, { fixes });
}

function ofTwins(expectations: readonly Expectation[]): Finding[] {
  const firsts = new Map<string, Expectation>();
  return expectations.flatMap((expectation) => {
    if (expectation.faults.length > 0) return [];
    const key = JSON.stringify([expectation.keys, expectation.phone]);
    const first = firsts.get(key);
    if (!first) {
      firsts.set(key, expectation);
      return [];
    }
    const related = [{ range: first.range, message: t('The first expectation for the number') }];
    return [report(rules.duplicate, expectation.number, { line: first.line + 1 }, { related })];
  });
}
