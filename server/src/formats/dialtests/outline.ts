/** The outline, and the colours of the words. */

import { type DocumentSymbol, SymbolKind } from 'vscode-languageserver-types';
import type { Token } from '../format.ts';
import { onLine } from '../ranges.ts';
import { isKeyword } from './clauses.ts';
import type { DialTests } from './parse.ts';

export function symbols({ expectations }: DialTests): DocumentSymbol[] {
  return expectations.map(({ line, text, keys, range, number }) => ({
    name: keys === '' ? 'handset' : keys,
    detail: text.slice(number.end.character - range.start.character).trim(),
    kind: SymbolKind.Boolean,
    range: onLine(line, range.start.character, range.end.character),
    selectionRange: number,
  }));
}

export function tokens({ lines, comments }: DialTests): Token[] {
  const ofWords = lines.flatMap(({ line, words, kind, numberWords }) =>
    words.map((word, index): Token => {
      const { start, end } = word;
      const isWord = isKeyword(word) || (kind !== 'expectation' && index === 0);
      const type = index < numberWords ? 'number' : isWord ? 'keyword' : 'string';
      return { line, character: start, length: end - start, type };
    }),
  );
  const ofComments = comments.map(({ range: { start, end } }): Token => {
    return { line: start.line, character: start.character, length: end.character - start.character, type: 'comment' };
  });
  return [...ofWords, ...ofComments];
}
