/** Dial plans: `dialplan.xml` and whatever else `dial_template` names. */

import { t } from '@vscode/l10n';
import { type Format, format } from '../format.ts';
import { check } from './check.ts';
import { looksLikeDialPlan } from './claims.ts';
import { complete } from './complete.ts';
import { hover } from './hover.ts';
import { layOut } from './layout.ts';
import type { DialPlan } from './plan.ts';
import { parse } from './reader.ts';
import { rules } from './rules.ts';
import { folding, symbols } from './symbols.ts';
import { tokens } from './tokens.ts';
import { planInShort } from './words.ts';

export const dialplan: Format = format<DialPlan>({
  id: 'dialplan',
  languageId: 'cisco-sip-dialplan',
  get title() {
    return t('dial plan');
  },
  rules: Object.values(rules),
  claims: (_fileName, head) => looksLikeDialPlan(head),
  parse,
  check,
  hover,
  complete,
  symbols,
  folding,
  tokens,
  links: () => [],
  layOut,
  comments: {
    marked: ({ comments }) => comments.map(({ text, range }) => ({ text, range })),
    write: (text) => `<!-- ${text} -->`,
  },
  status: (plan) => ({ kind: planInShort(plan) }),
});
