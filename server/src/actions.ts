/** Code actions: the fixes of findings, "fix all", and comments that silence a rule. */

import type { TextDocument } from 'vscode-languageserver-textdocument';
import {
  type CodeAction,
  CodeActionKind,
  type Diagnostic,
  type Range,
  type TextEdit,
} from 'vscode-languageserver-types';
import { silencingFixes } from './diagnose.ts';
import type { Format } from './formats/format.ts';
import { compare } from './formats/ranges.ts';
import type { Finding, Fix } from './formats/rules.ts';

/** The kind of our "fix all", for `editor.codeActionsOnSave`. */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.cisco`;

export interface Request {
  readonly document: TextDocument;
  readonly format: Format;
  readonly findings: readonly Finding[];
  readonly range: Range;
  /** The kinds that are asked for; `undefined`: all. */
  readonly only: readonly string[] | undefined;
  readonly toDiagnostic: (finding: Finding) => Diagnostic;
}

export function codeActions(request: Request): CodeAction[] {
  const { findings, range, only } = request;
  const wants = (kind: string) => !only || only.some((asked) => kind === asked || kind.startsWith(`${asked}.`));
  const actions: CodeAction[] = [];
  if (wants(CodeActionKind.QuickFix)) {
    const here = findings.filter((finding) => overlaps(finding.range, range));
    actions.push(...here.flatMap((finding) => quickFixes(request, finding)));
    actions.push(...here.flatMap((finding) => silencers(request, finding)));
  }
  if (only && wants(fixAllKind)) {
    const edits = fixAll(findings);
    if (edits.length > 0)
      actions.push({ title: 'Fix all safe findings', kind: fixAllKind, edit: changes(request.document, edits) });
  }
  return actions;
}

function overlaps(a: Range, b: Range): boolean {
  return compare(a.start, b.end) <= 0 && compare(b.start, a.end) <= 0;
}

/**
 * The edits of every fix that is safe to apply unseen. Of fixes that touch the same text only the first is taken; the
 * others come with the next round.
 */
export function fixAll(findings: readonly Finding[]): TextEdit[] {
  const taken: TextEdit[] = [];
  for (const { fixes } of findings) {
    const fix = fixes.find(({ safe }) => safe);
    if (!fix || fix.edits.some((edit) => taken.some((other) => overlaps(edit.range, other.range)))) continue;
    taken.push(...fix.edits);
  }
  return taken;
}

function quickFixes({ document, toDiagnostic }: Request, finding: Finding): CodeAction[] {
  return finding.fixes.map((fix, index) => ({
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [toDiagnostic(finding)],
    ...(index === 0 && { isPreferred: true }),
    edit: workspaceEdit(document, fix),
  }));
}

function silencers({ document, format, toDiagnostic }: Request, finding: Finding): CodeAction[] {
  const lineAt = (line: number) =>
    document.getText({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } }).replace(/\n$/, '');
  return silencingFixes(format, finding, lineAt).map((fix) => ({
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [toDiagnostic(finding)],
    edit: workspaceEdit(document, fix),
  }));
}

function changes({ uri }: TextDocument, edits: readonly TextEdit[]) {
  return { changes: { [uri]: [...edits] } };
}

function workspaceEdit(document: TextDocument, { edits, renameTo }: Fix) {
  if (renameTo === undefined) return changes(document, edits);
  const newUri = `${document.uri.slice(0, document.uri.lastIndexOf('/') + 1)}${encodeURIComponent(renameTo)}`;
  return { documentChanges: [{ kind: 'rename' as const, oldUri: document.uri, newUri }] };
}
