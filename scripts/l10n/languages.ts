/** The translations, and what is missing or wrong in them. */

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { languages } from '../../server/src/language.ts';

export { languages };

/** Languages that are not finished yet: what they lack is shown in English, and is no failure of a check. */
export const unfinished: readonly string[] = [];

export interface Pair {
  readonly english: string;
  readonly translated: string;
}

export type Texts = Readonly<Record<string, string>>;

/** The two pairs of files of a language, as paths from the folder of the project. */
export function filesOf(language: string): readonly Pair[] {
  return [
    { english: 'package.nls.json', translated: `package.nls.${language}.json` },
    { english: 'l10n/bundle.l10n.json', translated: `l10n/bundle.l10n.${language}.json` },
  ];
}

/** The texts of a file by their keys; none where the file is not there. */
export function readTexts(root: string, name: string): Texts {
  const file = path.join(root, name);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
}

/** What stands in English and is to be said in every language the same way. */
const kept: readonly (readonly [string, RegExp])[] = [
  ['places', /\{\w+\}/g],
  ['code', /`[^`]+`/g],
  ['icons', /\$\([\w-]+\)/g],
  ['links', /\]\([^)]+\)/g],
];

/** Words of English grammar, which another language may not need. */
const grammar = new Set(['{verb}', '{them}']);

/** What is wrong with the translation of one text, in words. */
export function problemsOf(english: string, translation: string): string[] {
  const problems: string[] = [];
  for (const [what, pattern] of kept) {
    const wanted = tally(english, pattern);
    const found = tally(translation, pattern);
    if (wanted.join('\n') !== found.join('\n'))
      problems.push(`${what}: ${wanted.join(' ') || 'none'} in English, ${found.join(' ') || 'none'} here`);
  }
  if (/^\s*/.exec(english)?.[0] !== /^\s*/.exec(translation)?.[0]) problems.push('white space before it differs');
  if (/\s*$/.exec(english)?.[0] !== /\s*$/.exec(translation)?.[0]) problems.push('white space behind it differs');
  return problems;
}

function tally(text: string, pattern: RegExp): string[] {
  return [...new Set(text.match(pattern) ?? [])].filter((each) => !grammar.has(each)).sort();
}

export interface Comparison {
  readonly missing: readonly string[];
  readonly superfluous: readonly string[];
  /** The key and what is wrong with its text. */
  readonly wrong: readonly string[];
}

/** What a language lacks, what it has too much, and what is wrong with the rest. */
export function compare(english: Texts, translated: Texts): Comparison {
  return {
    missing: Object.keys(english).filter((key) => !Object.hasOwn(translated, key)),
    superfluous: Object.keys(translated).filter((key) => !Object.hasOwn(english, key)),
    wrong: Object.entries(translated).flatMap(([key, text]) =>
      problemsOf(english[key] ?? text, text).map((problem) => `${key}\n    ${problem}`),
    ),
  };
}
