/** `--format sarif`: SARIF 2.1.0, which code scanning services and the viewers of editors read. */

import type { Log, ReportingDescriptor, Result } from 'sarif';
import type { Rule, Severity } from '../../formats/rules.ts';
import { version } from '../../version.ts';
import { type Formatter, placeOf, type Reported, uriOf } from './reported.ts';

const levels = { error: 'error', warning: 'warning', information: 'note', hint: 'note' } as const satisfies Record<
  Severity,
  Result.level
>;

export const sarif: Formatter = ({ reported }) => {
  const rules = [...new Set(reported.map(({ finding }) => finding.rule))];
  const indexes = new Map(rules.map((rule, index) => [rule, index]));
  const log: Log = {
    version: '2.1.0',
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    runs: [
      {
        tool: { driver: { name: 'cisco-sip', semanticVersion: version, rules: rules.map(described) } },
        columnKind: 'utf16CodeUnits',
        results: reported.map((one) => result(one, indexes.get(one.finding.rule) ?? -1)),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
};

function described({ code, title, severity, page }: Rule): ReportingDescriptor {
  return {
    id: code,
    shortDescription: { text: title },
    help: { text: page, markdown: page },
    defaultConfiguration: { level: levels[severity] },
  };
}

function result({ file, finding }: Reported, ruleIndex: number): Result {
  const { line, column, endLine, endColumn } = placeOf(finding);
  const region = { startLine: line, startColumn: column, endLine, endColumn };
  return {
    ruleId: finding.rule.code,
    ruleIndex,
    level: levels[finding.severity],
    message: { text: finding.message },
    locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(file) }, region } }],
  };
}
