/** What a phone works with as a text: to be read, or to be compared with that of another phone. */

import { t } from '@vscode/l10n';
import checkSyncFacts from '../../../schemas/check-sync.json' with { type: 'json' };
import { topicTitle } from '../formats/cnf/explain.ts';
import { formatMac } from '../formats/cnf/filename.ts';
import type { NamedParameter } from '../formats/cnf/parameters.ts';
import { parameterOf } from '../formats/cnf/settings.ts';
import { printable } from '../formats/rules.ts';
import { type EffectiveValue, effectiveValues, type Phone, written } from './phone.ts';
import type { TftpRoot } from './root.ts';

/** A line of the text, and the remark on where it comes from. */
interface Row {
  readonly text: string;
  readonly origin: string;
}

/** Entries longer than this do not push the remarks of all others to the right: characters. */
const widest = 48;

/**
 * Entries as a .cnf file has them, by topic, then the names of which only the phone knows the value. With `origins`
 * each says where it comes from and a heading says whose they are; without, two phones with the same values have the
 * same text. Passwords are not in it.
 */
export function effectiveText(root: TftpRoot, phone: Phone, { origins }: { readonly origins: boolean }): string {
  const values = valuesInUse(phone);
  const groups = new Map<string, Row[]>();
  for (const value of values) {
    const title = groupOf(parameterOf(value.id));
    const rows = groups.get(title) ?? [];
    groups.set(title, rows);
    if (value.text !== undefined) rows.push({ text: lineOf(value), origin: originOf(root, phone, value) });
  }
  const filled = [...groups].filter(([, rows]) => rows.length > 0);
  const width = Math.max(
    0,
    ...filled.flatMap(([, rows]) => rows.map(({ text }) => text.length)).filter((l) => l <= widest),
  );
  const written = ({ text, origin }: Row) => (origins ? `${text.padEnd(width)}  ; ${origin}` : text);
  const blocks = [
    ...(origins ? [heading(root, phone)] : []),
    ...filled.map(([title, rows]) => [`# ${title}`, ...rows.map(written)]),
    stored(values),
  ];
  return blocks
    .filter((block) => block.length > 0)
    .map((block) => `${block.join('\n')}\n`)
    .join('\n');
}

function heading(root: TftpRoot, phone: Phone): string[] {
  const label = written(phone, checkSyncFacts.labelParameter)?.text ?? '';
  const { defaults } = root;
  return [
    `# ${formatMac(phone.mac)} ${printable(label)}`.trimEnd(),
    defaults
      ? t`# ${printable(phone.file.name)}, then ${defaults.name}, then what the phone is built with`
      : t`# ${printable(phone.file.name)}, then what the phone is built with`,
  ];
}

/**
 * What a phone works with, in the order of the facts. Of numbered parameters, such as those of line 5, the built-in
 * values are left out as long as no file says anything of that number.
 */
export function valuesInUse(phone: Phone): EffectiveValue[] {
  const key = ({ parameter, number }: NamedParameter) => `${parameter.topic} ${number}`;
  const values = effectiveValues(phone);
  const set = new Set(values.filter(({ setting }) => setting).map(({ id }) => key(parameterOf(id))));
  return values.filter(({ id }) => parameterOf(id).number === undefined || set.has(key(parameterOf(id))));
}

function groupOf({ parameter, number }: NamedParameter): string {
  return parameter.topic === 'line' && number !== undefined ? t`Line ${number}` : t(topicTitle(parameter.topic));
}

function lineOf({ id, text = '' }: EffectiveValue): string {
  const { parameter, name } = parameterOf(id);
  if (parameter.secret) return t`# ${name}: (not shown)`;
  return `${name}: ${/[\s;#]/.test(text) && !text.includes('"') ? `"${text}"` : text}`;
}

function originOf(root: TftpRoot, { file }: Phone, { id, origin, setting, overrides }: EffectiveValue): string {
  const defaults = root.defaults?.name ?? '';
  if (!setting) return t('built in');
  if (origin === 'default') return t`${defaults} line ${setting.line + 1}`;
  const old = parameterOf(id).parameter.secret ? t('that') : printable(overrides?.text ?? '');
  const replaces = overrides ? t`, replaces ${old} of ${defaults} line ${overrides.line + 1}` : '';
  return t`${printable(file.name)} line ${setting.line + 1}${replaces}`;
}

function stored(values: readonly EffectiveValue[]): string[] {
  const names = values.filter(({ text }) => text === undefined).map(({ id }) => `# ${parameterOf(id).name}`);
  return names.length === 0 ? [] : [t('# In no file: empty, or what the phone has stored'), ...names];
}
