/** Findings on their way to the reader, in whatever form. */

import { relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Finding } from '../../formats/rules.ts';

export interface Reported {
  /** The file as it is printed. */
  readonly file: string;
  readonly finding: Finding;
}

/** Everything that was found out, in the order of the files. */
export interface Report {
  readonly reported: readonly Reported[];
  /** How many files were checked. */
  readonly files: number;
}

/** Writes a report. */
export type Formatter = (report: Report) => string;

/** Where a finding is. Lines and columns count from 1; a column is a UTF-16 unit, as in editors. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export function placeOf({ range: { start, end } }: Finding): Place {
  return {
    line: start.line + 1,
    column: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

/** The path from the working folder on, with `/`, as the services of CI want it; `undefined` when it is outside. */
export function fromHere(file: string): string | undefined {
  const path = relative('', file);
  if (path.startsWith('..') || resolve(path) === path) return undefined;
  return path.split(sep).join('/');
}

/** A URI reference: relative for a file below the working folder. */
export function uriOf(file: string): string {
  const path = fromHere(file);
  return path === undefined ? pathToFileURL(file).href : path.split('/').map(encodeURIComponent).join('/');
}
