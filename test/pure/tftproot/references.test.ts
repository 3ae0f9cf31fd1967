import assert from 'node:assert/strict';
import { test } from 'node:test';
import { references } from '../../../server/src/tftproot/navigate/references.ts';
import { type Files, folderAtCursor, shown } from '../../support/folder.ts';

const a = 'SIP000DBC001122.cnf';
const b = 'SIP000DBC003344.cnf';

/** What "Find All References" lists, as `file:line text`. */
function referencesOf(marked: Files, includeDeclaration = true): string[] {
  const { root, file, position, files } = folderAtCursor(marked);
  return shown(files, references(root, file, position, includeDeclaration));
}

test('a default is referred to by every phone that overrides it', () => {
  const files = {
    'SIPDefault.cnf': 'tos_|media: 5',
    [b]: 'tos_media: 4',
    [a]: 'sync: 2\ntos_media: 1\nTOS_MEDIA: 3 ; the last one counts',
    'SIP000DBC005566.cnf': 'tos_media: ""',
    'SIP000DBC007788.cnf': 'sync: 2',
  };
  const overrides = [`${a}:3 TOS_MEDIA: 3`, `${b}:1 tos_media: 4`];
  assert.deepEqual(referencesOf(files), ['SIPDefault.cnf:1 tos_media: 5', ...overrides]);
  assert.deepEqual(referencesOf(files, false), overrides);
});

test('from the entry of a phone the same is found, whether or not there is a default', () => {
  const files = { [a]: 'tos_media: 3', [b]: 'tos_|media: 4' };
  const overrides = [`${a}:1 tos_media: 3`, `${b}:1 tos_media: 4`];
  assert.deepEqual(referencesOf(files), overrides);
  assert.deepEqual(referencesOf({ ...files, 'SIPDefault.cnf': 'tos_media: 5' }), [
    'SIPDefault.cnf:1 tos_media: 5',
    ...overrides,
  ]);
});

test('phones in another folder and in another letter case are found, other .cnf files are not', () => {
  assert.deepEqual(
    referencesOf({
      'SIPDefault.cnf': 'tftp_cfg_dir: phones\ntos_|media: 5',
      [`phones/${a}`]: 'tos_media: 3',
      'phones/sip000dbc003344.CNF': 'tos_media: 4',
      'SIP{$mac}.cnf': 'tos_media: 2',
    }),
    ['SIPDefault.cnf:2 tos_media: 5', `phones/${a}:1 tos_media: 3`, 'phones/sip000dbc003344.CNF:1 tos_media: 4'],
  );
});

test('an entry of a line finds all entries of the line, its name first', () => {
  const files = {
    [a]: 'line1_password: "x"\nline1_name: 2001\nline2_name: 2002\nproxy1_port: 5060\nline1_short|name: Anna',
    [b]: 'line1_name: 2001',
  };
  const others = [`${a}:1 line1_password: "x"`, `${a}:5 line1_shortname: Anna`];
  assert.deepEqual(referencesOf(files), [`${a}:2 line1_name: 2001`, ...others]);
  assert.deepEqual(referencesOf(files, false), others);
});

test('the user of a line finds the same user on other lines and phones as well', () => {
  assert.deepEqual(
    referencesOf({
      [a]: 'line1_name: An|na\nline1_authname: anna\nline2_name: Berta\nline3_name: "ANNA"',
      [b]: 'line1_name: Berta\nline2_name: anna',
    }),
    [`${a}:1 line1_name: Anna`, `${a}:2 line1_authname: anna`, `${a}:4 line3_name: "ANNA"`, `${b}:2 line2_name: anna`],
  );
});

test('lines that are not set up have no user in common', () => {
  const files = { [a]: 'line2_name: UN|PROVISIONED', [b]: 'line2_name: UNPROVISIONED' };
  assert.deepEqual(referencesOf(files), [`${a}:1 line2_name: UNPROVISIONED`]);
});

const plan = '<!-- ours -->\n<DIALTEMPLATE>\n<TEMPLATE MATCH="*"/>\n</DIALTEMPLATE>';

test('a dial plan is referred to by the entries that name it', () => {
  const files = {
    'SIPDefault.cnf': 'dial_template: office',
    [a]: 'dial_template: home',
    [b]: 'dial_template: "./Office"',
    'home.xml': plan,
    'office.xml': plan,
  };
  const named = ['SIPDefault.cnf:1 dial_template: office', `${b}:1 dial_template: "./Office"`];
  const top = 'office.xml:2 <DIALTEMPLATE>';
  for (const marked of [
    plan.replace('ours', 'ou|rs'),
    plan.replace('<DIAL', '<DI|AL'),
    plan.replace('</DIAL', '</D|IAL'),
  ])
    assert.deepEqual(referencesOf({ ...files, 'office.xml': marked }), [top, ...named]);
  assert.deepEqual(referencesOf({ ...files, 'SIPDefault.cnf': 'dial_template: offi|ce' }), [top, ...named]);
  assert.deepEqual(referencesOf({ ...files, 'SIPDefault.cnf': 'dial_template: offi|ce' }, false), named);
  assert.deepEqual(referencesOf({ ...files, 'office.xml': plan.replace('MATCH', 'MA|TCH') }), []);
});

test('entries that name the same missing dial plan find each other', () => {
  assert.deepEqual(referencesOf({ [a]: 'dial_template: off|ice', [b]: 'dial_template: office' }), [
    `${a}:1 dial_template: office`,
    `${b}:1 dial_template: office`,
  ]);
});

test('an image is found wherever it is named', () => {
  const name = 'P0S3-8-12-00';
  const files = {
    'SIPDefault.cnf': `image_version: ${name}`,
    [a]: `image_version: "${name}"`,
    [b]: 'image_version: P0S3-7-5-00',
    'syncinfo.xml': `<IMAGE VERSION="${name}" SYNC="1"/>\n<IMAGE VERSION="*" SYNC="2"/>`,
    'OS79XX.TXT': `${name}\n`,
    [`${name}.loads`]: '',
  };
  const named = [
    `SIPDefault.cnf:1 image_version: ${name}`,
    `${a}:1 image_version: "${name}"`,
    `syncinfo.xml:1 ${name}`,
    `OS79XX.TXT:1 ${name}`,
  ];
  assert.deepEqual(referencesOf({ ...files, 'SIPDefault.cnf': 'image_version: P0S3|-8-12-00' }), named);
  assert.deepEqual(referencesOf({ ...files, 'OS79XX.TXT': 'P0S3|-8-12-00\n' }), named);
  assert.deepEqual(
    referencesOf({ ...files, 'syncinfo.xml': files['syncinfo.xml'].replace(name, 'P0S3|-8-12-00') }),
    named,
  );
  assert.deepEqual(referencesOf({ ...files, 'syncinfo.xml': files['syncinfo.xml'].replace('*', '|*') }), []);
});

test('sync and SYNC refer to each other', () => {
  const files = { 'SIPDefault.cnf': 'sync: 1', [a]: 'sync: 2', 'syncinfo.xml': '<IMAGE VERSION="*" SYNC="3"/>' };
  const all = ['SIPDefault.cnf:1 sync: 1', `${a}:1 sync: 2`, 'syncinfo.xml:1 3'];
  assert.deepEqual(referencesOf({ ...files, 'SIPDefault.cnf': 'sy|nc: 1' }), all);
  assert.deepEqual(referencesOf({ ...files, 'syncinfo.xml': '<IMAGE VERSION="*" SYNC="|3"/>' }), all);
});

test('a name that is no parameter has no references', () => {
  assert.deepEqual(referencesOf({ [a]: 'nons|ense: 1', [b]: 'nonsense: 1' }), []);
  assert.deepEqual(referencesOf({ 'RINGLIST.DAT': 'Bell\tbe|ll.raw', 'bell.raw': '' }), []);
});
