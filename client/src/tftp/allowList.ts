/** Which files may travel, by their names. The list itself stands in the facts. */

import { t } from '@vscode/l10n';
import facts from '../../../schemas/provisioning-files.json' with { type: 'json' };

export interface FileKind {
  readonly id: string;
  /** Files of a lower stage are written before those of a higher one. */
  readonly stage: number;
  /** A word that every file of this kind holds. */
  readonly contains: string | null;
  /** Whether phones look for it in the folder that `tftp_cfg_dir` names. */
  readonly inPhoneFolder: boolean;
}

const wholeName = (pattern: string) => new RegExp(`^(?:${pattern})$`, 'i');

const kinds = facts.kinds.map(({ id, pattern, stage, contains }) => ({
  pattern: wholeName(pattern),
  kind: {
    id,
    stage: facts.stages.indexOf(stage),
    contains,
    inPhoneFolder: facts.phoneFolderKinds.includes(id),
  } satisfies FileKind,
}));

const never = facts.never.map(({ pattern, reason }) => ({ pattern: wholeName(pattern), reason }));

/** What no server and no disk takes in a part of a path: control characters, and what Windows reads in its own way. */
const unsafe = /[\0-\x1f\x7f\\:]/;

/** Why a file may not travel. */
export interface Refused {
  readonly refused: string;
  /** It is none of the phones' files: nobody expects it to travel. */
  readonly isForeign: boolean;
}

/** The kind of a file that may travel, or why it may not. `name` is relative to the folder, `/` between parts. */
export function judgeName(name: string): FileKind | Refused {
  const parts = name.split('/');
  const file = parts.at(-1) ?? '';
  if (!staysInside(name)) {
    const refused = t('It is not pushed: its name leads out of the folder or can not be one on every disk.');
    return { refused, isForeign: !kindOf(file) };
  }
  for (const { pattern, reason } of never) {
    if (parts.some((part) => pattern.test(part)))
      return { refused: t`It is not pushed: ${t(reason)}.`, isForeign: true };
  }
  return kindOf(file) ?? { refused: t('It is not pushed: its name is none that phones ask for.'), isForeign: true };
}

function kindOf(file: string): FileKind | undefined {
  return kinds.find(({ pattern }) => pattern.test(file))?.kind;
}

/** Whether a path is a relative one that stays below where it begins, however a system reads it. */
export function staysInside(path: string): boolean {
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..' && !unsafe.test(part));
}

/**
 * Where a file goes in the target. With a `tftp_cfg_dir` phones look for their own files there and nowhere else, so
 * those that lie at the top go there; what lies in a folder already stays in it.
 */
export function placeInTarget(name: string, { inPhoneFolder }: FileKind, phoneFolder: string): string {
  return inPhoneFolder && phoneFolder !== '' && !name.includes('/') ? `${phoneFolder}/${name}` : name;
}
