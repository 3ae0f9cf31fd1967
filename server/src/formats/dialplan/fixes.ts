/** Edits that mend a dial plan. */

import type { Range, TextEdit } from 'vscode-languageserver-types';
import { insert, remove, replace, touches } from '../ranges.ts';
import { type AttributeName, limits } from './facts.ts';
import { offsetAt, positionAt, rangeAt } from './places.ts';
import { type Attribute, type Comment, type DialPlan, liveTemplates, type Template, type Value } from './plan.ts';
import { readPlan } from './reader.ts';

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
    // Before what is removed, which may begin at the same place.
    ...(isBehind ? [] : [insert(last.range.end, `${end}${indent}</DIALTEMPLATE>`)]),
    // An end tag between the templates would leave the rest of them outside.
    ...ends.filter((tag) => !isBehind || tag !== good).map(({ range }) => removeElement(plan, range)),
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
  const tag = `${lineEnd(plan)}</DIALTEMPLATE>`;
  // Behind something else that is left open, or farther down than the phone reads, it closes nothing.
  if (readPlan(plan.text.slice(0, end) + tag).openAtEnd) return [];
  return [insert(positionAt(plan.lines, end), tag)];
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

/** Where the attribute's value stands that counts. */
function valueRange({ attributes }: Template, name: AttributeName): Range | undefined {
  return attributes.findLast(({ known, value }) => known === name && value)?.value?.range;
}

/** Where MATCH says which numbers the rule is for. */
export function matchRange(template: Template): Range {
  return valueRange(template, 'MATCH') ?? template.nameRange;
}

export function timeoutRange(template: Template): Range | undefined {
  return valueRange(template, 'Timeout');
}

export function rewriteAttribute({ attributes }: Template): Attribute | undefined {
  return attributes.findLast(({ known, value }) => known === 'Rewrite' && value);
}

/** The word DIALTEMPLATE that opens the plan. */
export function rootRange({ tags }: DialPlan): Range | undefined {
  return tags.find(({ isRoot, kind }) => isRoot && kind === 'start')?.nameRange;
}

export function setTimeout(template: Template, seconds: number): TextEdit {
  const range = timeoutRange(template);
  if (range) return replace(range, String(seconds));
  const match = template.attributes.findLast(({ known, value }) => known === 'MATCH' && value);
  return insert(match?.range.end ?? template.nameRange.end, ` Timeout="${seconds}"`);
}

/** What stands before the element, when that is nothing but white space. */
function indentOf(plan: DialPlan, range: Range): string {
  const { before } = surroundings(plan, range);
  return /^\s*$/.test(before) ? before : '';
}

/** Moves a rule to the line before another one. */
export function moveBefore(plan: DialPlan, template: Template, other: Template): TextEdit[] {
  const text = `${textOf(plan, template.range)}${lineEnd(plan)}${indentOf(plan, other.range)}`;
  return [insert(other.range.start, text), removeElement(plan, template.range)];
}

/** Puts rules before the first one, each on a line of its own. */
export function addFirst(plan: DialPlan, elements: readonly string[]): TextEdit[] {
  const [first] = liveTemplates(plan);
  if (!first) return [];
  const gap = `${lineEnd(plan)}${indentOf(plan, first.range)}`;
  return [insert(first.range.start, elements.map((element) => `${element}${gap}`).join(''))];
}

/** Puts a rule behind the last one. */
export function addLast(plan: DialPlan, element: string): TextEdit[] {
  const last = liveTemplates(plan).at(-1);
  if (!last) return [];
  return [insert(last.range.end, `${lineEnd(plan)}${indentOf(plan, last.range)}${element}`)];
}

/**
 * A copy of the rule for each pattern, on lines of their own; `undefined` when the plan would outgrow the phone, and for
 * a rule with faults, which would be multiplied.
 */
export function inPlaceOf(
  plan: DialPlan,
  template: Template,
  match: Value,
  patterns: readonly string[],
): TextEdit[] | undefined {
  if (plan.faults.some(({ range }) => touches(template.range, range.start))) return undefined;
  const start = offsetAt(plan.text, plan.lines, template.range.start);
  const text = textOf(plan, template.range);
  const from = offsetAt(plan.text, plan.lines, match.range.start) - start;
  const to = offsetAt(plan.text, plan.lines, match.range.end) - start;
  const copies = patterns.map((pattern) => text.slice(0, from) + pattern + text.slice(to));
  const written = copies.join(`${lineEnd(plan)}${indentOf(plan, template.range)}`);
  const size = new TextEncoder().encode(plan.text).length;
  return size + written.length - text.length > limits.fileBytes ? undefined : [replace(template.range, written)];
}
