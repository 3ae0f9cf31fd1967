import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { folderLinks } from '../../../server/src/tftproot/navigate/links.ts';
import { type Files, folder } from '../../support/folder.ts';

/** The links of a file, as `text → file`. */
function linksIn(name: string, files: Files): string[] {
  const file = folder(files).file(name);
  assert.ok(file);
  const text = TextDocument.create('', '', 0, files[name] ?? '');
  return folderLinks(folder(files), file).map((link) => `${text.getText(link.range)} → ${link.name}`);
}

test('the value of dial_template opens the dial plan', () => {
  const plan = '<DIALTEMPLATE/>';
  const defaults = { 'SIPDefault.cnf': 'sync: 1\ndial_template: "dialplan" ; office', 'DIALPLAN.xml': plan };
  assert.deepEqual(linksIn('SIPDefault.cnf', defaults), ['dialplan → DIALPLAN.xml']);
  const phone = { 'SIP000DBC001122.cnf': 'dial_template: ./home', 'home.xml': plan };
  assert.deepEqual(linksIn('SIP000DBC001122.cnf', phone), ['./home → home.xml']);
});

test('the name of an image opens what the phone asks for first', () => {
  const newer = { 'P0S3-8-12-00.sb2': '', 'P0S3-8-12-00.loads': '' };
  assert.deepEqual(linksIn('SIPDefault.cnf', { 'SIPDefault.cnf': 'image_version: P0S3-8-12-00', ...newer }), [
    'P0S3-8-12-00 → P0S3-8-12-00.loads',
  ]);
  assert.deepEqual(linksIn('OS79XX.TXT', { 'OS79XX.TXT': 'P003-8-12-00\n', 'P003-8-12-00.bin': '' }), [
    'P003-8-12-00 → P003-8-12-00.bin',
  ]);
  const entries = '<IMAGE VERSION="P0S3-8-12-00" SYNC="1"/><IMAGE VERSION="*" SYNC="2"/>';
  assert.deepEqual(linksIn('syncinfo.xml', { 'syncinfo.xml': entries, ...newer }), [
    'P0S3-8-12-00 → P0S3-8-12-00.loads',
  ]);
});

test('a ring opens the file with its sound', () => {
  assert.deepEqual(
    linksIn('RINGLIST.DAT', { 'RINGLIST.DAT': 'Bell\tbell.raw\nGong\tgong.raw\nBuzz', 'bell.raw': '' }),
    ['bell.raw → bell.raw'],
  );
});

test('what is not in the folder is no link, nor is what a template engine fills in', () => {
  const files = {
    'SIPDefault.cnf': 'dial_template: office\nimage_version: P0S3-8-12-00\nlogo_url: http://192.0.2.1/logo.bmp',
    'SIP000DBC001122.cnf': 'dial_template: {$plan}\nimage_version:\ndial_template: ../office',
    '{$plan}.xml': '<DIALTEMPLATE/>',
  };
  assert.deepEqual(linksIn('SIPDefault.cnf', files), []);
  assert.deepEqual(linksIn('SIP000DBC001122.cnf', files), []);
  assert.deepEqual(linksIn('dialplan.xml', { 'dialplan.xml': '<DIALTEMPLATE/>' }), []);
});
