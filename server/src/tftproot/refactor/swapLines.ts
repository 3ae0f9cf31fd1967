/** Lets two lines of a phone change places: the same calls, under other keys. */

import { t } from '@vscode/l10n';
import type { TextEdit } from 'vscode-languageserver-types';
import { type CnfDocument, entriesByName, type PlacedEntry } from '../../formats/cnf/document.ts';
import { allSettings, parameterOf } from '../../formats/cnf/settings.ts';
import { type DialPlan, liveTemplates } from '../../formats/dialplan/plan.ts';
import { insert, onLine, replace } from '../../formats/ranges.ts';
import { planNamed } from '../navigate/plans.ts';
import { effective, idsOfType, type Phone, writtenOfType } from '../phone.ts';
import type { FolderChange, Refusal } from '../places.ts';
import type { TftpRoot } from '../root.ts';
import { changeOf } from './change.ts';
import { entryOf, insertEntries, type NewEntry, newLine, setValue } from './entries.ts';
import {
  idAt,
  isUsed,
  type LineParameter,
  lineParameters,
  lineValue,
  noSettings,
  sharesLineOne,
  type TextOf,
  textsOf,
  unset,
} from './lineParameters.ts';

/** Two lines, the lower number first. */
export type Lines = readonly [number, number];

/** Whether the phone's dial plan has rules for one of the lines: they stay with the number. */
export function hasRulesFor(root: TftpRoot, phone: Phone, lines: Lines): boolean {
  const named = writtenOfType(phone, 'file-name')?.text;
  const plan = named === undefined ? undefined : planNamed(root, named);
  return plan !== undefined && liveTemplates(plan.document as DialPlan).some(({ line }) => lines.includes(line));
}

/** Why the lines cannot change places; `undefined` when they can. */
export function swapProblem(phone: Phone, lines: Lines): Refusal | undefined {
  const textOf = textsWith(phone, swapped(phone, ownTexts(phone), lines));
  for (const parameter of lineParameters)
    for (const [line, text] of wantedTexts(phone, parameter, lines))
      if (lineValue(textOf, parameter, line) !== text)
        return {
          problem: t`What line ${line} is to have for ${parameterOf(idAt(parameter, line)).name} stands in no file, and a file cannot say that it has nothing.`,
        };
  return undefined;
}

/** Each of the two lines works afterwards with what the other had; every other line with what it had itself. */
export function swapLines(phone: Phone, lines: Lines): FolderChange {
  const document = phone.file.document as CnfDocument;
  const before = ownTexts(phone);
  const after = bitsSwapped(phone, swapped(phone, before, lines), lines);
  const moves = lineParameters.map((parameter) => editsOf(document, parameter, lines, before, after));
  const moved = new Set(lineParameters.flatMap((parameter) => lines.map((line) => idAt(parameter, line))));
  const others = changesOf(document, before, after, (id) => !moved.has(id));
  const all = [...moves, others];
  return changeOf([
    [
      phone.file.name,
      [
        ...all.flatMap(({ edits }) => edits),
        ...insertEntries(
          document,
          all.flatMap(({ fresh }) => fresh),
        ),
      ],
    ],
  ]);
}

// --- values -----------------------------------------------------------------------------------------

/** The values of the phone's own entries by the parameters' places in `allNames`; empty for one without a value. */
type OwnTexts = ReadonlyMap<number, string>;

function ownTexts({ own }: Phone): OwnTexts {
  return new Map(allSettings(own).map(({ id, text }) => [id, text]));
}

/** The values after the swap. What others rely on stands before them in the facts, so one pass is enough. */
function swapped(phone: Phone, before: OwnTexts, lines: Lines): OwnTexts {
  return lineParameters.reduce((own, parameter) => {
    const wanted = wantedTexts(phone, parameter, lines);
    const works = (line: number, text: string | undefined) =>
      lineValue(textsWith(phone, own), parameter, line) === text;
    if ([...wanted].every(([line, text]) => works(line, text))) return own;
    return mended(phone, parameter, exchanged(own, parameter, lines), wanted);
  }, before);
}

/** What each line is to work with. Where line 1 stands in, a line that nobody uses may work with anything. */
function wantedTexts(phone: Phone, parameter: LineParameter, [a, b]: Lines): ReadonlyMap<number, string | undefined> {
  const textOf = textsOf(phone);
  const wanted = new Map<number, string | undefined>();
  for (const [index] of parameter.ids.entries()) {
    const line = index + 1;
    const from = line === a ? b : line === b ? a : line;
    if (isUsed(textOf, from) || !parameter.sharedUnless) wanted.set(line, lineValue(textOf, parameter, from));
  }
  return wanted;
}

/** What the phone works with when these are its own entries. */
function textsWith({ defaults }: Phone, own: OwnTexts): TextOf {
  return (id) => own.get(id) || effective({ own: noSettings, defaults }, id).text;
}

/**
 * The own entries with those of the two lines exchanged. Where one is left without an entry it is said that nothing
 * is set: the phone would otherwise go on with what it has stored.
 */
function exchanged(own: OwnTexts, parameter: LineParameter, [a, b]: Lines): OwnTexts {
  const after = new Map(own);
  for (const [from, to] of [
    [idAt(parameter, a), idAt(parameter, b)],
    [idAt(parameter, b), idAt(parameter, a)],
  ] as const) {
    const text = own.get(from) ?? (own.get(to) ? unset(to) : undefined);
    if (text === undefined) after.delete(to);
    else after.set(to, text);
  }
  return after;
}

/** The own entries with a value for each line that would otherwise work with another than it is to. */
function mended(
  phone: Phone,
  parameter: LineParameter,
  own: OwnTexts,
  wanted: ReadonlyMap<number, string | undefined>,
): OwnTexts {
  const after = new Map(own);
  for (const [line, text] of wanted) {
    const id = idAt(parameter, line);
    const textOf = textsWith(phone, after);
    if (lineValue(textOf, parameter, line) === text) continue;
    const { sharedUnless } = parameter;
    // A port of its own needs a server of its own, be it the one of line 1.
    const shared = sharedUnless && sharesLineOne(textOf, parameter, line) && lineValue(textOf, sharedUnless, 1);
    if (sharedUnless && shared) after.set(idAt(sharedUnless, line), shared);
    const put = text ?? unset(id);
    if (put !== undefined) after.set(id, put);
  }
  return after;
}

/** The own entries with the bits of the two lines exchanged in values that hold lines as bits. */
function bitsSwapped(phone: Phone, own: OwnTexts, [a, b]: Lines): OwnTexts {
  const after = new Map(own);
  for (const id of idsOfType('bitmask')) {
    const text = effective(phone, id).text ?? '';
    const bits = /^\d{1,9}$/.test(text) ? Number(text) : 0;
    const differ = ((bits >> (a - 1)) ^ (bits >> (b - 1))) & 1;
    if (differ) after.set(id, String(bits ^ (1 << (a - 1)) ^ (1 << (b - 1))));
  }
  return after;
}

// --- edits ------------------------------------------------------------------------------------------

interface Edits {
  readonly edits: readonly TextEdit[];
  /** Entries that come as new lines beside their like. */
  readonly fresh: readonly NewEntry[];
}

/** The edits for one parameter of the two lines. */
function editsOf(
  document: CnfDocument,
  parameter: LineParameter,
  [a, b]: Lines,
  before: OwnTexts,
  after: OwnTexts,
): Edits {
  const [idA, idB] = [idAt(parameter, a), idAt(parameter, b)];
  const [placedA, placedB] = [entryOf(document, idA), entryOf(document, idB)];
  const texts = (id: number) => [before.get(id), after.get(id)] as const;
  const [[beforeA, afterA], [beforeB, afterB]] = [texts(idA), texts(idB)];
  const exchanges = afterA !== beforeA || afterB !== beforeB;
  if (!exchanges) return { edits: [], fresh: [] };
  if (placedA && placedB)
    return {
      edits: [
        ...(afterA === beforeB ? putTail(placedA, placedB) : setValue(document, placedA, afterA ?? '')),
        ...(afterB === beforeA ? putTail(placedB, placedA) : setValue(document, placedB, afterB ?? '')),
      ],
      fresh: [],
    };
  if (placedA && afterB !== undefined) return { edits: renumber(document, idA, idB, afterB, afterA), fresh: [] };
  if (placedB && afterA !== undefined) return { edits: renumber(document, idB, idA, afterA, afterB), fresh: [] };
  return changesOf(document, before, after, (id) => id === idA || id === idB);
}

/** Gives an entry everything that stands behind the colon of the other: what is said of a value goes with it. */
function putTail({ line, entry }: PlacedEntry, { entry: other }: PlacedEntry): TextEdit[] {
  const tail = other.text.slice(other.colon + 1);
  const range = onLine(line, entry.colon + 1, entry.text.length);
  return tail === entry.text.slice(entry.colon + 1) ? [] : [replace(range, tail)];
}

/** Turns the entries of one line's parameter into those of the other's; `left`: what the first is to have after it. */
function renumber(document: CnfDocument, from: number, to: number, text: string, left: string | undefined): TextEdit[] {
  const { parameter, number, name } = parameterOf(from);
  const column = parameter.name.indexOf('{n}');
  const edits = (entriesByName(document).get(name) ?? []).map(({ line, entry }) => {
    const start = entry.name.start + column;
    return replace(onLine(line, start, start + String(number).length), String(parameterOf(to).number));
  });
  const last = entryOf(document, from);
  if (!last) return edits;
  edits.push(...setValue(document, last, text));
  if (left !== undefined) {
    const end = { line: last.line, character: last.entry.text.length };
    edits.push(insert(end, `\n${newLine(document, { id: from, text: left })}`));
  }
  return edits;
}

/** The edits for entries that get another value, and for those that are new. */
function changesOf(document: CnfDocument, before: OwnTexts, after: OwnTexts, concerns: (id: number) => boolean): Edits {
  const changed = [...after].filter(([id, text]) => concerns(id) && before.get(id) !== text);
  const edits: TextEdit[] = [];
  const fresh: NewEntry[] = [];
  for (const [id, text] of changed) {
    const placed = entryOf(document, id);
    if (placed) edits.push(...setValue(document, placed, text));
    else fresh.push({ id, text });
  }
  return { edits, fresh };
}
