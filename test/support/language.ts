/**
 * Small texts in, answers out: the helpers that every format's tests share.
 *
 * `|` in a text is the cursor. Findings are written under the text they are about:
 *
 *     tos_media: 9
 *                ^ error cnf/out-of-range
 */

import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { CompletionItem, MarkupContent, Range, TextEdit } from 'vscode-languageserver-types';
import type { Client, Context, Folder, Format, Parsed } from '../../server/src/formats/format.ts';
import type { Finding } from '../../server/src/formats/rules.ts';

const capable: Client = { snippets: true, markdown: true };

export interface File {
  /** The file's name; it decides what kind of .cnf it is. */
  readonly name: string;
  readonly text: string;
  readonly folder?: Folder;
}

export function open(format: Format, file: File): { source: TextDocument; document: Parsed; context: Context } {
  const source = TextDocument.create(
    `file:///tftproot/${encodeURIComponent(file.name)}`,
    format.languageId,
    1,
    file.text,
  );
  const context: Context = { fileName: file.name, ...(file.folder && { folder: file.folder }) };
  return { source, document: format.parse(source), context };
}

export function findingsIn(format: Format, file: File): Finding[] {
  const { document, context } = open(format, file);
  return format.check(document, context);
}

/** A folder made of texts, all of the one format. */
export function folderOf(format: Format, files: Record<string, string>): Folder {
  const names = Object.keys(files);
  return {
    files: names,
    document(name) {
      const found = names.find((candidate) => candidate.toLowerCase() === name.toLowerCase());
      return found === undefined ? undefined : open(format, { name: found, text: files[found] ?? '' }).document;
    },
  };
}

const mark = /^(\s*)(\^+)\s+(error|warning|information|hint)\s+(\S+)\s*$/;

/**
 * Asserts that the text has exactly the findings marked in it. A mark stands on a line of its own under the text:
 * blanks, one `^` a character, severity, code. A finding at an empty range is marked by one `^` at its place.
 */
export function expectFindings(format: Format, name: string, marked: string, folder?: Folder): void {
  const lines: string[] = [];
  const expected: string[] = [];
  for (const line of marked.split('\n')) {
    const found = mark.exec(line);
    if (!found) {
      lines.push(line);
      continue;
    }
    const [, indent = '', carets = '', severity, code] = found;
    const row = lines.length - 1;
    expected.push(`${row}:${indent.length}-${row}:${indent.length + carets.length} ${severity} ${code}`);
  }
  const actual = findingsIn(format, { name, text: lines.join('\n'), ...(folder && { folder }) }).map(describe);
  assert.deepEqual(actual.sort(), expected.sort());
}

function describe({ range: { start, end }, severity, rule }: Finding): string {
  const last = end.line === start.line && end.character === start.character ? end.character + 1 : end.character;
  return `${start.line}:${start.character}-${end.line}:${last} ${severity} ${rule.code}`;
}

/** The text after the edits. */
export function edited(source: TextDocument, edits: readonly TextEdit[]): string {
  return TextDocument.applyEdits(source, [...edits]);
}

/** The text after the first fix (or the one with that title) of the first finding with this code. */
export function fixed(format: Format, file: File, code: string, title?: string): string {
  const { source, document, context } = open(format, file);
  const finding = format.check(document, context).find((candidate) => candidate.rule.code === code);
  assert.ok(finding, `no finding ${code}`);
  const fix = finding.fixes.find((candidate) => title === undefined || candidate.title === title);
  assert.ok(fix, `no fix ${title ?? ''} for ${code}; there are: ${finding.fixes.map((f) => f.title).join(', ')}`);
  return edited(source, fix.edits);
}

function atCursor(format: Format, name: string, marked: string, folder?: Folder) {
  const offset = marked.indexOf('|');
  assert.notEqual(offset, -1, 'the text needs a | for the cursor');
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  const opened = open(format, { name, text, ...(folder && { folder }) });
  return { ...opened, position: opened.source.positionAt(offset) };
}

/** What completion offers at the `|`: each label with the whole text after it was taken. */
export function completions(format: Format, name: string, marked: string, folder?: Folder): Map<string, string> {
  const { source, document, context, position } = atCursor(format, name, marked, folder);
  const items = format.complete(document, position, context, capable);
  return new Map(items.map((item) => [item.label, edited(source, [editOf(item, { start: position, end: position })])]));
}

function editOf(item: CompletionItem, at: Range): TextEdit {
  if (item.textEdit && 'range' in item.textEdit) return item.textEdit;
  return { range: at, newText: item.insertText ?? item.label };
}

/** The hover text at the `|`, as markdown; empty when there is none. */
export function hover(format: Format, name: string, marked: string, folder?: Folder): string {
  const { document, context, position } = atCursor(format, name, marked, folder);
  return (format.hover(document, position, context)?.contents as MarkupContent | undefined)?.value ?? '';
}

/**
 * Every rule of a format holds on its own example: the bad file has the finding (with a message that has no empty
 * place left and a range inside the text), the good file does not.
 */
export function expectExamplesHold(format: Format): void {
  for (const rule of format.rules) {
    const { file, bad, good, goodFile = file } = rule.example;
    const found = findingsIn(format, { name: file, text: bad }).filter((finding) => finding.rule.code === rule.code);
    assert.ok(found.length > 0, `${rule.code}: its bad example has no such finding`);
    for (const finding of found) assert.doesNotMatch(finding.message, /\{\w+\}/, `${rule.code}: unfilled message`);
    const left = findingsIn(format, { name: goodFile, text: good }).map((finding) => finding.rule.code);
    assert.ok(!left.includes(rule.code), `${rule.code}: its good example still has the finding`);
  }
}
