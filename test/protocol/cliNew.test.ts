/** `cisco-sip new`: folders and phones that are not there yet. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { project, scratchFolder } from '../support/server.ts';

const scratch = scratchFolder({});
after(() => scratch.remove());

function cli(args: readonly string[], input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(project, 'dist', 'cli.js'), ...args], {
    encoding: 'utf8',
    input,
  });
  return { status, stdout, stderr };
}

const run = (args: readonly string[], input?: string) => cli(['new', ...args], input);

/** A folder of its own for each test. */
function newRoot(name: string, ...options: string[]): string {
  const path = join(scratch.path, name);
  const { status, stderr } = run(['folder', path, '--proxy', 'sip.example.net', '--zone', 'Europe/Berlin', ...options]);
  assert.equal(status, 0, stderr);
  return path;
}

test('a new folder is whole: check has nothing to report', () => {
  const path = join(scratch.path, 'deep', 'root');
  const args = [
    'folder',
    path,
    '--proxy',
    '192.0.2.10',
    '--country',
    'DE',
    '--zone',
    'Europe/Berlin',
    '--time-server',
    '192.0.2.123',
  ];
  const { status, stdout } = run(args);
  assert.equal(status, 0);
  for (const name of ['SIPDefault.cnf', 'dialplan.xml', 'syncinfo.xml'])
    assert.match(stdout, new RegExp(`written.*${name}`));
  const checked = cli(['check', path]);
  assert.equal(checked.status, 0);
  assert.match(checked.stdout, /3 files checked: nothing to report/);
  assert.equal(statSync(join(path, 'SIPDefault.cnf')).mode & 0o777, 0o644);
});

test('what the phone cannot be told about a time zone is said', () => {
  const { stdout } = run(['folder', join(scratch.path, 'kathmandu'), '--proxy', 'pbx', '--zone', 'Asia/Kathmandu']);
  assert.match(stdout, /no time zone of UTC\+05:45/);
});

test('a folder with files is left as it is', () => {
  const path = newRoot('twice');
  const before = readFileSync(join(path, 'SIPDefault.cnf'), 'utf8');
  const { status, stderr } = run(['folder', path, '--proxy', 'other']);
  assert.equal(status, 1);
  assert.match(stderr, /SIPDefault\.cnf, dialplan\.xml, syncinfo\.xml already/);
  assert.equal(readFileSync(join(path, 'SIPDefault.cnf'), 'utf8'), before);
});

test('answers that will not do are wrong usage, named by their option; nothing is written', () => {
  const path = join(scratch.path, 'wrong');
  const { status, stderr } = run(['folder', path, '--proxy-port', '0', '--zone', 'Mars']);
  assert.equal(status, 2);
  for (const flag of ['--proxy: ', '--proxy-port: ', '--zone: ']) assert.ok(stderr.includes(flag), flag);
  assert.ok(!existsSync(path));
  assert.equal(run([]).status, 2);
  assert.equal(run(['folder', path, '--colour', 'green']).status, 2);
});

test('the password of the phones comes from a file or standard input, never from the arguments', () => {
  const path = join(scratch.path, 'secret');
  const args = ['folder', path, '--proxy', 'pbx', '--password-file', '-'];
  const { status, stdout, stderr } = run(args, 'made-up-Loft-41\n');
  assert.equal(status, 0);
  assert.match(readFileSync(join(path, 'SIPDefault.cnf'), 'utf8'), /^phone_password: "made-up-Loft-41"$/m);
  assert.doesNotMatch(stdout + stderr, /Loft/);
  for (const what of ['folder', 'phone'])
    for (const arg of [['--password', 'hunter2'], ['--password=hunter2']]) {
      const refused = run([what, 'x', ...arg]);
      assert.equal(refused.status, 2);
      assert.match(refused.stderr, /--password-file/);
      assert.doesNotMatch(refused.stderr, /hunter2/);
    }
});

test('one phone: its lines, its model, and passwords in the order of the lines', () => {
  const path = newRoot('phone');
  const passwords = join(scratch.path, 'passwords');
  writeFileSync(passwords, 'made-up-Kiwi\r\nmade-up-Fern\r\n');
  const args = [
    'phone',
    '00:0d:bc:00:11:22',
    '--folder',
    path,
    '--model',
    '7940',
    '--label',
    'Desk',
    '--line',
    '2001:Jane Doe',
    '--line',
    '2009',
    '--password-file',
    passwords,
    '--set',
    'call_waiting=0',
  ];
  const { status, stdout } = run(args);
  assert.equal(status, 0, stdout);
  const text = readFileSync(join(path, 'SIP000DBC001122.cnf'), 'utf8');
  for (const line of [
    '# cisco-sip-model 7940',
    'phone_label: "Desk"',
    'line1_displayname: "Jane Doe"',
    'line1_password: "made-up-Kiwi"',
    'line2_name: "2009"',
    'line2_password: "made-up-Fern"',
    'call_waiting: 0',
  ])
    assert.ok(text.includes(`${line}\n`), line);
  assert.match(cli(['check', path]).stdout, /nothing to report/);
  assert.doesNotMatch(stdout, /Kiwi|Fern/);
  const again = run(args);
  assert.equal(again.status, 1);
  assert.match(again.stdout, /has a file of this phone already/);
  // There is no list whose rows could be spoken of.
  assert.doesNotMatch(again.stdout, /row/);
  assert.equal(readFileSync(join(path, 'SIP000DBC001122.cnf'), 'utf8'), text);
});

test('passwords that do not fit the lines in number are told of, as they may be those of another phone', () => {
  const path = newRoot('uneven');
  const passwords = join(scratch.path, 'one-password');
  writeFileSync(passwords, 'made-up-Kiwi\n');
  const phone = (mac: string, ...lines: string[]) =>
    run(['phone', mac, '--folder', path, ...lines.flatMap((line) => ['--line', line]), '--password-file', passwords]);
  assert.doesNotMatch(phone('000DBC001144', '2001').stdout, /passwords/);
  const { status, stdout } = phone('000DBC001155', '2002', '2003');
  assert.equal(status, 0);
  assert.match(stdout, /^The file of passwords has 1 of them, and --line is given 2 times/m);
});

test('a list: wrong rows give no file, the others do, and a dry run writes none', () => {
  const path = newRoot('list');
  writeFileSync(
    join(path, 'SIPDefault.cnf'),
    `${readFileSync(join(path, 'SIPDefault.cnf'), 'utf8')}tftp_cfg_dir: "./phones/"\n`,
  );
  const list =
    'mac;extension;secret;shoe size\n000DBC000001;2001;hunter2;44\nDBC000002;2002;hunter2;45\n000DBC000003;2003;hunter2;46\n';
  const dry = run(['phone', '--csv', '-', '--folder', path, '--dry-run'], list);
  assert.equal(dry.status, 1);
  assert.match(dry.stdout, /2 of 3 phones would be made/);
  assert.match(dry.stdout, /row 3, mac: .*9 digits/);
  assert.match(dry.stdout, /columns passed over: shoe size/);
  assert.ok(!existsSync(join(path, 'phones')));
  const { status, stdout } = run(['phone', '--csv', '-', '--folder', path, '--json'], list);
  assert.equal(status, 1);
  assert.deepEqual(
    (JSON.parse(stdout) as { row: number; file: string | null }[]).map(({ row, file }) => [row, file]),
    [
      [2, 'phones/SIP000DBC000001.cnf'],
      [3, null],
      [4, 'phones/SIP000DBC000003.cnf'],
    ],
  );
  assert.deepEqual(readdirSync(join(path, 'phones')), ['SIP000DBC000001.cnf', 'SIP000DBC000003.cnf']);
  assert.doesNotMatch(dry.stdout + stdout, /hunter2/);
});

test('letters of a list that a spreadsheet saved for Windows, and those of passwords, come out whole', () => {
  const path = newRoot('letters');
  const list = join(scratch.path, 'windows.csv');
  writeFileSync(
    list,
    Buffer.from('mac;name;extension;secret\r\n000DBC006602;M\u00fcller;2;hunt\u00e9r2\r\n', 'latin1'),
  );
  assert.equal(run(['phone', '--csv', list, '--folder', path]).status, 0);
  const text = readFileSync(join(path, 'SIP000DBC006602.cnf'), 'utf8');
  assert.match(text, /line1_displayname: "M\u00fcller"/);
  assert.match(text, /line1_password: "hunt\u00e9r2"/);
  const passwords = join(scratch.path, 'passwords');
  writeFileSync(passwords, Buffer.from('hunt\u00e9r2\n', 'latin1'));
  run(['phone', '000DBC006603', '--line', '3', '--password-file', passwords, '--folder', path]);
  assert.match(readFileSync(join(path, 'SIP000DBC006603.cnf'), 'utf8'), /line1_password: "hunt\u00e9r2"/);
});

test('wrong usage of new phone', () => {
  const path = newRoot('usage');
  for (const args of [
    ['phone', '--folder', path],
    ['phone', 'a', 'b', '--folder', path],
    ['phone', '000DBC001122', '--csv', 'list', '--folder', path],
    ['phone', '000DBC001122', '--set', 'x', '--folder', path],
    ['phone', '000DBC001122', '--set', 'line1_password=hunter2', '--folder', path],
    ['phone', '000DBC001122', '--folder', join(path, 'none')],
    ['phone', '--csv', join(path, 'none.csv'), '--folder', path],
    ['phone', '--csv', '-', '--model', '7940', '--folder', path],
    ['phone', '000DBC001122', '--line', '2', '--folder', join(path, 'SIPDefault.cnf')],
    ['folder', join(path, 'SIPDefault.cnf'), '--proxy', 'sip.example.net'],
    ['telephone'],
  ]) {
    const { status, stderr } = run(args);
    assert.equal(status, 2, args.join(' '));
    assert.doesNotMatch(stderr, /hunter2/);
  }
  assert.equal(readdirSync(path).length, 3);
});
