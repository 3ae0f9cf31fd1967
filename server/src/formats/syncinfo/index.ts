/** syncinfo.xml: which phones restart after a check-sync message. */

import { t } from '@vscode/l10n';
import { type Format, format } from '../format.ts';
import { check } from './check.ts';
import { complete } from './complete.ts';
import { hover } from './hover.ts';
import { layOut } from './layout.ts';
import { folding, symbols, tokens } from './outline.ts';
import { parse } from './parse.ts';
import { rules } from './rules.ts';

export const syncinfo: Format = format({
  id: 'syncinfo',
  languageId: 'cisco-sip-syncinfo',
  get title() {
    return t('sync file');
  },
  rules: Object.values(rules),
  // The name decides; a copy under another name is known by its first element.
  claims: (fileName, head) =>
    fileName.toLowerCase() === 'syncinfo.xml' ||
    (/\.xml$/i.test(fileName) && /^\s*<(?:SYNCINFO\s*>|IMAGE\s+VERSION\s*=)/.test(head)),
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
    marked: ({ comments }) => [...comments],
    write: (text) => `<!-- ${text} -->`,
  },
  status: ({ entries }) => ({
    kind: entries.length === 1 ? t('Sync file, 1 entry') : t`Sync file, ${entries.length} entries`,
  }),
});
