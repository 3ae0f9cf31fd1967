/** Entries that move between SIPDefault.cnf and the phones' files. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refactorings } from '../../../../server/src/tftproot/refactor/refactorings.ts';
import { offered, refactored } from '../../../support/changedFolder.ts';
import { folder } from '../../../support/folder.ts';

const a = 'SIP000DBC000001.cnf';
const b = 'SIP000DBC000002.cnf';
const c = 'SIP000DBC000003.cnf';

test('an entry in which all phones agree moves to SIPDefault.cnf and leaves their files', () => {
  const files = {
    'SIPDefault.cnf': 'proxy1_address: "10.0.0.1"\nenable_vad: "0"\n',
    [a]: 'line1_name: "2001"\npreferred_codec: "g711|alaw"\n',
    [b]: 'preferred_codec: g711alaw\nline1_name: "2002"\n',
  };
  assert.deepEqual(offered(files), ["Move 'preferred_codec' to SIPDefault.cnf (3 files)"]);
  assert.deepEqual(refactored(files, "Move 'preferred_codec'"), {
    'SIPDefault.cnf': 'proxy1_address: "10.0.0.1"\npreferred_codec: "g711alaw"\nenable_vad: "0"\n',
    [a]: 'line1_name: "2001"\n',
    [b]: 'line1_name: "2002"\n',
  });
});

test('a phone that works with another value gets an entry of its own', () => {
  const files = {
    'SIPDefault.cnf': 'preferred_codec: g711ulaw ; as ever\n',
    [a]: 'preferred_codec: |g729a\n',
    [b]: 'line1_name: 2002\n',
    [c]: 'preferred_codec: none\n',
  };
  assert.deepEqual(offered(files), [
    "Move 'preferred_codec' to SIPDefault.cnf (3 files, an entry of its own for 1 phone)",
  ]);
  assert.deepEqual(refactored(files, "Move 'preferred_codec'"), {
    'SIPDefault.cnf': 'preferred_codec: g729a ; as ever\n',
    [a]: '',
    [b]: 'line1_name: 2002\npreferred_codec: g711ulaw\n',
  });
});

test('a phone that works with what it is built with gets that value written down', () => {
  const files = { [a]: 'tos_media: |3\n', [b]: 'line1_name: "2002"', 'SIPDefault.cnf': '' };
  assert.deepEqual(refactored(files, "Move 'tos_media'"), {
    'SIPDefault.cnf': 'tos_media: "3"\n',
    [a]: '',
    [b]: 'line1_name: "2002"\ntos_media: "5"\n',
  });
});

test('nothing is guessed of a value that only the phone has stored', () => {
  assert.deepEqual(offered({ [a]: 'services_url: "http://10.0.0.1/|"\n', [b]: '', 'SIPDefault.cnf': '' }), [
    "Move 'services_url' to SIPDefault.cnf: 1 phone has no services_url in a file. What they have stored cannot be seen from here, and the entry in SIPDefault.cnf would replace it.",
  ]);
});

test('a folder without SIPDefault.cnf gets one', () => {
  const files = { [a]: 'tos_media: |3 ; low\n', [b]: 'tos_media: "3"' };
  assert.deepEqual(offered(files), ["Move 'tos_media' to a new SIPDefault.cnf (3 files)"]);
  assert.deepEqual(refactored(files, 'Move'), { 'SIPDefault.cnf': 'tos_media: 3 ; low\n', [a]: '', [b]: '' });
});

test('what belongs to one phone, and a password, is not offered to all', () => {
  for (const entry of [
    'line1_name: |2001',
    'phone_label: |Desk',
    'auto_answer: |1',
    'phone_password: |secret',
    'speed_line1: |2005',
  ])
    assert.deepEqual(
      offered({ [a]: entry, 'SIPDefault.cnf': '' }).filter((title) => title.includes('SIPDefault')),
      [],
      entry,
    );
});

test('tftp_cfg_dir has no effect in a phone file and is not brought into force', () => {
  assert.deepEqual(offered({ [a]: 'tftp_cfg_dir: |./phones/', 'SIPDefault.cnf': '' }), []);
});

test('an entry that is there twice goes twice: the last one counted', () => {
  const files = {
    'SIPDefault.cnf': 'tos_media: 1\ntos_media: 2\n',
    [a]: 'tos_media: 4\nenable_vad: 1\ntos_media: |3\n',
  };
  assert.deepEqual(refactored(files, "Move 'tos_media'"), {
    'SIPDefault.cnf': 'tos_media: 1\ntos_media: 3\n',
    [a]: 'enable_vad: 1\n',
  });
});

test('a comment goes along with its entry, and one that says something else stays where it is', () => {
  const files = {
    'SIPDefault.cnf': '',
    [a]: '# Sound\ntos_media: |"3" ; low\n',
    [b]: 'tos_media: 3 ; low\n',
    [c]: 'tos_media: 3 ; not for long\nenable_vad: 1;\n',
  };
  assert.deepEqual(refactored(files, 'Move'), {
    'SIPDefault.cnf': 'tos_media: "3" ; low\n',
    [a]: '# Sound\n',
    [b]: '',
    [c]: '; not for long\nenable_vad: 1;\n',
  });
});

test('line ends, a missing one at the end, and a byte order mark stay as they are', () => {
  const files = {
    'SIPDefault.cnf': '\uFEFFsync: 1\r\nenable_vad: 1',
    [a]: '\uFEFFtos_media: |3\r\nline1_name: 1',
    [b]: 'line1_name: 2\r\ntos_media: 3',
    [c]: 'line1_name: 3\r\n\r\nenable_vad: 0\r\ndtmf_inband: 0',
  };
  assert.deepEqual(refactored(files, 'Move'), {
    'SIPDefault.cnf': '\uFEFFsync: 1\r\ntos_media: 3\r\nenable_vad: 1',
    [a]: '\uFEFFline1_name: 1',
    [b]: 'line1_name: 2',
    [c]: 'line1_name: 3\r\n\r\ntos_media: 5\r\nenable_vad: 0\r\ndtmf_inband: 0',
  });
});

test('an empty entry counts as none, and takes the value that is written down', () => {
  const files = {
    'SIPDefault.cnf': 'tos_media:   \n',
    [a]: 'tos_media: |3\n',
    [b]: 'tos_media:;\n',
    [c]: 'tos_media: "" ; x\n',
  };
  assert.deepEqual(refactored(files, 'Move'), {
    'SIPDefault.cnf': 'tos_media: "3"\n',
    [a]: '',
    [b]: 'tos_media: "5" ;\n',
    [c]: 'tos_media: "5" ; x\n',
  });
});

test('templates and places that a template fills in take no part', () => {
  assert.deepEqual(offered({ [a]: 'tos_media: |{$tos}', 'SIPDefault.cnf': '' }), []);
  assert.deepEqual(offered({ [a]: '{if $x}\ntos_media: |3\n{/if}', 'SIPDefault.cnf': '' }), []);
  assert.deepEqual(offered({ [a]: 'tos_media: |3', 'SIPDefault.cnf': '{if $x}\ntos_media: 2\n{/if}' }), []);
  assert.deepEqual(offered({ 'SIP{$mac}.cnf': 'tos_media: |3', 'SIPDefault.cnf': '' }), []);
  const files = { 'SIP{$mac}.cnf': 'tos_media: 3', 'SIPDefault.cnf': '', [a]: 'tos_media: |3' };
  assert.deepEqual(Object.keys(refactored(files, 'Move')), ['SIPDefault.cnf', a]);
});

test('an entry of SIPDefault.cnf moves into the files of the phones that have none of their own', () => {
  const files = {
    'SIPDefault.cnf': 'sync: 1\ntos_media: |3 ; low\nenable_vad: 1\n',
    [a]: 'line1_name: "2001"\nenable_vad: "0"\n',
    [b]: 'tos_media: 5\n',
    [c]: 'enable_vad: 1\ntos_media:\n',
  };
  assert.deepEqual(offered(files), ["Move 'tos_media' into the phone files (3 files)"]);
  assert.deepEqual(refactored(files, 'Move'), {
    'SIPDefault.cnf': 'sync: 1\nenable_vad: 1\n',
    [a]: 'line1_name: "2001"\ntos_media: "3" ; low\nenable_vad: "0"\n',
    [c]: 'enable_vad: 1\ntos_media: 3\n',
  });
});

test('an entry of SIPDefault.cnf stays when no phone could have it, or it works there only', () => {
  assert.deepEqual(offered({ 'SIPDefault.cnf': 'tos_media: |3' }), []);
  assert.deepEqual(offered({ 'SIPDefault.cnf': 'tftp_cfg_dir: |./phones/', [a]: '' }), []);
});

test('an entry of SIPDefault.cnf that every phone replaces can go', () => {
  const files = { 'SIPDefault.cnf': 'tos_media: |3\n', [a]: 'tos_media: 4\n', [b]: 'tos_media: 3\n' };
  assert.deepEqual(offered(files), ["Delete 'tos_media': every phone has an entry of its own"]);
  assert.deepEqual(refactored(files, 'Delete'), { 'SIPDefault.cnf': '' });
});

test("a value that belongs into phones' files only does not move", () => {
  assert.deepEqual(offered({ 'SIPDefault.cnf': '', [a]: 'call_waiting: |2' }), []);
  assert.equal(offered({ 'SIPDefault.cnf': '', [a]: 'call_waiting: |0' }).length, 1);
});

test('entries that repeat SIPDefault.cnf are deleted at once', () => {
  const files = {
    'SIPDefault.cnf': 'tos_media: 3\nenable_vad: 1\nproxy2_address: ""\nservices_url: "{$url}"\n',
    [a]: 'tos_media: "3" ; low\n\nenable_vad: 0\nenable_vad: 1\nproxy2_address: ""\nservices_url: "{$url}"\nline1_name: |1',
  };
  assert.ok(offered(files).includes('Delete 2 entries that repeat SIPDefault.cnf'));
  assert.deepEqual(refactored(files, 'Delete'), {
    [a]: '\nproxy2_address: ""\nservices_url: "{$url}"\nline1_name: 1',
  });
});

test('a new entry stands behind the one that comes before it in the facts, or in front of the first of its topic', () => {
  const put = (defaults: string) =>
    refactored({ 'SIPDefault.cnf': defaults, [a]: 'dst_offset: |1' }, 'Move')['SIPDefault.cnf'];
  assert.equal(
    put('# Time\ntime_zone: CET\n# Other\nsync: 1\n'),
    '# Time\ntime_zone: CET\ndst_offset: 1\n# Other\nsync: 1\n',
  );
  assert.equal(put('sync: 1\n# Time\ndst_stop_time: 2\n'), 'sync: 1\n# Time\ndst_offset: 1\ndst_stop_time: 2\n');
  assert.equal(put('sync: 1\n'), 'sync: 1\ndst_offset: 1\n');
  assert.equal(put('sync: 1'), 'sync: 1\ndst_offset: 1\n');
  assert.equal(put('dst_stop_time: 2'), 'dst_offset: 1\ndst_stop_time: 2');
});

test('whatever a selection holds, asking never fails', () => {
  const root = folder({ 'SIPDefault.cnf': 'tos_media: 3', [a]: 'tos_media: 4' });
  for (const name of ['SIPDefault.cnf', a]) {
    const file = root.file(name);
    assert.ok(file);
    for (const [line, character] of [
      [0, 0],
      [7, 7],
      [99, 0],
    ] as const)
      assert.ok(
        Array.isArray(refactorings(root, file, { start: { line: 0, character: 0 }, end: { line, character } })),
      );
  }
});
