/**
 * What holds for every text of every format. Each law throws when it is broken. The properties try them on some
 * hundred texts each time, the fuzzer on as many as it is given time for.
 */

import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { DocumentSymbol, Position, Range, TextEdit } from 'vscode-languageserver-types';
import { fixAll } from '../../server/src/actions.ts';
import type { Change, Context, Format, Layout, Parsed } from '../../server/src/formats/format.ts';
import { touches } from '../../server/src/formats/ranges.ts';
import type { Finding, Fix } from '../../server/src/formats/rules.ts';
import type { Sample } from '../support/generateTexts.ts';
import { edited, open } from '../support/language.ts';

const layout: Layout = { alignComments: true, insertSpaces: true, tabSize: 2 };

/** A place that a client can find again: a line that is there, and a column on it. */
export function assertPlace(source: TextDocument, position: Position, what: string): void {
  assert.deepEqual(source.positionAt(source.offsetAt(position)), position, what);
}

export function assertRange(source: TextDocument, { start, end }: Range, what: string): void {
  assertPlace(source, start, what);
  assertPlace(source, end, what);
  assert.ok(source.offsetAt(start) <= source.offsetAt(end), `${what}: the end comes before the start`);
}

/** Edits as the protocol wants them: in the text, and none of them over another. */
export function assertEdits(source: TextDocument, edits: readonly TextEdit[], what: string): void {
  for (const { range } of edits) assertRange(source, range, what);
  // This throws for edits that overlap.
  edited(source, edits);
}

/** Every place that is named without being asked about a position lies in the text. */
export function placesLieInText(format: Format, sample: Sample): void {
  const { source, document, context } = open(format, sample);
  for (const finding of format.check(document, context)) assertFinding(source, finding);
  for (const symbol of format.symbols(document, context)) assertSymbol(source, symbol);
  for (const { startLine, endLine } of format.folding(document))
    assert.ok(startLine <= endLine && endLine < source.lineCount, `fold ${startLine}-${endLine}`);
  for (const { line, character, length, type } of format.tokens(document)) {
    assert.ok(length > 0, `a ${type} of no length`);
    assertRange(source, { start: { line, character }, end: { line, character: character + length } }, type);
  }
  for (const { range } of format.links(document, context)) assertRange(source, range, 'link');
  for (const { range } of format.comments?.marked(document) ?? []) assertRange(source, range, 'comment');
  assertEdits(source, format.layOut(document, layout), 'layout');
  format.status(document, context);
}

function assertFinding(source: TextDocument, { rule, range, related, fixes, message }: Finding): void {
  assertRange(source, range, rule.code);
  assert.doesNotMatch(message, /\{\w+\}|undefined/, `${rule.code}: a place of the message is not filled`);
  for (const place of related) if (place.uri === undefined) assertRange(source, place.range, rule.code);
  for (const { title, edits } of fixes) assertEdits(source, edits, `${rule.code}: ${title}`);
}

function assertSymbol(source: TextDocument, { name, range, selectionRange, children = [] }: DocumentSymbol): void {
  assertRange(source, range, name);
  assertRange(source, selectionRange, name);
  assert.ok(touches(range, selectionRange.start) && touches(range, selectionRange.end), `${name}: not in its range`);
  assert.notEqual(name.trim(), '', 'a symbol without a name');
  for (const child of children) assertSymbol(source, child);
}

/** Hover and completion answer wherever the cursor stands. */
export function answersAt(format: Format, sample: Sample, offset: number): void {
  const { source, document, context } = open(format, sample);
  const position = source.positionAt(offset);
  const hover = format.hover(document, position, context);
  if (hover?.range) assertRange(source, hover.range, 'hover');
  for (const item of format.complete(document, position, context, { snippets: true, markdown: true })) {
    if (item.textEdit && 'range' in item.textEdit) assertRange(source, item.textEdit.range, item.label);
    format.resolve?.(item);
  }
}

/** A document that went through edits answers as one that is read afresh. */
export function editedEqualsFresh(format: Format, sample: Sample, edits: readonly Change[]): void {
  const { update } = format;
  if (!update) return;
  const { source, document, context } = open(format, sample);
  let current = document;
  for (const [index, edit] of edits.entries()) {
    TextDocument.update(source, [edit], index + 2);
    current = update.call(format, current, source, [edit]);
  }
  assert.deepEqual(everything(format, current, context), everything(format, format.parse(source), context));
}

function everything(format: Format, document: Parsed, context: Context): unknown {
  return {
    findings: format.check(document, context),
    symbols: format.symbols(document, context),
    folding: format.folding(document),
    tokens: format.tokens(document),
    links: format.links(document, context),
    comments: format.comments?.marked(document),
    layout: format.layOut(document, layout),
    status: format.status(document, context),
  };
}
