/** Edits of a .cnf file that put in, change and take out entries, and leave every other character as it is. */

import type { TextEdit } from 'vscode-languageserver-types';
import { type CnfDocument, entriesByName, lastEntry, type PlacedEntry } from '../../formats/cnf/document.ts';
import { type Entry, type Line, parseLine } from '../../formats/cnf/lines.ts';
import { idOf, parameterOf } from '../../formats/cnf/settings.ts';
import { insert, onLine, remove, replace } from '../../formats/ranges.ts';

/** An entry that a file is to have. */
export interface NewEntry {
  /** The parameter's place in `allNames`. */
  readonly id: number;
  readonly text: string;
  /** Written behind the value when the entry is a new line; with its `;`. */
  readonly comment?: string | undefined;
}

/** The last entry of a parameter: the one that counts. */
export function entryOf(document: CnfDocument, id: number): PlacedEntry | undefined {
  return lastEntry(document, parameterOf(id).name);
}

/** The comment behind an entry's value, with its `;`; `undefined` without one that says anything. */
export function commentOf({ text, comment, value }: Entry): string | undefined {
  const start = value.hash ?? comment?.start;
  const said = start === undefined ? '' : text.slice(start + 1).trimEnd();
  return said === '' ? undefined : `;${said}`;
}

// --- values ---------------------------------------------------------------------------------------

/** A value as it stands in a file. What has a quote in it was written without quotes, and can only be so again. */
export function render(text: string, quoted: boolean): string {
  if (text.includes('"')) return text;
  return quoted || text === '' || /[\s;]/.test(text) ? `"${text}"` : text;
}

/** Whether a file can hold the value: written down it reads as the same again. */
export function canWrite(text: string): boolean {
  const line = parseLine(`x: ${render(text, true)}`);
  return line.kind === 'entry' && line.value.text === text;
}

const isNumber = (text: string) => /^\d+$/.test(text);

/** Whether most values like this one, numbers or other texts, are in quotes in the file. */
export function quotes({ lines }: CnfDocument, text: string): boolean {
  const values = lines.flatMap((line) => (line.kind === 'entry' && line.value.text !== '' ? [line.value] : []));
  const alike = values.filter((value) => isNumber(value.text) === isNumber(text));
  const looked = alike.length > 0 ? alike : values;
  return looked.filter((value) => value.quotes === 'closed').length * 2 >= looked.length;
}

/** Gives an entry another value, in quotes if it is in quotes. */
export function setValue(document: CnfDocument, { line, entry }: PlacedEntry, text: string): TextEdit[] {
  const { value, colon, comment } = entry;
  const { outer } = value;
  if (value.text.trim() === text) return [];
  if (value.quotes === 'closed' && !text.includes('"')) return [replace(onLine(line, value.start, value.end), text)];
  if (outer.start < outer.end)
    return [replace(onLine(line, outer.start, outer.end), render(text, value.quotes !== 'none'))];
  const written = ` ${render(text, quotes(document, text))}${comment ? ' ' : ''}`;
  return [replace(onLine(line, colon + 1, comment ? outer.start : entry.text.length), written)];
}

/** Gives the file these entries: in the place of the one that counts, or as new lines. */
export function writeEntries(document: CnfDocument, entries: readonly NewEntry[]): TextEdit[] {
  const fresh = entries.filter(({ id }) => !entryOf(document, id));
  const changed = entries.flatMap(({ id, text }) => {
    const there = entryOf(document, id);
    return there ? setValue(document, there, text) : [];
  });
  return [...changed, ...insertEntries(document, fresh)];
}

// --- new lines --------------------------------------------------------------------------------------

/** The line of a new entry, without its end, in the manner of the file. */
export function newLine(document: CnfDocument, { id, text, comment }: NewEntry): string {
  const written = `${parameterOf(id).name}: ${render(text, quotes(document, text))}`;
  return comment === undefined ? written : `${written} ${comment}`;
}

/** Puts entries as new lines beside those of their topic, else at the end. */
export function insertEntries(document: CnfDocument, entries: readonly NewEntry[]): TextEdit[] {
  const groups = new Map<number, string[]>();
  for (const entry of [...entries].sort((a, b) => a.id - b.id)) {
    const at = lineFor(document, entry.id);
    groups.set(at, [...(groups.get(at) ?? []), newLine(document, entry)]);
  }
  return [...groups].map(([at, texts]) => insertLines(document.lines, at, texts));
}

/** The number that the line of a new entry gets. */
function lineFor({ lines }: CnfDocument, id: number): number {
  const { parameter, number } = parameterOf(id);
  let sameNumber: number | undefined;
  let before: { id: number; line: number } | undefined;
  let behind: { id: number; line: number } | undefined;
  for (const [line, content] of lines.entries()) {
    const other = content.kind === 'entry' ? idOf(content.name.text) : undefined;
    if (other === undefined || parameterOf(other).parameter.topic !== parameter.topic) continue;
    if (number !== undefined && parameterOf(other).number === number) sameNumber = line;
    if (other < id && other >= (before?.id ?? 0)) before = { id: other, line };
    if (other > id && other < (behind?.id ?? Number.POSITIVE_INFINITY)) behind = { id: other, line };
  }
  const above = sameNumber ?? before?.line;
  return above === undefined ? (behind?.line ?? lines.length) : above + 1;
}

/** Makes `texts` the lines from `at` on. */
function insertLines(lines: readonly Line[], at: number, texts: readonly string[]): TextEdit {
  const text = texts.join('\n');
  if (at > 0 && at < lines.length) return insert(endOf(lines, at - 1), `\n${text}`);
  if (at === 0) return insert({ line: 0, character: firstColumn(lines, 0) }, `${text}\n`);
  const blank = lines.at(-1)?.kind === 'blank';
  return insert(endOf(lines, lines.length - 1), `${blank ? '' : '\n'}${text}\n`);
}

function endOf(lines: readonly Line[], line: number) {
  return { line, character: lines[line]?.text.length ?? 0 };
}

/** Where a line's text begins: a byte order mark belongs to the file. */
function firstColumn(lines: readonly Line[], line: number): number {
  return lines[line]?.text.startsWith('\uFEFF') ? 1 : 0;
}

// --- taking out -----------------------------------------------------------------------------------

/**
 * Takes out every entry of these parameters. `keeps`: whether the comment behind an entry is to stay, as a line of
 * its own.
 */
export function removeEntries(
  document: CnfDocument,
  ids: readonly number[],
  keeps: (id: number, comment: string) => boolean,
): TextEdit[] {
  const edits: TextEdit[] = [];
  const gone: number[] = [];
  for (const id of ids)
    for (const { line, entry } of entriesByName(document).get(parameterOf(id).name) ?? []) {
      const comment = commentOf(entry);
      if (comment === undefined || !keeps(id, comment)) gone.push(line);
      else
        edits.push(
          remove(onLine(line, firstColumn(document.lines, line), entry.value.hash ?? entry.comment?.start ?? 0)),
        );
    }
  return [...edits, ...removeLines(document.lines, gone)];
}

/** Takes out whole lines. Lines that stand together go together: their edits would otherwise overlap at the end. */
function removeLines(lines: readonly Line[], gone: readonly number[]): TextEdit[] {
  const edits: TextEdit[] = [];
  const sorted = gone.toSorted((a, b) => a - b);
  for (let from = 0; from < sorted.length; ) {
    let to = from;
    while (sorted[to + 1] === sorted[to]! + 1) to++;
    edits.push(removeBlock(lines, sorted[from]!, sorted[to]!));
    from = to + 1;
  }
  return edits;
}

function removeBlock(lines: readonly Line[], first: number, last: number): TextEdit {
  const start = { line: first, character: firstColumn(lines, first) };
  if (last + 1 < lines.length) return remove({ start, end: { line: last + 1, character: 0 } });
  return remove({ start: first === 0 ? start : endOf(lines, first - 1), end: endOf(lines, last) });
}
