/** Findings as the Language Server Protocol sends them. */

import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver-types';
import type { Finding, Rule, Severity } from './formats/rules.ts';

/** Who says so, in every list of problems. */
export const source = 'Cisco SIP';

const severities: Record<Severity, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** `pageOf`: where a rule is explained, if anywhere. `uri`: of the document, for related places in it. */
export function toDiagnostic(finding: Finding, uri: string, pageOf: (rule: Rule) => string | undefined): Diagnostic {
  const { rule, range, severity, message, related, unnecessary } = finding;
  const href = pageOf(rule);
  return {
    range,
    severity: severities[severity],
    source,
    code: rule.code,
    ...(href !== undefined && { codeDescription: { href } }),
    message,
    ...(unnecessary && { tags: [DiagnosticTag.Unnecessary] }),
    ...(related.length > 0 && {
      relatedInformation: related.map((place) => ({
        location: { uri: place.uri ?? uri, range: place.range },
        message: place.message,
      })),
    }),
  };
}

/** The file of a rule's page below `docs/diagnostics/`. */
export function pagePath({ code }: Rule): string {
  return `${code}.md`;
}
