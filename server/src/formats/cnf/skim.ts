/**
 * What is kept of a .cnf file that nobody has open, told in one go over its text. No document is made, and of a line as
 * nearly all are, not even an entry: thousands of phones are looked at once and dropped.
 */

import { directiveMark } from '../format.ts';
import { type Finding, inOrder } from '../rules.ts';
import { checkFileName, checkLine, isInItsFile, mostFindings, moved } from './check.ts';
import { loneReturn } from './document.ts';
import { type FileRole, fileRole } from './filename.ts';
import { oddCharacter, parseLine } from './lines.ts';
import { allNames, type NamedParameter } from './parameters.ts';
import { idOf, type Settings } from './settings.ts';
import { checkValue } from './values.ts';

export interface Skimmed {
  /** As `settingsOf` gives them. */
  readonly settings: Settings;
  /** As `checkAlone` gives them. */
  readonly alone: readonly Finding[];
}

/**
 * The same as a parsed document gives. `undefined` where more has to be known than each line by itself: of odd
 * characters, directives to us, and names that may stand there twice.
 */
export function skim(text: string, fileName: string, role = fileRole(fileName)): Skimmed | undefined {
  if (text.includes(directiveMark) || text.charCodeAt(0) === 0xfeff || oddCharacter.test(text)) return undefined;
  const hasReturns = text.includes('\r');
  if (hasReturns && loneReturn.test(text)) return undefined;
  const names = namesIn(role.role);
  const found = checkFileName(role, fileName);
  let count = 0;
  let unnamed = 0;
  let last: Known | undefined;
  for (let line = 0, start = 0; start <= text.length; line++) {
    const feed = text.indexOf('\n', start);
    const next = feed === -1 ? text.length : feed;
    const end = hasReturns && feed > start && text[next - 1] === '\r' ? next - 1 : next;
    const first = text.charCodeAt(start);
    // Nothing, or a comment.
    if (start !== end && first !== 35 && first !== 59) {
      const plain = readPlain(text, start, end, names, last?.next);
      if (plain) {
        if (last) last.next = plain;
        last = plain;
        ids[count] = plain.id;
        lines[count] = line;
        texts[count++] = written.text.trim();
        const wrong = checkValue(written, plain.named);
        if (wrong.length > 0) for (const finding of wrong) found.push(moved(finding, line));
      } else {
        const content = parseLine(text.slice(start, end), false, false);
        for (const finding of checkLine(content, role.role)) found.push(moved(finding, line));
        const id = content.kind === 'entry' ? idOf(content.name.text) : undefined;
        if (content.kind === 'entry' && id === undefined) unnamed++;
        if (content.kind === 'entry' && id !== undefined) {
          ids[count] = id;
          lines[count] = line;
          texts[count++] = content.value.text.trim();
        }
      }
      if (found.length >= mostFindings) return undefined;
    }
    start = next + 1;
  }
  const layout = layoutOf(count);
  const inTextOrder = texts.slice(0, count);
  texts.fill('', 0, count);
  // Two names that are none of a parameter may be two spellings of one.
  if (!layout || unnamed > 1) return undefined;
  const { ids: sorted, lines: places, order } = layout;
  const settings = {
    ids: sorted,
    lines: places,
    texts: order ? order.map((at) => inTextOrder[at] ?? '') : inTextOrder,
    model: undefined,
  };
  return { settings, alone: inOrder(found) };
}

// --- lines as nearly all are ------------------------------------------------------------------

interface Known {
  readonly id: number;
  readonly named: NamedParameter;
  /** What followed it the last time: in files of one pattern it does so again. */
  next: Known | undefined;
}

const namesByRole = new Map<FileRole['role'], ReadonlyMap<string, Known>>();

/** The parameters that may stand in a file of that role, by their names as they should be spelled. */
function namesIn(role: FileRole['role']): ReadonlyMap<string, Known> {
  const made = namesByRole.get(role);
  if (made) return made;
  const names = new Map<string, Known>();
  for (const [id, named] of allNames.entries())
    if (isInItsFile(named, role)) names.set(named.name, { id, named, next: undefined });
  namesByRole.set(role, names);
  return names;
}

const colonCode = 58;

/** The value of the line that was read last: one for all, as nobody keeps it. */
const written = { start: 0, end: 0, text: '' };

/**
 * Reads `name: "value"` or `name: value` from a line, where nothing can be wrong but the value: the name is one of
 * `names`, probably `expected`, and there is no comment. The value is in `written` then. `undefined`: a line to be
 * looked at closely.
 */
function readPlain(
  text: string,
  start: number,
  end: number,
  names: ReadonlyMap<string, Known>,
  expected: Known | undefined,
): Known | undefined {
  const known =
    expected && isAt(text, start, expected) ? expected : names.get(text.slice(start, wordEnd(text, start, end)));
  if (!known) return undefined;
  const colon = start + known.named.name.length;
  if (text.charCodeAt(colon) !== colonCode) return undefined;
  const from = text.charCodeAt(colon + 1) === 32 ? colon + 2 : colon + 1;
  const isQuoted = text.charCodeAt(from) === 34;
  const first = isQuoted ? from + 1 : from;
  const last = isQuoted ? end - 1 : end;
  if (isQuoted ? text.indexOf('"', first) !== last : first >= end || wordEnd(text, first, end) !== end)
    return undefined;
  written.start = first - start;
  written.end = last - start;
  written.text = text.slice(first, last);
  return known;
}

function isAt(text: string, start: number, { named: { name } }: Known): boolean {
  return text.charCodeAt(start + name.length) === colonCode && text.startsWith(name, start);
}

/** Where the word ends that begins there. A search for what follows it could go through the whole text. */
function wordEnd(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && isOfWord(text.charCodeAt(at))) at++;
  return at;
}

/** A letter, a digit, a dot, a hyphen or an underscore. */
function isOfWord(code: number): boolean {
  const isLetter = (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
  return isLetter || (code >= 48 && code <= 57) || code === 46 || code === 45 || code === 95;
}

// --- what files have in common ----------------------------------------------------------------

/** The parameter, the line and the value of each entry of the file at hand, in the order of the text. */
const ids: number[] = [];
const lines: number[] = [];
const texts: string[] = [];

/** Where a file has which parameters. Files that were made from one pattern share it. */
interface Layout {
  /** In the order of the ids, as in `Settings`. */
  readonly ids: readonly number[];
  readonly lines: readonly number[];
  /** For each of them its place in the text; `undefined`: they stand in that order. */
  readonly order: readonly number[] | undefined;
  /** In the order of the text: the id and the line of each. */
  readonly places: readonly number[];
}

/** As many as a folder has that people keep in order. */
const mostLayouts = 1000;
const layouts = new Map<number, Layout>();

/** The layout of the file at hand, which has `count` entries; `undefined` when two of them are of one name. */
function layoutOf(count: number): Layout | undefined {
  let key = count;
  for (let at = 0; at < count; at++) key = (Math.imul(key, 31) + (ids[at] ?? 0) * 4099 + (lines[at] ?? 0)) | 0;
  const known = layouts.get(key);
  if (known && isThat(known, count)) return known;
  const made = makeLayout(count);
  if (layouts.size >= mostLayouts) layouts.clear();
  if (made) layouts.set(key, made);
  return made;
}

function isThat({ places }: Layout, count: number): boolean {
  if (places.length !== 2 * count) return false;
  for (let at = 0; at < count; at++) if (places[2 * at] !== ids[at] || places[2 * at + 1] !== lines[at]) return false;
  return true;
}

/** The place of each parameter's entry among those of the file at hand, from 1 on; 0: none. */
const placeOf = new Uint32Array(allNames.length);

function makeLayout(count: number): Layout | undefined {
  placeOf.fill(0);
  const places: number[] = [];
  for (let at = 0; at < count; at++) {
    const id = ids[at] ?? 0;
    if (placeOf[id] !== 0) return undefined;
    placeOf[id] = at + 1;
    places.push(id, lines[at] ?? 0);
  }
  const order: number[] = [];
  for (const place of placeOf) if (place !== 0) order.push(place - 1);
  return {
    ids: order.map((at) => ids[at] ?? 0),
    lines: order.map((at) => lines[at] ?? 0),
    order: order.every((at, index) => at === index) ? undefined : order,
    places,
  };
}
