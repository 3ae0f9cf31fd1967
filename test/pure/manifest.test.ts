/** What package.json promises holds: file names, settings, commands, files. */

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { minimatch } from 'minimatch';
import { clientCommands, toolCommands } from '../../client/src/commands.ts';
import { languageIds } from '../../client/src/languages.ts';
import { manifest } from '../../scripts/manifest.ts';
import { tokenModifiers, tokenTypes } from '../../server/src/formats/format.ts';
import { showReferencesCommand } from '../../server/src/protocol.ts';
import { defaults } from '../../server/src/settings.ts';

interface Language {
  readonly id: string;
  readonly filenames?: readonly string[];
  readonly filenamePatterns?: readonly string[];
  readonly extensions?: readonly string[];
  readonly firstLine?: string;
  readonly configuration: string;
}

const root = new URL('../../', import.meta.url);
const languages: readonly Language[] = manifest.contributes.languages;

/** The languages whose names or patterns fit, as the editor compares them: whatever the letter case. */
function languagesOf(fileName: string): string[] {
  return languages
    .filter(
      ({ filenames = [], filenamePatterns = [] }) =>
        filenames.some((name) => name.toLowerCase() === fileName.toLowerCase()) ||
        filenamePatterns.some((pattern) => minimatch(fileName.toLowerCase(), pattern.toLowerCase(), { dot: true })),
    )
    .map(({ id }) => id);
}

test('configuration files are recognised by name', () => {
  for (const name of [
    'SIPDefault.cnf',
    'sipdefault.cnf',
    'SIPDEFAULT.CNF',
    'SIP000DBC001122.cnf',
    'sip000dbc001122.cnf',
    'SIP000dbc001122.CNF',
    'SIPC40DBC001122.cnf',
    'SIP00-11-22-33-44-55.cnf',
    'SIP00:11:22:33:44:55.cnf',
    'SIPC4-11-22-33-44-55.cnf',
    'SIP0011.2233.4455.cnf',
    'SIPC411.2233.4455.cnf',
    'SIP000DBC00112.cnf',
    'SIPC40DBC00112.cnf',
    'SIP000DBC0011223.cnf',
    'SIP00ODBC001122.cnf',
    'SIP{$mac}.cnf',
    'SIP$mac.cnf',
    'SIP${MAC}.cnf',
    'SIP{{ mac }}.cnf',
    'SIP<MAC>.cnf',
    'SIP__MAC__.cnf',
  ])
    assert.deepEqual(languagesOf(name), ['cisco-sip-cnf'], name);
});

test("other people's files are not", () => {
  for (const name of [
    'my.cnf',
    'openssl.cnf',
    'sipp.cnf',
    'sip.cnf',
    'SIP.conf',
    'sipfacade.cnf',
    'sip-profile.cnf',
    'mysip000DBC001122.cnf',
    'SIP000DBC001122.cnf.bak',
    'SIPDefault.conf',
    'SIPDefault.cnf.xml',
    'SEP000DBC001122.cnf.xml',
    'dialplan.xml',
    'services.xml',
    'notes.txt',
    'data.dat',
    'login.tests',
    '.cnf',
  ])
    assert.deepEqual(languagesOf(name), [], name);
  assert.deepEqual(
    languages.flatMap(({ extensions = [] }) => extensions),
    [],
  );
});

test('the other files are recognised by name, the dial plan is not', () => {
  assert.deepEqual(languagesOf('syncinfo.xml'), ['cisco-sip-syncinfo']);
  assert.deepEqual(languagesOf('os79xx.txt'), ['cisco-sip-os79xx']);
  assert.deepEqual(languagesOf('Ringlist.dat'), ['cisco-sip-ringlist']);
  assert.deepEqual(languagesOf('dialplan.tests'), ['cisco-sip-dialtests']);
  assert.deepEqual(languagesOf('office-dial-plan.tests'), ['cisco-sip-dialtests']);
});

test('a first line is only claimed when nobody else would write it', () => {
  const lines = languages.flatMap(({ firstLine }) => (firstLine === undefined ? [] : [new RegExp(firstLine)]));
  const claimed = (line: string) => lines.some((pattern) => pattern.test(line));
  for (const line of [
    '# SIP Default Generic Configuration File',
    'image_version: P0S3-8-12-00',
    'line1_name : "2001"',
    '# Expectations about a dial plan',
    '9,5551234  dials 5551234',
  ])
    assert.ok(claimed(line), line);
  for (const line of [
    '[mysqld]',
    '# OpenSSL example configuration file.',
    '# SIP settings',
    'name: sip',
    'line: 1',
    '',
  ])
    assert.ok(!claimed(line), line);
});

/** Shown, never edited, and no language of a file: the server has nothing to do with it. */
const shownOnly = ['cisco-effective'];

test('the client, the grammars and the language list agree', () => {
  const ids = languages.map(({ id }) => id);
  assert.deepEqual([...languageIds, ...shownOnly].sort(), [...ids].sort());
  assert.deepEqual(manifest.contributes.grammars.map(({ language }) => language).sort(), [...ids].sort());
  for (const { language } of manifest.contributes.snippets) assert.ok(ids.includes(language), language);
  for (const section of Object.keys(manifest.contributes.configurationDefaults))
    assert.ok(ids.includes(section.slice(1, -1)), section);
});

test('the colours of semantic tokens are those of the grammars', () => {
  const types: readonly string[] = tokenTypes;
  const modifiers: readonly string[] = tokenModifiers;
  for (const { language, scopes } of manifest.contributes.semanticTokenScopes) {
    const grammar = manifest.contributes.grammars.find((candidate) => candidate.language === language);
    assert.ok(grammar, language);
    const text = readFileSync(new URL(grammar.path, root), 'utf8');
    for (const [selector, names] of Object.entries(scopes)) {
      const [type = '', ...rest] = selector.split('.');
      assert.ok(types.includes(type) && rest.every((modifier) => modifiers.includes(modifier)), selector);
      for (const name of names) assert.ok(text.includes(name.replace(`.${language}`, '.')), name);
    }
  }
});

/** `{ a: { b: 1 } }` as `a.b`; an empty object is a value. */
function paths(value: object, prefix: string): [string, unknown][] {
  return Object.entries(value).flatMap(([key, inner]): [string, unknown][] =>
    typeof inner === 'object' && Object.keys(inner).length > 0
      ? paths(inner, `${prefix}${key}.`)
      : [[prefix + key, inner]],
  );
}

/** Settings that say where files go and who is told: read by the client, and by nobody in an untrusted workspace. */
const isOutward = (key: string) => /^cisco\.(?:tftp|serve|leases|checkSync)\./.test(key);

/** Settings of what only the editor shows: read by the client, and harmless in any workspace. */
const isShown = (key: string) => key.startsWith('cisco.passwords.');

test('the settings are those that the server reads, with the same defaults', () => {
  const server = Object.entries(manifest.contributes.configuration.properties).filter(
    ([key]) => !isOutward(key) && !isShown(key),
  );
  const offered = server.map(([key, property]) => [key, property.default]);
  assert.deepEqual(Object.fromEntries(offered), Object.fromEntries(paths(defaults, 'cisco.')));
  for (const [key, property] of server) assert.equal(property.scope, 'resource', key);
});

test('settings that say where files go are of the machine, and count in a trusted workspace only', () => {
  const outward = Object.entries(manifest.contributes.configuration.properties).filter(([key]) => isOutward(key));
  assert.ok(outward.length > 0);
  for (const [key, { scope }] of outward) assert.equal(scope, 'machine-overridable', key);
  const { supported, restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
  assert.equal(supported, 'limited');
  assert.deepEqual([...restrictedConfigurations].sort(), outward.map(([key]) => key).sort());
});

test('every command has a handler', () => {
  const offered = manifest.contributes.commands.map(({ command }) => command);
  // What a code lens or a row of a tree calls is not for the palette, so the editor need not know it before it is there.
  const handled = [...clientCommands, ...toolCommands].map((name) => `cisco.${name}`);
  assert.deepEqual(handled.sort(), [...offered, showReferencesCommand, 'cisco.mendBootProblem'].sort());
});

/** Commands that write to a TFTP folder or send something. */
const outwardCommands = [
  'cisco.newPhone',
  'cisco.newPhonesFromCsv',
  'cisco.newTftpFolder',
  'cisco.pushAll',
  'cisco.pushAndRestart',
  'cisco.pushToTftpFolder',
  'cisco.restartInWaves',
  'cisco.retryCheckSync',
  'cisco.sendCheckSync',
  'cisco.sendCheckSyncToAll',
  'cisco.serveFolder',
  'cisco.undoLastPush',
  'cisco.upgradeFirmware',
];

/** Commands of a view's title: they do what another one does that the palette offers. */
const titleCommands = ['cisco.pushAll', 'cisco.refreshPhones', 'cisco.sendCheckSyncToAll'];

test('menus offer commands that exist, and what reaches out in a trusted workspace only', () => {
  const ids = manifest.contributes.commands.map(({ command }) => command);
  const items: { command: string; when: string }[] = Object.values(manifest.contributes.menus).flat();
  for (const { command, when } of items) {
    assert.ok(ids.includes(command), command);
    if (outwardCommands.includes(command) && when !== 'false') assert.match(when, /\bisWorkspaceTrusted$/, command);
  }
  const { commandPalette } = manifest.contributes.menus;
  const limited = commandPalette.map(({ command }) => command);
  assert.deepEqual(limited.sort(), [...new Set([...outwardCommands, ...titleCommands])].sort());
  for (const { command, when } of commandPalette)
    assert.equal(when, titleCommands.includes(command) ? 'false' : 'isWorkspaceTrusted', command);
});

test('what reaches out looks for itself whether the workspace is trusted', () => {
  for (const command of outwardCommands.filter((each) => !titleCommands.includes(each))) {
    const file = `client/src/commands/${command.replace('cisco.', '')}.ts`;
    assert.match(readFileSync(new URL(file, root), 'utf8'), /if \(!?isTrusted\(\)\)/, file);
  }
});

test('every contributed file exists', () => {
  const { grammars, snippets, viewsContainers, walkthroughs } = manifest.contributes;
  const files = [
    manifest.icon,
    ...languages.map(({ configuration }) => configuration),
    ...grammars.map(({ path }) => path),
    ...snippets.map(({ path }) => path),
    ...viewsContainers.activitybar.map(({ icon }) => icon),
    ...walkthroughs.flatMap(({ icon, steps }) => [icon, ...steps.map(({ media }) => media.svg)]),
    'LICENSE',
  ];
  for (const file of files) assert.ok(existsSync(new URL(file, root)), file);
  for (const file of files.filter((name) => name.endsWith('.json')))
    assert.doesNotThrow(() => JSON.parse(readFileSync(new URL(file, root), 'utf8')), file);
});
