/** Everything that is wrong with a file of the folder, by itself and beside the others. */

import type { CnfDocument } from '../formats/cnf/document.ts';
import { fileRole } from '../formats/cnf/filename.ts';
import { checkRelations } from '../formats/cnf/relations.ts';
import { parameterOf, type Settings, sameSettings, setting } from '../formats/cnf/settings.ts';
import { type Finding, inOrder } from '../formats/rules.ts';
import { checkAcrossFiles, type UriOf } from './check.ts';
import { idsOfType } from './phone.ts';
import { baseName, type RootFile, type TftpRoot } from './root.ts';

/** The findings of a file, in the order of the text. `uriOf`: for places in other files that belong to a finding. */
export function findingsOf(root: TftpRoot, file: RootFile, uriOf: UriOf): readonly Finding[] {
  const together = [...checkTogether(root, file), ...checkAcrossFiles(root, file, uriOf)];
  return together.length === 0 ? file.alone : inOrder([...file.alone, ...together]);
}

/** Whether the values that a phone gets from its own file and from SIPDefault.cnf go together. */
function checkTogether(root: TftpRoot, file: RootFile): Finding[] {
  if (!file.settings) return [];
  const { role } = fileRole(baseName(file.name));
  return checkRelations({
    own: file.settings,
    defaults: role === 'phone' ? root.defaults?.settings : undefined,
    role,
    document: () => file.document as CnfDocument,
  });
}

/**
 * The files whose findings may be others when a file changed from `before` to `after`; `undefined`: all of them. What
 * a phone's file says concerns the phones with the same lines, as long as it is about nothing but this phone.
 */
export function affected(before: TftpRoot, after: TftpRoot, name: string): readonly string[] | undefined {
  const old = before.file(name);
  const now = after.file(name);
  if (!old?.settings || !now?.settings || old.name !== now.name) return undefined;
  if (sameSettings(old.settings, now.settings)) return [name];
  if (fileRole(baseName(name)).role !== 'phone') return undefined;
  const changed = changedIds(old.settings, now.settings);
  const users = changed.flatMap((id) =>
    parameterOf(id).parameter.type === 'line-name'
      ? [setting(old.settings, id)?.text ?? '', setting(now.settings, id)?.text ?? '']
      : [],
  );
  // Whatever else a phone's file says of its own lines, their names tell who is concerned.
  const namesFiles = changed.some((id) => ['file-name', 'image-name', 'path'].includes(parameterOf(id).parameter.type));
  if (namesFiles) return undefined;
  const lines = [...idsOfType('line-name')].map((id) => setting(now.settings, id)?.text ?? '');
  const concerned = [...users, ...lines].filter((user) => user !== '');
  return [
    ...new Set([
      name,
      ...concerned.flatMap((user) => [...before.lineUses(user), ...after.lineUses(user)].map(({ file }) => file)),
    ]),
  ];
}

function changedIds(a: Settings, b: Settings): number[] {
  const ids = new Set([...a.ids, ...b.ids]);
  return [...ids].filter((id) => setting(a, id)?.text !== setting(b, id)?.text);
}
