/** Every language says everything, and leaves alone what is no language. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { compare, filesOf, languages, problemsOf, readTexts, unfinished } from '../../../scripts/l10n/languages.ts';
import { textsIn } from '../../../scripts/l10n/sourceTexts.mjs';
import { languageOf } from '../../../server/src/language.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

test('the English texts are those in the code and in the facts', () => {
  const script = fileURLToPath(new URL('../../../scripts/l10n.mjs', import.meta.url));
  const { status, stderr, stdout } = spawnSync(process.execPath, [script, '--check'], { cwd: root, encoding: 'utf8' });
  assert.equal(status, 0, `${stderr}${stdout}`);
});

for (const language of languages)
  test(`nothing is wrong in what is translated: ${language}`, () => {
    for (const { english, translated } of filesOf(language)) {
      assert.ok(existsSync(`${root}/${translated}`), translated);
      const { missing, superfluous, wrong } = compare(readTexts(root, english), readTexts(root, translated));
      assert.deepEqual({ superfluous, wrong }, { superfluous: [], wrong: [] });
      if (!unfinished.includes(language)) assert.deepEqual(missing, []);
    }
  });

test('a translation keeps places, code, icons, links, and the white space around it', () => {
  assert.deepEqual(problemsOf("Write '{name}' in `MATCH`", 'In `MATCH` steht »{name}«'), []);
  assert.equal(problemsOf('Line {0}', 'Leitung').length, 1);
  assert.equal(problemsOf('The `MATCH` of a rule', 'Das `Match` einer Regel').length, 1);
  assert.equal(problemsOf('$(edit) Another…', 'Andere…').length, 1);
  assert.equal(problemsOf(' in the folder', 'im Ordner').length, 1);
});

test('texts are found in the code with what is put in for their places', () => {
  assert.deepEqual(textsIn("const a = (n: number) => t`Line ${n + 1}`;\nconst b = t('Push');"), [
    { key: 'Line {0}', values: ['n + 1'], line: 1 },
    { key: 'Push', values: [], line: 2 },
  ]);
});

test('the language of a locale is its first part, whoever writes the locale', () => {
  for (const locale of ['de', 'de-AT', 'de_CH.UTF-8', 'DE']) assert.equal(languageOf(locale), 'de');
  for (const locale of ['en', 'en-US', 'C', 'C.UTF-8', 'pt-br', 'deu', '', undefined])
    assert.equal(languageOf(locale), undefined);
});
