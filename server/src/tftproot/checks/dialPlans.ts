/** Whether the dial plan is there that a .cnf file names, and whether the server is set that a dial plan needs. */

import { t } from '@vscode/l10n';
import acrossFiles from '../../../../schemas/across-files.json' with { type: 'json' };
import { idOf, type Setting, type Settings, setting } from '../../formats/cnf/settings.ts';
import { type DialPlan, liveTemplates } from '../../formats/dialplan/plan.ts';
import { hasPlaceholder } from '../../formats/placeholders.ts';
import { replace } from '../../formats/ranges.ts';
import { type Finding, type Fix, report } from '../../formats/rules.ts';
import type { TftpRoot } from '../root.ts';
import { rules } from '../rules.ts';
import { type Across, isValue, mostRelated, placed, settingsOfType, top } from './across.ts';
import { pathIn } from './paths.ts';

/** What the phone adds to the name. */
const extension = '.xml';

/** What a new plan begins with: any number, dialled five seconds after its last digit. */
export const newPlan = '<DIALTEMPLATE>\n  <TEMPLATE MATCH="*" Timeout="5"/>\n</DIALTEMPLATE>\n';

/** The names of dial plans in the file. */
export function checkDialPlanNames(across: Across): Finding[] {
  return settingsOfType(across.file, 'file-name').flatMap((found) => checkName(across, found));
}

function checkName(across: Across, found: Setting): Finding[] {
  const { root, file, uriOf } = across;
  const path = pathIn(found.text);
  // A value with the extension is a finding of its own, and what it means is clear.
  if (path === undefined || path.toLowerCase().endsWith(extension)) return [];
  const name = `${path}${extension}`;
  if (root.has(name)) return [];
  const place = placed(file, found);
  if (!place) return [];
  const write = (plan: string): Fix => {
    const value = plan.slice(0, -extension.length);
    return { title: t`Change to '${value}'`, safe: false, edits: [replace(place.range, value)] };
  };
  const [other] = root.spellings(name);
  if (other !== undefined) {
    // The phone adds the extension in small letters: only the file can be renamed then.
    const fixes = other.endsWith(extension) ? [write(other)] : [];
    const related = [{ uri: uriOf(other), range: top, message: t('The file of that name') }];
    return [report(rules.dialPlanLetterCase, place.range, { name, other }, { fixes, related })];
  }
  const plans = plansIn(root);
  const create: Fix = { title: t`Create ${name}`, safe: false, edits: [], create: { name, text: newPlan } };
  const fixes = [...plans.slice(0, mostRelated).map(write), create];
  return [
    report(
      rules.dialPlanMissing,
      place.range,
      { name },
      { fixes, ...(plans.length === 0 && { atMost: 'information' as const }) },
    ),
  ];
}

const knownPlans = new WeakMap<TftpRoot, readonly string[]>();

/** The files in the root that hold a dial plan and can be named as one. */
function plansIn(root: TftpRoot): readonly string[] {
  const known = knownPlans.get(root);
  if (known) return known;
  const plans = root.files.filter(
    (name) => name.endsWith(extension) && !name.includes('/') && root.file(name)?.format.id === 'dialplan',
  );
  knownPlans.set(root, plans);
  return plans;
}

/** Rules of a plan in use that send calls to the server for emergencies, when no file says which that is. */
export function checkEmergency({ root, file }: Across): Finding[] {
  const plan = file.document as DialPlan;
  const { route, parameter } = acrossFiles.emergency;
  if (plan.discarded || !root.defaults) return [];
  const ranges = liveTemplates(plan).flatMap((template) => {
    const value = template.route === route && template.attributes.findLast(({ known }) => known === 'Route')?.value;
    return value ? [value.range] : [];
  });
  if (ranges.length === 0 || isSetAnywhere(root, parameter) || !root.isNamedDialPlan(file.name)) return [];
  return ranges.map((range) => report(rules.emergencyProxyMissing, range, { parameter }));
}

/** Whether some file gives the parameter a value; one that is filled in later is a value too. */
function isSetAnywhere(root: TftpRoot, parameter: string): boolean {
  const id = idOf(parameter);
  if (id === undefined) return false;
  const sets = (settings: Settings | undefined) => {
    const found = setting(settings, id);
    return found !== undefined && (isValue(found) || hasPlaceholder(found.text));
  };
  if (sets(root.defaults?.settings)) return true;
  for (const { settings } of root.settingsFiles) if (sets(settings)) return true;
  return false;
}
