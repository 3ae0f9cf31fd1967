/** Moves entries of phones' files into SIPDefault.cnf, and leaves every phone with the values that it had. */

import { t } from '@vscode/l10n';
import relations from '../../../../schemas/cnf-relations.json' with { type: 'json' };
import type { Relation } from '../../facts/types.ts';
import { type CnfDocument, lastEntry } from '../../formats/cnf/document.ts';
import { parameterOf, type Settings } from '../../formats/cnf/settings.ts';
import { hasPlaceholder } from '../../formats/placeholders.ts';
import { given } from '../navigate/entries.ts';
import { effective, type Phone } from '../phone.ts';
import type { FolderChange, Refusal } from '../places.ts';
import { defaultsName, type TftpRoot } from '../root.ts';
import { changeOf, type FileEdits } from './change.ts';
import { canWrite, commentOf, type NewEntry, newLine, removeEntries, writeEntries } from './entries.ts';
import { noSettings } from './lineParameters.ts';

/** A value that SIPDefault.cnf is to have, and what that means for each phone. */
export interface Move {
  /** The parameter's place in `allNames`. */
  readonly id: number;
  readonly text: string;
  /** Their own entry says the same, and goes. */
  readonly repeating: readonly Phone[];
  /** They have no entry of their own and would get another value: they get an entry with the one that they have. */
  readonly keeping: readonly Phone[];
  /** The value of phones without an entry of their own; `undefined` when no file says what it is. */
  readonly inherited: string | undefined;
}

/**
 * Whether an entry may move into SIPDefault.cnf: nothing that is one phone's, no secret, nothing that has no effect in
 * a phone's file and would begin to have one, and no value that belongs into phones' files only.
 */
export function isShareable(id: number, text: string): boolean {
  const { parameter, name } = parameterOf(id);
  const { scope, secret, outOfScope } = parameter;
  return scope !== 'SIP<MAC>.cnf' && !secret && outOfScope === null && !isOnlyForPhones(name, text);
}

function isOnlyForPhones(name: string, text: string): boolean {
  return (relations as readonly Relation[]).some(
    (relation) =>
      relation.kind === 'not-in-default-file' && relation.parameters.includes(name) && relation.values.includes(text),
  );
}

/** Whether a value can stand in another file as it is. What a template fills in means something in its place only. */
export function isPortable(text: string): boolean {
  return text !== '' && !hasPlaceholder(text) && canWrite(text);
}

/** What moving that value means. Of `all` phones, `from` are those whose own entry may go. */
export function planMove(
  all: readonly Phone[],
  from: ReadonlySet<Phone>,
  defaults: Settings | undefined,
  id: number,
  text: string,
): Move {
  const inherited = inheritedText(defaults, id);
  const repeating: Phone[] = [];
  const keeping: Phone[] = [];
  for (const phone of all) {
    const own = given(phone.own, id);
    if (!own && inherited !== text) keeping.push(phone);
    else if (own?.text === text && from.has(phone)) repeating.push(phone);
  }
  return { id, text, repeating, keeping, inherited };
}

function inheritedText(defaults: Settings | undefined, id: number): string | undefined {
  return effective({ own: noSettings, defaults }, id).text;
}

/** What is in the way of a move; `undefined` when nothing is. */
export function obstacle({ id, keeping, inherited }: Move): Refusal | undefined {
  if (keeping.length === 0) return undefined;
  const { length } = keeping;
  const { name } = parameterOf(id);
  if (inherited === undefined)
    return {
      problem:
        length === 1
          ? t`1 phone has no ${name} in a file. What they have stored cannot be seen from here, and the entry in ${defaultsName} would replace it.`
          : t`${length} phones have no ${name} in a file. What they have stored cannot be seen from here, and the entry in ${defaultsName} would replace it.`,
    };
  if (!isPortable(inherited))
    return {
      problem:
        length === 1
          ? t`1 phone has a value of ${defaultsName} that cannot be written into a phone's file.`
          : t`${length} phones have a value of ${defaultsName} that cannot be written into a phone's file.`,
    };
  return undefined;
}

/** What keeps entries out of the folder's SIPDefault.cnf; `undefined` when there is none yet, or nothing does. */
export function defaultsProblem(root: TftpRoot): Refusal | undefined {
  if (!root.defaults)
    return root.spellings(defaultsName).length === 0 ? undefined : { problem: t`${defaultsName} cannot be read.` };
  return hasBranches(root.defaults.document as CnfDocument)
    ? { problem: t`${defaultsName} is a template: what stands in a branch of it is not for all phones.` }
    : undefined;
}

/** Whether a template engine decides what of the file a phone gets. */
export function hasBranches({ lines }: CnfDocument): boolean {
  return lines.some(({ kind }) => kind === 'directive');
}

/** Carries out moves. A comment behind `origin`'s entry goes along where the entry is new in SIPDefault.cnf. */
export function moveToDefaults(root: TftpRoot, moves: readonly Move[], origin: Phone): FolderChange {
  const defaults = root.defaults?.document as CnfDocument | undefined;
  const source = origin.file.document as CnfDocument;
  const entries = moves.map(({ id, text }): NewEntry & { comment: string | undefined } => {
    const { name } = parameterOf(id);
    const there = lastEntry(defaults, name) ?? lastEntry(source, name);
    return { id, text, comment: there && commentOf(there.entry) };
  });
  const carried = new Map(entries.map(({ id, comment }) => [id, comment]));
  const files: FileEdits[] = phoneEdits(moves, carried);
  if (root.defaults && defaults) files.push([root.defaults.name, writeEntries(defaults, entries)]);
  return changeOf(files, root.defaults ? {} : { creates: [newDefaults(source, entries)] });
}

function newDefaults(source: CnfDocument, entries: readonly NewEntry[]) {
  const sorted = entries.toSorted((a, b) => a.id - b.id);
  return { name: defaultsName, text: sorted.map((entry) => `${newLine(source, entry)}\n`).join('') };
}

/** The entries that go from the phones' files, and those that come. A comment that is nowhere else stays. */
function phoneEdits(moves: readonly Move[], carried: ReadonlyMap<number, string | undefined>): FileEdits[] {
  const going = groupByPhone(moves.flatMap(({ id, repeating }) => repeating.map((phone) => [phone, id] as const)));
  const coming = groupByPhone(
    moves.flatMap(({ id, keeping, inherited = '' }) =>
      keeping.map((phone) => [phone, { id, text: inherited }] as const),
    ),
  );
  return [
    ...[...going].map(([{ file }, ids]): FileEdits => {
      const keeps = (id: number, comment: string) => comment !== carried.get(id);
      return [file.name, removeEntries(file.document as CnfDocument, ids, keeps)];
    }),
    ...[...coming].map(
      ([{ file }, entries]): FileEdits => [file.name, writeEntries(file.document as CnfDocument, entries)],
    ),
  ];
}

function groupByPhone<T>(pairs: Iterable<readonly [Phone, T]>): Map<Phone, T[]> {
  const groups = new Map<Phone, T[]>();
  for (const [phone, item] of pairs) {
    const group = groups.get(phone);
    if (group) group.push(item);
    else groups.set(phone, [item]);
  }
  return groups;
}
