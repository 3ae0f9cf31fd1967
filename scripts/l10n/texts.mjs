/** Every English text that can be translated: those in the code, of the rule tables and of the facts. */

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import shownTexts from '../../schemas/shown-texts.json' with { type: 'json' };
import { topics } from '../../server/src/formats/cnf/explain.ts';
import { formats } from '../../server/src/formats/registry.ts';
import { generalRules } from '../../server/src/limit.ts';
import { rules as rootRules } from '../../server/src/tftproot/rules.ts';
import { sourceTexts } from './sourceTexts.mjs';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** The English text, with where it comes from and what is put in for its places. */
export function englishTexts() {
  const texts = sourceTexts(root);
  const add = (key, place) => {
    if (!/\p{L}/u.test(key)) return;
    const use = texts.get(key) ?? { places: [], values: [] };
    use.places.push(place);
    texts.set(key, use);
  };
  const rules = [
    ...formats.flatMap((format) => format.rules),
    ...Object.values(rootRules),
    ...Object.values(generalRules),
  ];
  for (const { code, message } of rules) add(message, `docs/diagnostics/${code}.md`);
  for (const title of Object.values(topics)) add(title, 'server/src/formats/cnf/explain.ts');
  for (const [file, names] of Object.entries(shownTexts)) {
    const facts = JSON.parse(readFileSync(path.join(root, 'schemas', file), 'utf8'));
    for (const text of textsNamed(facts, new Set(names))) add(text, `schemas/${file}`);
  }
  return new Map([...texts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function textsNamed(value, names) {
  if (Array.isArray(value)) return value.flatMap((each) => textsNamed(each, names));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) => {
    if (names.has(name) && typeof part === 'string') return [part];
    if (names.has(name) && Array.isArray(part) && part.every((each) => typeof each === 'string')) return part;
    return textsNamed(part, names);
  });
}
