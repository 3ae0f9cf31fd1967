import assert from 'node:assert/strict';
import { test } from 'node:test';
import { definition } from '../../../server/src/tftproot/navigate/definition.ts';
import { type Files, folder, folderAtCursor, shown } from '../../support/folder.ts';

const phone = 'SIP000DBC001122.cnf';

/** Where "Go to Definition" leads, as `file:line text`. */
function definitionOf(marked: Files): string[] {
  const { root, file, position, files } = folderAtCursor(marked);
  return shown(files, definition(root, file, position));
}

test('from a value of a phone to the default that it overrides', () => {
  const defaults = '# codecs\npreferred_codec: "g711alaw" ; Europe\n';
  for (const text of ['preferred_|codec: g729a', 'preferred_codec: g7|29a', 'Preferred_Codec|: g729a'])
    assert.deepEqual(definitionOf({ 'SIPDefault.cnf': defaults, [phone]: text }), [
      'SIPDefault.cnf:2 preferred_codec: "g711alaw"',
    ]);
});

test('of several entries in SIPDefault.cnf the last counts, and one without a value is no default', () => {
  const lastOf = (defaults: string) => definitionOf({ 'SIPDefault.cnf': defaults, [phone]: '|tos_media: 3' });
  assert.deepEqual(lastOf('tos_media: 1\ntos_media: 2'), ['SIPDefault.cnf:2 tos_media: 2']);
  assert.deepEqual(lastOf('tos_media: ""'), []);
  assert.deepEqual(lastOf('sync: 1'), []);
});

test('an entry of SIPDefault.cnf is its own definition, so that editors show its references instead', () => {
  assert.deepEqual(definitionOf({ 'SIPDefault.cnf': 'tos_|media: 5' }), ['SIPDefault.cnf:1 tos_media: 5']);
});

test('the phone may lie in the folder that tftp_cfg_dir names, and SIPDefault.cnf may be misspelt', () => {
  assert.deepEqual(
    definitionOf({ 'sipdefault.cnf': 'tftp_cfg_dir: ./phones/\ntos_media: 5', [`phones/${phone}`]: 'tos_|media: 3' }),
    ['sipdefault.cnf:2 tos_media: 5'],
  );
});

test('from dial_template to the DIALTEMPLATE of the dial plan, in whatever letter case the file is', () => {
  const plan = '<!-- ours -->\n<DIALTEMPLATE>\n<TEMPLATE MATCH="*"/>\n</DIALTEMPLATE>';
  for (const name of ['office.xml', 'Office.XML'])
    assert.deepEqual(definitionOf({ 'SIPDefault.cnf': 'dial_template: "off|ice"', [name]: plan }), [
      `${name}:2 <DIALTEMPLATE>`,
    ]);
});

test('a dial plan without a DIALTEMPLATE is found by its beginning', () => {
  assert.deepEqual(definitionOf({ [phone]: 'dial_template: off|ice', 'office.xml': '' }), ['office.xml:1 ']);
});

test('the name dial_template leads to the default; so does a value for which there is no file', () => {
  const defaults = 'dial_template: office';
  const plan = '<DIALTEMPLATE/>';
  assert.deepEqual(definitionOf({ 'SIPDefault.cnf': defaults, 'home.xml': plan, [phone]: 'dial_|template: home' }), [
    'SIPDefault.cnf:1 dial_template: office',
  ]);
  assert.deepEqual(definitionOf({ 'SIPDefault.cnf': defaults, [phone]: 'dial_template: ho|me' }), [
    'SIPDefault.cnf:1 dial_template: office',
  ]);
});

test('an image is found by its files wherever it is named, the one that phones ask for first', () => {
  const files = { 'P0S3-8-12-00.sb2': '', 'P0S3-8-12-00.loads': '', 'p0s3-8-12-00.SBN': '', 'P003-8-12-00.bin': '' };
  const found = ['P0S3-8-12-00.loads:1 ', 'P0S3-8-12-00.sb2:1 ', 'p0s3-8-12-00.SBN:1 '];
  assert.deepEqual(definitionOf({ ...files, 'SIPDefault.cnf': 'image_version: P0S3|-8-12-00' }), found);
  assert.deepEqual(definitionOf({ ...files, 'syncinfo.xml': '<IMAGE VERSION="P0S3|-8-12-00" SYNC="1"/>' }), found);
  assert.deepEqual(definitionOf({ ...files, 'OS79XX.TXT': 'P0S3-8-12-00|' }), found);
  assert.deepEqual(definitionOf({ ...files, 'OS79XX.TXT': 'P003|-8-12-00' }), ['P003-8-12-00.bin:1 ']);
  assert.deepEqual(definitionOf({ ...files, 'syncinfo.xml': '<IMAGE VERSION="|*" SYNC="1"/>' }), []);
});

test('from a ring to the file with its sound', () => {
  const rings = (marked: string) => definitionOf({ 'RINGLIST.DAT': marked, 'bell.raw': '', Bell: '' });
  assert.deepEqual(rings('Bell\tbe|ll.raw\n'), ['bell.raw:1 ']);
  assert.deepEqual(rings('Be|ll\tbell.raw\n'), []);
  assert.deepEqual(rings('Bell\tnone|.raw\n'), []);
});

test('what is set for a line leads to the name of the line', () => {
  const text = (last: string) => `line1_name: 2001\nline2_name: 2002\n${last}`;
  assert.deepEqual(definitionOf({ [phone]: text('line2_auth|name: anna') }), [`${phone}:2 line2_name: 2002`]);
  assert.deepEqual(definitionOf({ [phone]: text('line2_password: "se|cret"') }), [`${phone}:2 line2_name: 2002`]);
  assert.deepEqual(definitionOf({ [phone]: text('line3_auth|name: anna') }), []);
  assert.deepEqual(definitionOf({ [phone]: 'line2_|name: 2002' }), []);
});

test('what is set for a line leads to its default, too', () => {
  assert.deepEqual(
    definitionOf({
      'SIPDefault.cnf': 'line1_shortname: desk',
      [phone]: 'line1_name: 2001\nline1_shortname: An|na',
    }),
    ['SIPDefault.cnf:1 line1_shortname: desk', `${phone}:1 line1_name: 2001`],
  );
});

test('sync and SYNC lead to each other', () => {
  const entries = '<IMAGE VERSION="P0S3-8-12-00" SYNC="2"/>\n<IMAGE VERSION="*" SYNC="3"/>';
  assert.deepEqual(definitionOf({ 'SIPDefault.cnf': 'sync: |1', 'syncinfo.xml': entries }), [
    'syncinfo.xml:1 2',
    'syncinfo.xml:2 3',
  ]);
  assert.deepEqual(definitionOf({ 'SIPDefault.cnf': 'sync: 1', 'syncinfo.xml': '<IMAGE VERSION="*" SYNC="|3"/>' }), [
    'SIPDefault.cnf:1 sync: 1',
  ]);
});

test('a place that a template engine fills in leads to the default alone', () => {
  assert.deepEqual(
    definitionOf({
      'SIPDefault.cnf': 'dial_template: office',
      '{$plan}.xml': '<DIALTEMPLATE/>',
      [phone]: 'dial_template: {$pl|an}',
    }),
    ['SIPDefault.cnf:1 dial_template: office'],
  );
  assert.deepEqual(definitionOf({ 'SIPDefault.cnf': 'sync: 1', [phone]: 'line{$n}_na|me: 2001' }), []);
});

test('comments, unknown names and dial plans lead nowhere', () => {
  const defaults = 'tos_media: 5\nnonsense: 1';
  assert.deepEqual(definitionOf({ 'SIPDefault.cnf': defaults, [phone]: '# tos_|media: 3' }), []);
  assert.deepEqual(definitionOf({ 'SIPDefault.cnf': defaults, [phone]: 'tos_media: 3 ; tos_|media' }), []);
  assert.deepEqual(definitionOf({ 'SIPDefault.cnf': defaults, [phone]: 'nons|ense: 3' }), []);
  assert.deepEqual(definitionOf({ 'dialplan.xml': '<DIALTEMPLATE>|</DIALTEMPLATE>' }), []);
});

test('no name leads out of the folder', () => {
  const files = { 'SIPDefault.cnf': 'dial_template: ../../etc/office', 'office.xml': '<DIALTEMPLATE/>' };
  const root = folder(files);
  const file = root.file('SIPDefault.cnf');
  assert.ok(file);
  assert.deepEqual(shown(files, definition(root, file, { line: 0, character: 20 })), [
    'SIPDefault.cnf:1 dial_template: ../../etc/office',
  ]);
});
