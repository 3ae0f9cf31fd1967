/** Line appearances that change places, go, or are turned off. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refactorings } from '../../../../server/src/tftproot/refactor/refactorings.ts';
import { changeOf, changes, offered, refactored } from '../../../support/changedFolder.ts';
import { type Files, folder } from '../../../support/folder.ts';

const a = 'SIP000DBC000001.cnf';

/** The phone's file after lines have changed places. */
function after(marked: Files, title: string): string | undefined {
  return refactored(marked, title)[a];
}

test('two lines change places with all that is said of them', () => {
  const files = {
    [a]: [
      '# Line 1',
      'line1_name: "2001" ; Reception',
      'line1_authname: "2001"',
      'line1_password: "one"',
      '# Line 2',
      'line2_name: "2002|" ; Store',
      'line2_authname: "2002"',
      'line2_password: "two"',
      'phone_label: "Desk"',
      '',
    ].join('\r\n'),
  };
  assert.deepEqual(offered(files), [
    'Move line 2 up (swap with line 1)',
    'Move line 2 down (swap with line 3)',
    'Turn line 2 off',
    'Remove the entries of line 2 (what the phone has stored of it stays)',
  ]);
  assert.equal(
    after(files, 'Move line 2 up'),
    [
      '# Line 1',
      'line1_name: "2002" ; Store',
      'line1_authname: "2002"',
      'line1_password: "two"',
      '# Line 2',
      'line2_name: "2001" ; Reception',
      'line2_authname: "2001"',
      'line2_password: "one"',
      'phone_label: "Desk"',
      '',
    ].join('\r\n'),
  );
});

test('a selection over two lines lets these two change places', () => {
  const text = 'line1_name: 2001\nline2_name: 2002\nline4_name: 2004\n';
  const root = folder({ [a]: text });
  const file = root.file(a);
  assert.ok(file);
  const select = (first: number, last: number, character: number) =>
    refactorings(root, file, { start: { line: first, character: 0 }, end: { line: last, character } });
  const [swap, ...others] = select(1, 2, 3);
  assert.equal(swap?.title, 'Swap line 2 and line 4');
  assert.deepEqual(others, []);
  assert.deepEqual(changes({ [a]: text }, changeOf(swap)), {
    [a]: 'line1_name: 2001\nline2_name: 2004\nline4_name: 2002\n',
  });
  assert.deepEqual(select(0, 2, 3), [], 'three lines');
  assert.equal(select(1, 2, 0)[0]?.title, 'Move line 2 up (swap with line 1)', 'up to the beginning of line 4');
});

test('a line moves to a place where no line is, and leaves its own turned off', () => {
  assert.equal(
    after({ [a]: 'line1_name: 2001\nline2_name: 20|02 ; Store\nline2_displayname: Store\n' }, 'Move line 2 down'),
    'line1_name: 2001\nline3_name: 2002 ; Store\nline2_name: UNPROVISIONED\nline3_displayname: Store\n',
  );
  assert.equal(
    after({ [a]: 'line1_name: 2001\nline3_name: 2003\nline2_name: ""|\n' }, 'Move line 2 down'),
    'line1_name: 2001\nline3_name: ""\nline2_name: 2003\n',
  );
});

test('lines that have different entries get one for what they would otherwise take from what is stored', () => {
  assert.equal(
    after({ [a]: 'line1_name: 1\nline2_name: 2|\nline2_shortname: Two\nline3_name: 3\n' }, 'Move line 2 down'),
    'line1_name: 1\nline2_name: 3\nline3_shortname: Two\nline2_shortname: UNPROVISIONED\nline3_name: 2\n',
  );
});

test('there is nothing to move where neither line is in use', () => {
  const titles = offered({ [a]: 'line1_name: 1\nline2_name: ""|' });
  assert.ok(!titles.some((title) => title.startsWith('Move line 2 down')));
});

test('line 1 cannot do without a name', () => {
  const needed = 'Line 1 must have a name: a phone without one does not work.';
  assert.deepEqual(offered({ [a]: 'line1_name: 2001|\n' }), [
    `Move line 1 down (swap with line 2): ${needed}`,
    `Remove the entries of line 1 (what the phone has stored of it stays): ${needed}`,
  ]);
});

test('a login and a server that other lines share with line 1 stay with them', () => {
  assert.equal(
    after(
      {
        [a]: [
          'line1_name: "2001|"',
          'line1_authname: "house"',
          'line1_password: "pw"',
          'line2_name: "2002"',
          'proxy1_address: "10.0.0.1"',
          '',
        ].join('\n'),
      },
      'Move line 1 down',
    ),
    [
      'line1_name: "2002"',
      'line1_authname: "house"',
      'line1_password: "pw"',
      'line2_name: "2001"',
      'proxy1_address: "10.0.0.1"',
      '',
    ].join('\n'),
    'both use it, whichever is first',
  );
  assert.equal(
    after(
      {
        [a]: 'line1_name: "2001|"\nline2_name: "2002"\nline3_name: "2003"\nproxy1_address: "10.0.0.1"\nproxy2_address: "10.0.0.2"\nproxy2_port: "5070"\n',
      },
      'Move line 1 down',
    ),
    [
      'line1_name: "2002"',
      'line2_name: "2001"',
      'line3_name: "2003"',
      'proxy1_address: "10.0.0.2"',
      'proxy2_address: "10.0.0.1"',
      'proxy3_address: "10.0.0.1"',
      'proxy1_port: "5070"',
      'proxy2_port: "5060"',
      '',
    ].join('\n'),
  );
});

test('servers that stand in SIPDefault.cnf go with their lines', () => {
  const files = {
    'SIPDefault.cnf': 'proxy1_address: "10.0.0.1"\nproxy2_address: "10.0.0.2"\n',
    [a]: 'line1_name: "2001|"\nline2_name: "2002"\n',
  };
  assert.deepEqual(refactored(files, 'Move line 1 down'), {
    [a]: 'line1_name: "2002"\nline2_name: "2001"\nproxy1_address: "10.0.0.2"\nproxy2_address: "10.0.0.1"\n',
  });
});

test('lines stay where they are when a file cannot say what one of them works with', () => {
  assert.equal(
    offered({ 'SIPDefault.cnf': 'proxy2_address: 10.0.0.2', [a]: 'line1_name: 2001|\nline2_name: 2002\n' })[0],
    'Move line 1 down (swap with line 2): What line 2 is to have for proxy2_address stands in no file, and a file cannot say that it has nothing.',
  );
});

test('lines that answer by themselves still do so under their new number', () => {
  const lines = 'line1_name: 1\nline2_name: 2|\nline3_name: 3\n';
  assert.equal(
    after({ [a]: `${lines}auto_answer: 2 ; store\n` }, 'Move line 2 down'),
    'line1_name: 1\nline2_name: 3\nline3_name: 2\nauto_answer: 4 ; store\n',
  );
  assert.equal(
    after({ [a]: lines, 'SIPDefault.cnf': 'auto_answer: 5' }, 'Move line 2 down'),
    'line1_name: 1\nline2_name: 3\nline3_name: 2\nauto_answer: 3\n',
  );
  assert.equal(
    after({ [a]: `${lines}auto_answer: 6\n` }, 'Move line 2 down'),
    'line1_name: 1\nline2_name: 3\nline3_name: 2\nauto_answer: 6\n',
  );
});

test('the title says when the dial plan has rules for one of the lines', () => {
  const plan = (line: number) => `<DIALTEMPLATE>\n<TEMPLATE MATCH="*" Line="${line}"/>\n</DIALTEMPLATE>\n`;
  const title = (line: number) =>
    offered({
      [a]: 'line1_name: 1\nline2_name: 2|\nline3_name: 3\ndial_template: office',
      'office.xml': plan(line),
    })[1];
  assert.equal(title(3), 'Move line 2 down (swap with line 3); dial plan rules for a line stay with its number');
  assert.equal(title(1), 'Move line 2 down (swap with line 3)');
});

test('a 7940 has two lines', () => {
  const entries = 'line1_name: 1\nline2_name: 2|\n';
  const down = (text: string) => offered({ [a]: text }).some((title) => title.startsWith('Move line 2 down'));
  assert.ok(down(entries));
  assert.ok(!down(`# cisco-sip-model 7940\n${entries}`));
});

test('a line that is turned off keeps its place, and no login', () => {
  assert.equal(
    after(
      {
        [a]: 'line2_name: "2002"|\nline2_authname: 2002 ; login\nline2_password: "two"\nline2_displayname: "Store"\nproxy2_address: 10.0.0.2\n',
      },
      'Turn line 2 off',
    ),
    'line2_name: "UNPROVISIONED"\nline2_authname: UNPROVISIONED ; login\nline2_password: "UNPROVISIONED"\nline2_displayname: ""\nproxy2_address: 10.0.0.2\n',
  );
  assert.ok(!offered({ [a]: 'line2_name: "UNPROVISIONED"|' }).includes('Turn line 2 off'));
});

test('the entries of a line go, with its server', () => {
  assert.equal(
    after(
      {
        [a]: 'line1_name: 1\n# Line 2\nline2_name: "|2002"\nline2_name: "2003"\nproxy2_address: x\nproxy2_port: 5\nspeed_line2: 7',
      },
      'Remove the entries of line 2',
    ),
    'line1_name: 1\n# Line 2\nspeed_line2: 7',
  );
});

test('passwords stand in no title and in no reason', () => {
  const titles = offered({ [a]: 'line1_name: 1\nline2_name: 2\nline2_password: "s3cr|et"\nphone_password: s3cret' });
  assert.ok(titles.length > 0);
  assert.ok(titles.every((title) => !title.includes('s3cret')));
});
