/** Everything that is wrong with a file of the folder, by itself and beside the others. */

import type { CnfDocument } from '../formats/cnf/document.ts';
import { fileRole } from '../formats/cnf/filename.ts';
import { isOfLogin, linePasswordIds } from '../formats/cnf/passwords.ts';
import { checkRelations } from '../formats/cnf/relations.ts';
import { parameterOf, type Settings, sameSettings, setting } from '../formats/cnf/settings.ts';
import { checkCountry } from '../formats/dialplan/analysis/emergency.ts';
import type { DialPlan } from '../formats/dialplan/plan.ts';
import { type Finding, inOrder } from '../formats/rules.ts';
import { checkAcrossFiles, type UriOf } from './check.ts';
import { mostPasswordUses } from './checks/passwords.ts';
import { idsOfType } from './phone.ts';
import { baseName, isCandidate, type RootFile, type TftpRoot } from './root.ts';

/**
 * The findings of a file, in the order of the text. `uriOf`: for places in other files that belong to a finding.
 * `country`: where the phones stand, as two capital letters; empty when it is not known.
 */
export function findingsOf(root: TftpRoot, file: RootFile, uriOf: UriOf, country = ''): readonly Finding[] {
  const together = checkTogether(root, file);
  const across = checkAcrossFiles(root, file, uriOf);
  const here = checkPlace(file, country);
  // Of thousands of phones nearly all are in order.
  if (together.length + across.length + here.length === 0) return file.alone;
  return inOrder([...file.alone, ...together, ...across, ...here]);
}

/** What depends on the country, which is a setting and may change while the file does not. */
function checkPlace(file: RootFile, country: string): Finding[] {
  // The document of a file that nobody has open is read anew: only where it is needed.
  return file.format.id === 'dialplan' && country !== '' ? checkCountry(file.document as DialPlan, country) : [];
}

/** Whether the values that a phone gets from its own file and from SIPDefault.cnf go together. */
function checkTogether(root: TftpRoot, file: RootFile): readonly Finding[] {
  if (!file.settings) return [];
  const { role } = file.role;
  return checkRelations({
    own: file.settings,
    defaults: role === 'phone' ? root.defaults?.settings : undefined,
    role,
    document: () => file.document as CnfDocument,
  });
}

/**
 * The files whose findings may be others when a file changed from `before` to `after`; `undefined`: all of them. What
 * a phone's file says concerns the phones with the same lines, and the files that all phones share.
 */
export function affected(before: TftpRoot, after: TftpRoot, name: string): readonly string[] | undefined {
  const old = before.file(name);
  const now = after.file(name);
  if (!old?.settings || !now?.settings || old.name !== now.name) return undefined;
  if (sameSettings(old.settings, now.settings) && samePlaces(old, now)) return [name];
  if (!isPhoneFile(name)) return undefined;
  // Which files are ours, and which of them phones ask for, may depend on these.
  const changed = changedIds(old.settings, now.settings);
  if (changed.some((id) => parameterOf(id).parameter.type === 'file-name')) return undefined;
  const sharers = idsOfType('line-name').flatMap((id) =>
    [setting(old.settings, id), setting(now.settings, id)].flatMap((line) =>
      line && line.text !== '' ? [...before.lineUses(line.text), ...after.lineUses(line.text)] : [],
    ),
  );
  const fellows = linePasswordIds.flatMap((id) =>
    [setting(old.settings, id), setting(now.settings, id)].flatMap((password) =>
      password && password.text !== '' ? withPassword([before, after], password.text, name, changed) : [],
    ),
  );
  return [...new Set([name, ...sharers.map(({ file }) => file), ...fellows, ...sharedFiles(after)])];
}

/** The files with that password which may be told something else now. Of many, only the first ones are looked at. */
function withPassword(roots: readonly TftpRoot[], text: string, name: string, changed: readonly number[]): string[] {
  const isLogin = changed.some(isOfLogin);
  return roots.flatMap((root) => {
    const uses = root.passwordUses(text);
    const counts = isLogin && uses.slice(0, mostPasswordUses).some(({ file }) => file === name);
    return counts || uses.length <= mostPasswordUses ? uses.map(({ file }) => file) : [];
  });
}

/** Whether the entries in force stand where they stood: findings in other files point at them. */
function samePlaces(a: RootFile, b: RootFile): boolean {
  const place = ({ settings, document }: RootFile, index: number) => {
    const line = settings?.lines[index] ?? 0;
    const entry = (document as CnfDocument).lineAt(line);
    return entry?.kind === 'entry' ? `${line} ${entry.name.start} ${entry.value.outer.start} ${entry.value.start}` : '';
  };
  return a.settings?.texts.every((_, index) => place(a, index) === place(b, index)) ?? true;
}

function isPhoneFile(name: string): boolean {
  return fileRole(baseName(name)).role === 'phone';
}

const sharedByFiles = new WeakMap<readonly string[], readonly string[]>();

/** The files that may be ours and are about no single phone. */
function sharedFiles({ files }: TftpRoot): readonly string[] {
  const known = sharedByFiles.get(files) ?? files.filter((name) => isCandidate(name) && !isPhoneFile(name));
  sharedByFiles.set(files, known);
  return known;
}

function changedIds(a: Settings, b: Settings): number[] {
  const ids = new Set([...a.ids, ...b.ids]);
  return [...ids].filter((id) => setting(a, id)?.text !== setting(b, id)?.text);
}
