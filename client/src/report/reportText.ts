/** The diagnostic report as a text that can be pasted into an issue. No editor is needed here. */

import { redact } from './redact.ts';

export interface ReportFacts {
  /** Such as `Extension` and `0.1.0`. */
  readonly versions: readonly (readonly [what: string, which: string])[];
  /** The settings that somebody changed. */
  readonly settings: readonly Setting[];
  /** `undefined`: the language server does not answer. */
  readonly folders: readonly FolderCount[] | undefined;
  /** How many documents are open, by language. */
  readonly documents: ReadonlyMap<string, number>;
  /** How many findings there are, by code. */
  readonly findings: ReadonlyMap<string, number>;
  /** Redacted. */
  readonly log: readonly string[];
}

export interface Setting {
  readonly name: string;
  /** `boolean`, `string`, … as the manifest says. */
  readonly type: string;
  /** The values that there are; `undefined`: any. */
  readonly choices: readonly unknown[] | undefined;
  readonly value: unknown;
}

export interface FolderCount {
  readonly phones: number;
  readonly withErrors: number;
  readonly notAskedFor: number;
}

export function reportText({ versions, settings, folders, documents, findings, log }: ReportFacts): string {
  return [
    '<!-- Nothing of this was sent anywhere. Delete what you do not want to tell. -->',
    '',
    '### Versions',
    ...versions.map(([what, which]) => `- ${what}: ${redact(which)}`),
    '',
    '### Settings that are not the default',
    ...list(settings.map(settingText)),
    '',
    '### Folders',
    ...(folders ? list(folders.map(folderText)) : ['- The language server does not answer.']),
    '',
    '### Open documents',
    ...list(counts(documents)),
    '',
    '### Findings',
    ...list(counts(findings)),
    '',
    '### Last warnings and errors of the log',
    '```text',
    ...(log.length > 0 ? log.map((line) => line.replaceAll('```', "'''")) : ['none']),
    '```',
    '',
  ].join('\n');
}

function list(rows: readonly string[]): readonly string[] {
  return rows.length > 0 ? rows.map((row) => `- ${row}`) : ['- none'];
}

function counts(of: ReadonlyMap<string, number>): string[] {
  return [...of].sort(([a], [b]) => (a < b ? -1 : 1)).map(([what, count]) => `${what}: ${count}`);
}

function folderText({ phones, withErrors, notAskedFor }: FolderCount): string {
  return `${phones} phones, ${withErrors} with errors, ${notAskedFor} whose file is not asked for`;
}

/** Codes of rules, as `cnf/out-of-range`. */
const code = /^[a-z0-9]+\/[a-z0-9*-]{1,60}$/;
const levels: ReadonlySet<unknown> = new Set(['error', 'warning', 'information', 'hint', 'off']);

/** A free text may be a path with a name in it: then it is only told that there is one. */
function settingText({ name, type, choices, value }: Setting): string {
  if (typeof value === 'boolean' || typeof value === 'number' || choices?.includes(value)) return `${name}: ${value}`;
  if (type === 'object' && typeof value === 'object' && value !== null) {
    const told = Object.entries(value).filter(([key, level]) => code.test(key) && levels.has(level));
    return `${name}: ${JSON.stringify(Object.fromEntries(told))}`;
  }
  return `${name}: (set)`;
}
