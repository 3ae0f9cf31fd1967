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

/** `pageOf`: where a rule is explained. `uri`: of the document, for related places in it. */
export function toDiagnostic(finding: Finding, uri: string, pageOf: (rule: Rule) => string): Diagnostic {
  const { rule, range, severity, message, related, unnecessary } = finding;
  return {
    range,
    severity: severities[severity],
    source,
    code: rule.code,
    codeDescription: { href: pageOf(rule) },
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
