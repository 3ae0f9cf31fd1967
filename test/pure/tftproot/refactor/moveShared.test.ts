/** The entries in which several phones agree move to SIPDefault.cnf. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { moveShared, summary } from '../../../../server/src/tftproot/refactor/moveShared.ts';
import { changes, done } from '../../../support/changedFolder.ts';
import { type Files, folder } from '../../../support/folder.ts';

const a = 'SIP000DBC000001.cnf';
const b = 'SIP000DBC000002.cnf';
const c = 'SIP000DBC000003.cnf';

function moved(files: Files, names: readonly string[]): { files: Files; summary: string } {
  const outcome = done(moveShared(folder(files), names));
  return { files: changes(files, outcome), summary: summary(outcome) };
}

function refusal(files: Files, names: readonly string[]): string {
  const outcome = moveShared(folder(files), names);
  assert.ok('problem' in outcome);
  return outcome.problem;
}

test('what the phones have in common moves, and what is their own stays', () => {
  const files = {
    'SIPDefault.cnf': 'sync: 1\n',
    [a]: 'line1_name: 2001\ntos_media: 3\nenable_vad: 1\npreferred_codec: g729a\nphone_password: pw\n',
    [b]: 'enable_vad: "1"\nline1_name: 2001\ntos_media: 3\npreferred_codec: g711alaw\nphone_password: pw\n',
  };
  assert.deepEqual(moved(files, [a, b]), {
    files: {
      'SIPDefault.cnf': 'sync: 1\ntos_media: 3\nenable_vad: 1\n',
      [a]: 'line1_name: 2001\npreferred_codec: g729a\nphone_password: pw\n',
      [b]: 'line1_name: 2001\npreferred_codec: g711alaw\nphone_password: pw\n',
    },
    summary: 'Moves 2 entries of 2 phones to SIPDefault.cnf.',
  });
});

test('phones that were not selected keep their values, with entries of their own where they need them', () => {
  const files = {
    'SIPDefault.cnf': 'tos_media: 4\n',
    [a]: 'tos_media: 3\nenable_vad: 1\n',
    [b]: 'tos_media: 3\nenable_vad: 1\n',
    [c]: 'enable_vad: 1\n',
  };
  assert.deepEqual(moved(files, [b, a]), {
    files: {
      'SIPDefault.cnf': 'tos_media: 3\nenable_vad: 1\n',
      [a]: '',
      [b]: '',
      [c]: 'tos_media: 4\nenable_vad: 1\n',
    },
    summary: 'Moves 2 entries of 2 phones to SIPDefault.cnf; 1 other phone gets entries of its own.',
  });
});

test('an entry stays when other phones rely on what they have stored', () => {
  const files = {
    'SIPDefault.cnf': '',
    [a]: 'tos_media: 3\nlogo_url: "http://10.0.0.1/x.bmp"\n',
    [b]: 'tos_media: 3\nlogo_url: "http://10.0.0.1/x.bmp"\n',
    [c]: 'tos_media: 3\n',
  };
  const outcome = moved(files, [a, b]);
  assert.deepEqual(Object.keys(outcome.files), ['SIPDefault.cnf', a, b]);
  assert.equal(outcome.files[a], 'logo_url: "http://10.0.0.1/x.bmp"\n');
  assert.equal(
    outcome.summary,
    'Moves 1 entry of 2 phones to SIPDefault.cnf. logo_url stays: other phones have no value for it in a file.',
  );
});

test('an entry that SIPDefault.cnf has already is only taken away from the phones', () => {
  const files = { 'SIPDefault.cnf': 'tos_media: 3\n', [a]: 'tos_media: 3\n', [b]: 'tos_media: 3\n', [c]: '' };
  assert.deepEqual(moved(files, [a, b]).files, { [a]: '', [b]: '' });
});

test('a folder without SIPDefault.cnf gets one', () => {
  const files = { [a]: 'tos_media: "3"\nsync: "1"\n', [b]: 'sync: "1"\ntos_media: "3"\n' };
  assert.deepEqual(moved(files, [a, b]).files, { 'SIPDefault.cnf': 'sync: "1"\ntos_media: "3"\n', [a]: '', [b]: '' });
});

test('phones in a folder of their own and a SIPDefault.cnf in another letter case are found', () => {
  const files = {
    'sipdefault.cnf': 'tftp_cfg_dir: ./phones/\n',
    [`phones/${a}`]: 'tos_media: 3\n',
    [`phones/${b}`]: 'tos_media: 3\n',
  };
  assert.deepEqual(moved(files, [`phones/${a}`, `phones/${b}`]).files, {
    'sipdefault.cnf': 'tftp_cfg_dir: ./phones/\ntos_media: 3\n',
    [`phones/${a}`]: '',
    [`phones/${b}`]: '',
  });
});

test('when nothing can move, it is said why', () => {
  assert.equal(refusal({ [a]: 'line1_name: 1' }, ['SIPDefault.cnf', 'x']), "None of the files is a phone's own.");
  assert.equal(refusal({ [a]: 'line1_name: 1' }, [a]), 'There is no entry in the file that other phones could share.');
  assert.equal(
    refusal({ [a]: 'tos_media: 1', [b]: 'tos_media: 2' }, [a, b]),
    'There is no entry that all of these phones have with the same value and that other phones could share.',
  );
  assert.match(refusal({ [a]: 'logo_url: http://x/', [b]: '' }, [a]), /^1 phone has no logo_url in a file\./);
  assert.equal(
    refusal({ [a]: 'tos_media: 1', 'SIPDefault.cnf': '{if $x}\n{/if}' }, [a]),
    'SIPDefault.cnf is a template: what stands in a branch of it is not for all phones.',
  );
});
