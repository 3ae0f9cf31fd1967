import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { project, scratchFolder } from '../support/server.ts';

const folder = scratchFolder({
  'SIPDefault.cnf': 'proxy_register: 1\ntos_media: 9\nsync: 1\n',
  'SIP000DBC001122.cnf':
    'line1_name: 2001\nline1_authname: 2001\nline1_password: "tr0mb0ne"\nphone_password: "tr0mb0ne-that-is-much-longer-than-it-may-be"\n',
  'syncinfo.xml': '<IMAGE VERSION="*" SYNC="1"/>\n',
  'my.cnf': '[mysqld]\nport = 3306\n',
  'dialplan.xml': '<include>\n<context name="default"/>\n</include>\n',
  'P0S3-8-12-00.sb2': Uint8Array.from({ length: 1000 }, (_, index) => index % 256),
});
after(() => folder.remove());

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(project, 'dist', 'cli.js'), ...args], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

interface Row {
  file: string;
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
  severity: string;
  code: string;
  message: string;
}

const rows = (...paths: string[]) => JSON.parse(run('check', '--format', 'json', ...paths).stdout) as Row[];

test('a folder is checked as a TFTP folder; files of others are left alone', () => {
  assert.deepEqual(
    rows(folder.path).map(({ file, code }) => [file.slice(folder.path.length + 1), code]),
    [
      ['SIP000DBC001122.cnf', 'cnf/text-too-long'],
      ['SIPDefault.cnf', 'cnf/out-of-range'],
      ['syncinfo.xml', 'syncinfo/same-as-sync'],
    ],
  );
});

test('json rows count from 1, name severity and code, and end where the characters end', () => {
  const [row] = rows(join(folder.path, 'SIPDefault.cnf'));
  assert.ok(row);
  const { message, ...place } = row;
  assert.deepEqual(place, {
    file: join(folder.path, 'SIPDefault.cnf'),
    line: 2,
    column: 12,
    endLine: 2,
    endColumn: 13,
    severity: 'error',
    code: 'cnf/out-of-range',
  });
  assert.match(message, /0 to 5/);
});

test('a password is never printed', () => {
  const { stdout, stderr } = run('check', folder.path);
  assert.match(stdout, /text-too-long/);
  assert.doesNotMatch(stdout + stderr, /tr0mb0ne/);
});

test('the exit status is 0 for hints, 1 for warnings and errors, 2 for wrong usage', () => {
  const hints = join(folder.path, 'hints');
  mkdirSync(hints);
  writeFileSync(join(hints, 'SIPDefault.cnf'), 'telnet_level: 2\n');
  assert.equal(run('check', hints).status, 0);
  assert.equal(run('check', folder.path).status, 1);
  for (const args of [
    [],
    ['check'],
    ['frobnicate'],
    ['check', '--format', 'xml', folder.path],
    ['check', '--loud', folder.path],
    ['check', join(folder.path, 'none')],
  ]) {
    const { status, stdout, stderr } = run(...args);
    assert.equal(status, 2, args.join(' '));
    assert.equal(stdout, '');
    assert.match(stderr, /^cisco-sip: /);
  }
});

test('a file that is none of ours is skipped with a word about it', () => {
  const { status, stderr } = run('check', join(folder.path, 'my.cnf'));
  assert.equal(status, 0);
  assert.match(stderr, /skipped/);
});

test('a folder is found through a symbolic link, and what is no plain file is not read', () => {
  const link = `${folder.path}-link`;
  symlinkSync(folder.path, link);
  spawnSync('mkfifo', [join(folder.path, 'SIP000DBC00FFFF.cnf')]);
  assert.equal(run('check', link).status, 1);
  rmSync(link);
  rmSync(join(folder.path, 'SIP000DBC00FFFF.cnf'), { force: true });
});

test('a file cannot steer the terminal', () => {
  const hostile = join(folder.path, 'hostile');
  mkdirSync(hostile);
  writeFileSync(join(hostile, 'SIPDefault.cnf'), 'tos_media: "\u001b[2J\u0007"\n\u001b[31mname: 1\n');
  const { stdout } = run('check', hostile);
  assert.match(stdout, /not a whole number/);
  assert.doesNotMatch(stdout, /\u001b|\u0007/);
});

test("a phone's values are shown with the file they come from, a password without its value", () => {
  const { stdout, status } = run('show', '00:0d:bc:00:11:22', '--folder', folder.path, '--json');
  assert.equal(status, 0);
  const values = JSON.parse(stdout) as { name: string; value: string | null; origin: string; line: number }[];
  const find = (name: string) => values.find((row) => row.name === name);
  assert.deepEqual(
    [find('line1_name'), find('tos_media'), find('phone_password')].map((row) => [row?.value, row?.origin, row?.line]),
    [
      ['2001', 'phone', 1],
      ['9', 'default', 2],
      [null, 'phone', 4],
    ],
  );
  assert.equal(find('timer_t1'), undefined);
  assert.match(run('show', '000DBC001122', '--folder', folder.path, '--all').stdout, /timer_t1 .*500 .*built in/);
  assert.doesNotMatch(stdout, /tr0mb0ne/);
  assert.equal(run('show', '000DBC009999', '--folder', folder.path).status, 1);
  assert.equal(run('show', 'nonsense').status, 2);
});

test('help and version are printed', () => {
  assert.match(run('--help').stdout, /check .*choke on/);
  assert.match(run('check', '--help').stdout, /Usage: cisco-sip check/);
  assert.match(run('--version').stdout, /^\d+\.\d+\.\d+\n$/);
  const server = spawnSync(process.execPath, [join(project, 'dist', 'language-server.js'), '--help'], {
    encoding: 'utf8',
  });
  assert.match(server.stdout, /--stdio/);
});

test('the example folder has findings only in the file that is there to try the fixes on', () => {
  const found = rows(join(project, 'examples', 'tftproot'));
  assert.ok(found.length > 0);
  for (const { file, code } of found) assert.match(file, /SIP000DBC003344\.cnf$/, code);
});

test('a report that cannot be written is no finding: it has an exit status of its own', {
  skip: existsSync('/dev/full') ? false : 'there is no device that is always full',
}, () => {
  const full = openSync('/dev/full', 'w');
  const { status, stderr } = spawnSync(process.execPath, [join(project, 'dist', 'cli.js'), 'check', folder.path], {
    encoding: 'utf8',
    stdio: ['ignore', full, 'pipe'],
  });
  closeSync(full);
  assert.equal(status, 70);
  assert.match(stderr, /^cisco-sip: .*ENOSPC/);
});
