/** Text of files in markdown, and markdown for clients that show text as it is. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { code, escapeMarkdown, plainText } from '../../server/src/markdown.ts';

test('a client without markdown gets the words without their marks', () => {
  assert.equal(
    plainText('**`line1_name`** · the user\n\n- Default: `UNPROVISIONED`'),
    'line1_name · the user\n\n- Default: UNPROVISIONED',
  );
  assert.equal(
    plainText('*How sure: documented.*\n\nSources: [Guide, 4.0](https://example.com/a_b)'),
    'How sure: documented.\n\nSources: Guide, 4.0',
  );
});

test('what stands in code stands for itself', () => {
  assert.equal(plainText('`*` any keys, `\\_` a backslash, `[a](b)`'), '* any keys, \\_ a backslash, [a](b)');
});

test('text of files comes out of markdown as it went in, escaped or as code', () => {
  const text = fc.string({ unit: fc.constantFrom(...'ab_*`\\[]()<>~|.- #&') });
  fc.assert(
    fc.property(text, (original) => {
      assert.equal(plainText(escapeMarkdown(original)), original);
      // Blanks at both ends of code are not told from padding.
      if (original.trim() === original && original !== '') assert.equal(plainText(code(original)), original);
    }),
  );
});

test('a long text of marks takes a moment', () => {
  const started = performance.now();
  for (const part of ['`', '``` ', '`a ``b ', '[', '*', '\\']) plainText(part.repeat(20_000));
  assert.ok(performance.now() - started < 5000);
});
