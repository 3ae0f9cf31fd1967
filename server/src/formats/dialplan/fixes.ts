/** Edits that mend a dial plan. */

import type { Range, TextEdit } from 'vscode-languageserver-types';
import { insert, remove, replace } from '../ranges.ts';
import { offsetAt, positionAt, rangeAt } from './places.ts';
import type { Attribute, Comment, DialPlan, Template } from './plan.ts';

export function textOf(plan: DialPlan, range: Range): string {
  return plan.text.slice(offsetAt(plan.text, plan.lines, range.start), offsetAt(plan.text, plan.lines, range.end));
}

/** What ends the lines of the file. */
export function lineEnd(plan: DialPlan): string {
  return /\r\n|\n|\r/.exec(plan.text)?.[0] ?? '\n';
}

/** The text from the start of the range's first line to the range, and from the range to the end of its last line. */
function surroundings(plan: DialPlan, range: Range): { before: string; after: string; start: number; end: number } {
  const start = plan.lines[range.start.line] ?? 0;
  const end = plan.lines[range.end.line + 1] ?? plan.text.length;
  return {
    before: plan.text.slice(start, offsetAt(plan.text, plan.lines, range.start)),
    after: plan.text.slice(offsetAt(plan.text, plan.lines, range.end), end),
    start,
    end,
  };
}

/** Removes an element, with its lines when nothing but a comment stands beside it. */
export function removeElement(plan: DialPlan, range: Range): TextEdit {
  const { before, after, start, end } = surroundings(plan, range);
  const alone = before.trim() === '' && /^\s*(?:<!--[^<>]*-->\s*)?$/.test(after);
  return remove(alone ? rangeAt(plan.lines, start, end) : range);
}

/** Removes an attribute and the white space before it. */
export function removeAttribute(plan: DialPlan, attribute: Attribute): TextEdit {
  let start = offsetAt(plan.text, plan.lines, attribute.range.start);
  while (start > 0 && /\s/.test(plan.text[start - 1]!)) start--;
  return remove({ start: positionAt(plan.lines, start), end: attribute.range.end });
}

/** Puts DIALTEMPLATE around all templates, whatever is left of it. */
export function wrapInRoot(plan: DialPlan): TextEdit[] {
  const first = plan.templates[0];
  const last = plan.templates.at(-1);
  if (!first || !last) return [];
  const { before } = surroundings(plan, first.range);
  const indent = /^\s*$/.test(before) ? before : '';
  const end = lineEnd(plan);
  const after = offsetAt(plan.text, plan.lines, last.range.end);
  const ends = plan.tags.filter(({ isRoot, kind }) => isRoot && kind === 'end');
  const good = ends.at(-1);
  const isBehind = good?.closed && offsetAt(plan.text, plan.lines, good.range.start) >= after;
  return [
    insert(first.range.start, `<DIALTEMPLATE>${end}${indent}`),
    // An end tag between the templates would leave the rest of them outside.
    ...ends.filter((tag) => !isBehind || tag !== good).map(({ range }) => removeElement(plan, range)),
    ...(isBehind ? [] : [insert(last.range.end, `${end}${indent}</DIALTEMPLATE>`)]),
  ];
}

/** Moves a template into the DIALTEMPLATE next to it. */
export function moveIntoRoot(plan: DialPlan, template: Template): TextEdit[] {
  const starts = plan.tags.filter(({ isRoot, kind, closed }) => isRoot && kind === 'start' && closed);
  const ends = plan.tags.filter(({ isRoot, kind, closed }) => isRoot && kind === 'end' && closed);
  const [start] = starts;
  const [end] = ends;
  if (!start || !end || starts.length > 1 || ends.length > 1) return [];
  const text = textOf(plan, template.range);
  const isBefore =
    offsetAt(plan.text, plan.lines, template.range.start) < offsetAt(plan.text, plan.lines, start.range.start);
  const indent = '  ';
  return [
    removeElement(plan, template.range),
    isBefore
      ? insert(start.range.end, `${lineEnd(plan)}${indent}${text}`)
      : insert(end.range.start, `${indent}${text}${lineEnd(plan)}`),
  ];
}

/** Closes DIALTEMPLATE at the end of the file. */
export function closeRoot(plan: DialPlan): TextEdit[] {
  const end = plan.text.trimEnd().length;
  return [insert(positionAt(plan.lines, end), `${lineEnd(plan)}</DIALTEMPLATE>`)];
}

/** Takes a comment apart so that each piece that ends in `>` has a comment of its own. */
export function splitComment(comment: Comment): TextEdit[] {
  const pieces = comment.text.replaceAll(/<!--|-->/g, '').match(/[^>]*>|[^>]+$/g) ?? [];
  const text = pieces
    .map((piece) => {
      const content = piece.trim();
      if (content === '') return piece;
      const from = piece.indexOf(content);
      return `${piece.slice(0, from)}<!-- ${content} -->${piece.slice(from + content.length)}`;
    })
    .join('')
    .trim();
  return [replace(comment.range, text)];
}
