/** Outline, folding and colours of syncinfo.xml. */

import { type DocumentSymbol, type FoldingRange, FoldingRangeKind, SymbolKind } from 'vscode-languageserver-types';
import type { Token } from '../format.ts';
import { compare } from '../ranges.ts';
import { isNamed, type SyncInfo, type Word } from './parse.ts';

export function symbols({ entries }: SyncInfo): DocumentSymbol[] {
  return entries.map(({ element, version, sync }) => ({
    name: version?.text.trim() || 'IMAGE',
    detail: sync ? `SYNC ${sync.text}` : '',
    kind: SymbolKind.Object,
    range: element.range,
    selectionRange: version?.text.trim() ? version.range : element.name.range,
  }));
}

export function folding({ elements, comments }: SyncInfo): FoldingRange[] {
  const folds: FoldingRange[] = [];
  for (const { range, closing } of elements) {
    // The end tag stays in view.
    const endLine = closing ? closing.range.start.line - 1 : range.end.line;
    if (endLine > range.start.line) folds.push({ startLine: range.start.line, endLine });
  }
  for (const { range } of comments) {
    if (range.end.line <= range.start.line) continue;
    folds.push({ startLine: range.start.line, endLine: range.end.line, kind: FoldingRangeKind.Comment });
  }
  return folds.sort((a, b) => a.startLine - b.startLine);
}

export function tokens({ lines, elements, comments }: SyncInfo): Token[] {
  const found: Token[] = [];
  /** A piece of several lines is coloured line by line. */
  const add = ({ start, end }: Word['range'], type: Token['type']) => {
    for (let line = start.line; line <= end.line; line++) {
      const character = line === start.line ? start.character : 0;
      const length = (line === end.line ? end.character : (lines[line]?.length ?? 0)) - character;
      if (length > 0) found.push({ line, character, length, type });
    }
  };
  for (const { range } of comments) add(range, 'comment');
  for (const { name, attributes, closing } of elements) {
    add(name.range, 'keyword');
    if (closing) add(closing.name.range, 'keyword');
    for (const { name: key, value } of attributes) {
      add(key.range, 'property');
      if (value) add(value.outer, isNamed(key, 'VERSION') && value.text === '*' ? 'enumMember' : 'string');
    }
  }
  return found.sort((a, b) =>
    compare({ line: a.line, character: a.character }, { line: b.line, character: b.character }),
  );
}
