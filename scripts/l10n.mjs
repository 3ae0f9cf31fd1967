/**
 * Writes l10n/bundle.l10n.json, every English text of extension and server that can be translated, and says what each
 * language lacks, has too much or has wrong. `--check` writes nothing and fails when the file is out of date or a
 * language that is finished is not whole. `--context` prints every text with where it stands and what is put into it.
 */

import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { compare, filesOf, languages, readTexts, unfinished } from './l10n/languages.ts';
import { englishTexts, root } from './l10n/texts.mjs';

const bundle = path.join(root, 'l10n/bundle.l10n.json');
const texts = englishTexts();
const wanted = `${JSON.stringify(Object.fromEntries([...texts.keys()].map((key) => [key, key])), null, 2)}\n`;

if (process.argv.includes('--context')) {
  for (const [text, { places, values }] of texts) {
    const put = values.map((value, index) => `  {${index}} = ${value}`);
    console.log([JSON.stringify(text), ...put, ...places.map((place) => `  ${place}`)].join('\n'));
  }
} else {
  const isCheck = process.argv.includes('--check');
  if (!isCheck) writeFileSync(bundle, wanted);
  else if (readFileSync(bundle, 'utf8') !== wanted) {
    console.error('l10n/bundle.l10n.json is out of date; to mend it: npm run l10n');
    process.exitCode = 1;
  }
  for (const language of languages) {
    for (const { english, translated } of filesOf(language)) {
      const { missing, superfluous, wrong } = compare(readTexts(root, english), readTexts(root, translated));
      console.log(`${translated}: ${missing.length} missing, ${superfluous.length} superfluous, ${wrong.length} wrong`);
      if (isCheck) for (const key of superfluous) console.log(`  superfluous: ${key}`);
      for (const each of wrong) console.log(`  wrong: ${each}`);
      const isWhole = missing.length === 0 && superfluous.length === 0;
      if (isCheck && (wrong.length > 0 || (!isWhole && !unfinished.includes(language)))) process.exitCode = 1;
    }
  }
}
