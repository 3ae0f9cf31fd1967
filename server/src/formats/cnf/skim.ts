/**
 * What is kept of a .cnf file that nobody has open, told in one go over its text. No document is made: the lines of
 * thousands of phones are looked at once and dropped.
 */

import { directiveMark } from '../format.ts';
import { type Finding, inOrder } from '../rules.ts';
import { checkFileName, checkLine, mostFindings, moved } from './check.ts';
import { loneReturn } from './document.ts';
import { fileRole } from './filename.ts';
import { oddCharacter, parseLine } from './lines.ts';
import { allNames } from './parameters.ts';
import { idOf, type Settings } from './settings.ts';

export interface Skimmed {
  /** As `settingsOf` gives them. */
  readonly settings: Settings;
  /** As `checkAlone` gives them. */
  readonly alone: readonly Finding[];
}

/** The place of each parameter's entry among those of the file at hand, from 1 on; 0: none. */
const places = new Uint32Array(allNames.length);

/**
 * The same as a parsed document gives. `undefined` where more has to be known than each line by itself: of odd
 * characters, directives to us, and names that may stand there twice.
 */
export function skim(text: string, fileName: string): Skimmed | undefined {
  if (text.includes(directiveMark) || text.charCodeAt(0) === 0xfeff || oddCharacter.test(text)) return undefined;
  const hasReturns = text.includes('\r');
  if (hasReturns && loneReturn.test(text)) return undefined;
  const role = fileRole(fileName);
  const found = checkFileName(role, fileName);
  const ids: number[] = [];
  const texts: string[] = [];
  const lines: number[] = [];
  let unnamed = 0;
  for (let line = 0, start = 0; start <= text.length; line++) {
    const feed = text.indexOf('\n', start);
    const end = feed === -1 ? text.length : feed;
    const content = parseLine(
      text.slice(start, hasReturns && feed > start && text[end - 1] === '\r' ? end - 1 : end),
      false,
      false,
    );
    start = end + 1;
    for (const finding of checkLine(content, role.role)) found.push(moved(finding, line));
    if (found.length >= mostFindings) return undefined;
    if (content.kind !== 'entry') continue;
    const id = idOf(content.name.text);
    if (id === undefined) unnamed++;
    else {
      ids.push(id);
      texts.push(content.value.text.trim());
      lines.push(line);
    }
  }
  const settings = inOrderOfIds(ids, lines, texts);
  // Two names that are none of a parameter may be two spellings of one.
  if (!settings || unnamed > 1) return undefined;
  return { settings, alone: inOrder(found) };
}

/** The settings of entries as they follow in a file; `undefined` when two are of one name. */
function inOrderOfIds(
  ids: readonly number[],
  lines: readonly number[],
  texts: readonly string[],
): Settings | undefined {
  places.fill(0);
  for (let at = 0; at < ids.length; at++) {
    const id = ids[at] ?? 0;
    if (places[id] !== 0) return undefined;
    places[id] = at + 1;
  }
  const sorted = { ids: [] as number[], lines: [] as number[], texts: [] as string[], model: undefined };
  for (let id = 0; id < places.length; id++) {
    const place = places[id] ?? 0;
    if (place === 0) continue;
    sorted.ids.push(id);
    sorted.lines.push(lines[place - 1] ?? 0);
    sorted.texts.push(texts[place - 1] ?? '');
  }
  return sorted;
}
