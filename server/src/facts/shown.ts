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

/** Where an object keeps its texts as they stand in the facts. */
const untold = Symbol('untold');

interface Told {
  readonly [untold]: Readonly<Record<string, unknown>>;
}

function withTexts(value: unknown, names: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.map((each) => withTexts(each, names));
  if (typeof value !== 'object' || value === null) return value;
  const made = Object.defineProperty({}, untold, { value });
  for (const [name, part] of Object.entries(value)) {
    const isTold = names.has(name) && isText(part);
    Object.defineProperty(made, name, {
      enumerable: true,
      ...(isTold ? { get: teller(name) } : { value: withTexts(part, names) }),
    });
  }
  return made;
}

const tellers = new Map<string, (this: Told) => Text>();

/** One for all objects: to the engine those are of one kind then, and what they hold is found at once. */
function teller(name: string): (this: Told) => Text {
  const known = tellers.get(name);
  if (known) return known;
  const made = function (this: Told) {
    return inTurn(this[untold][name] as Text);
  };
  tellers.set(name, made);
  return made;
}

type Text = string | readonly string[];

function isText(part: unknown): part is Text {
  return typeof part === 'string' || (Array.isArray(part) && part.every((each) => typeof each === 'string'));
}

function inTurn(text: Text): Text {
  return typeof text === 'string' ? t(text) : text.map((each) => t(each));
}
