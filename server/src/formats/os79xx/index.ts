/** OS79XX.TXT: the image that phones with firmware before 7.0 load. */

import { t } from '@vscode/l10n';
import { SymbolKind } from 'vscode-languageserver-types';
import { type Format, format } from '../format.ts';
import { imageForm } from '../imagename.ts';
import { check } from './check.ts';
import { complete, hover } from './explain.ts';
import { parse } from './parse.ts';
import { rules } from './rules.ts';

export const os79xx: Format = format({
  id: 'os79xx',
  languageId: 'cisco-sip-os79xx',
  get title() {
    return t('boot image file');
  },
  rules: Object.values(rules),
  claims: (fileName) => fileName.toLowerCase() === 'os79xx.txt',
  parse,
  check,
  hover,
  complete,
  symbols: ({ image }) =>
    image && imageForm(image.text)
      ? [{ name: image.text, kind: SymbolKind.Constant, range: image.range, selectionRange: image.range }]
      : [],
  folding: () => [],
  tokens: ({ image }) => {
    if (!image) return [];
    const { line, character } = image.range.start;
    return [{ line, character, length: image.text.length, type: 'string' }];
  },
  links: () => [],
  // White space has a meaning here.
  layOut: () => [],
  status: ({ image }) => ({
    kind: t('Boot image file'),
    ...(image && imageForm(image.text) && { firmware: image.text }),
  }),
});
