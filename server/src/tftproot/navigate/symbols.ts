/** Phones and lines of the folder by what people know them by. */

import { SymbolKind } from 'vscode-languageserver-types';
import checkSyncFacts from '../../../../schemas/check-sync.json' with { type: 'json' };
import symbolFacts from '../../../../schemas/symbols.json' with { type: 'json' };
import { formatMac } from '../../formats/cnf/filename.ts';
import { isSpecial } from '../../formats/cnf/parameters.ts';
import { idOf, parameterOf, type Setting } from '../../formats/cnf/settings.ts';
import { hasPlaceholder } from '../../formats/placeholders.ts';
import { onLine } from '../../formats/ranges.ts';
import { printable } from '../../formats/rules.ts';
import { effective, idsOfType, type Phone, phones } from '../phone.ts';
import { lineNames } from '../phones.ts';
import type { Place } from '../places.ts';
import type { TftpRoot } from '../root.ts';
import { given, settingPlace } from './entries.ts';

export interface FolderSymbol {
  readonly name: string;
  readonly kind: SymbolKind;
  readonly containerName: string;
  readonly place: Place;
}

/** How well a text fits what was typed: exactly, at its beginning, somewhere in it, or with gaps. */
type Rank = 0 | 1 | 2 | 3;

/** Makes the symbol of something that was found; nothing is made for what there is no room for. */
type Make = () => FolderSymbol[];

/** Characters of a name that are shown. */
const longest = 80;

/** The parameters of each line: those that name its user and the name that people see. */
const lineIds = idsOfType('line-name').map((userId) => ({
  userId,
  displayId: idOf(symbolFacts.displayNameParameter.replace('{n}', String(parameterOf(userId).number))),
}));

const labelId = idOf(checkSyncFacts.labelParameter);

/**
 * At most `limit` phones and lines that fit the query, best first: phones by MAC address (with any separators) and
 * label, lines by user and display name. An empty query finds the phones.
 */
export function workspaceSymbols(root: TftpRoot, query: string, limit: number): FolderSymbol[] {
  const wanted = query.trim().toLowerCase();
  const mac = /^[0-9a-f]+$/.exec(wanted.replace(/[-:._ ]/g, ''))?.[0];
  const separator = (mac && /[-:._ ]/.exec(wanted)?.[0]) || ':';
  const found: Record<Rank, Make[]> = [[], [], [], []];
  const add = (rank: Rank | undefined, make: Make) => {
    if (rank !== undefined && found[rank].length < limit) found[rank].push(make);
  };
  for (const phone of phones(root)) {
    const label = labelOf(phone);
    add(best(rankOf(label, wanted), macRank(phone.mac, mac)), () => [phoneSymbol(phone, label, separator)]);
    if (wanted === '') continue;
    for (const { userId, displayId } of lineIds) {
      const user = nameIn(phone, userId);
      if (!user) continue;
      const display = displayId === undefined ? undefined : nameIn(phone, displayId);
      const rank = best(rankOf(user.text, wanted), display && rankOf(display.text, wanted));
      add(rank, () => lineSymbol(phone, label, user, display));
    }
  }
  return [...found[0], ...found[1], ...found[2], ...found[3]].slice(0, Math.max(limit, 0)).flatMap((make) => make());
}

// --- finding ----------------------------------------------------------------------------------

function best(a: Rank | undefined, b: Rank | undefined): Rank | undefined {
  return a === undefined || (b !== undefined && b < a) ? b : a;
}

/** `wanted` is in lower case. */
function rankOf(text: string, wanted: string): Rank | undefined {
  if (wanted === '') return 0;
  const lower = text.toLowerCase();
  const at = lower.indexOf(wanted);
  if (at === 0) return lower.length === wanted.length ? 0 : 1;
  if (at > 0) return 2;
  return hasInOrder(lower, wanted) ? 3 : undefined;
}

/** Whether the characters are in the text in their order, with whatever between them. */
function hasInOrder(text: string, characters: string): boolean {
  let at = 0;
  for (const character of characters) {
    at = text.indexOf(character, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

/** With gaps almost every number would be found in some address. */
function macRank(mac: string, wanted: string | undefined): Rank | undefined {
  const rank = wanted === undefined ? undefined : rankOf(mac, wanted);
  return rank === 3 ? undefined : rank;
}

// --- showing ----------------------------------------------------------------------------------

/** Editors compare names with the query once more, so that the address has the separators that were typed. */
function phoneSymbol(phone: Phone, label: string, separator: string): FolderSymbol {
  return {
    name: [formatMac(phone.mac).replaceAll(':', separator), shown(label)].join(' ').trimEnd(),
    kind: SymbolKind.Object,
    containerName: lineNames(phone).map(shown).join(', '),
    place: { name: phone.file.name, range: onLine(0, 0, 0) },
  };
}

function lineSymbol(phone: Phone, label: string, user: Setting, display: Setting | undefined): FolderSymbol[] {
  const name = display && display.text !== user.text ? `${shown(user.text)} ${shown(display.text)}` : shown(user.text);
  const containerName = [shown(label), formatMac(phone.mac)].filter((part) => part !== '').join(' · ');
  return settingPlace(phone.file, user).map((place) => ({ name, kind: SymbolKind.Number, containerName, place }));
}

function shown(text: string): string {
  return printable(text.slice(0, longest));
}

function labelOf(phone: Phone): string {
  const label = labelId === undefined ? undefined : effective(phone, labelId).text;
  return label === undefined || hasPlaceholder(label) ? '' : label;
}

/** What the phone's own file sets, when that is a name. */
function nameIn({ own }: Phone, id: number): Setting | undefined {
  const found = given(own, id);
  if (!found || isSpecial(parameterOf(id).parameter, found.text) || hasPlaceholder(found.text)) return undefined;
  return found;
}
