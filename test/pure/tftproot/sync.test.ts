import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findingsAbout, findingsIn, folder, mended } from '../../support/folder.ts';

const same = 'syncinfo/same-as-sync';
const without = 'syncinfo/phones-without-entry';
const entry = (version: string, sync = '2') => ({ 'syncinfo.xml': `<IMAGE VERSION="${version}" SYNC="${sync}"/>\n` });

test('equal sync values point at the other file', () => {
  const root = folder({ 'SIPDefault.cnf': 'tos_media: 5\nsync: "0001" ; x\n', ...entry('*', '0001') });
  const [finding] = findingsAbout(root, 'syncinfo.xml', same);
  assert.equal(finding?.related[0]?.uri, 'file:///SIPDefault.cnf');
  assert.equal(finding?.related[0]?.range.start.line, 1);
});

test("a phone's own sync is compared too", () => {
  const root = folder({
    'SIPDefault.cnf': 'sync: 1\n',
    'SIP000DBC001122.cnf': 'sync: 2\n',
    'SIP000DBC002233.cnf': 'sync: 2\n',
    'SIP000DBC003344.cnf': 'sync: 3\n',
    ...entry('*'),
  });
  const [finding] = findingsAbout(root, 'syncinfo.xml', same);
  assert.match(finding?.message ?? '', /the same as sync in SIP000DBC001122\.cnf and SIP000DBC002233\.cnf\./);
  assert.deepEqual(
    finding?.related.map(({ uri }) => uri),
    ['file:///SIP000DBC001122.cnf', 'file:///SIP000DBC002233.cnf'],
  );
});

test("an entry for another image is no matter of a phone's own sync", () => {
  const files = { 'SIPDefault.cnf': 'image_version: P0S3-8-12-00\n', 'SIP000DBC001122.cnf': 'sync: 2\n' };
  const found = (version: string) =>
    findingsAbout(folder({ ...files, ...entry(version) }), 'syncinfo.xml', same).length;
  assert.equal(found('P0S3-8-12-00'), 1);
  assert.equal(found('P0S3-07-4-00'), 0);
});

test('an image that phones are told to run needs an entry, or one for all', () => {
  const files = {
    'SIPDefault.cnf': 'image_version: P0S3-8-12-00\n',
    'SIP000DBC001122.cnf': '# a\n',
    'SIP000DBC002233.cnf': '# b\n',
  };
  assert.deepEqual(findingsIn(folder({ ...files, ...entry('*') })), []);
  assert.deepEqual(findingsIn(folder({ ...files, ...entry('P0S3-8-12-00') })), []);
  const old = { ...files, ...entry('P0S3-07-4-00') };
  assert.deepEqual(findingsIn(folder(old)), [`syncinfo.xml:1 information ${without}`]);
  const [finding] = findingsAbout(folder(old), 'syncinfo.xml', without);
  assert.match(finding?.message ?? '', /P0S3-8-12-00, which is the image_version of 2 phones/);
  assert.deepEqual(mended(old, 'syncinfo.xml', without, 'Make it an entry for all images (*)'), entry('*'));
  assert.deepEqual(mended(old, 'syncinfo.xml', without, 'Change to P0S3-8-12-00'), entry('P0S3-8-12-00'));
});

test('some phones without an entry are reported with their number', () => {
  const root = folder({
    'SIPDefault.cnf': 'image_version: P0S3-8-12-00\n',
    'SIP000DBC001122.cnf': 'image_version: P0S3-07-4-00\n',
    'SIP000DBC002233.cnf': '# goes by the default\n',
    ...entry('P0S3-8-12-00'),
  });
  const [finding] = findingsAbout(root, 'syncinfo.xml', without);
  assert.match(finding?.message ?? '', /P0S3-07-4-00, which is the image_version of 1 phone,/);
});

test('nothing is said where no image is known, or the entries have findings of their own', () => {
  const files = { 'SIPDefault.cnf': 'image_version: P0S3-8-12-00\n' };
  const found = (settings: Record<string, string>, version: string) =>
    findingsAbout(folder({ ...settings, ...entry(version) }), 'syncinfo.xml', without).length;
  assert.equal(found(files, 'P0S3-07-4-00'), 1);
  assert.equal(found({ 'SIPDefault.cnf': 'sync: 1\n' }, 'P0S3-07-4-00'), 0);
  assert.equal(found({}, 'P0S3-07-4-00'), 0);
  assert.equal(found({ 'SIPDefault.cnf': 'image_version: "{$image}"\n' }, 'P0S3-07-4-00'), 0);
  assert.equal(found(files, 'P0S3-8-12-00.loads'), 0);
  assert.equal(found(files, '{$image}'), 0);
  assert.equal(found(files, ''), 0);
});
