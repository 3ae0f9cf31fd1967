/** Facts whose texts are read in the language of the reader. */

import { t } from '@vscode/l10n';
import shownTexts from '../../../schemas/shown-texts.json' with { type: 'json' };

/**
 * The facts of a file of `schemas/` with the texts that people are shown, as `schemas/shown-texts.json` lists them, in
 * the language that is spoken when they are read.
 */
export function shown<T>(file: keyof typeof shownTexts, facts: T): T {
  return withTexts(facts, new Set(shownTexts[file])) as T;
}

function withTexts(value: unknown, names: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.map((each) => withTexts(each, names));
  if (typeof value !== 'object' || value === null) return value;
  const made = {};
  for (const [name, part] of Object.entries(value)) {
    if (names.has(name) && isText(part))
      Object.defineProperty(made, name, { enumerable: true, get: () => inTurn(part) });
    else Object.assign(made, { [name]: withTexts(part, names) });
  }
  return made;
}

type Text = string | readonly string[];

function isText(part: unknown): part is Text {
  return typeof part === 'string' || (Array.isArray(part) && part.every((each) => typeof each === 'string'));
}

function inTurn(text: Text): Text {
  return typeof text === 'string' ? t(text) : text.map((each) => t(each));
}
