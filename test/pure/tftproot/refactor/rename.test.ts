/** A line's user and a dial plan get another name, wherever they stand. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { prepareRename, rename } from '../../../../server/src/tftproot/refactor/rename.ts';
import { changes, done } from '../../../support/changedFolder.ts';
import { type Files, folderAtCursor } from '../../../support/folder.ts';

const a = 'SIP000DBC000001.cnf';
const b = 'SIP000DBC000002.cnf';
const c = 'SIP000DBC000003.cnf';

/** The files that change when what is at the cursor gets another name. */
function renamed(marked: Files, newName: string): Files {
  const { root, file, position, files } = folderAtCursor(marked);
  return changes(files, done(rename(root, file, position, newName)));
}

function problem(marked: Files, newName: string): string {
  const { root, file, position } = folderAtCursor(marked);
  const outcome = rename(root, file, position, newName);
  return 'problem' in outcome ? outcome.problem : '';
}

/** What an editor offers to rename at the cursor. */
function offered(marked: Files): string | undefined {
  const { root, file, position } = folderAtCursor(marked);
  return prepareRename(root, file, position)?.placeholder;
}

test('the user of a line is renamed in all entries of the line that are just it', () => {
  const files = {
    [a]: 'line1_name: "20|01" ; Reception\nline1_authname: 2001\nline1_displayname: "2001"\nline1_shortname: "Desk 2001"\nline1_password: "2001"\nline2_authname: 2001\nphone_label: 2001\n',
  };
  assert.equal(offered(files), '2001');
  assert.deepEqual(renamed(files, '2101'), {
    [a]: 'line1_name: "2101" ; Reception\nline1_authname: 2101\nline1_displayname: "2101"\nline1_shortname: "Desk 2001"\nline1_password: "2001"\nline2_authname: 2001\nphone_label: 2001\n',
  });
});

test('other phones that share the line or call it get the new name', () => {
  assert.deepEqual(
    renamed(
      {
        'SIPDefault.cnf': 'proxy1_address: 10.0.0.1\nmessages_uri: "2001"\n',
        [a]: 'line1_name: 2001|\r\n',
        [b]: 'line2_name: 2001\nline2_authname: 2001\nspeed_line1: "sip:2001@10.0.0.1:5060"\nspeed_line2: 20011\nspeed_label1: 2001\n',
        [c]: 'line1_name: 2003\ncfwd_url: 2001@10.0.0.1\nspeed_line1: sip:2001@example.com\nspeed_line2: sip:2001 ; x\n',
      },
      'desk',
    ),
    {
      'SIPDefault.cnf': 'proxy1_address: 10.0.0.1\nmessages_uri: "desk"\n',
      [a]: 'line1_name: desk\r\n',
      [b]: 'line2_name: desk\nline2_authname: desk\nspeed_line1: "sip:desk@10.0.0.1:5060"\nspeed_line2: 20011\nspeed_label1: 2001\n',
      [c]: 'line1_name: 2003\ncfwd_url: desk@10.0.0.1\nspeed_line1: sip:2001@example.com\nspeed_line2: sip:desk ; x\n',
    },
  );
});

test('the same number at another server is somebody else', () => {
  assert.deepEqual(
    renamed(
      {
        'SIPDefault.cnf': 'proxy1_address: 10.0.0.1\n',
        [a]: 'line1_name: |2001\n',
        [b]: 'line1_name: 2001\nproxy1_address: 10.0.0.2\nspeed_line1: 2001\n',
        [c]: 'line1_name: 2003\nline2_name: 2001\nproxy2_address: 10.0.0.2\nspeed_line3: 2001',
      },
      '2101',
    ),
    {
      [a]: 'line1_name: 2101\n',
      [c]: 'line1_name: 2003\nline2_name: 2001\nproxy2_address: 10.0.0.2\nspeed_line3: 2101',
    },
  );
});

test('the dial plan is left alone, and so is a template', () => {
  const files = {
    [a]: 'line1_name: 20|01\ndial_template: office',
    'office.xml': '<DIALTEMPLATE><TEMPLATE MATCH="2001"/></DIALTEMPLATE>',
    'SIP{$mac}.cnf': 'line1_name: 2001\nspeed_line1: 2001',
  };
  assert.deepEqual(Object.keys(renamed(files, '2101')), [a]);
});

test('a name that the line could not have is refused in plain words', () => {
  const files = { [a]: 'line1_name: |2001\n', [b]: 'line2_name: 2002\n' };
  assert.equal(problem(files, ' '), 'A name is needed.');
  assert.match(problem(files, '2101@10.0.0.1'), /@/);
  assert.match(problem(files, '210-1'), /dash|hyphen|-/);
  assert.match(problem(files, 'a";b'), /cannot hold/);
  assert.match(problem(files, 'a\nb'), /cannot hold/);
  assert.match(problem(files, 'UNPROVISIONED'), /does not stand for a user/);
  assert.match(problem(files, '{$user}'), /does not stand for a user/);
  assert.equal(
    problem(files, '2002'),
    "'2002' is the user of line 2 of 00:0D:BC:00:00:02 already. Change the value itself if the phones are to share that line.",
  );
  assert.deepEqual(renamed(files, '2001'), {});
});

test('only the value that counts, and only a name, can be renamed', () => {
  assert.equal(offered({ [a]: 'line1_na|me: 2001' }), undefined);
  assert.equal(offered({ [a]: 'line1_name: UNPROVISIONED|' }), undefined);
  assert.equal(offered({ [a]: 'line1_name: {$user}|' }), undefined);
  assert.equal(offered({ [a]: 'line1_name: |""' }), undefined);
  assert.equal(offered({ [a]: 'line1_name: 20|01\nline1_name: 2002' }), undefined);
  assert.equal(offered({ [a]: 'line1_password: 20|01' }), undefined);
  assert.equal(offered({ 'SIPDefault.cnf': 'tos_media: |5' }), undefined);
  assert.match(problem({ [a]: 'tos_media: |5' }, '6'), /^Only the user of a line/);
  assert.deepEqual(renamed({ [a]: 'line1_name: 2001\nline1_name: |2001' }, '2'), {
    [a]: 'line1_name: 2\nline1_name: 2',
  });
});

const plan = '<DIALTEMPLATE>\n<TEMPLATE MATCH="*"/>\n</DIALTEMPLATE>\n';

test('a dial plan is renamed with the file and with every entry that names it', () => {
  const files = {
    'SIPDefault.cnf': 'dial_template: "off|ice"\n',
    'office.xml': plan,
    'home.xml': plan,
    [a]: 'dial_template: ./office ; here\n',
    [b]: 'dial_template: home\n',
    [c]: 'dial_template: Office\n',
  };
  assert.equal(offered(files), 'office');
  const after = {
    'SIPDefault.cnf': 'dial_template: "house"\n',
    'house.xml': plan,
    [a]: 'dial_template: ./house ; here\n',
    [c]: 'dial_template: house\n',
  };
  assert.deepEqual(renamed(files, 'house'), after);
  const inPlan = {
    ...files,
    'SIPDefault.cnf': 'dial_template: "office"\n',
    'office.xml': plan.replace('<DIAL', '<DIAL|'),
  };
  assert.equal(offered(inPlan), 'office');
  assert.deepEqual(renamed(inPlan, 'house'), after);
});

test('a dial plan that is not in the folder is renamed in the entries', () => {
  assert.deepEqual(renamed({ 'SIPDefault.cnf': 'dial_template: off|ice', [a]: 'dial_template: office' }, 'house'), {
    'SIPDefault.cnf': 'dial_template: house',
    [a]: 'dial_template: house',
  });
});

test('only the letter case of a dial plan can change', () => {
  assert.deepEqual(renamed({ 'SIPDefault.cnf': 'dial_template: off|ice', 'Office.xml': plan }, 'Office'), {
    'SIPDefault.cnf': 'dial_template: Office',
  });
  assert.deepEqual(renamed({ 'SIPDefault.cnf': 'dial_template: off|ice', 'office.xml': plan }, 'Office'), {
    'SIPDefault.cnf': 'dial_template: Office',
    'Office.xml': plan,
  });
});

test('a dial plan cannot leave the folder, take the place of another file, or have a name that is none', () => {
  const files = { 'SIPDefault.cnf': 'dial_template: |office', 'office.xml': plan, 'Home.xml': plan };
  for (const name of ['../office', 'a/b', 'a\\b', '.hidden', 'a b', 'c:x', 'a\u0000b', 'what?'])
    assert.match(problem(files, name), /^The name of a dial plan has no blank/, name);
  assert.equal(problem(files, 'home'), 'There is a file Home.xml already.');
  assert.match(problem(files, 'house.xml'), /\.xml/);
  assert.equal(problem(files, ''), 'A name is needed.');
});
