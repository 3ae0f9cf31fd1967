/** What a snippet inserts, with its defaults taken, is a file that our own checks have nothing to say about. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import manifest from '../../package.json' with { type: 'json' };
import { formats } from '../../server/src/formats/registry.ts';
import { findingsIn } from '../support/language.ts';

interface Snippet {
  readonly prefix: string;
  readonly description: string;
  readonly body: readonly string[];
}

const fileNames: Readonly<Record<string, string>> = {
  'cisco-sip-dialplan': 'dialplan.xml',
  'cisco-sip-syncinfo': 'syncinfo.xml',
  sipdefault: 'SIPDefault.cnf',
};

const stop = /\\([\\$}])|\$\{(\d+)\|([^|]*)\|\}|\$\{(\d+):((?:\\.|\$\d+|[^}])*)\}|\$(\d+)/g;

/** The text that a snippet inserts when every default is taken. */
function expand(body: string): string {
  const values = new Map<string, string>();
  const replace = (text: string): string =>
    text.replace(
      stop,
      (_, escaped?: string, choice?: string, options?: string, place?: string, value?: string, mirror?: string) => {
        if (escaped !== undefined) return escaped;
        if (mirror !== undefined) return values.get(mirror) ?? '';
        const chosen = choice !== undefined ? (options ?? '').split(',')[0]! : replace(value ?? '');
        values.set(choice ?? place ?? '', chosen);
        return chosen;
      },
    );
  return replace(body);
}

for (const { language, path } of manifest.contributes.snippets) {
  const snippets = Object.entries(
    JSON.parse(readFileSync(new URL(path, new URL('../../', import.meta.url)), 'utf8')) as Record<string, Snippet>,
  );
  const format = formats.find(({ languageId }) => languageId === language);

  test(`${path}: no prefix twice`, () => {
    const prefixes = snippets.map(([, { prefix }]) => prefix);
    assert.deepEqual([...new Set(prefixes)], prefixes);
  });

  for (const [title, { prefix, body }] of snippets)
    test(`${path}: ${title}`, () => {
      assert.ok(format);
      const name = fileNames[prefix] ?? fileNames[language] ?? 'SIP000DBC001122.cnf';
      const text = expand(body.join('\n'));
      assert.doesNotMatch(text, /\$/);
      const found = findingsIn(format, { name, text });
      assert.deepEqual(
        found.map(({ rule, message }) => `${rule.code}: ${message}`),
        [],
      );
    });
}

test('tab stops are numbered from 1 without a gap', () => {
  for (const { path } of manifest.contributes.snippets) {
    const text = readFileSync(new URL(path, new URL('../../', import.meta.url)), 'utf8');
    for (const [title, { body }] of Object.entries(JSON.parse(text) as Record<string, Snippet>)) {
      const numbers = new Set([...body.join('\n').matchAll(/\$\{?(\d+)/g)].map(([, number]) => Number(number)));
      const expected = Array.from({ length: numbers.size }, (_, index) => index);
      assert.deepEqual(
        [...numbers].sort((a, b) => a - b),
        expected,
        title,
      );
    }
  }
});
