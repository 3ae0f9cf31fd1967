/** Whether another line registers the same name at the same server. */

import { t } from '@vscode/l10n';
import acrossFiles from '../../../../schemas/across-files.json' with { type: 'json' };
import { idOf, parameterOf, type Setting, setting, settingsAmong } from '../../formats/cnf/settings.ts';
import { shown } from '../../formats/cnf/values.ts';
import { hasPlaceholder } from '../../formats/placeholders.ts';
import { type Finding, report } from '../../formats/rules.ts';
import { effective, idsAmong, type Phone, phoneOf, written } from '../phone.ts';
import type { LineUse, RootFile } from '../root.ts';
import { rules } from '../rules.ts';
import { type Across, isValue, listed, mostRelated, placed, relatedSetting } from './across.ts';

const { server, port, commonNumber, when } = acrossFiles.registration;

/** As many other lines of the same name as are looked at: where there are more, the first ones tell enough. */
const mostUses = 20;

export function checkRegistrations(across: Across): Finding[] {
  const { root, file } = across;
  // The folder knows of the lines that are in use: most have their name for themselves.
  if (!root.mayShareLogins(file.name)) return [];
  const lines = settingsAmong(file.settings, idsAmong('line-name'), (text) => root.isSharedLine(text));
  const phone = lines.length === 0 ? undefined : phoneOf(root, file);
  if (!phone?.isAskedFor || !registers(phone)) return [];
  return lines.flatMap((line) => {
    const at = serverOf(phone, line);
    return at === undefined ? [] : [...checkWithin(across, lines, line, phone, at), ...checkOthers(across, line, at)];
  });
}

function registers(phone: Phone): boolean {
  return written(phone, when.parameter)?.text === when.value;
}

/** The server of a line, as `host:port`; `undefined` when the files do not say. */
function serverOf(phone: Phone, { id }: Setting): string | undefined {
  for (const number of [parameterOf(id).number ?? commonNumber, commonNumber]) {
    const host = written(phone, numbered(server, number));
    if (!host || host.text === 'UNPROVISIONED') continue;
    const portId = idOf(numbered(port, number));
    const portText = (portId !== undefined && effective(phone, portId).text) || '';
    return isValue(host) && !hasPlaceholder(portText) ? `${host.text.toLowerCase()}:${portText}` : undefined;
  }
  return undefined;
}

function numbered(name: string, number: number): string {
  return name.replace('{n}', String(number));
}

function shownUser({ id, text }: Setting): string {
  return shown(parameterOf(id).parameter, text);
}

/** An earlier line of the same phone. */
function checkWithin({ file }: Across, lines: readonly Setting[], line: Setting, phone: Phone, at: string): Finding[] {
  const first = lines.find(({ text }) => text === line.text);
  if (!first || first === line || serverOf(phone, first) !== at) return [];
  const [here, there] = [placed(file, line), placed(file, first)];
  if (!here || !there) return [];
  const values = { user: shownUser(line), name: there.entry.name.text };
  const related = [{ range: there.range, message: t('The first line of that name') }];
  return [report(rules.lineRepeated, here.range, values, { related })];
}

/** A line of another phone. */
function checkOthers(across: Across, line: Setting, at: string): Finding[] {
  const { root, file } = across;
  const uses = root.lineUses(line.text);
  const found: { file: RootFile; setting: Setting }[] = [];
  for (const use of uses.slice(0, mostUses)) {
    if (use.file === file.name || found.some((other) => other.file.name === use.file)) continue;
    const other = sameLine(across, use, line.text, at);
    if (other) found.push(other);
  }
  const here = found.length === 0 ? undefined : placed(file, line);
  if (!here) return [];
  const names = found.map((other) => other.file.name);
  const others = uses.length > mostUses ? t`${names.slice(0, mostRelated).join(', ')} and others` : listed(names);
  const related = found
    .slice(0, mostRelated)
    .flatMap((other) => relatedSetting(across, other.file, other.setting, t('Registers the same name')));
  return [report(rules.registeredTwice, here.range, { user: shownUser(line), others }, { related })];
}

function sameLine({ root }: Across, { file: name, id }: LineUse, user: string, at: string) {
  const file = root.file(name);
  const phone = file && phoneOf(root, file);
  const line = setting(file?.settings, id);
  // Letter case counts in the user part of an address.
  if (!phone?.isAskedFor || line?.text !== user || !registers(phone)) return undefined;
  return serverOf(phone, line) === at ? { file: phone.file, setting: line } : undefined;
}
