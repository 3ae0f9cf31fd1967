/** Indents the lines of a plan. Only white space changes, and none inside a tag, a value or a comment. */

import type { TextEdit } from 'vscode-languageserver-types';
import type { Layout } from '../format.ts';
import { compare, replace } from '../ranges.ts';
import { limits } from './facts.ts';
import { offsetAt, rangeAt } from './places.ts';
import type { DialPlan } from './plan.ts';

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Tags and comments, in order and without overlaps. */
function untouchable(plan: DialPlan): Span[] {
  const offset = (position: Parameters<typeof offsetAt>[2]) => offsetAt(plan.text, plan.lines, position);
  const spans = [
    ...[...plan.templates, ...plan.tags].map(({ range }) => ({ start: offset(range.start), end: offset(range.end) })),
    ...plan.comments.map(({ range, phoneEnd }) => ({
      start: offset(range.start),
      end: offset(compare(range.end, phoneEnd) > 0 ? range.end : phoneEnd),
    })),
  ].sort((a, b) => a.start - b.start);
  const merged: Span[] = [];
  for (const span of spans) {
    const last = merged.at(-1);
    if (last && span.start < last.end)
      merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    else merged.push(span);
  }
  return merged;
}

/** Back from `end` over the characters given. */
function back(text: string, end: number, floor: number, characters: string): number {
  let at = end;
  while (at > floor && characters.includes(text[at - 1]!)) at--;
  return at;
}

export function layOut(plan: DialPlan, { insertSpaces, tabSize }: Layout): TextEdit[] {
  // With its quotes the wrong way round nobody can say what is inside a tag.
  if (plan.strayQuote) return [];
  const unit = insertSpaces ? ' '.repeat(tabSize) : '\t';
  const spans = untouchable(plan);
  const roots = plan.tags
    .filter(({ isRoot }) => isRoot)
    .map(({ kind, range }) => ({ kind, start: offsetAt(plan.text, plan.lines, range.start) }));
  const edits: TextEdit[] = [];
  let growth = 0;
  let span = 0;
  let root = 0;
  const isInside = (offset: number) => {
    while (span < spans.length && spans[span]!.end <= offset) span++;
    return span < spans.length && spans[span]!.start < offset;
  };
  const put = (start: number, end: number, text: string) => {
    if (plan.text.slice(start, end) === text) return;
    edits.push(replace(rangeAt(plan.lines, start, end), text));
    growth += text.length - (end - start);
  };

  for (const [line, start] of plan.lines.entries()) {
    if (start > plan.read) break;
    const next = plan.lines[line + 1] ?? plan.text.length;
    const end = back(plan.text, next, start, '\r\n');
    const trimmed = back(plan.text, end, start, ' \t');
    const indented = start + /^[ \t]*/.exec(plan.text.slice(start, end))![0].length;
    if (!isInside(start)) {
      // The root's own tags stand at the margin, and so does what is outside of it.
      while (root < roots.length && roots[root]!.start < indented) root++;
      const isRoot = roots[root]?.start === indented;
      const isEmpty = indented === end;
      put(start, indented, !isRoot && !isEmpty && roots[root - 1]?.kind === 'start' ? unit : '');
    }
    if (trimmed > indented && !isInside(end)) put(trimmed, end, '');
  }
  // White space counts too: a plan must not outgrow the phone by being tidied up.
  const size = new TextEncoder().encode(plan.text).length;
  return size <= limits.fileBytes && size + growth > limits.fileBytes ? [] : edits;
}
