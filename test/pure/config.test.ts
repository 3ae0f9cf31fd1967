/** Settings that lie with the files. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import { readConfig, withConfig } from '../../server/src/config.ts';
import { defaults } from '../../server/src/settings.ts';
import { project } from '../support/server.ts';

const schemaFile = join(project, 'schemas', 'config', 'cisco-sip.schema.json');

const everything = {
  $schema: 'cisco-sip.schema.json',
  diagnostics: { severity: { 'cnf/out-of-range': 'warning', 'dialplan/*': 'off' }, scope: 'openFiles', limit: 50 },
  codeLens: { enabled: false },
  inlayHints: { meanings: false, effectiveValues: false },
  dialPlan: { country: 'DE' },
  format: { alignComments: true },
};

test('the file has the names of the settings, a section an object', () => {
  const config = readConfig(JSON.stringify(everything));
  assert.deepEqual(config.problems, []);
  const { $schema, ...settings } = everything;
  assert.deepEqual(withConfig(defaults, config), settings);
});

test('what the file says goes before the settings of the editor; what it leaves out stays', () => {
  const editor = {
    ...defaults,
    diagnostics: { ...defaults.diagnostics, severity: { 'cnf/out-of-range': 'off', 'cnf/text-too-long': 'hint' } },
    dialPlan: { country: 'FR' },
  } as const;
  const merged = withConfig(editor, readConfig('{"diagnostics": {"severity": {"cnf/out-of-range": "warning"}}}'));
  assert.deepEqual(merged.diagnostics.severity, { 'cnf/out-of-range': 'warning', 'cnf/text-too-long': 'hint' });
  assert.equal(merged.dialPlan.country, 'FR');
});

test('each mistake is told, and the rest of the file counts', () => {
  const { settings, problems } = readConfig(
    JSON.stringify({
      colour: true,
      format: 'yes',
      dialPlan: { country: 'Germany', city: 'Bonn' },
      codeLens: { enabled: {} },
      diagnostics: { severity: { 'cnf/no-such-rule': 'off', 'cnf/out-of-range': 'loud', 'cnf/wrong-file': 'off' } },
    }),
  );
  assert.deepEqual(problems, [
    "There is no setting 'colour'.",
    "'format' has to be an object.",
    `'dialPlan.country' cannot be "Germany".`,
    "There is no setting 'dialPlan.city'.",
    "'codeLens.enabled' cannot be {}.",
    "'diagnostics.severity' names 'cnf/no-such-rule', which is the code of no finding.",
    "'diagnostics.severity' has for 'cnf/out-of-range' neither error, warning, information, hint nor off.",
  ]);
  assert.deepEqual(settings, { dialPlan: {}, codeLens: {}, diagnostics: { severity: { 'cnf/wrong-file': 'off' } } });
});

test('whatever the file holds, reading it gives settings', () => {
  for (const text of ['', '{', '[]', 'null', '7', '{"diagnostics": null}', '{"__proto__": {"x": 1}, "toString": {}}']) {
    const config = readConfig(text);
    assert.notDeepEqual(config.problems, [], text);
    assert.deepEqual(withConfig(defaults, config), defaults, text);
  }
  assert.deepEqual(readConfig('\uFEFF{}'), { settings: {}, problems: [] });
});

test('the schema for editors knows exactly what is read', () => {
  const validate = new Ajv({ allowUnionTypes: true, strict: false }).compile(
    JSON.parse(readFileSync(schemaFile, 'utf8')) as object,
  );
  assert.ok(validate(everything), JSON.stringify(validate.errors));
  for (const wrong of [
    { colour: true },
    { dialPlan: { country: 'Germany' } },
    { diagnostics: { severity: { 'cnf/no-such-rule': 'off' } } },
    { diagnostics: { severity: { 'cnf/out-of-range': 'loud' } } },
  ])
    assert.equal(validate(wrong), false, JSON.stringify(wrong));
});

test('the schema is that of the settings and the rule tables', () => {
  const { status, stderr } = spawnSync(process.execPath, [join(project, 'scripts', 'configSchema.mjs'), '--check'], {
    encoding: 'utf8',
  });
  assert.equal(status, 0, stderr);
});
