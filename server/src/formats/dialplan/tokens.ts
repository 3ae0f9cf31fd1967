/** Colours for what a grammar cannot know: the pieces of patterns, and templates that only look commented out. */

import type { Range } from 'vscode-languageserver-types';
import type { Token } from '../format.ts';
import type { AttributeName } from './facts.ts';
import type { PatternKind, RewriteKind } from './pattern.ts';
import type { Attribute, DialPlan, Template } from './plan.ts';

const ofPattern: Readonly<Record<PatternKind, Token['type'] | undefined>> = {
  literal: undefined,
  dots: 'regexp',
  star: 'regexp',
  comma: 'keyword',
  escaped: 'operator',
};

const ofRewrite: Readonly<Record<RewriteKind, Token['type'] | undefined>> = {
  literal: undefined,
  dots: 'regexp',
  all: 'variable',
  group: 'variable',
  escaped: 'operator',
};

function token({ start, end }: Range, type: Token['type']): Token[] {
  if (start.line !== end.line || end.character <= start.character) return [];
  return [{ line: start.line, character: start.character, length: end.character - start.character, type }];
}

/** The pieces of the values that have an inner order: those that count, of several attributes of one name. */
function pieces(template: Template): ReadonlyMap<Attribute | undefined, Token[]> {
  // In a comment the grammar has coloured the plain text too.
  const plain = template.comment && ('string' as const);
  const color = (range: Range, type: Token['type'] | undefined) => (type ? token(range, type) : []);
  const last = (name: AttributeName) => template.attributes.findLast(({ known, value }) => known === name && value);
  const { match, rewrite } = template;
  return new Map([
    [last('MATCH'), match?.parts.flatMap(({ kind, range }) => color(range, ofPattern[kind] ?? plain)) ?? []],
    [last('Rewrite'), rewrite?.parts.flatMap(({ kind, range }) => color(range, ofRewrite[kind] ?? plain)) ?? []],
  ]);
}

export function tokens(plan: DialPlan): Token[] {
  return plan.templates.flatMap((template) => {
    const isCommented = template.comment !== undefined;
    const inner = pieces(template);
    return [
      ...(isCommented ? token(template.nameRange, 'keyword') : []),
      ...template.attributes.flatMap((attribute) => [
        ...(isCommented ? token(attribute.nameRange, 'property') : []),
        ...(inner.get(attribute) ?? (isCommented && attribute.value ? token(attribute.value.range, 'string') : [])),
      ]),
    ];
  });
}
