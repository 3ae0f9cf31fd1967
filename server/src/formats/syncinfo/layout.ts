/** Indents syncinfo.xml: the entries by one step inside their parent. Nothing but leading white space changes. */

import type { TextEdit } from 'vscode-languageserver-types';
import type { Layout } from '../format.ts';
import { onLine, replace } from '../ranges.ts';
import type { SyncInfo } from './parse.ts';

export function layOut({ lines, elements, comments }: SyncInfo, { insertSpaces, tabSize }: Layout): TextEdit[] {
  const step = insertSpaces ? ' '.repeat(tabSize) : '\t';
  // Lines that begin inside a tag or a comment keep their place: how they are set is the writer's own choice.
  const inside = new Set<number>();
  const depths = lines.map(() => 0);
  for (const { range } of [...elements, ...comments]) {
    for (let line = range.start.line + 1; line <= range.end.line; line++) inside.add(line);
  }
  for (const { range, closing } of elements) {
    if (!closing) continue;
    const end = closing.range.start;
    for (let line = range.start.line + 1; line < end.line; line++) depths[line] = (depths[line] ?? 0) + 1;
    // What stands before the end tag on its line is still inside.
    if (end.line > range.start.line && lines[end.line]?.slice(0, end.character).trim()) {
      depths[end.line] = (depths[end.line] ?? 0) + 1;
    }
  }
  return lines.flatMap((text, line) => {
    const blank = /^[^\S\uFEFF]*/.exec(text)?.[0] ?? '';
    const wanted = blank.length === text.length ? '' : step.repeat(depths[line] ?? 0);
    return inside.has(line) || blank === wanted ? [] : [replace(onLine(line, 0, blank.length), wanted)];
  });
}
