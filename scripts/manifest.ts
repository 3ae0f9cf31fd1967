/** package.json with its texts in English, which package.json itself names by `%key%` only. */

import { readFileSync } from 'node:fs';
import written from '../package.json' with { type: 'json' };

const read = (name: string): unknown => JSON.parse(readFileSync(new URL(`../${name}`, import.meta.url), 'utf8'));

/** The texts of package.json by their keys. */
export const manifestTexts = read('package.nls.json') as Readonly<Record<string, string>>;

/** A value of package.json with its texts in place of the keys. */
function inEnglish(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/^%(.+)%$/, (whole, key: string) => manifestTexts[key] ?? whole);
  if (Array.isArray(value)) return value.map(inEnglish);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, inEnglish(part)]));
}

export const manifest = inEnglish(written) as typeof written;
