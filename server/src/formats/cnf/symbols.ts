/** Outline and folding: a phone's lines and the topics of the parameters. */

import { t } from '@vscode/l10n';
import { type DocumentSymbol, type FoldingRange, FoldingRangeKind, SymbolKind } from 'vscode-languageserver-types';
import { onLine } from '../ranges.ts';
import type { CnfDocument, PlacedEntry } from './document.ts';
import { topicTitle, valueMeaning } from './explain.ts';
import { findParameter, type NamedParameter } from './parameters.ts';

/** One symbol for each topic, and one for each line appearance, with the entries in them. */
export function symbols(document: CnfDocument): DocumentSymbol[] {
  const groups = new Map<string, DocumentSymbol[]>();
  for (const [line, entry] of document.lines.entries()) {
    if (entry.kind !== 'entry') continue;
    const named = findParameter(entry.name.text);
    const group = groupOf(named);
    const children = groups.get(group) ?? [];
    children.push(symbolOf({ line, entry }, named));
    groups.set(group, children);
  }
  return [...groups].map(([name, children]) => {
    const range = {
      start: children[0]?.range.start ?? { line: 0, character: 0 },
      end: children.at(-1)?.range.end ?? { line: 0, character: 0 },
    };
    const detail = /^Line \d/.test(name) ? lineDetail(children) : undefined;
    return {
      name,
      kind: SymbolKind.Module,
      ...(detail !== undefined && { detail }),
      range,
      selectionRange: children[0]?.selectionRange ?? range,
      children,
    };
  });
}

function groupOf(named: NamedParameter | undefined): string {
  if (!named) return t('Other entries');
  if (named.parameter.topic === 'line' && named.number !== undefined) return t`Line ${named.number}`;
  return t(topicTitle(named.parameter.topic));
}

function symbolOf({ line, entry }: PlacedEntry, named: NamedParameter | undefined): DocumentSymbol {
  const { name, value, text } = entry;
  const secret = named === undefined || named.parameter.secret;
  const meaning = secret ? undefined : valueMeaning(named, value.text.trim());
  const shown = secret ? '' : value.text.slice(0, 60);
  const detail =
    meaning === undefined || meaning === 'the default' ? shown : `${shown} (${meaning.replace(/\.$/, '')})`;
  return {
    name: name.text || ':',
    ...(detail !== '' && { detail }),
    kind: SymbolKind.Property,
    range: onLine(line, name.start, text.length),
    selectionRange: onLine(line, name.start, name.end),
  };
}

/** The number that the line stands for. */
function lineDetail(children: readonly DocumentSymbol[]): string | undefined {
  return children.find(({ name }) => /_name$/i.test(name))?.detail;
}

/** Blocks of comment lines, blocks of entries between blank lines or comments, and the branches of a template. */
export function folding(document: CnfDocument): FoldingRange[] {
  const ranges: FoldingRange[] = [];
  const open: number[] = [];
  const { lines } = document;
  let start = 0;
  const kindAt = (index: number) => {
    const kind = lines[index]?.kind;
    return kind === 'other' ? 'entry' : kind;
  };
  for (let index = 0; index <= lines.length; index++) {
    const kind = kindAt(start);
    if (index < lines.length && kindAt(index) === kind) continue;
    if (index - start > 1 && kind === 'comment')
      ranges.push({ startLine: start, endLine: index - 1, kind: FoldingRangeKind.Comment });
    // A heading comment and the entries under it fold as one, from the comment's last line.
    if (kind === 'entry') {
      const head = start > 0 && kindAt(start - 1) === 'comment' ? start - 1 : start;
      if (index - 1 > head) ranges.push({ startLine: head, endLine: index - 1, kind: FoldingRangeKind.Region });
    }
    start = index;
  }
  for (const [index, { kind, text }] of lines.entries()) {
    if (kind !== 'directive') continue;
    if (/^\s*(?:\{\/|\{%-?\s*end|\{\{\/)/.test(text)) {
      const from = open.pop();
      if (from !== undefined && index - 1 > from) ranges.push({ startLine: from, endLine: index - 1 });
    } else if (/^\s*\{[%{]?-?\s*#?(?:if|for|foreach|\w+_loop)\b/.test(text)) open.push(index);
  }
  return ranges;
}
