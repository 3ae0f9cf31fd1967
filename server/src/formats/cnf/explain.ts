/** A parameter in words, for hover and completion. */

import { t } from '@vscode/l10n';
import { origin } from '../../facts/sources.ts';
import type { Parameter, ParameterValue, Topic } from '../../facts/types.ts';
import { code } from '../../markdown.ts';
import { months, type NamedParameter, timeZones, weekdays } from './parameters.ts';
import { rangeText } from './values.ts';

/** What groups of parameters are called, in files as well. Shown to people they go through `t`. */
export const topics: Record<Topic, string> = {
  firmware: 'Firmware',
  network: 'Network',
  proxy: 'Proxies',
  sip: 'SIP',
  audio: 'Audio',
  dtmf: 'DTMF',
  nat: 'NAT',
  calls: 'Calls',
  services: 'Services',
  time: 'Time',
  display: 'Display',
  access: 'Access',
  line: 'Lines',
  'speed-dial': 'Speed dials',
};

export function topicTitle(topic: Topic): string {
  return topics[topic];
}

/** A text of the facts with the number of this name in it. */
export function withNumber(text: string, number: number | undefined): string {
  return number === undefined ? text : text.replaceAll('{n}', String(number));
}

/** What kind of value it takes, in a few words. */
export function typeText(parameter: Parameter): string {
  switch (parameter.type) {
    case 'enum':
      return t('one of a list');
    case 'integer':
    case 'bitmask':
      return rangeText(parameter);
    case 'port':
      return t`port, ${rangeText(parameter)}`;
    case 'string':
      return parameter.maxLength === null ? t('text') : t`text of at most ${parameter.maxLength} characters`;
    case 'line-name':
      return t('number or user name, without @ and host');
    case 'ip':
    case 'ip-advised':
      return t('IP address in dotted form');
    case 'host':
      return t('IP address or host name');
    case 'url':
      return t('web address (http://…)');
    case 'sip-uri-or-number':
      return t('number or SIP address');
    case 'image-name':
      return t('name of a load, without extension');
    case 'path':
      return t('folder below the TFTP root');
    case 'file-name':
      return t('file name without .xml');
    case 'time-zone':
      return t("one of the phone's time zone abbreviations");
    case 'month':
      return t('month: English name, its first three letters, or 1 to 12');
    case 'weekday':
      return t('weekday: English name, its first three letters, or 1 (Sunday) to 7');
    case 'time':
      return t('time of day: 2, 02:00 or 02/00');
    case 'hours':
      return t`hours, ${rangeText(parameter)}`;
  }
}

/** What one value of the parameter means; `undefined` where there is nothing to add to the value itself. */
export function valueMeaning({ parameter, number }: NamedParameter, text: string): string | undefined {
  const listed: ParameterValue | undefined = [...parameter.values, ...parameter.special].find(
    ({ value, also }) => value === text || value.toLowerCase() === text.toLowerCase() || also?.includes(text),
  );
  if (listed && listed.meaning !== listed.value) return withNumber(listed.meaning, number);
  switch (parameter.type) {
    case 'time-zone': {
      const zone = timeZones.find(({ name }) => name === text);
      return zone && t`UTC${zone.offset}, ${zone.about}${zone.misleading ? t` (not ${zone.misleading})` : ''}`;
    }
    case 'month':
      return months.find(({ number }) => String(number) === text)?.name;
    case 'weekday':
      return weekdays.find(({ number }) => String(number) === text)?.name;
    case 'bitmask': {
      if (!/^\d{1,3}$/.test(text)) return undefined;
      const lines = Array.from({ length: 6 }, (_, bit) => bit + 1).filter((line) => Number(text) & (1 << (line - 1)));
      return lines.length === 0 ? undefined : t`line ${lines.join(', ')}`;
    }
    default:
      return text !== '' && text === parameter.default ? t('the default') : undefined;
  }
}

/** Everything that is known of a parameter, as markdown. `value`: what the file has, if that is to be explained. */
export function explain(named: NamedParameter, value?: string, inherited?: string): string {
  const { parameter, number, name } = named;
  const parts = [`**${code(name)}** · ${withNumber(parameter.summary, number)}`];
  const meaning = value === undefined ? undefined : valueMeaning(named, value.trim());
  if (value !== undefined && meaning !== undefined) parts.push(`${code(value)}: ${meaning}`);
  parts.push(withNumber(parameter.description, number));
  const facts = parameter.type === 'enum' ? [] : [t`Takes: ${typeText(parameter)}`];
  for (const { value: text, meaning } of parameter.values)
    facts.push(text === meaning ? code(text) : `${code(text)}: ${meaning}`);
  for (const special of parameter.special) facts.push(`${code(special.value)}: ${withNumber(special.meaning, number)}`);
  if (parameter.default !== null)
    facts.push(t`Default: ${parameter.default === '' ? t('empty') : code(parameter.default)}`);
  if (inherited !== undefined)
    facts.push(t`SIPDefault.cnf has: ${parameter.secret ? t('(a password)') : code(inherited)}`);
  const scope = parameter.scope === 'either' ? t('either file') : code(parameter.scope);
  facts.push(t`Belongs in: ${scope}`);
  if (parameter.phoneMenu) facts.push(t("Users can change it in the phone's menu"));
  if (parameter.firmware) facts.push(t`Since: ${withNumber(parameter.firmware, number)}`);
  if (parameter.invalidValue) facts.push(t`Outside the limits: ${parameter.invalidValue}`);
  parts.push(facts.map((fact) => `- ${fact}`).join('\n'));
  if (parameter.notes.length > 0)
    parts.push(parameter.notes.map((note) => `> ${withNumber(note, number)}`).join('\n>\n'));
  parts.push(origin(parameter.confidence, parameter.sources, parameter.limitsConfidence));
  return parts.join('\n\n');
}
