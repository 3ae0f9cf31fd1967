/**
 * `.cisco-sip.json`: settings that lie with the files they are about, so that editor, terminal and CI judge alike.
 * The names are those of the editor's settings without the `cisco.` in front, one object a section.
 */

import { t } from '@vscode/l10n';
import { formats } from './formats/registry.ts';
import { printable } from './formats/rules.ts';
import { generalRules } from './limit.ts';
import { defaults, readSettings, type Settings } from './settings.ts';
import { rules as rootRules } from './tftproot/rules.ts';

export const configName = '.cisco-sip.json';

type Partly<T> = { readonly [K in keyof T]?: Partial<T[K]> };

export interface Config {
  /** What the file sets, as far as it is understood. */
  readonly settings: Partly<Settings>;
  /** What is not understood, as sentences for people. */
  readonly problems: readonly string[];
}

const codes: ReadonlySet<string> = new Set([
  ...[...formats.flatMap(({ rules }) => rules), ...Object.values(rootRules), ...Object.values(generalRules)].flatMap(
    ({ code }) => [code, `${code.slice(0, code.indexOf('/'))}/*`],
  ),
]);

/** The settings that a `.cisco-sip.json` with this text makes. Never throws. */
export function readConfig(text: string): Config {
  const parsed = parseJson(text);
  if (!isRecord(parsed)) return { settings: {}, problems: [t('It is not a JSON object, so nothing in it counts.')] };
  const problems: string[] = [];
  const settings: Record<string, Record<string, unknown>> = {};
  for (const [section, values] of Object.entries(parsed)) {
    if (section === '$schema') continue;
    if (!Object.hasOwn(defaults, section)) problems.push(t`There is no setting '${printable(section)}'.`);
    else if (!isRecord(values)) problems.push(t`'${section}' has to be an object.`);
    else settings[section] = readSection(section as keyof Settings, values, problems, '');
  }
  return { settings, problems };
}

/**
 * What is not understood of the settings that an editor has under `cisco`, as sentences for people. Those of other
 * sections are the client's own business, and so is what is not set. Never throws.
 */
export function settingsProblems(value: unknown): readonly string[] {
  const problems: string[] = [];
  for (const [section, values] of Object.entries(isRecord(value) ? value : {})) {
    if (!Object.hasOwn(defaults, section) || values === null || values === undefined) continue;
    if (isRecord(values)) readSection(section as keyof Settings, onlySet(values), problems, 'cisco.');
    else problems.push(t`'cisco.${section}' has to be an object.`);
  }
  return problems;
}

function onlySet(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined));
}

/** Characters of a value that a message shows. */
const shownLength = 60;

function shown(value: unknown): string {
  const text = printable(JSON.stringify(value));
  return text.length > shownLength ? `${text.slice(0, shownLength)}…` : text;
}

/**
 * Those values of a section that are understood; the others are put into `problems`. `prefix`: what stands before the
 * names of settings where the user wrote them.
 */
function readSection(
  section: keyof Settings,
  values: Readonly<Record<string, unknown>>,
  problems: string[],
  prefix: string,
) {
  const understood: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(values)) {
    const name = `${section}.${key}`;
    const written = printable(prefix + name);
    if (!Object.hasOwn(defaults[section], key)) problems.push(t`There is no setting '${written}'.`);
    else if (name === severities && isRecord(value)) understood[key] = readSeverities(value, problems, written);
    else if (takesOver(section, key, value)) understood[key] = value;
    else problems.push(t`'${written}' cannot be ${shown(value)}.`);
  }
  return understood;
}

/** The one setting whose value is an object itself. */
const severities = 'diagnostics.severity';

function readSeverities(values: Readonly<Record<string, unknown>>, problems: string[], written: string) {
  const understood: Record<string, unknown> = {};
  for (const [code, value] of Object.entries(values)) {
    if (!codes.has(code)) problems.push(t`'${written}' names '${printable(code)}', which is the code of no finding.`);
    else if (isSeverity(code, value)) understood[code] = value;
    else problems.push(t`'${written}' has for '${code}' neither error, warning, information, hint nor off.`);
  }
  return understood;
}

function isSeverity(code: string, value: unknown): boolean {
  return Object.hasOwn(readSettings({ diagnostics: { severity: { [code]: value } } }).diagnostics.severity, code);
}

/** Whether the value is one that the settings have as it stands. */
function takesOver(section: keyof Settings, key: string, value: unknown): boolean {
  const read: Readonly<Record<string, unknown>> = readSettings({ [section]: { [key]: value } })[section];
  return read[key] === value;
}

/** The settings with those of the file in front. Severities come together; for one code those of the file count. */
export function withConfig(settings: Settings, { settings: own }: Config): Settings {
  const severity = { ...settings.diagnostics.severity, ...own.diagnostics?.severity };
  const sections = Object.keys(settings) as (keyof Settings)[];
  const merged = Object.fromEntries(sections.map((name) => [name, { ...settings[name], ...own[name] }]));
  return readSettings({ ...merged, diagnostics: { ...merged.diagnostics, severity } });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
