/** From a format's findings to what a user is shown: directives in the file and the user's severities applied. */

import { t } from '@vscode/l10n';
import type { Comment, Context, Format, Parsed } from './formats/format.ts';
import { insert } from './formats/ranges.ts';
import type { Finding, Fix, Severity } from './formats/rules.ts';
import type { Settings } from './settings.ts';

/** The findings of a document as the user wants them, in the order of the text. */
export function diagnose(format: Format, document: Parsed, context: Context, settings: Settings): Finding[] {
  return judge(format, document, format.check(document, context), settings);
}

/**
 * Applies directives and severities to findings that are about this document, from wherever they come. `document`:
 * `undefined` for one that is known to hold no directives.
 */
export function judge(
  format: Format,
  document: Parsed | undefined,
  findings: readonly Finding[],
  settings: Settings,
): Finding[] {
  if (findings.length === 0) return [];
  const directives = format.comments && document ? readDirectives(format.comments.marked(document)) : [];
  return findings.flatMap((finding) => {
    const severity = severityOf(finding, settings);
    if (severity === 'off' || directives.some((directive) => silences(directive, finding))) return [];
    return [severity === finding.severity ? finding : { ...finding, severity }];
  });
}

function severityOf({ rule, severity }: Finding, { diagnostics }: Settings): Severity | 'off' {
  const [format] = rule.code.split('/');
  return diagnostics.severity[rule.code] ?? diagnostics.severity[`${format}/*`] ?? severity;
}

/** `# cisco-sip-disable-next-line cnf/unknown-parameter`: what it silences, and where. */
interface Directive {
  /** `undefined`: every rule. */
  readonly codes: ReadonlySet<string> | undefined;
  /** The line it is about; `undefined`: the whole file. */
  readonly line: number | undefined;
}

const directive = /^[\s#;]*cisco-sip-disable-(file|line|next-line)\b([^\n]*)/;

function readDirectives(comments: readonly Comment[]): Directive[] {
  return comments.flatMap(({ text, range }) => {
    const [, where, rest = ''] = directive.exec(text) ?? [];
    if (where === undefined) return [];
    const codes = rest.match(/[a-z0-9]+\/[a-z0-9*-]+/g);
    return [
      {
        codes: codes ? new Set(codes) : undefined,
        line: where === 'file' ? undefined : where === 'line' ? range.start.line : range.end.line + 1,
      },
    ];
  });
}

function silences({ codes, line }: Directive, { rule, range }: Finding): boolean {
  if (line !== undefined && line !== range.start.line) return false;
  const [format] = rule.code.split('/');
  return codes === undefined || codes.has(rule.code) || codes.has(`${format}/*`);
}

/** Fixes that write a comment which silences a rule for the finding's line, or for the file. */
export function silencingFixes(format: Format, { rule, range }: Finding, lineAt: (line: number) => string): Fix[] {
  if (!format.comments) return [];
  const { write } = format.comments;
  const { line } = range.start;
  const end = /\r$/.test(lineAt(line)) ? '\r\n' : '\n';
  const comment = (directive: string) => write(`cisco-sip-disable-${directive} ${rule.code}`);
  // What stands at the very beginning has to stay there: a byte order mark, an XML declaration.
  const top = /^\uFEFF?<\?xml\b/.test(lineAt(0))
    ? { line: 1, character: 0 }
    : { line: 0, character: markLength(lineAt(0)) };
  const forFile: Fix = {
    title: t`Silence ${rule.code} for this file`,
    safe: false,
    edits: [insert(top, `${comment('file')}${end}`)],
  };
  if (rule.wholeFile) return [forFile];
  const indent = /^[ \t]*/.exec(lineAt(line))?.[0] ?? '';
  const place = { line, character: line === 0 ? markLength(lineAt(0)) : 0 };
  return [
    {
      title: t`Silence ${rule.code} for this line`,
      safe: false,
      edits: [insert(place, `${indent}${comment('next-line')}${end}`)],
    },
    forFile,
  ];
}

function markLength(firstLine: string): number {
  return firstLine.startsWith('\uFEFF') ? 1 : 0;
}
