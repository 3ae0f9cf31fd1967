/** Files that differ from another in the letter case of their name only. */

import { t } from '@vscode/l10n';
import provisioning from '../../../../schemas/provisioning-files.json' with { type: 'json' };
import { setting } from '../../formats/cnf/settings.ts';
import type { FormatId } from '../../formats/format.ts';
import { type Finding, report } from '../../formats/rules.ts';
import { idsOfType } from '../phone.ts';
import type { TftpRoot } from '../root.ts';
import type { RootRule } from '../rules/rootRule.ts';
import { rules } from '../rules.ts';
import { type Across, listed, top } from './across.ts';
import { pathIn } from './paths.ts';

/** Phones ask for files of these formats. */
const ruleOf: Readonly<Partial<Record<FormatId, RootRule>>> = {
  cnf: rules.defaultFileTwin,
  dialplan: rules.dialPlanTwin,
  syncinfo: rules.syncinfoTwin,
  os79xx: rules.os79xxTwin,
  ringlist: rules.ringListTwin,
};

/** What phones ask for by a name that never changes. */
const fixedNames = provisioning.kinds
  .filter(({ id }) => id !== 'dial-plan')
  .map(({ pattern }) => new RegExp(`^(?:${pattern})$`));

export function checkTwins({ root, file, uriOf }: Across): Finding[] {
  const all = root.spellings(file.name);
  const rule = ruleOf[file.format.id];
  if (!rule || all.length < 2) return [];
  const asked = all.filter((name) => isAskedFor(root, file.format.id, name));
  if (asked.includes(file.name)) return [];
  const others = all.filter((name) => name !== file.name);
  const gets = asked.length === 0 ? t('a phone asks for none of them') : t`the phone gets '${asked[0] ?? ''}'`;
  const related = others.map((name) => ({ uri: uriOf(name), range: top, message: t('The other file') }));
  return [report(rule, top, { file: file.name, gets, ...beside(others) }, { related })];
}

/** The names of other files, for a message. */
export function beside(names: readonly string[]): { readonly others: string } {
  return { others: listed(names.map((name) => `'${name}'`)) };
}

function isAskedFor(root: TftpRoot, format: FormatId, name: string): boolean {
  return format === 'dialplan' ? isNamed(root, name) : fixedNames.some((pattern) => pattern.test(name));
}

/** Whether some file names the dial plan by this very spelling. */
function isNamed(root: TftpRoot, name: string): boolean {
  const path = name.replace(/\.xml$/, '');
  const ids = idsOfType('file-name');
  for (const { settings } of root.settingsFiles)
    if (ids.some((id) => pathIn(setting(settings, id)?.text ?? '') === path)) return true;
  return false;
}
