/**
 * Expectations about a dial plan: a file beside it that says, number by number, what the phone should do. It is about
 * dial plans, so it is the one format that knows another.
 */

import { t } from '@vscode/l10n';
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
  get title() {
    return t('file of dial plan expectations');
  },
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
    kind:
      expectations.length === 1 ? t('Dial plan tests, 1 number') : t`Dial plan tests, ${expectations.length} numbers`,
  }),
});
