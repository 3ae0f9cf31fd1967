/**
 * `--format github`: workflow commands of GitHub Actions, which become annotations. GitHub shows ten of a kind a step,
 * so hints are left out.
 */

import { type Formatter, fromHere, placeOf } from './reported.ts';

const commands = { error: 'error', warning: 'warning', information: 'notice', hint: undefined } as const;

export const github: Formatter = ({ reported }) =>
  reported
    .map(({ file, finding }) => {
      const command = commands[finding.severity];
      if (command === undefined) return '';
      const { line, column, endLine, endColumn } = placeOf(finding);
      const properties = {
        file: fromHere(file) ?? file,
        line,
        endLine,
        // Columns go with a single line only.
        ...(line === endLine && { col: column, endColumn }),
        title: finding.rule.code,
      };
      const list = Object.entries(properties).map(([name, value]) => `${name}=${property(String(value))}`);
      return `::${command} ${list.join(',')}::${data(finding.message)}\n`;
    })
    .join('');

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
