/** Moves the entries in which several phones agree into SIPDefault.cnf. */

import { t } from '@vscode/l10n';
import { allSettings, parameterOf } from '../../formats/cnf/settings.ts';
import { given } from '../navigate/entries.ts';
import { type Phone, phones } from '../phone.ts';
import type { FolderChange, Refusal } from '../places.ts';
import { defaultsName, type TftpRoot } from '../root.ts';
import { phoneCount } from './change.ts';
import {
  defaultsProblem,
  isPortable,
  isShareable,
  type Move,
  moveToDefaults,
  obstacle,
  planMove,
} from './toDefaults.ts';

export interface SharedMove extends FolderChange {
  /** The parameters that move. */
  readonly moved: readonly string[];
  /** The parameters in which the phones agree and that stay all the same, because other phones rely on what is stored. */
  readonly left: readonly string[];
  /** How many phones' entries move. */
  readonly from: number;
  /** How many other phones get entries of their own. */
  readonly keeping: number;
}

/** The change for the phones whose files have these names. Every phone of the folder keeps the values that it has. */
export function moveShared(root: TftpRoot, names: readonly string[]): SharedMove | Refusal {
  const selected = phonesNamed(root, names);
  const [first] = selected;
  if (!first) return { problem: t("None of the files is a phone's own.") };
  const refusal = defaultsProblem(root);
  if (refusal) return refusal;
  const wanted = agreed(selected).map(([id, text]) =>
    planMove(phones(root), new Set(selected), first.defaults, id, text),
  );
  const moves = wanted.filter((move) => !obstacle(move));
  if (moves.length === 0) return whyNot(wanted, selected.length);
  return {
    ...moveToDefaults(root, moves, first),
    moved: moves.map(nameOf),
    left: wanted.filter((move) => obstacle(move)).map(nameOf),
    from: selected.length,
    keeping: new Set(moves.flatMap(({ keeping }) => keeping)).size,
  };
}

function phonesNamed(root: TftpRoot, names: readonly string[]): Phone[] {
  const wanted = new Set(names);
  return phones(root).filter(({ file }) => wanted.has(file.name));
}

/** The values that every one of the phones has in its own file and that may move. */
function agreed([first, ...others]: readonly Phone[]): [id: number, text: string][] {
  return (first ? allSettings(first.own) : []).flatMap(({ id, text }): [number, string][] => {
    const agree = others.every(({ own }) => given(own, id)?.text === text);
    return agree && isShareable(id, text) && isPortable(text) ? [[id, text]] : [];
  });
}

function whyNot(wanted: readonly Move[], selected: number): Refusal {
  const [problem] = wanted.flatMap((move) => obstacle(move) ?? []);
  if (problem) return problem;
  return {
    problem:
      selected === 1
        ? t('There is no entry in the file that other phones could share.')
        : t('There is no entry that all of these phones have with the same value and that other phones could share.'),
  };
}

function nameOf({ id }: Move): string {
  return parameterOf(id).name;
}

/** The change in one sentence or two, for a preview. */
export function summary({ moved, left, from, keeping }: SharedMove): string {
  const entries = moved.length === 1 ? t('1 entry') : t`${moved.length} entries`;
  const others =
    keeping === 1 ? t('1 other phone gets entries of its own') : t`${keeping} other phones get entries of their own`;
  const moves =
    keeping === 0
      ? t`Moves ${entries} of ${phoneCount(from)} to ${defaultsName}.`
      : t`Moves ${entries} of ${phoneCount(from)} to ${defaultsName}; ${others}.`;
  if (left.length === 0) return moves;
  const staying =
    left.length === 1
      ? t`${inWords(left)} stays: other phones have no value for it in a file.`
      : t`${inWords(left)} stay: other phones have no value for it in a file.`;
  return `${moves} ${staying}`;
}

function inWords(list: readonly string[]): string {
  return list.length < 2 ? list.join('') : t`${list.slice(0, -1).join(', ')} and ${list.at(-1) ?? ''}`;
}
