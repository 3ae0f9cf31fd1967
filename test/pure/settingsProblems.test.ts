import assert from 'node:assert/strict';
import { test } from 'node:test';
import { manifest } from '../../scripts/manifest.ts';
import { settingsProblems } from '../../server/src/config.ts';
import { defaults } from '../../server/src/settings.ts';

test('settings as they should be, and such as are not set, are no problem', () => {
  assert.deepEqual(settingsProblems(undefined), []);
  assert.deepEqual(settingsProblems(null), []);
  assert.deepEqual(settingsProblems(defaults), []);
  assert.deepEqual(settingsProblems({ diagnostics: { limit: null }, codeLens: null }), []);
  assert.deepEqual(
    settingsProblems({ diagnostics: { severity: { 'cnf/out-of-range': 'off', 'dialplan/*': 'hint' } } }),
    [],
  );
});

test('the settings of the manifest with their defaults are no problem', () => {
  const sections: Record<string, Record<string, unknown>> = {};
  for (const [key, property] of Object.entries(manifest.contributes.configuration.properties)) {
    const [, section = '', name = ''] = key.split('.');
    sections[section] = { ...sections[section], [name]: property.default };
  }
  assert.deepEqual(settingsProblems(sections), []);
});

test('each setting that is not understood is named as the user wrote it', () => {
  assert.deepEqual(settingsProblems({ diagnostics: { limit: 0, scope: 'all' }, inlayHints: { meanings: 'yes' } }), [
    "'cisco.diagnostics.limit' cannot be 0.",
    '\'cisco.diagnostics.scope\' cannot be "all".',
    '\'cisco.inlayHints.meanings\' cannot be "yes".',
  ]);
  assert.deepEqual(settingsProblems({ diagnostics: { severity: { 'cnf/nonsense': 'off', 'cnf/*': 'loud' } } }), [
    "'cisco.diagnostics.severity' names 'cnf/nonsense', which is the code of no finding.",
    "'cisco.diagnostics.severity' has for 'cnf/*' neither error, warning, information, hint nor off.",
  ]);
  assert.deepEqual(settingsProblems({ codeLens: true, diagnostics: { severities: {} } }), [
    "'cisco.codeLens' has to be an object.",
    "There is no setting 'cisco.diagnostics.severities'.",
  ]);
});

test("settings that are the client's own, and long or odd values, do no harm", () => {
  assert.deepEqual(settingsProblems({ tftp: { folder: 7 }, showsReferences: true }), []);
  const [long = ''] = settingsProblems({ dialPlan: { country: 'x'.repeat(10_000) } });
  assert.ok(long.length < 150);
  const [odd = ''] = settingsProblems({ dialPlan: { country: '\u001B[2J' } });
  assert.doesNotMatch(odd, /\u001B/);
});
