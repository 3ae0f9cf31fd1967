/**
 * The language of the texts that people read. English stands in the code and in the facts; a translation is looked up
 * with the English text, by `t` of `@vscode/l10n`, at the moment when the text is shown.
 */

import { config } from '@vscode/l10n';

/** The languages there are translations for, as the first part of a locale names them. */
export const languages: readonly string[] = ['de', 'es', 'fr', 'ja'];

/** Translations by their English text. */
export type Texts = Readonly<Record<string, string>>;

/**
 * The language of a locale such as `de`, `de-AT` or `de_DE.UTF-8`; `undefined` for those there is no translation for,
 * which get English.
 */
export function languageOf(locale: string | undefined): string | undefined {
  const language = /^[A-Za-z]+/.exec(locale ?? '')?.[0].toLowerCase();
  return language !== undefined && languages.includes(language) ? language : undefined;
}

/** From now on texts are those of `texts`, where it has them. */
export function speak(texts: unknown): void {
  if (typeof texts !== 'object' || texts === null) return;
  const known = Object.entries(texts).filter(([, text]) => typeof text === 'string');
  // Without a prototype: a text is no property that every object has.
  config({ contents: Object.assign(Object.create(null), Object.fromEntries(known)) });
}
