/** `--format gitlab`: a code quality report of GitLab. */

import { createHash } from 'node:crypto';
import { type Formatter, fromHere, placeOf } from './reported.ts';

const severities = { error: 'major', warning: 'minor', information: 'info', hint: 'info' } as const;

export const gitlab: Formatter = ({ reported }) => {
  const seen = new Map<string, number>();
  const issues = reported.map(({ file, finding }) => {
    const { rule, message, severity } = finding;
    const path = fromHere(file) ?? file;
    const { line, endLine } = placeOf(finding);
    // The same finding has to be known again after lines were put in above it, so its line is no part of this.
    const key = [rule.code, path, message].join('\0');
    const before = seen.get(key) ?? 0;
    seen.set(key, before + 1);
    return {
      description: message,
      check_name: rule.code,
      fingerprint: createHash('sha256').update(`${key}\0${before}`).digest('hex'),
      severity: severities[severity],
      location: { path, lines: { begin: line, end: endLine } },
    };
  });
  return `${JSON.stringify(issues, null, 2)}\n`;
};
