/** `--format pretty`: for people. */

import { t } from '@vscode/l10n';
import { printable, type Severity } from '../../formats/rules.ts';
import { paint } from '../command.ts';
import { type Formatter, placeOf, type Report } from './reported.ts';

const colours = { error: 'red', warning: 'yellow', information: 'blue', hint: 'gray' } as const;
const severities = Object.keys(colours) as Severity[];

export const pretty: Formatter = (report) => {
  const labels = new Map(severities.map((severity) => [severity, paint(colours[severity], severity.padEnd(12))]));
  // Whether the terminal has colours is not asked again for each of thousands of lines.
  const codes = new Map<string, string>();
  const lines: string[] = [];
  let current: string | undefined;
  for (const { file, finding } of report.reported) {
    if (file !== current) lines.push(...(lines.length > 0 ? [''] : []), paint('underline', printable(file)));
    current = file;
    const { line, column } = placeOf(finding);
    const { severity, message, rule } = finding;
    const code = codes.get(rule.code) ?? paint('gray', rule.code);
    codes.set(rule.code, code);
    lines.push(`  ${`${line}:${column}`.padEnd(8)}${labels.get(severity)}${message} ${code}`);
  }
  if (lines.length > 0) lines.push('');
  return `${[...lines, total(report)].join('\n')}\n`;
};

const countInWords: Readonly<Record<Severity, (count: number) => string>> = {
  error: (count) => (count === 1 ? t('1 error') : t`${count} errors`),
  warning: (count) => (count === 1 ? t('1 warning') : t`${count} warnings`),
  information: (count) => t`${count} information`,
  hint: (count) => (count === 1 ? t('1 hint') : t`${count} hints`),
};

function total({ reported, files }: Report): string {
  const counts = severities
    .map((severity) => [reported.filter(({ finding }) => finding.severity === severity).length, severity] as const)
    .filter(([number]) => number > 0)
    .map(([number, severity]) => countInWords[severity](number));
  const what = counts.length === 0 ? t('nothing to report') : counts.join(', ');
  return files === 1 ? t`1 file checked: ${what}` : t`${files} files checked: ${what}`;
}
