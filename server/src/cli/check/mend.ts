/** What the safe fixes make of the files of a folder. */

import { TextDocument } from 'vscode-languageserver-textdocument';
import { fixAll } from '../../actions.ts';
import type { Finding } from '../../formats/rules.ts';
import type { Settings } from '../../settings.ts';
import { type ReadFile, readFile, type TftpRoot } from '../../tftproot/root.ts';
import { findingsIn } from './folder.ts';

/** A file that was mended. */
export interface Mended {
  readonly name: string;
  /** What it says now. */
  readonly text: string;
  /** The codes of the findings that are gone, in the order in which they were mended. */
  readonly codes: readonly string[];
}

/** Rounds after which it is left at that: fixes that undo each other must not go on for ever. */
const mostRounds = 20;

/**
 * The files of these names after every safe fix in them, as "fix all" in an editor has them, again and
 * again until none is left. `textOf`: what a file says now.
 */
export function mend(
  folder: TftpRoot,
  names: readonly string[],
  settings: Settings,
  textOf: ReadFile,
): readonly Mended[] {
  const mended = new Map<string, Mended>();
  let root = folder;
  for (let round = 0; round < mostRounds; round++) {
    const fresh = names.flatMap((name) => mendOnce(root, name, settings, mended.get(name)?.text ?? textOf(name)) ?? []);
    if (fresh.length === 0) break;
    for (const { name, text, codes } of fresh)
      mended.set(name, { name, text, codes: [...(mended.get(name)?.codes ?? []), ...codes] });
    root = withMended(root, fresh);
  }
  return [...mended.values()];
}

/** The folder when these files say what they say now. */
export function withMended(root: TftpRoot, mended: readonly Mended[]): TftpRoot {
  return root.with(mended.map(({ name, text }) => ({ name, content: readFile(name, text) ?? 'unread' })));
}

function mendOnce(root: TftpRoot, name: string, settings: Settings, text: string | undefined): Mended | undefined {
  const file = root.file(name);
  if (!file || text === undefined) return undefined;
  const findings = findingsIn(root, file, settings);
  const edits = fixAll(findings);
  if (edits.length === 0) return undefined;
  const end = /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
  const document = TextDocument.create(name, file.format.languageId, 0, text);
  const inPlace = edits.map(({ range, newText }) => ({ range, newText: newText.replace(/\r\n|\n/g, end) }));
  const after = TextDocument.applyEdits(document, inPlace);
  if (after === text) return undefined;
  const taken = new Set(edits);
  return {
    name,
    text: after,
    codes: findings.filter((finding) => isMended(finding, taken)).map(({ rule }) => rule.code),
  };
}

function isMended({ fixes }: Finding, taken: ReadonlySet<unknown>): boolean {
  return fixes.some(({ safe, edits }) => safe && edits.some((edit) => taken.has(edit)));
}
