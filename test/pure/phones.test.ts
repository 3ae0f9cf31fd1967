import assert from 'node:assert/strict';
import { test } from 'node:test';
import checkSyncFacts from '../../schemas/check-sync.json' with { type: 'json' };
import { findParameter } from '../../server/src/formats/cnf/parameters.ts';
import type { FolderResult } from '../../server/src/protocol.ts';
import { inspect } from '../../server/src/tftproot/phones.ts';
import { tftpRoot } from '../../server/src/tftproot/root.ts';

function look(files: Record<string, string>): FolderResult {
  const root = tftpRoot(Object.keys(files), (name) => files[name]);
  return inspect(root, ({ format, document, name }) => format.check(document, root.context(name)));
}

const phone = 'SIP000DBC001122.cnf';

test('the parameters that check-sync needs exist', () => {
  for (const name of Object.values(checkSyncFacts)) assert.ok(findParameter(name), name);
});

test('a phone has what its own file says, else what all phones are told, else the defaults', () => {
  const { phones } = look({
    'SIPDefault.cnf': 'voip_control_port: 5070\nphone_label: "Office"\n',
    [phone]: 'line1_name: "2001"\nline2_name: UNPROVISIONED\nline3_name: "2009" ; door\nphone_label: "Reception"\n',
    'SIP000DBC002233.cnf': 'line1_name: ""\nvoip_control_port: 5062\n',
  });
  assert.deepEqual(
    phones.map(({ mac, label, lines, port }) => [mac, label, lines, port]),
    [
      ['000DBC001122', 'Reception', ['2001', '2009'], 5070],
      ['000DBC002233', 'Office', [], 5062],
    ],
  );
  assert.equal(look({ [phone]: '' }).phones[0]?.port, 5060);
  assert.equal(look({ [phone]: 'voip_control_port: 70000' }).phones[0]?.port, 5060);
});

test('templates and files named after no phone are no phones', () => {
  const files = { 'SIP{$mac}.cnf': 'line1_name: 1', 'SIPDefault.cnf': '', 'SIP000DBC00112.cnf': 'line1_name: 1' };
  assert.deepEqual(look(files).phones, []);
});

test('whether a phone restarts', () => {
  const restart = (defaults: string, syncinfo?: string, own = '') =>
    look({
      'SIPDefault.cnf': defaults,
      [phone]: own,
      ...(syncinfo !== undefined && { 'syncinfo.xml': syncinfo }),
    }).phones[0]?.restart;
  assert.equal(restart('sync: 1', '<IMAGE VERSION="*" SYNC="2"/>'), 'differs');
  assert.equal(restart('sync: "2" ; x', '<IMAGE VERSION="*" SYNC="2"/>'), 'same');
  // What nobody sets has its default.
  assert.equal(restart('', '<IMAGE VERSION="*" SYNC="1"/>'), 'same');
  assert.equal(restart('sync: 1'), 'no-entry');
  assert.equal(restart('sync: 1', '<IMAGE VERSION="P0S3-8-12-00" SYNC="2"/>'), 'no-entry');
  // The image's own entry goes before that for all.
  const two = '<IMAGE VERSION="*" SYNC="1"/>\n<IMAGE VERSION="P0S3-8-12-00" SYNC="2"/>';
  assert.equal(restart('sync: 1\nimage_version: P0S3-8-12-00', two), 'differs');
  assert.equal(restart('sync: 1\nimage_version: P0S3-8-11-00', two), 'same');
  assert.equal(restart('sync: 1', '<IMAGE VERSION="*" SYNC="2"/>', 'sync: 2'), 'same');
});

test('errors are counted by file, and other findings are not', () => {
  const { errors } = look({
    'SIPDefault.cnf': 'proxy1_port: 70000\nno_such_thing: 1\nproxy2_port: x\n',
    [phone]: 'no_such_thing: 1\n',
    'notes.txt': 'proxy1_port: 70000',
  });
  assert.deepEqual(
    errors.map(({ name, count }) => [name, count]),
    [['SIPDefault.cnf', 2]],
  );
  assert.match(errors[0]?.first ?? '', /70000/);
});

test('the folder of the phone files', () => {
  assert.equal(look({ 'SIPDefault.cnf': 'tftp_cfg_dir: "./sip_phone/"' }).phoneFolder, 'sip_phone');
  assert.equal(look({ 'SIPDefault.cnf': 'tftp_cfg_dir: ""' }).phoneFolder, '');
  assert.equal(look({}).phoneFolder, '');
});

test('where sync and SYNC stand', () => {
  const { sync } = look({
    'SIPDefault.cnf': '# x\nsync: "0001" ; y\n',
    [phone]: 'sync: 7',
    'syncinfo.xml': '<IMAGE VERSION="*" SYNC="0002"/>\n<IMAGE VERSION="P0S3-8-12-00" SYNC="{$x}"/>',
  });
  assert.deepEqual(sync.held, [
    {
      name: 'SIPDefault.cnf',
      text: '0001',
      range: { start: { line: 1, character: 7 }, end: { line: 1, character: 11 } },
    },
    { name: phone, text: '7', range: { start: { line: 0, character: 6 }, end: { line: 0, character: 7 } } },
  ]);
  assert.deepEqual(
    sync.asked.map(({ name, text, range }) => [name, text, range.start.line, range.start.character]),
    [['syncinfo.xml', '0002', 0, 25]],
  );
  assert.equal(sync.limit, 32);
  assert.equal(sync.newHeld, undefined);
  assert.equal(sync.newAsked, undefined);
});

test('what is missing for sync can be written', () => {
  const { sync } = look({ 'SIPDefault.cnf': 'tos_media: 5' });
  assert.deepEqual(sync.newHeld, {
    name: 'SIPDefault.cnf',
    position: { line: 0, character: 12 },
    before: '\nsync: "',
    after: '"\n',
  });
  assert.match(`${sync.newAsked?.before}2${sync.newAsked?.after}`, /<IMAGE VERSION="\*" SYNC="2"\/>/);
  assert.equal(look({}).sync.newHeld, undefined);
});
