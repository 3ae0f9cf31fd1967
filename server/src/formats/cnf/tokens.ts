/** Colours that need to know the parameters: known and unknown names, values of a list, numbers. */

import type { Token } from '../format.ts';
import { hasPlaceholder } from '../placeholders.ts';
import type { CnfDocument } from './document.ts';
import { findParameter } from './parameters.ts';

export function tokens(document: CnfDocument): Token[] {
  const found: Token[] = [];
  for (const [line, entry] of document.lines.entries()) {
    if (entry.kind === 'directive') {
      found.push({
        line,
        character: entry.content.start,
        length: entry.content.end - entry.content.start,
        type: 'keyword',
      });
      continue;
    }
    if (entry.kind !== 'entry') continue;
    const { name, value } = entry;
    const named = findParameter(name.text);
    found.push({
      line,
      character: name.start,
      length: name.end - name.start,
      type: 'property',
      ...(named ? {} : { modifiers: ['deprecated'] as const }),
    });
    const length = value.end - value.start;
    if (!named || length === 0) continue;
    const type = hasPlaceholder(value.text)
      ? 'variable'
      : named.parameter.values.length > 0 || named.parameter.special.some((special) => special.value === value.text)
        ? 'enumMember'
        : /^-?\d+$/.test(value.text)
          ? 'number'
          : 'string';
    found.push({ line, character: value.start, length, type });
  }
  return found.filter(({ length }) => length > 0);
}
