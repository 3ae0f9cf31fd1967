/** The outline and what can be folded. */

import { t } from '@vscode/l10n';
import {
  type DocumentSymbol,
  type FoldingRange,
  FoldingRangeKind,
  type Range,
  SymbolKind,
} from 'vscode-languageserver-types';
import type { Context } from '../format.ts';
import type { DialPlan } from './plan.ts';
import { templateInShort } from './words.ts';

export function symbols(plan: DialPlan, _context: Context): DocumentSymbol[] {
  return plan.templates.map((template) => ({
    name: template.match?.text.trim() || (template.match ? t('empty MATCH') : t('no MATCH')),
    detail: templateInShort(template),
    kind: SymbolKind.Key,
    range: template.range,
    selectionRange: template.nameRange,
  }));
}

function fold({ start, end }: Range, kind?: FoldingRange['kind']): FoldingRange[] {
  return end.line > start.line ? [{ startLine: start.line, endLine: end.line, ...(kind && { kind }) }] : [];
}

export function folding(plan: DialPlan): FoldingRange[] {
  const folds: FoldingRange[] = [];
  const roots = plan.tags.filter(({ isRoot }) => isRoot);
  for (const [index, { kind, range }] of roots.entries()) {
    const end = roots[index + 1];
    // The end tag stays in sight.
    if (kind === 'start' && end?.kind === 'end' && end.range.start.line - 1 > range.start.line) {
      folds.push({ startLine: range.start.line, endLine: end.range.start.line - 1 });
    }
  }
  folds.push(...commentBlocks(plan).flatMap((range) => fold(range, FoldingRangeKind.Comment)));
  return folds;
}

/** Comments on lines of their own, those on adjoining lines as one. */
function commentBlocks(plan: DialPlan): Range[] {
  const blocks: Range[] = [];
  for (const { range } of plan.comments) {
    const lineStart = plan.lines[range.start.line] ?? 0;
    if (plan.text.slice(lineStart, lineStart + range.start.character).trim() !== '') continue;
    const last = blocks.at(-1);
    if (last && range.start.line <= last.end.line + 1)
      blocks[blocks.length - 1] = { start: last.start, end: range.end };
    else blocks.push(range);
  }
  return blocks;
}
