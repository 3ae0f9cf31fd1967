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
import type { Finding, Severity } from '../../server/src/formats/rules.ts';
import type { Sample } from '../support/generateTexts.ts';
import { edited, open } from '../support/language.ts';

const layout: Layout = { alignComments: true, insertSpaces: true, tabSize: 2 };

/** A place that a client can find again: a line that is there, and a column on it. */
export function assertPlace(source: TextDocument, position: Position, what: string): void {
  const found = source.positionAt(source.offsetAt(position));
  const isThere = found.line === position.line && found.character === position.character;
  assert.ok(isThere, `${what}: no place at line ${position.line}, column ${position.character}`);
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

/** Each finding lies in the text, and so does each of its fixes. */
export function findingsLieInText(format: Format, sample: Sample): void {
  const { source, document, context } = open(format, sample);
  for (const finding of format.check(document, context)) assertFinding(source, finding);
}

/** Everything that is said of a text without being asked about a position lies in it. */
export function partsLieInText(format: Format, sample: Sample): void {
  const { source, document, context } = open(format, sample);
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

function assertFinding(source: TextDocument, { rule, range, related, fixes }: Finding): void {
  assertRange(source, range, rule.code);
  for (const place of related) if (place.uri === undefined) assertRange(source, place.range, rule.code);
  for (const { title, edits } of fixes) assertEdits(source, edits, `${rule.code}: ${title}`);
}

function assertSymbol(source: TextDocument, { name, range, selectionRange, children = [] }: DocumentSymbol): void {
  assertRange(source, range, name);
  assertRange(source, selectionRange, name);
  assert.ok(touches(range, selectionRange.start) && touches(range, selectionRange.end), `${name}: not in its range`);
  assert.notEqual(name, '', 'a symbol without a name');
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

/** An edit of whatever text there is then: shares of its length, and the text that is put in. */
export interface Edit {
  readonly start: number;
  readonly length: number;
  readonly text: string;
  /** The ends of the range are the wrong way round, or it reaches beyond the text: no client should send that. */
  readonly odd?: 'swapped' | 'beyond' | undefined;
}

/** A document that went through edits answers as one that is read afresh. */
export function editedEqualsFresh(format: Format, sample: Sample, edits: readonly Edit[]): void {
  const { source, document, context } = open(format, sample);
  let current = document;
  for (const [index, edit] of edits.entries()) {
    const change = changeOf(source, edit);
    TextDocument.update(source, [change], index + 2);
    current = format.update?.(current, source, [change]) ?? format.parse(source);
  }
  assert.deepEqual(everything(format, current, context), everything(format, format.parse(source), context));
}

function changeOf(source: TextDocument, { start, length, text, odd }: Edit): Change {
  const size = source.getText().length;
  const from = Math.floor(start * (size + 1));
  const places = [from, from + Math.floor(length * length * (size - from))].map((offset) => source.positionAt(offset));
  const [first, last] = odd === 'swapped' ? [places[1]!, places[0]!] : [places[0]!, places[1]!];
  const beyond = odd === 'beyond' ? 3 : 0;
  const end = { line: last.line + beyond, character: last.character + beyond };
  return { range: { start: { ...first, character: first.character + beyond }, end }, text };
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

/** The layout of a laid out text is the text itself, and no character but white space has moved. */
export function layOutSettles(format: Format, sample: Sample): void {
  const { source, document, context } = open(format, sample);
  const once = edited(source, format.layOut(document, layout));
  const again = open(format, { name: sample.name, text: once });
  assert.deepEqual(format.layOut(again.document, layout), [], 'layout is not done at once');
  assert.equal(once.replace(/\s/g, ''), sample.text.replace(/\s/g, ''), 'more than white space has changed');
  assert.deepEqual(format.status(again.document, context), format.status(document, context));
  const [before, after] = [format.check(document, context), format.check(again.document, context)];
  const told = (findings: readonly Finding[]) => findings.map(({ rule, message }) => `${rule.code} ${message}`).sort();
  // Blanks that go may leave a mark at the very beginning.
  const known = new Set(told(before));
  const made = told(after).filter((each) => !known.has(each) && !/\/byte-order-mark /.test(each));
  assert.deepEqual(made, [], 'the layout makes a finding');
}

/**
 * Rules whose fix lets something be read that could not be read before. What is wrong with that is told then, so such a
 * fix may bring more to light than it mends.
 */
const opens: ReadonlySet<string> = new Set([
  'cnf/equals-sign',
  'cnf/missing-colon',
  'cnf/unknown-parameter',
  'dialplan/template-letter-case',
  'dialplan/unknown-attribute',
  'dialplan/unknown-element',
  'dialtests/unknown-word',
]);

/** Only told of lines on which there is nothing else to tell. */
const secondVoices: ReadonlySet<string> = new Set(['dialplan/not-well-formed']);

/**
 * What a fix may leave: a line's login, of which it writes the names for the user to fill in, and a second byte order
 * mark behind the first.
 */
const mayStay = /^cnf\/line-incomplete$|\/byte-order-mark$/;

const severities: readonly Severity[] = ['hint', 'information', 'warning', 'error'];

/** Each fix takes its finding away, and makes none that is as severe or more. */
export function fixesMend(format: Format, { name, text }: Sample): void {
  const { source, document, context } = open(format, { name, text });
  const before = format.check(document, context);
  for (const finding of before)
    for (const { title, edits, renameTo } of finding.fixes) {
      const mended = open(format, { name: renameTo ?? name, text: edited(source, edits) });
      const after = format.check(mended.document, mended.context);
      assertMended(finding, before, after, `${finding.rule.code}: ${title}`);
    }
}

function assertMended(finding: Finding, before: readonly Finding[], after: readonly Finding[], what: string): void {
  const { code } = finding.rule;
  if (opens.has(code)) return;
  if (!mayStay.test(code)) assert.ok(count(after, code) < count(before, code), `${what} leaves the finding`);
  const least = severities.indexOf(finding.severity);
  for (const { rule, severity } of after) {
    if (rule.code === code || secondVoices.has(rule.code) || severities.indexOf(severity) < least) continue;
    assert.ok(count(after, rule.code) <= count(before, rule.code), `${what} makes ${rule.code}`);
  }
}

function count(findings: readonly Finding[], code: string): number {
  return findings.filter(({ rule }) => toldAs(rule.code) === toldAs(code)).length;
}

/** Two templates for the same numbers are told of in two ways, by how alike they are written. */
function toldAs(code: string): string {
  return code === 'dialplan/never-wins' ? 'dialplan/duplicate-match' : code;
}

/** "Fix all", again and again, comes to an end at a text in which nothing is left that is safe to mend. */
export function fixAllEnds(format: Format, { name, text }: Sample): void {
  let current = text;
  const { document, context } = open(format, { name, text });
  // Of fixes at one place one is taken a round, and one may bring others to light.
  const patience = 10 + format.check(document, context).length;
  for (let round = 0; round < patience; round++) {
    const { source, document, context } = open(format, { name, text: current });
    const edits = fixAll(format.check(document, context));
    if (edits.length === 0) return;
    current = edited(source, edits);
  }
  assert.fail(`fix all goes on after ${patience} rounds`);
}
