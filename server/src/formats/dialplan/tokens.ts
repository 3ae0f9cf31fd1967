/** Colours for what a grammar cannot know: the pieces of patterns, and templates that only look commented out. */

import type { Range } from 'vscode-languageserver-types';
import type { Token } from '../format.ts';
import type { PatternKind, RewriteKind } from './pattern.ts';
import type { Attribute, DialPlan, Template } from './reader.ts';

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

function pieces(template: Template, attribute: Attribute): Token[] | undefined {
  const isLast = template.attributes.findLast(({ known, value }) => known === attribute.known && value) === attribute;
  if (!isLast) return undefined;
  // In a comment the grammar has coloured the plain text too.
  const plain = template.comment && ('string' as const);
  const color = (range: Range, type: Token['type'] | undefined) => (type ? token(range, type) : []);
  if (attribute.known === 'MATCH') {
    return template.match?.parts.flatMap(({ kind, range }) => color(range, ofPattern[kind] ?? plain));
  }
  if (attribute.known === 'Rewrite') {
    return template.rewrite?.parts.flatMap(({ kind, range }) => color(range, ofRewrite[kind] ?? plain));
  }
  return undefined;
}

export function tokens(plan: DialPlan): Token[] {
  return plan.templates.flatMap((template) => {
    const isCommented = template.comment !== undefined;
    return [
      ...(isCommented ? token(template.nameRange, 'keyword') : []),
      ...template.attributes.flatMap((attribute) => [
        ...(isCommented ? token(attribute.nameRange, 'property') : []),
        ...(pieces(template, attribute) ??
          (isCommented && attribute.value ? token(attribute.value.range, 'string') : [])),
      ]),
    ];
  });
}
