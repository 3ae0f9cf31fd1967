/** Renames the user of a line, in the files of all phones that have the line or call it. */

import { t } from '@vscode/l10n';
import type { Position, Range, TextEdit } from 'vscode-languageserver-types';
import { type CnfDocument, entriesByName } from '../../formats/cnf/document.ts';
import { formatMac } from '../../formats/cnf/filename.ts';
import { allSettings, parameterOf, type Settings, setting } from '../../formats/cnf/settings.ts';
import { onLine } from '../../formats/ranges.ts';
import { entryAt, given, lineOf } from '../navigate/entries.ts';
import { idsOfType, type Phone, phoneOf, phones } from '../phone.ts';
import type { FolderChange, Refusal } from '../places.ts';
import type { RootFile, TftpRoot } from '../root.ts';
import { changeOf, type FileEdits } from './change.ts';
import { setValue } from './entries.ts';
import { isUser, type Server, serverOf } from './lineParameters.ts';
import { problemWith } from './newText.ts';

/** The user of a line, where it stands in a phone's file. */
export interface UserAt {
  readonly range: Range;
  readonly placeholder: string;
  readonly phone: Phone;
  /** The number of the line. */
  readonly line: number;
}

/** The user under the cursor, in the entry that names it for the phone. */
export function userAt(root: TftpRoot, file: RootFile, position: Position): UserAt | undefined {
  const phone = phoneOf(root, file);
  if (!phone) return undefined;
  const at = entryAt(file.document as CnfDocument, position);
  if (at?.part !== 'value' || at.named.parameter.type !== 'line-name') return undefined;
  if (!isUser(at.text) || setting(phone.own, at.id)?.text !== at.text) return undefined;
  const { value } = at.entry;
  return {
    range: onLine(at.line, value.start, value.end),
    placeholder: at.text,
    phone,
    line: at.named.number ?? 1,
  };
}

/** The change, or what is wrong with the new name. */
export function renameUser(
  root: TftpRoot,
  { placeholder: name, phone, line }: UserAt,
  newName: string,
): FolderChange | Refusal {
  if (newName === name) return changeOf([]);
  const server = serverOf(phone, line);
  const lines = linesOf(root, name, server);
  const problem = problemOf(root, lines, server, newName);
  return (
    problem ??
    changeOf([...lines.map((place) => lineEdits(place, newName)), ...callerEdits(root, name, server, newName)])
  );
}

/** A line of a phone. */
interface LinePlace {
  readonly phone: Phone;
  readonly line: number;
  /** The parameters of the line that hold the name of its user and nothing else. */
  readonly ids: readonly number[];
}

/** The lines with that user at that server: several phones with one line share it. */
function linesOf(root: TftpRoot, name: string, server: Server | undefined): LinePlace[] {
  return root.lineUses(name).flatMap(({ file: fileName, id }): LinePlace[] => {
    const file = root.file(fileName);
    const phone = file && phoneOf(root, file);
    const line = parameterOf(id).number;
    if (!phone || line === undefined || setting(phone.own, id)?.text !== name) return [];
    return isSame(server, serverOf(phone, line)) ? [{ phone, line, ids: idsNaming(phone, line, name) }] : [];
  });
}

/** Two servers that may be one: where no file says, nothing speaks against it. */
function isSame(a: Server | undefined, b: Server | undefined): boolean {
  return a === undefined || b === undefined || (a.host === b.host && a.port === b.port);
}

function idsNaming({ own }: Phone, line: number, name: string): number[] {
  return allSettings(own).flatMap(({ id, text }) => {
    const named = parameterOf(id);
    return text === name && lineOf(named) === line && !named.parameter.secret ? [id] : [];
  });
}

function problemOf(
  root: TftpRoot,
  lines: readonly LinePlace[],
  server: Server | undefined,
  newName: string,
): Refusal | undefined {
  if (!isUser(newName) && newName.trim() !== '') return { problem: t`'${newName}' does not stand for a user.` };
  for (const id of new Set(lines.flatMap(({ ids }) => ids))) {
    const refusal = problemWith(parameterOf(id), newName);
    if (refusal) return refusal;
  }
  const [taken] = linesOf(root, newName, server);
  return (
    taken && {
      problem: t`'${newName}' is the user of line ${taken.line} of ${formatMac(taken.phone.mac)} already. Change the value itself if the phones are to share that line.`,
    }
  );
}

// --- edits ------------------------------------------------------------------------------------------

function lineEdits({ phone, ids }: LinePlace, newName: string): FileEdits {
  return [phone.file.name, ids.flatMap((id) => edits(phone.file, phone.own, id, newName))];
}

/** Gives a parameter another value: in the entry that counts, and in others of the name that say the same. */
function edits({ document }: RootFile, settings: Settings, id: number, text: string): TextEdit[] {
  const old = setting(settings, id)?.text;
  const placed = entriesByName(document as CnfDocument).get(parameterOf(id).name) ?? [];
  return placed
    .filter(({ entry }) => entry.value.text.trim() === old)
    .flatMap((each) => setValue(document as CnfDocument, each, text));
}

/** What is dialled: parameters with a number or SIP address that is not the line's own. */
const dialled = idsOfType('sip-uri-or-number').filter((id) => lineOf(parameterOf(id)) === undefined);

/** The edits where phones call the user. */
function callerEdits(root: TftpRoot, name: string, server: Server | undefined, newName: string): FileEdits[] {
  const { defaults } = root;
  const shared = defaults?.settings && { file: defaults, own: defaults.settings, defaults: undefined };
  return [...(shared ? [shared] : []), ...phones(root)].map((caller): FileEdits => {
    const found = dialled.flatMap((id) => {
      const text = given(caller.own, id)?.text ?? '';
      const called = text.includes(name) && calledText(text, name, server, newName, () => serverOf(caller, 1));
      return called ? edits(caller.file, caller.own, id, called) : [];
    });
    return [caller.file.name, found];
  });
}

const address = /^((?:sips?:)?)([^@:;?]+)(?:@([^@:;?]*))?([:;?].*)?$/i;

/** What is dialled with the new name in it; `undefined` for a text that calls somebody else. */
function calledText(
  text: string,
  name: string,
  server: Server | undefined,
  newName: string,
  callerServer: () => Server | undefined,
): string | undefined {
  const [, scheme = '', user, host, rest = ''] = address.exec(text) ?? [];
  if (user !== name) return undefined;
  const isCalled =
    host === undefined ? rest === '' && isSame(server, callerServer()) : host.toLowerCase() === server?.host;
  return isCalled ? `${scheme}${newName}${host === undefined ? '' : `@${host}`}${rest}` : undefined;
}
