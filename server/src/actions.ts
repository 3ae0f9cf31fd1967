/** Code actions: the fixes of findings, "fix all", and comments that silence a rule. */

import { t } from '@vscode/l10n';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import {
  type CodeAction,
  CodeActionKind,
  type Diagnostic,
  type Range,
  RenameFile,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver-types';
import { silencingFixes } from './diagnose.ts';
import { fixAllKind } from './fixAllKind.ts';
import type { Format } from './formats/format.ts';
import { compare } from './formats/ranges.ts';
import type { Finding, Fix } from './formats/rules.ts';
import { newPhoneCommand } from './protocol.ts';
import { created, editOf } from './workspaceEdits.ts';

export interface Request {
  readonly document: TextDocument;
  readonly format: Format;
  readonly findings: readonly Finding[];
  readonly range: Range;
  /** The kinds that are asked for; `undefined`: all. */
  readonly only: readonly string[] | undefined;
  readonly toDiagnostic: (finding: Finding) => Diagnostic;
  /** The URI of a file of the TFTP folder; `undefined` for a document in none, whose fixes stay in it. */
  readonly uriOf?: (name: string) => string;
  /** Whether the client asks for a new phone when it is told to. */
  readonly createsPhones?: boolean;
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
      actions.push({ title: t('Fix all safe findings'), kind: fixAllKind, edit: changes(request.document, edits) });
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

function quickFixes(request: Request, finding: Finding): CodeAction[] {
  return finding.fixes.flatMap((fix, index): CodeAction[] => {
    const effect = effectOf(request, fix);
    if (!effect) return [];
    const { title } = fix;
    const diagnostics = [request.toDiagnostic(finding)];
    return [
      { title, kind: CodeActionKind.QuickFix, diagnostics, ...(index === 0 && { isPreferred: true }), ...effect },
    ];
  });
}

function silencers({ document, format, toDiagnostic }: Request, finding: Finding): CodeAction[] {
  const lineAt = (line: number) =>
    document.getText({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } }).replace(/\n$/, '');
  return silencingFixes(format, finding, lineAt).map(({ title, edits }) => ({
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [toDiagnostic(finding)],
    edit: changes(document, edits),
  }));
}

function changes({ uri }: TextDocument, edits: readonly TextEdit[]): WorkspaceEdit {
  return { changes: { [uri]: [...edits] } };
}

/** `undefined` for a fix that the client cannot carry out, or that reaches into a folder of which nothing is known. */
function effectOf(request: Request, fix: Fix): Pick<CodeAction, 'edit' | 'command'> | undefined {
  if (fix.newPhone === undefined) {
    const edit = workspaceEdit(request, fix);
    return edit && { edit };
  }
  const { createsPhones, document } = request;
  const command = { title: fix.title, command: newPhoneCommand, arguments: [document.uri, fix.newPhone] };
  return createsPhones ? { command } : undefined;
}

function workspaceEdit({ document, uriOf }: Request, fix: Fix): WorkspaceEdit | undefined {
  const { edits, renameTo, renameOther, copyTo, others = [], create } = fix;
  if (renameTo !== undefined) {
    const newUri = `${document.uri.slice(0, document.uri.lastIndexOf('/') + 1)}${encodeURIComponent(renameTo)}`;
    return { documentChanges: [RenameFile.create(document.uri, newUri)] };
  }
  const creates = copyTo === undefined ? create : { name: copyTo, text: document.getText() };
  if (others.length === 0 && !creates && !renameOther) return changes(document, edits);
  if (!uriOf) return undefined;
  const edited = [{ uri: document.uri, edits }, ...others.map(({ name, edits }) => ({ uri: uriOf(name), edits }))];
  return {
    documentChanges: [
      ...(creates ? created(uriOf(creates.name), creates.text) : []),
      ...edited.filter(({ edits }) => edits.length > 0).map(({ uri, edits }) => editOf(uri, edits)),
      ...(renameOther ? [RenameFile.create(uriOf(renameOther.from), uriOf(renameOther.to))] : []),
    ],
  };
}
