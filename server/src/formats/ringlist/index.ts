/** RINGLIST.DAT: the rings that the menu of the phone offers. */

import { t } from '@vscode/l10n';
import { type Format, format } from '../format.ts';
import { check } from './check.ts';
import { complete, hover, symbols, tokens } from './explain.ts';
import { parse } from './parse.ts';
import { rules } from './rules.ts';

export const ringlist: Format = format({
  id: 'ringlist',
  languageId: 'cisco-sip-ringlist',
  get title() {
    return t('ring list');
  },
  rules: Object.values(rules),
  claims: (fileName) => /(?:^|[^a-z])ringlist\.dat$/i.test(fileName),
  parse,
  check,
  hover,
  complete,
  symbols,
  folding: () => [],
  tokens,
  links: () => [],
  // TABs have a meaning here.
  layOut: () => [],
  status: ({ rings }) => ({ kind: rings.length === 1 ? t('Ring list, 1 ring') : t`Ring list, ${rings.length} rings` }),
});
