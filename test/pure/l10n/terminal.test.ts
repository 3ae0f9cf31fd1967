/** In which language `cisco-sip` answers. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { localeOf } from '../../../server/src/cli/locale.ts';

test('the terminal is answered in the language of its environment', () => {
  assert.equal(localeOf({ LANG: 'de_DE.UTF-8' }, ['check', '.']), 'de_DE.UTF-8');
  assert.equal(localeOf({ LANG: 'de_DE.UTF-8', LC_MESSAGES: 'fr_FR.UTF-8' }, ['check', '.']), 'fr_FR.UTF-8');
  assert.equal(localeOf({ LANG: 'de_DE.UTF-8', LC_ALL: 'C' }, ['check', '.']), 'C');
  assert.equal(localeOf({}, ['check', '.']), undefined);
});

test('what programs read is English on every machine', () => {
  const german = { LANG: 'de_DE.UTF-8' };
  for (const args of [['--json'], ['--format', 'sarif'], ['--format=github']])
    assert.equal(localeOf(german, ['check', '.', ...args]), undefined);
  assert.equal(localeOf(german, ['check', '.', '--format', 'pretty']), 'de_DE.UTF-8');
});
