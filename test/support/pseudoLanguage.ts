/** A language in which every text stands between `⟦` and `⟧`, so that what is not looked up is seen. */

import assert from 'node:assert/strict';
import english from '../../l10n/bundle.l10n.json' with { type: 'json' };

/** Every English text with its translation. What is put in stands outside of the brackets: it has to be looked up itself. */
export const pseudoTexts: Readonly<Record<string, string>> = Object.fromEntries(
  Object.keys(english).map((text) => [
    text,
    text.replace(/^(\s*)([\s\S]*?)(\s*)$/, '$1⟦$2⟧$3').replace(/\{\w+\}/g, '⟧$&⟦'),
  ]),
);

/** What stands in none of the brackets, and is not marked as code or between quotes. */
function outside(text: string): string {
  let depth = 0;
  let rest = '';
  for (const character of text) {
    if (character === '⟦') depth++;
    else if (character === '⟧') depth--;
    else if (depth === 0) rest += character;
  }
  return rest.replace(/(`+)[\s\S]*?\1|"[^"]*"/g, '');
}

/** Asserts that no words of English are left in a text that people are shown, but for those of `file` that it cites. */
export function expectLookedUp(text: string, where: string, file = ''): void {
  const words = outside(text).match(/\b[A-Za-z][a-z]+ [a-z]{2,}\b/g) ?? [];
  const left = words.filter((each) => !file.includes(each));
  assert.deepEqual(left, [], `${where}: ${text}`);
}
