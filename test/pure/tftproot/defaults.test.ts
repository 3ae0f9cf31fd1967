import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findingsAbout, folder, mended } from '../../support/folder.ts';

const code = 'cnf/repeats-default';
const phone = 'SIP000DBC001122.cnf';

/** The lines of the phone's file, from 1, that repeat the default. */
function repeats(own: string, defaults: string): number[] {
  return findingsAbout(folder({ 'SIPDefault.cnf': defaults, [phone]: own }), phone, code).map(
    ({ range }) => range.start.line + 1,
  );
}

test('an entry with the value of SIPDefault.cnf is faded, and the default shown', () => {
  const root = folder({ 'SIPDefault.cnf': 'sync: 1\ntos_media: 5\n', [phone]: 'tos_media : "5" ; voice\n' });
  const [finding] = findingsAbout(root, phone, code);
  assert.equal(finding?.severity, 'hint');
  assert.equal(finding.unnecessary, true);
  assert.deepEqual(finding.range, { start: { line: 0, character: 0 }, end: { line: 0, character: 15 } });
  assert.equal(finding.related[0]?.range.start.line, 1);
});

test('another value, an empty one, or one that is filled in is no repetition', () => {
  assert.deepEqual(repeats('tos_media: 5\n', 'tos_media: 5\n'), [1]);
  assert.deepEqual(repeats('tos_media: 3\n', 'tos_media: 5\n'), []);
  assert.deepEqual(repeats('tos_media: ""\n', 'tos_media: ""\n'), []);
  assert.deepEqual(repeats('tos_media: {$tos}\n', 'tos_media: {$tos}\n'), []);
  assert.deepEqual(repeats('tos_media: 5\n', 'sync: 1\n'), []);
});

test('what is there to set a phone apart may repeat', () => {
  assert.deepEqual(repeats('line1_name: 2001\n', 'line1_name: 2001\n'), []);
  assert.deepEqual(repeats('phone_label: "Desk"\n', 'phone_label: "Desk"\n'), []);
  assert.deepEqual(repeats('proxy2_address: UNPROVISIONED\n', 'proxy2_address: UNPROVISIONED\n'), []);
});

test('of two entries with the same name neither is called needless: deleting one brings back the other', () => {
  assert.deepEqual(repeats('tos_media: 3\ntos_media: 5\n', 'tos_media: 5\n'), []);
});

test('a password that repeats is not shown', () => {
  const root = folder({ 'SIPDefault.cnf': 'phone_password: "Loft-41"\n', [phone]: 'phone_password: "Loft-41"\n' });
  const [finding] = findingsAbout(root, phone, code);
  assert.ok(finding);
  assert.doesNotMatch(JSON.stringify(finding), /Loft/);
});

test('deleting the entry takes its whole line, wherever it stands and however lines end', () => {
  const deleted = (own: string) =>
    mended({ 'SIPDefault.cnf': 'tos_media: 5\n', [phone]: own }, phone, code, 'Delete the entry')[phone];
  assert.equal(deleted('# a\ntos_media: 5 ; x\n# b\n'), '# a\n# b\n');
  assert.equal(deleted('# a\r\ntos_media: 5\r\n# b\r\n'), '# a\r\n# b\r\n');
  assert.equal(deleted('# a\r\ntos_media: 5'), '# a');
  assert.equal(deleted('tos_media: 5'), '');
});
