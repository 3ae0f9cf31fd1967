/** The file with the translations of a language, where Node can read it. For English nothing is read. */

import { readFile } from 'node:fs/promises';
import { languageOf, speak } from './language.ts';

/** From now on texts are in the language of `locale`, or in English where there is no file for it. */
export async function speakAs(locale: string | undefined): Promise<void> {
  const language = languageOf(locale);
  if (language === undefined) return;
  try {
    // It lies beside the bundle's folder, in the extension and in the npm package.
    const file = new URL(`../l10n/bundle.l10n.${language}.json`, import.meta.url);
    speak(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    // English is better than no answer.
  }
}
