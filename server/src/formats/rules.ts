/** What a rule is, and how a check reports that it found one broken. */

import { t } from '@vscode/l10n';
import type { Range, TextEdit } from 'vscode-languageserver-types';
import type { Confidence } from '../facts/types.ts';
import { compare } from './ranges.ts';

export type Severity = 'error' | 'warning' | 'information' | 'hint';

const order: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

/** A row of a format's rule table. The table is also what the pages in `docs/diagnostics/` are written from. */
export interface Rule {
  /** `format/what`, never renamed: settings, comments in files and CI logs name it. */
  readonly code: `${string}/${string}`;
  /** A few words, for the pages. */
  readonly title: string;
  /** What it is reported as unless the user's settings say otherwise. */
  readonly severity: Severity;
  /** It is about the file as a whole, wherever the finding stands: no line can be excepted from it. */
  readonly wholeFile?: true;
  /** How sure it is that the phone behaves as the message says. */
  readonly confidence: Confidence;
  /** What is wrong, what the phone does about it, how to mend it; `{name}` is replaced by the finding's values. */
  readonly message: string;
  /** Markdown: the same at more length, with the reason and, where there is one, the doubt. */
  readonly page: string;
  /** A file that breaks the rule and one that does not: shown on the page, and run as a test. */
  readonly example: {
    readonly file: string;
    readonly bad: string;
    readonly good: string;
    /** The good example's file name, for rules about names. */
    readonly goodFile?: string;
  };
}

/** An edit that mends a finding. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** Can be applied without a look at it, so that it takes part in "fix all". */
  readonly safe: boolean;
  /** A new name for the file itself, in the same folder. */
  readonly renameTo?: string;
  /** The name in the TFTP folder of a copy of the file itself, where there is none of that name. */
  readonly copyTo?: string;
  /** A new name for another file of the TFTP folder. */
  readonly renameOther?: { readonly from: string; readonly to: string };
  /** The MAC address of a phone for which a file is to be made: the client asks what is to be in it. */
  readonly newPhone?: string;
  /** Edits of other files of the TFTP folder. A fix that reaches beyond its own file is never safe. */
  readonly others?: readonly FileEdits[];
  /** A file to write into the TFTP folder, where there is none of that name. */
  readonly create?: { readonly name: string; readonly text: string };
}

export interface FileEdits {
  /** The file's name in the TFTP folder. */
  readonly name: string;
  readonly edits: readonly TextEdit[];
}

export interface Related {
  /** `undefined`: the same file. */
  readonly uri?: string;
  readonly range: Range;
  readonly message: string;
}

/** One broken rule at one place. */
export interface Finding {
  readonly rule: Rule;
  readonly severity: Severity;
  readonly range: Range;
  readonly message: string;
  readonly fixes: readonly Fix[];
  readonly related: readonly Related[];
  /** Text without effect, which an editor may fade. */
  readonly unnecessary: boolean;
}

export interface Details {
  readonly fixes?: readonly Fix[];
  readonly related?: readonly Related[];
  readonly unnecessary?: boolean;
  /** How sure the fact behind this one finding is: less than documented is never an error. */
  readonly confidence?: Confidence;
  /** Milder than the rule, where this one may well be no fault. */
  readonly atMost?: Severity;
}

/**
 * What may be called an error: what Cisco or an RFC says, what was read in the code of the phone's own family, and what
 * a format of ours demands.
 */
const certain: ReadonlySet<Confidence> = new Set(['documented', 'stock-file', 'protocol', 'stack', 'definition']);

/** The milder of the two. */
function milder(a: Severity, b: Severity): Severity {
  return order.indexOf(a) > order.indexOf(b) ? a : b;
}

/** Text of a file as it may be shown: a file must not be able to steer the terminal that a message is printed on. */
export function printable(text: string): string {
  return text.replace(/[\u0000-\u001F\u007F-\u009F\u2028\u2029\u202A-\u202E\u2066-\u2069]/g, '\uFFFD');
}

/** Reports `rule` as broken at `range`; `values` fill the places in its message. */
export function report(
  rule: Rule,
  range: Range,
  values: Readonly<Record<string, string | number>> = {},
  details: Details = {},
): Finding {
  const confidence = details.confidence ?? rule.confidence;
  const severity = milder(rule.severity, details.atMost ?? rule.severity);
  return {
    rule,
    severity: certain.has(confidence) ? severity : milder(severity, 'warning'),
    range,
    message: t(rule.message).replace(/\{(\w+)\}/g, (place, key: string) => printable(String(values[key] ?? place))),
    fixes: details.fixes ?? [],
    related: details.related ?? [],
    unnecessary: details.unnecessary ?? false,
  };
}

/** Findings in the order of the text. */
export function inOrder(findings: Finding[]): Finding[] {
  return findings.length < 2 ? findings : findings.sort((a, b) => compare(a.range.start, b.range.start));
}

/** A rule table under the names that its checks use. Keeps the literal keys. */
export function ruleTable<T extends Record<string, Rule>>(table: T): T {
  return table;
}
