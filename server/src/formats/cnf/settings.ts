/**
 * What a .cnf file sets, in as little room as it takes: a folder of thousands of phones keeps this of each file, and
 * its lines only while somebody looks at them.
 */

import { directiveMark } from '../format.ts';
import { type CnfDocument, type Origin, perChunk, perDocument } from './document.ts';
import { allNames, type NamedParameter } from './parameters.ts';

/** A value that a file gives to a parameter: that of the last entry of the name. */
export interface Setting {
  /** The parameter's place in `allNames`. */
  readonly id: number;
  /** Without quotes and without blanks at the ends. Empty for an entry without a value. */
  readonly text: string;
  /** The line of the entry, counted from 0. */
  readonly line: number;
}

/** The settings of one file: parallel lists in the order of the ids. */
export interface Settings {
  readonly ids: readonly number[];
  readonly lines: readonly number[];
  readonly texts: readonly string[];
  /** The model that a comment `cisco-sip-model 7940` names. */
  readonly model: string | undefined;
}

const idByName: ReadonlyMap<string, number> = new Map(allNames.map(({ name }, id) => [name.toLowerCase(), id]));

/** The place of a name (any letter case) in `allNames`; `undefined` for a name that is none of a parameter. */
export function idOf(name: string): number | undefined {
  return idByName.get(name) ?? idByName.get(name.toLowerCase());
}

/** The parameter of an id that `Settings` hold. */
export function parameterOf(id: number): NamedParameter {
  const named = allNames[id];
  if (!named) throw new RangeError(`no parameter ${id}`);
  return named;
}

const modelDirective = new RegExp(`\\b${directiveMark}model:?\\s+(\\d{4}G?)\\b`);

/** What a chunk sets, with lines counted from its beginning, in the order of the text. */
interface Found {
  readonly settings: readonly Setting[];
  readonly model: string | undefined;
  /** Entries whose name is none of a parameter as it stands: a placeholder may be in it. */
  readonly others: number;
}

const settingsOfChunk = perChunk(({ lines }): Found => {
  const settings: Setting[] = [];
  let model: string | undefined;
  let others = 0;
  for (let line = 0; line < lines.length; line++) {
    const content = lines[line];
    if (content?.marked) model = modelDirective.exec(content.text)?.[1] ?? model;
    if (content?.kind !== 'entry') continue;
    const id = idOf(content.name.text);
    if (id === undefined) others++;
    else settings.push({ id, text: content.value.text.trim(), line });
  }
  return { settings, model, others };
});

/** What is worked out of a document. */
interface Read {
  readonly settings: Settings;
  readonly mayRepeat: boolean;
}

const readOf = perDocument((document, keptBy): Read => {
  const { origin } = document;
  const before = origin && keptBy(origin.document);
  return (before && withEdit(before, origin, document)) ?? read(document);
});

/** The settings of a file. Names that are no parameters set nothing. Made once for a document. */
export function settingsOf(document: CnfDocument): Settings {
  return readOf(document).settings;
}

/** Whether there can be two entries of one name: quickly told of a file in which there are none. */
export function mayRepeat(document: CnfDocument): boolean {
  return readOf(document).mayRepeat;
}

/**
 * What was read before an edit that gave other values to the same parameters; `undefined` after any other. Then the
 * lists of what is set where are the same ones, and with them what was worked out for those.
 */
function withEdit({ settings, mayRepeat }: Read, { document, chunk }: Origin, now: CnfDocument): Read | undefined {
  const was = document.chunks[chunk]?.lines ?? [];
  const is = now.chunks[chunk]?.lines ?? [];
  if (was.length !== is.length) return undefined;
  const start = now.starts[chunk] ?? 0;
  let texts: string[] | undefined;
  for (let index = 0; index < is.length; index++) {
    const [before, after] = [was[index], is[index]];
    if (before === after) continue;
    if (before?.kind !== 'entry' || after?.kind !== 'entry' || before.marked || after.marked) return undefined;
    const id = idOf(after.name.text);
    if (id === undefined || id !== idOf(before.name.text)) return undefined;
    const at = placeIn(settings, id);
    // A later entry of the name may be the one that counts.
    if (settings.lines[at] !== start + index) continue;
    texts ??= [...settings.texts];
    texts[at] = after.value.text.trim();
  }
  return { settings: texts ? { ...settings, texts } : settings, mayRepeat };
}

function read({ chunks, starts }: CnfDocument): Read {
  const last: (Setting | undefined)[] = [];
  let model: string | undefined;
  let entries = 0;
  let others = 0;
  for (const [at, chunk] of chunks.entries()) {
    const start = starts[at] ?? 0;
    const found = settingsOfChunk(chunk);
    model = found.model ?? model;
    entries += found.settings.length;
    others += found.others;
    for (const place of found.settings) {
      last[place.id] = start === 0 ? place : { ...place, line: place.line + start };
    }
  }
  // Plain lists: for the few values of a phone's file a typed one weighs more.
  const ids: number[] = [];
  const lines: number[] = [];
  const texts: string[] = [];
  // Many parameters, few of them set: what is not there is passed over.
  last.forEach((place) => {
    if (!place) return;
    ids.push(place.id);
    lines.push(place.line);
    texts.push(place.text);
  });
  return { settings: { ids, lines, texts, model }, mayRepeat: others > 1 || entries > ids.length };
}

/** What the file sets the parameter to; `undefined` when it says nothing of it. */
export function setting(settings: Settings | undefined, id: number): Setting | undefined {
  const at = settings ? placeIn(settings, id) : -1;
  return settings && at !== -1 ? { id, text: settings.texts[at] ?? '', line: settings.lines[at] ?? 0 } : undefined;
}

/** Where the lists have the parameter, -1 for nowhere. */
function placeIn({ ids }: Settings, id: number): number {
  let low = 0;
  let high = ids.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ids[middle] ?? 0) < id) low = middle + 1;
    else high = middle;
  }
  return ids[low] === id ? low : -1;
}

/** Parameters that are looked for together: what is not 0 belongs to them. */
export type IdSet = Uint8Array;

export function idSet(ids: Iterable<number>): IdSet {
  const among = new Uint8Array(allNames.length);
  for (const id of ids) among[id] = 1;
  return among;
}

const nothing: readonly never[] = [];

/**
 * What the file sets of these parameters, where `wants` wants the value, in the order of the ids. In one go: this is
 * asked of every phone.
 */
export function settingsAmong(
  settings: Settings | undefined,
  among: IdSet,
  wants: (text: string, id: number) => boolean,
): readonly Setting[] {
  if (!settings) return nothing;
  const { ids, lines, texts } = settings;
  let found: Setting[] | undefined;
  for (let index = 0; index < ids.length; index++) {
    const id = ids[index] ?? 0;
    if (among[id] === 0 || !wants(texts[index] ?? '', id)) continue;
    found ??= [];
    found.push({ id, text: texts[index] ?? '', line: lines[index] ?? 0 });
  }
  return found ?? nothing;
}

/** Everything the file sets, in the order of `allNames`. */
export function allSettings({ ids, lines, texts }: Settings): Setting[] {
  return texts.map((text, index) => ({ id: ids[index] ?? 0, text, line: lines[index] ?? 0 }));
}

/** Whether two files set the same parameters to the same values, wherever in the file. */
export function sameSettings(a: Settings | undefined, b: Settings | undefined): boolean {
  if (a === b) return true;
  if (!a || !b || a.model !== b.model || a.texts.length !== b.texts.length) return false;
  return a.texts.every((text, index) => text === b.texts[index] && a.ids[index] === b.ids[index]);
}
