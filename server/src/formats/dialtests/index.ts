/**
 * Expectations about a dial plan: a file beside it that says, number by number, what the phone should do. It is about
 * dial plans, so it is the one format that knows another.
 */

import { type Format, format } from '../format.ts';
import { check } from './check.ts';
import { looksLikeDialTests } from './claims.ts';
import { complete } from './complete.ts';
import { hover } from './explain.ts';
import { layOut } from './layout.ts';
import { symbols, tokens } from './outline.ts';
import { type DialTests, parse } from './parse.ts';
import { rules } from './rules.ts';

export const dialtests: Format = format<DialTests>({
  id: 'dialtests',
  languageId: 'cisco-sip-dialtests',
  title: 'file of dial plan expectations',
  rules: Object.values(rules),
  claims: looksLikeDialTests,
  parse,
  check,
  hover,
  complete,
  symbols,
  folding: () => [],
  tokens,
  links: () => [],
  layOut,
  comments: {
    marked: ({ comments }) => [...comments],
    write: (text) => `# ${text}`,
  },
  status: ({ expectations }) => ({
    kind: `Dial plan tests, ${expectations.length} ${expectations.length === 1 ? 'number' : 'numbers'}`,
  }),
});
