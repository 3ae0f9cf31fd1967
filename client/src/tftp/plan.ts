/** What a push will do, as a value: nothing is read or written here. */

import { t } from '@vscode/l10n';
import { type FileKind, judgeName, placeInTarget, type Refused, staysInside } from './allowList.ts';
import type { Entry, PlanItem, SourceFile } from './types.ts';

/** A source file and what was read of it. */
export interface SourceView extends SourceFile {
  readonly size: number;
  readonly hash: string;
  /** Whether the word that every file of its kind holds is in it. */
  readonly fitsKind: boolean;
  /** Why it could not be read. */
  readonly problem?: string;
}

/** What stands at a name in the target. */
export interface TargetFile {
  /** Where the name leads when symbolic links are followed; `undefined`: out of the folder. */
  readonly real: string | undefined;
  /** `undefined`: there is no file. */
  readonly hash?: string;
  /** Its permission bits, where files have any. */
  readonly mode?: number;
  /** Why it could not be read. */
  readonly problem?: string;
}

/** The target as far as the sources concern it. */
export interface TargetView {
  /** By directory, the empty path being the folder itself; a directory that is not there is missing. */
  readonly directories: ReadonlyMap<string, readonly Entry[]>;
  readonly files: ReadonlyMap<string, TargetFile>;
}

export interface PlanOptions {
  /** Whether files with errors travel as well. */
  readonly includeErrors?: boolean;
  /** The `tftp_cfg_dir` of SIPDefault.cnf, without `./` and slashes around it; empty: the folder itself. */
  readonly phoneFolder?: string;
}

/** A source with its place in the target, or why it has none. */
export type Placed<S extends SourceFile = SourceFile> =
  | { readonly source: S; readonly name: string; readonly kind: FileKind }
  | ({ readonly source: S; readonly name: string } & Refused);

/** Where each source goes, as far as names tell. A name that is given twice counts once. */
export function placeSources<S extends SourceFile>(sources: readonly S[], phoneFolder = ''): Placed<S>[] {
  const once = [...new Map(sources.map((source) => [source.name, source])).values()];
  return once.map((source) => {
    const kind = judgeName(source.name);
    if ('refused' in kind) return { source, name: source.name, ...kind };
    const name = placeInTarget(source.name, kind, phoneFolder);
    if (name === source.name) return { source, name, kind };
    if (!staysInside(phoneFolder)) {
      return {
        source,
        name: source.name,
        refused: t`It is not pushed: the tftp_cfg_dir "${phoneFolder}" leads out of the folder.`,
        isForeign: false,
      };
    }
    const judged = judgeName(name);
    return 'refused' in judged ? { source, name, ...judged } : { source, name, kind };
  });
}

/** The directories around a name, outer ones first. */
export function directoriesOf(name: string): string[] {
  const parts = name.split('/');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
}

/** The plan's items in the order in which they are to be written. */
export function planPush(
  sources: readonly SourceView[],
  target: TargetView,
  { includeErrors = false, phoneFolder = '' }: PlanOptions = {},
): PlanItem[] {
  const placed = placeSources(sources, phoneFolder);
  const directories = indexed(target);
  const clashes = clashesAmong(placed, target, directories);
  const items = placed.map((file) => {
    const stage = 'kind' in file ? file.kind.stage : 0;
    return {
      stage,
      item: itemOf(
        file,
        target.files.get(file.name),
        clashes.get(file) ?? obstacleIn(directories, file.name),
        includeErrors,
      ),
    };
  });
  return items
    .sort((a, b) => a.stage - b.stage || (a.item.name < b.item.name ? -1 : a.item.name > b.item.name ? 1 : 0))
    .map(({ item }) => item);
}

function itemOf(
  file: Placed<SourceView>,
  there: TargetFile | undefined,
  obstacle: string | undefined,
  includeErrors: boolean,
): PlanItem {
  const { source, name } = file;
  const base = {
    name,
    ...(name !== source.name && { source: source.name }),
    size: source.size,
    sourceHash: source.hash,
    ...(there?.hash !== undefined && { targetHash: there.hash }),
  };
  const refused = (reason: string, isForeign = false): PlanItem => ({
    ...base,
    state: 'refused',
    reason,
    ...(isForeign && { isForeign }),
  });

  if ('refused' in file) return refused(file.refused, file.isForeign);
  if (source.problem !== undefined) return refused(source.problem);
  if (!source.fitsKind) {
    return refused(t`It is not pushed: the word ${file.kind.contains ?? ''} is not in it, so no phone takes it.`, true);
  }
  if (obstacle !== undefined) return refused(obstacle);
  if (there?.problem !== undefined) return refused(there.problem);
  if (there && there.real === undefined) {
    return refused(
      t`"${name}" in the target is, or lies behind, a symbolic link that leads out of the folder; replace the link.`,
    );
  }
  if (there?.hash === source.hash) return { ...base, state: 'same', ...unreadable(there) };
  if (source.hasErrors && !includeErrors) {
    return { ...base, state: 'held', reason: t('The checks find an error in it.') };
  }
  return { ...base, state: there?.hash === undefined ? 'new' : 'changed' };
}

/** Servers hand out only what everybody may read. */
function unreadable({ mode }: TargetFile): { readonly reason?: string } {
  if (mode === undefined || (mode & 0o004) !== 0) return {};
  const octal = mode.toString(8).padStart(4, '0');
  return { reason: t`The TFTP server may not read it: its mode there is ${octal}; "chmod 644" helps.` };
}

interface Directory {
  readonly entries: ReadonlyMap<string, Entry>;
  /** By the name in lower case. */
  readonly anyCase: ReadonlyMap<string, Entry>;
}

type Directories = ReadonlyMap<string, Directory>;

function indexed({ directories }: TargetView): Directories {
  return new Map(
    [...directories].map(([path, entries]) => [
      path,
      {
        entries: new Map(entries.map((entry) => [entry.name, entry])),
        anyCase: new Map(entries.map((entry) => [entry.name.toLowerCase(), entry])),
      },
    ]),
  );
}

/** What in the target folder is in the way of a name. */
function obstacleIn(directories: Directories, name: string): string | undefined {
  for (const path of [...directoriesOf(name), name]) {
    const [parent, part] = split(path);
    const directory = directories.get(parent);
    const entry = directory?.entries.get(part);
    if (!entry) {
      const other = directory?.anyCase.get(part.toLowerCase());
      if (!other) return undefined;
      return t`The target has "${other.name}", which differs from "${part}" in letter case only; rename one of them.`;
    }
    if (entry.kind === 'other') return t`"${path}" in the target is neither a file nor a folder; delete it there.`;
    if (path === name && entry.kind === 'directory') {
      return t`"${path}" is a folder in the target; rename or delete it there.`;
    }
    if (path !== name && entry.kind === 'file') {
      return t`"${path}" is a file in the target, where a folder is needed; rename or delete it there.`;
    }
  }
  return undefined;
}

/** The directory that a path lies in, and its name there. */
function split(path: string): readonly [directory: string, name: string] {
  const cut = path.lastIndexOf('/');
  return [path.slice(0, Math.max(cut, 0)), path.slice(cut + 1)];
}

/** Sources that would get in each other's way in the target, with the reason. */
function clashesAmong(
  placed: readonly Placed<SourceView>[],
  target: TargetView,
  directories: Directories,
): Map<Placed<SourceView>, string> {
  const clashes = new Map<Placed<SourceView>, string>();
  const travelling = placed.filter((file) => 'kind' in file);

  for (const files of groups(travelling, ({ name }) => name)) {
    for (const file of files) clashes.set(file, t`${quoted(files)} go to the same place in the target; keep one.`);
  }

  // Two names may be links to one file: whichever is written last would win.
  for (const files of groups(travelling, ({ name }) => target.files.get(name)?.real ?? name)) {
    if (new Set(files.map(({ source }) => source.hash)).size < 2) continue;
    for (const file of files) {
      if (clashes.has(file)) continue;
      clashes.set(file, t`${quoted(files)} differ, but a symbolic link makes them one file in the target.`);
    }
  }

  const isThere = (path: string) => {
    const [parent, part] = split(path);
    return directories.get(parent)?.entries.has(part) ?? false;
  };
  // A difference in letter case may also be one in the names of folders.
  const spellings = new Map<string, Set<string>>();
  for (const { name } of travelling) {
    for (const path of [...directoriesOf(name), name]) {
      const lower = path.toLowerCase();
      spellings.set(lower, (spellings.get(lower) ?? new Set()).add(path));
    }
  }
  for (const file of travelling) {
    for (const path of [...directoriesOf(file.name), file.name]) {
      const spelled = [...(spellings.get(path.toLowerCase()) ?? [])];
      // When the target has all of them, its disk tells them apart and each name is clear.
      if (spelled.length < 2 || spelled.every(isThere)) continue;
      const names = spelled.map((spelling) => `"${spelling}"`).join(t(' and '));
      if (!clashes.has(file)) clashes.set(file, t`${names} differ in letter case only; many disks take them for one.`);
    }
  }
  return clashes;
}

function quoted(files: readonly Placed[]): string {
  return files.map(({ source }) => `"${source.name}"`).join(t(' and '));
}

/** Items that share a key, where there are at least two. */
function groups<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  const byKey = new Map<string, T[]>();
  for (const item of items) {
    const group = byKey.get(keyOf(item));
    if (group) group.push(item);
    else byKey.set(keyOf(item), [item]);
  }
  return [...byKey.values()].filter((group) => group.length > 1);
}
