/** Whole TFTP folders as small texts. `|` in one of them is the cursor. */

import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Position } from 'vscode-languageserver-types';
import type { Finding, Fix } from '../../server/src/formats/rules.ts';
import { findingsOf } from '../../server/src/tftproot/findings.ts';
import type { FolderEdit, Place } from '../../server/src/tftproot/places.ts';
import { type RootFile, type TftpRoot, tftpRoot } from '../../server/src/tftproot/root.ts';

export type Files = Readonly<Record<string, string>>;

/** A folder of these files; `sizes` of those that are no texts. */
export function folder(files: Files, sizes: Readonly<Record<string, number>> = {}): TftpRoot {
  return tftpRoot(
    [...Object.keys(files), ...Object.keys(sizes)],
    (name) => files[name],
    (name) => sizes[name],
  );
}

/** A folder and the place of the `|` in it. */
export function folderAtCursor(marked: Files): { root: TftpRoot; file: RootFile; position: Position; files: Files } {
  const name = Object.keys(marked).find((candidate) => marked[candidate]?.includes('|'));
  assert.ok(name !== undefined, 'one of the files needs a | for the cursor');
  const text = marked[name] ?? '';
  const offset = text.indexOf('|');
  const files = { ...marked, [name]: text.slice(0, offset) + text.slice(offset + 1) };
  const root = folder(files);
  const file = root.file(name);
  assert.ok(file, `${name} is none of ours`);
  const position = TextDocument.create('', '', 0, files[name] ?? '').positionAt(offset);
  return { root, file, position, files };
}

/** The findings of all files, as `file:line severity code` with lines from 1, in the order of the files. */
export function findingsIn(root: TftpRoot): string[] {
  return root.files.flatMap((name) => {
    const file = root.file(name);
    if (!file || file.name !== name) return [];
    return findingsOf(root, file, (other) => `file:///${other}`).map(
      ({ range, rule, severity }) => `${name}:${range.start.line + 1} ${severity} ${rule.code}`,
    );
  });
}

/** Places as `file:line text`, with lines from 1 and the text that stands there. */
export function shown(files: Files, places: readonly Place[]): string[] {
  return places.map(({ name, range }) => {
    const text = TextDocument.create('', '', 0, files[name] ?? '').getText(range);
    return `${name}:${range.start.line + 1} ${text}`;
  });
}

/** The files after the edit: only those that it changes. */
export function editedFiles(files: Files, edit: FolderEdit): Record<string, string> {
  return Object.fromEntries(
    [...edit].map(([name, edits]) => [
      name,
      TextDocument.applyEdits(TextDocument.create('', '', 0, files[name] ?? ''), [...edits]),
    ]),
  );
}

/** What one file of the folder is told under that code, in the order of the text. */
export function findingsAbout(root: TftpRoot, name: string, code: string): readonly Finding[] {
  const file = root.file(name);
  assert.ok(file, `${name} is none of ours`);
  return findingsOf(root, file, (other) => `file:///${other}`).filter(({ rule }) => rule.code === code);
}

/** The files after a fix of the first finding with that code: only those that it changes or makes. */
export function mended(files: Files, name: string, code: string, title: string, sizes = {}): Record<string, string> {
  const [finding] = findingsAbout(folder(files, sizes), name, code);
  assert.ok(finding, `no finding ${code} in ${name}`);
  const fix = finding.fixes.find((candidate) => candidate.title === title);
  assert.ok(fix, `no fix '${title}'; there are: ${titles(finding).join(', ')}`);
  return { ...editedFiles(files, editsOf(name, fix)), ...(fix.create && { [fix.create.name]: fix.create.text }) };
}

export function titles({ fixes }: Finding): string[] {
  return fixes.map(({ title }) => title);
}

function editsOf(name: string, { edits, others = [] }: Fix): FolderEdit {
  const all = [{ name, edits }, ...others].filter((file) => file.edits.length > 0);
  return new Map(all.map((file) => [file.name, file.edits]));
}
