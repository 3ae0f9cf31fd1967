/**
 * Writes the JSON schema of .cisco-sip.json, schemas/config/cisco-sip.schema.json, from the settings in package.json
 * and the rule tables. `--check` writes nothing and fails when it is out of date.
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';

import { formats } from '../server/src/formats/registry.ts';
import { generalRules } from '../server/src/limit.ts';
import { defaults } from '../server/src/settings.ts';
import { rules as rootRules } from '../server/src/tftproot/rules.ts';
import { manifest } from './manifest.ts';

const file = new URL('../schemas/config/cisco-sip.schema.json', import.meta.url);
const rules = [
  ...formats.flatMap((format) => format.rules),
  ...Object.values(rootRules),
  ...Object.values(generalRules),
];

function strict(properties) {
  return { type: 'object', additionalProperties: false, properties };
}

/** What a setting takes, without what only the editor's own settings page reads. */
function setting(name) {
  const { scope, order, propertyNames, ...schema } = manifest.contributes.configuration.properties[`cisco.${name}`];
  return name === 'diagnostics.severity' ? severities(schema) : schema;
}

function severities(schema) {
  const kinds = [...new Set(rules.map(({ code }) => `${code.slice(0, code.indexOf('/'))}/*`))];
  const all = [
    ...kinds.map((code) => [code, 'All of a kind of file.']),
    ...rules.map(({ code, title }) => [code, title]),
  ];
  return {
    ...schema,
    additionalProperties: false,
    properties: Object.fromEntries(
      all.map(([code, description]) => [code, { allOf: [{ $ref: '#/definitions/level' }], description }]).sort(),
    ),
  };
}

const sections = Object.fromEntries(
  Object.entries(defaults).map(([section, keys]) => [
    section,
    strict(Object.fromEntries(Object.keys(keys).map((key) => [key, setting(`${section}.${key}`)]))),
  ]),
);

const schema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Settings of a TFTP folder of Cisco SIP phones',
  description:
    'Settings that lie with the files they are about: the names of the editor\'s settings without "cisco." in front.',
  ...strict({ $schema: { type: 'string' }, ...sections }),
  definitions: {
    level: manifest.contributes.configuration.properties['cisco.diagnostics.severity'].additionalProperties,
  },
};
if (!process.argv.includes('--check')) writeFileSync(file, `${JSON.stringify(schema, null, 2)}\n`);
else if (!isDeepStrictEqual(JSON.parse(readFileSync(file, 'utf8')), schema)) {
  console.error('schemas/config/cisco-sip.schema.json is out of date; to mend it: node scripts/configSchema.mjs');
  process.exitCode = 1;
}
