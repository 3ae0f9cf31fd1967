/** `--format json`: for programs. */

import { type Formatter, placeOf } from './reported.ts';

export const json: Formatter = ({ reported }) => {
  const rows = reported.map(({ file, finding }) => ({
    file,
    ...placeOf(finding),
    severity: finding.severity,
    code: finding.rule.code,
    message: finding.message,
  }));
  return `${JSON.stringify(rows, null, 2)}\n`;
};
