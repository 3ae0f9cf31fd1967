/** Whether another account has the same password. The password itself goes into no finding. */

import { t } from '@vscode/l10n';
import { isSpecial } from '../../formats/cnf/parameters.ts';
import { accountIds, lineIdOf, linePasswords } from '../../formats/cnf/passwords.ts';
import { parameterOf, type Setting, setting, settingsAmong } from '../../formats/cnf/settings.ts';
import { type Finding, report } from '../../formats/rules.ts';
import { type Phone, phoneOf, writtenById } from '../phone.ts';
import type { LineUse, RootFile } from '../root.ts';
import { rules } from '../rules.ts';
import { type Across, isValue, listed, mostRelated, placed, relatedSetting } from './across.ts';

/** As many uses of a password as are looked at: where there are more, the first ones tell enough. */
export const mostPasswordUses = 20;

export function checkPasswords(across: Across): Finding[] {
  const { root, file } = across;
  // The folder knows which passwords are in use: most stand in one place.
  if (!root.mayShareLogins(file.name)) return [];
  const shared = settingsAmong(file.settings, linePasswords, (text) => root.isSharedPassword(text));
  const phone = shared.length === 0 ? undefined : phoneOf(root, file);
  return phone?.isAskedFor ? shared.flatMap((found) => checkPassword(across, phone, found)) : [];
}

function checkPassword(across: Across, phone: Phone, found: Setting): Finding[] {
  const { root, file } = across;
  const account = accountOf(phone, found.id);
  if (account === undefined) return [];
  const uses = root.passwordUses(found.text);
  const looked = uses.slice(0, mostPasswordUses);
  const others = looked.flatMap((use) => otherAccount(across, use, phone, account));
  const place = others.length === 0 ? undefined : placed(file, found);
  if (!place) return [];
  const isMany = looked.length < uses.length;
  const names = [...new Set(others.map((other) => (other.file === file ? t('this file') : other.file.name)))];
  const related = isMany ? [] : others.slice(0, mostRelated).flatMap((other) => pointAt(across, other));
  const isFirst = looked.some((use) => use.file === file.name && use.id === found.id);
  return [
    report(
      rules.repeatedPassword,
      place.range,
      {
        name: parameterOf(found.id).name,
        others: isMany ? t`${names.slice(0, mostRelated).join(', ')} and others` : listed(names),
      },
      { related, ...(!isFirst && { atMost: 'hint' as const }) },
    ),
  ];
}

interface Other {
  readonly file: RootFile;
  readonly setting: Setting;
}

/**
 * The use of the password, when it is that of another account than `account`, in a file that a phone asks for. Most
 * uses are those of other lines of the phone itself, `own`.
 */
function otherAccount({ root }: Across, { file: name, id }: LineUse, own: Phone, account: string): Other[] {
  const file = name === own.file.name ? own.file : root.file(name);
  const phone = file === own.file ? own : file && phoneOf(root, file);
  const found = setting(file?.settings, id);
  if (!file || !phone?.isAskedFor || !found) return [];
  const other = accountOf(phone, id);
  return other === undefined || other === account ? [] : [{ file, setting: found }];
}

/** Whose password it is; `undefined` for a line that is not in use. */
function accountOf(phone: Phone, passwordId: number): string | undefined {
  if (!isInUse(phone, passwordId)) return undefined;
  for (const id of accountIds(passwordId)) {
    const found = writtenById(phone, id);
    if (found && isValue(found)) return found.text;
  }
  return undefined;
}

/** A name that a template fills in is one. */
function isInUse(phone: Phone, passwordId: number): boolean {
  const id = lineIdOf(passwordId);
  const name = id === undefined ? undefined : writtenById(phone, id);
  return name !== undefined && !isSpecial(parameterOf(name.id).parameter, name.text);
}

function pointAt(across: Across, { file, setting: found }: Other) {
  return relatedSetting(across, file, found, t('The same password'));
}
