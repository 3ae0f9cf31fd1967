/** Passwords that are easily found or lost are reported, without a word of what they are. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CnfDocument } from '../../../server/src/formats/cnf/document.ts';
import { cnf } from '../../../server/src/formats/cnf/index.ts';
import { settingsOf } from '../../../server/src/formats/cnf/settings.ts';
import { affected, findingsOf } from '../../../server/src/tftproot/findings.ts';
import { readFile, type TftpRoot } from '../../../server/src/tftproot/root.ts';
import { type Files, findingsAbout, findingsIn, folder } from '../../support/folder.ts';
import { expectFindings, open } from '../../support/language.ts';

const phone = 'SIP000DBC001122.cnf';
const other = 'SIP000DBC002233.cnf';
const repeated = 'cnf/repeated-password';

test('a short password is a hint, which does not tell how long it is', () => {
  expectFindings(
    cnf,
    phone,
    [
      'line1_name: 2001',
      'line1_password: "abc"',
      '                 ^^^ hint cnf/short-password',
      'line2_name: 2002',
      'line2_password: "abcdefgh"',
    ].join('\n'),
  );
});

test('the password that phones are delivered with is told of once', () => {
  expectFindings(
    cnf,
    'SIPDefault.cnf',
    ['phone_password: "cisco"', '                 ^^^^^ hint cnf/default-password'].join('\n'),
  );
});

test('no password, one that a template fills in, and a line that is off are not short', () => {
  for (const value of ['""', 'UNPROVISIONED', '"{{ p }}"', '"$p"'])
    expectFindings(cnf, phone, `line1_name: 2001\nline1_password: ${value}\n`);
});

/** What the two phones are told of repeated passwords. */
function told(files: Files): string[] {
  return findingsIn(folder(files)).filter((row) => row.endsWith(repeated));
}

test('two accounts with one password are told of it in both files', () => {
  const files = {
    [phone]: 'line1_name: 2001\nline1_password: "tr0mb0ne-7"\n',
    [other]: '\nline1_name: 2002\nline1_password: tr0mb0ne-7\n',
  };
  assert.deepEqual(told(files), [`${phone}:2 information ${repeated}`, `${other}:3 information ${repeated}`]);
  const [finding] = findingsAbout(folder(files), phone, repeated);
  assert.deepEqual(finding?.range, { start: { line: 1, character: 17 }, end: { line: 1, character: 27 } });
  assert.deepEqual(
    finding.related.map(({ uri, range }) => [uri, range.start.line]),
    [[`file:///${other}`, 2]],
  );
  assert.doesNotMatch(JSON.stringify({ ...finding, rule: undefined }), /tr0mb0ne/);
});

test('the same account in two phones, or on two keys of one, is nobody else', () => {
  assert.deepEqual(
    told({
      [phone]: 'line1_name: 2001\nline1_password: "tr0mb0ne-7"\n',
      [other]: 'line1_name: desk\nline1_authname: 2001\nline1_password: "tr0mb0ne-7"\n',
    }),
    [],
  );
  const twoKeys = 'line1_name: 2001\nline1_authname: u\nline1_password: "tr0mb0ne-7"\nline2_name: 2002\n';
  // Without a login of its own a line uses that of line 1.
  assert.deepEqual(told({ [phone]: `${twoKeys}line2_password: "tr0mb0ne-7"\n` }), []);
});

test('two accounts of one phone are compared as well', () => {
  const lines = [1, 2].map(
    (n) => `line${n}_name: 200${n}\nline${n}_authname: u${n}\nline${n}_password: "tr0mb0ne-7"\n`,
  );
  assert.deepEqual(told({ [phone]: lines.join('') }), [
    `${phone}:3 information ${repeated}`,
    `${phone}:6 information ${repeated}`,
  ]);
});

test('letter case counts, and lines that are off, names that nobody asks for and the console do not', () => {
  const alone = { [phone]: 'line1_name: 2001\nline1_password: "tr0mb0ne-7"\nphone_password: "tr0mb0ne-7"\n' };
  assert.deepEqual(told({ ...alone, [other]: 'line1_name: 2002\nline1_password: "TR0MB0NE-7"\n' }), []);
  assert.deepEqual(told({ ...alone, [other]: 'line1_name: UNPROVISIONED\nline1_password: "tr0mb0ne-7"\n' }), []);
  assert.deepEqual(told({ ...alone, [other]: 'phone_password: "tr0mb0ne-7"\n' }), []);
  assert.deepEqual(told({ ...alone, 'sip000dbc002233.cnf': 'line1_name: 2002\nline1_password: "tr0mb0ne-7"\n' }), []);
});

test("the password of a line that is not in use is nobody else's, though the login of line 1 would stand in", () => {
  const lines = [
    'line1_name: 2001\nline1_authname: u1\nline1_password: "tr0mb0ne-7"\n',
    'line2_authname: u2\nline2_password: "tr0mb0ne-7"\n',
  ].join('');
  for (const off of ['', 'line2_name: ""\n', 'line2_name: UNPROVISIONED\n'])
    assert.deepEqual(told({ [phone]: `${lines}${off}` }), [], off);
  const both = [`${phone}:3 information ${repeated}`, `${phone}:5 information ${repeated}`];
  assert.deepEqual(told({ [phone]: `${lines}line2_name: 2002\n` }), both);
  assert.deepEqual(told({ [phone]: `${lines}line2_name: "{{ name }}"\n` }), both);
  // SIPDefault.cnf counts where the phone's own file says nothing.
  assert.deepEqual(told({ [phone]: lines, 'SIPDefault.cnf': 'line2_name: 2002\n' }), both);
});

function nameOf(index: number): string {
  return `SIP000DBC${String(index).padStart(6, '0')}.cnf`;
}

/** So many phones whose lines have one password. */
function fleet(count: number): Record<string, string> {
  const files = Array.from({ length: count }, (_, index) => [
    nameOf(index),
    `line1_name: ${2000 + index}\nline1_password: "tr0mb0ne-7"\n`,
  ]);
  return Object.fromEntries(files);
}

test('where very many share a password, the list of problems is not flooded', () => {
  const rows = told(fleet(200));
  assert.equal(rows.length, 200);
  assert.equal(rows.filter((row) => row.includes(' information ')).length, 20);
});

/** The codes and messages of a file. */
function all(root: TftpRoot, name: string): string {
  const file = root.file(name) ?? assert.fail(name);
  return JSON.stringify(findingsOf(root, file, (each) => each));
}

/** The folder after an edit of one file; whoever is not said to be affected is told what it was told before. */
function edited(root: TftpRoot, name: string, text: string): { next: TftpRoot; named: number } {
  const next = root.with([{ name, content: readFile(name, text) ?? 'unread' }]);
  const named = affected(root, next, name) ?? next.files;
  for (const file of next.files) if (!named.includes(file)) assert.equal(all(next, file), all(root, file), file);
  return { next, named: named.length };
}

for (const count of [2, 19, 20, 21, 22, 60])
  test(`${count} phones with one password: what an edit changes for others is known`, () => {
    const root = folder(fleet(count));
    for (const index of [0, 1, 18, 19, 20, 21, 59].filter((each) => each < count)) {
      const name = nameOf(index);
      const own = `line1_name: ${2000 + index}\n`;
      edited(root, name, `\n${own}line1_password: "tr0mb0ne-7"\n`);
      const { next } = edited(root, name, `${own}line1_password: "another-one"\n`);
      edited(next, name, `${own}line1_password: "tr0mb0ne-7"\n`);
      edited(root, name, `line1_name: 2000\nline1_password: "tr0mb0ne-7"\n`);
    }
  });

test('typing in one of thousands with the same password looks at that file only', () => {
  const root = folder(fleet(2000));
  const { named } = edited(root, nameOf(1000), 'line1_name: 3000\nphone_label: "x"\nline1_password: "tr0mb0ne-7"\n');
  assert.equal(named, 1);
});

test('the passwords of a folder are found as in a folder that is read afresh', () => {
  const files = fleet(5);
  const root = folder(files);
  const text = 'line1_name: 1\nline1_password: "new-password"\n';
  const { next } = edited(root, nameOf(2), text);
  const fresh = folder({ ...files, [nameOf(2)]: text });
  for (const password of ['tr0mb0ne-7', 'new-password'])
    assert.deepEqual(next.passwordUses(password), fresh.passwordUses(password));
  assert.equal(next.with([{ name: nameOf(0), content: 'gone' }]).passwordUses('tr0mb0ne-7').length, 3);
});

test('the last entry of a name is the one that counts', () => {
  const { document } = open(cnf, { name: phone, text: 'line1_password: a\nline1_password: "tr0mb0ne-7"\n' });
  assert.deepEqual(settingsOf(document as CnfDocument).texts, ['tr0mb0ne-7']);
  assert.equal(folder({ [phone]: 'line1_password: a\nline1_password: b\n' }).passwordUses('a').length, 0);
});
