/** What stands above lines of a file: how many phones override a default or use a dial plan. */

import { t } from '@vscode/l10n';
import type { Range } from 'vscode-languageserver-types';
import { allNames } from '../../formats/cnf/parameters.ts';
import { idOf, parameterOf } from '../../formats/cnf/settings.ts';
import { onLine } from '../../formats/ranges.ts';
import { valuesInUse } from '../effectiveText.ts';
import { type Origin, type Phone, phoneOf } from '../phone.ts';
import type { Place } from '../places.ts';
import type { RootFile, TftpRoot } from '../root.ts';
import { givenWhere, ownEntries, phoneFiles, settingPlace } from './entries.ts';
import { entriesNamingFile, phonesWith, planTop } from './plans.ts';

export type LensKind = 'overrides' | 'users' | 'effective';

export interface Lens {
  readonly range: Range;
  readonly kind: LensKind;
  /** For `resolveLens`. */
  readonly id: string;
}

export interface ResolvedLens {
  readonly title: string;
  /** What `references` gives for the start of the lens; none for `effective`. */
  readonly places: Place[];
}

/** The lenses of a file. Looks at every phone of the folder once. */
export function lenses(root: TftpRoot, file: RootFile): Lens[] {
  if (file.format.id === 'dialplan')
    return phonesWith(root, file) > 0 ? [{ range: planTop(file), kind: 'users', id: 'users' }] : [];
  if (file.name === root.defaults?.name) return onDefaults(root, file);
  return phoneOf(root, file) ? [{ range: onLine(0, 0, 0), kind: 'effective', id: 'effective' }] : [];
}

/** The lens in words, and where its button leads. */
export function resolveLens(root: TftpRoot, file: RootFile, id: string): ResolvedLens {
  if (id === 'users') {
    const phones = phonesWith(root, file);
    return {
      title: phones === 1 ? t('used by 1 phone') : t`used by ${phones} phones`,
      places: entriesNamingFile(root, file),
    };
  }
  if (id === 'effective') {
    const phone = phoneOf(root, file);
    return { title: phone ? inShort(phone) : '', places: [] };
  }
  const overridden = idOf(id);
  const places = overridden === undefined ? [] : ownEntries(root, overridden);
  const title = places.length === 1 ? t('overridden in 1 phone file') : t`overridden in ${places.length} phone files`;
  return { title, places };
}

function onDefaults(root: TftpRoot, file: RootFile): Lens[] {
  const counts = overrideCounts(root);
  return (file.settings ? givenWhere(file.settings, () => true) : []).flatMap((setting): Lens[] => {
    if (counts[setting.id] === 0) return [];
    const { name } = parameterOf(setting.id);
    return settingPlace(file, setting).map(({ range }) => ({ range, kind: 'overrides', id: name }));
  });
}

/** How many phone files set each parameter, by its id. */
function overrideCounts(root: TftpRoot): Uint32Array {
  const counts = new Uint32Array(allNames.length);
  for (const { settings } of phoneFiles(root)) {
    const { ids, texts } = settings;
    for (let index = 0; index < ids.length; index++) if (texts[index] !== '') counts[ids[index]!]!++;
  }
  return counts;
}

function inShort(phone: Phone): string {
  const counts: Record<Origin, number> = { phone: 0, default: 0, 'built-in': 0, stored: 0 };
  for (const { origin } of valuesInUse(phone)) counts[origin]++;
  const values = counts.phone + counts.default + counts['built-in'];
  return t`works with ${values} values: ${counts.phone} of its own, ${counts.default} from SIPDefault.cnf, ${counts['built-in']} built in`;
}
