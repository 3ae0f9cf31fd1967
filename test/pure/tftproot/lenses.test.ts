import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lenses, resolveLens } from '../../../server/src/tftproot/navigate/lenses.ts';
import { references } from '../../../server/src/tftproot/navigate/references.ts';
import { type Files, folder, shown } from '../../support/folder.ts';

const a = 'SIP000DBC001122.cnf';
const b = 'SIP000DBC003344.cnf';

/** The lenses of a file, as `line title`, with lines from 1. */
function lensesOf(name: string, files: Files): string[] {
  const root = folder(files);
  const file = root.file(name);
  assert.ok(file);
  return lenses(root, file).map(({ range, id }) => `${range.start.line + 1} ${resolveLens(root, file, id).title}`);
}

test('a default tells in how many phone files it is overridden, and says nothing when in none', () => {
  const files = {
    'SIPDefault.cnf': '# all phones\npreferred_codec: g711alaw\ntos_media: 5\nsync: 1',
    [a]: 'preferred_codec: g729a\ntos_media: 3',
    [b]: 'Preferred_Codec: g711ulaw\ntos_media: ""',
    'SIP{$mac}.cnf': 'tos_media: 1',
  };
  assert.deepEqual(lensesOf('SIPDefault.cnf', files), [
    '2 overridden in 2 phone files',
    '3 overridden in 1 phone file',
  ]);
});

test('of several entries the last one has the lens; an entry without a value is no default', () => {
  const files = {
    'SIPDefault.cnf': 'tos_media: 1\ntos_media: 2\nsync: ""',
    [a]: 'tos_media: 3\ntos_media: 4\nsync: 2',
  };
  assert.deepEqual(lensesOf('SIPDefault.cnf', files), ['2 overridden in 1 phone file']);
});

test('phones in the folder that tftp_cfg_dir names count, and so do misspelt files', () => {
  const files = {
    'sipdefault.cnf': 'tftp_cfg_dir: phones\ntos_media: 5',
    [`phones/${a}`]: 'tos_media: 3',
    'phones/sip000dbc003344.cnf': 'tos_media: 3',
  };
  assert.deepEqual(lensesOf('sipdefault.cnf', files), ['2 overridden in 2 phone files']);
});

test('a dial plan tells how many phones use it, whichever file says so', () => {
  const plan = '<!-- ours -->\n<DIALTEMPLATE></DIALTEMPLATE>';
  const files = {
    'SIPDefault.cnf': 'dial_template: office',
    [a]: 'sync: 1',
    [b]: 'dial_template: "home"',
    'SIP000DBC005566.cnf': 'dial_template: Office',
    'office.xml': plan,
    'home.xml': plan,
    'old.xml': plan,
  };
  assert.deepEqual(lensesOf('office.xml', files), ['2 used by 2 phones']);
  assert.deepEqual(lensesOf('home.xml', files), ['2 used by 1 phone']);
  assert.deepEqual(lensesOf('old.xml', files), []);
});

test('a phone with two files is one user of the dial plan', () => {
  const files = {
    'SIPDefault.cnf': 'dial_template: office',
    [a]: '',
    [a.toLowerCase()]: '',
    'office.xml': '<DIALTEMPLATE/>',
  };
  assert.deepEqual(lensesOf('office.xml', files), ['1 used by 1 phone']);
});

test("a phone's file tells with how many values the phone works, and where they are from", () => {
  const [lens] = lensesOf(a, { 'SIPDefault.cnf': 'tos_media: 5\nsync: 1', [a]: '# desk\nsync: 2\nphone_label: Desk' });
  assert.match(lens ?? '', /^1 works with \d+ values: 2 of its own, 1 from SIPDefault\.cnf, \d+ built in$/);
  const [, all, builtIn] = /with (\d+) values.* (\d+) built in/.exec(lens ?? '') ?? [];
  assert.equal(Number(all), 3 + Number(builtIn));
});

test('the other files have no lens', () => {
  const files = {
    'OS79XX.TXT': 'P0S3-8-12-00',
    'syncinfo.xml': '<IMAGE VERSION="*" SYNC="1"/>',
    'RINGLIST.DAT': 'Bell\tbell.raw',
    'SIP{$mac}.cnf': 'sync: 1',
    [a]: '',
  };
  for (const name of Object.keys(files).filter((name) => name !== a)) assert.deepEqual(lensesOf(name, files), [], name);
});

test('a lens leads to what the references at its beginning are', () => {
  const files = {
    'SIPDefault.cnf': 'tos_media: 5\ndial_template: office',
    [a]: 'tos_media: 3',
    [b]: 'tos_media: 4\ndial_template: office',
    'office.xml': '\n<DIALTEMPLATE/>',
  };
  const root = folder(files);
  for (const name of ['SIPDefault.cnf', 'office.xml']) {
    const file = root.file(name);
    assert.ok(file);
    const found = lenses(root, file);
    assert.ok(found.length > 0);
    for (const { id, range } of found) {
      const { places } = resolveLens(root, file, id);
      assert.ok(places.length > 0);
      assert.deepEqual(shown(files, places), shown(files, references(root, file, range.start, false)));
    }
  }
});

test('a lens that has gone out of date in the meantime leads nowhere', () => {
  const root = folder({ 'SIPDefault.cnf': 'tos_media: 5' });
  const file = root.file('SIPDefault.cnf');
  assert.ok(file);
  assert.deepEqual(resolveLens(root, file, 'tos_media'), { title: 'overridden in 0 phone files', places: [] });
  assert.deepEqual(resolveLens(root, file, 'nonsense'), { title: 'overridden in 0 phone files', places: [] });
  assert.deepEqual(resolveLens(root, file, 'effective'), { title: '', places: [] });
});
