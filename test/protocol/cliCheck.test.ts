/** How `cisco-sip check` is steered: settings, what is looked at, mending, exit status. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { walk } from '../../server/src/disk.ts';
import { run } from '../support/program.ts';
import { scratchFolder } from '../support/server.ts';

function folderWith(context: TestContext, files: Record<string, string | Uint8Array>): string {
  const folder = scratchFolder(files);
  context.after(() => folder.remove());
  return folder.path;
}

interface Row {
  readonly file: string;
  readonly line: number;
  readonly severity: string;
  readonly code: string;
}

function codes(args: readonly string[], options: { input?: string } = {}): string[] {
  return (JSON.parse(run(['check', '--format', 'json', ...args], options).stdout) as Row[]).map(({ code }) => code);
}

// --- settings ---------------------------------------------------------------------------------

test('a .cisco-sip.json above the files says what findings are', (context) => {
  const path = folderWith(context, {
    '.cisco-sip.json': '{"diagnostics": {"severity": {"cnf/out-of-range": "hint", "cnf/unknown-parameter": "off"}}}',
  });
  mkdirSync(join(path, 'site', 'tftp'), { recursive: true });
  writeFileSync(join(path, 'site', 'tftp', 'SIPDefault.cnf'), 'tos_media: 9\nnonsense_name: 1\n');
  const { status, stdout } = run(['check', '--format', 'json', join(path, 'site', 'tftp')]);
  assert.deepEqual(
    (JSON.parse(stdout) as Row[]).map(({ code, severity }) => [code, severity]),
    [['cnf/out-of-range', 'hint']],
  );
  assert.equal(status, 0);
});

test('the nearest .cisco-sip.json counts, not one further up', (context) => {
  const path = folderWith(context, { '.cisco-sip.json': '{"diagnostics": {"severity": {"cnf/*": "off"}}}' });
  mkdirSync(join(path, 'tftp'));
  writeFileSync(join(path, 'tftp', '.cisco-sip.json'), '{}');
  writeFileSync(join(path, 'tftp', 'SIPDefault.cnf'), 'tos_media: 9\n');
  assert.deepEqual(codes([path]), ['cnf/out-of-range']);
});

test('a mistake in .cisco-sip.json is told once and is status 2, and the files are checked all the same', (context) => {
  const path = folderWith(context, {
    '.cisco-sip.json': '{"diagnostics": {"severity": {"cnf/out-of-rage": "off"}}}',
    'SIPDefault.cnf': 'sync: 1\n',
  });
  mkdirSync(join(path, 'other'));
  writeFileSync(join(path, 'other', 'SIPDefault.cnf'), 'sync: 1\n');
  const { status, stdout, stderr } = run(['check', path]);
  assert.equal(status, 2);
  assert.equal(stderr.match(/cnf\/out-of-rage/g)?.length, 1);
  assert.match(stdout, /^2 files checked/);
});

test('the country in the settings decides which emergency numbers are looked for', (context) => {
  const path = folderWith(context, {
    'dialplan.xml': '<DIALTEMPLATE>\n<TEMPLATE MATCH="*" TIMEOUT="5"/>\n</DIALTEMPLATE>\n',
  });
  const without = codes([path]);
  writeFileSync(join(path, '.cisco-sip.json'), '{"dialPlan": {"country": "DE"}}');
  assert.notDeepEqual(codes([path]), without);
});

// --- exit status ------------------------------------------------------------------------------

test('as many warnings as allowed are no failure, one error always is', (context) => {
  const path = folderWith(context, { 'SIPDefault.cnf': 'nonsense_one: 1\nnonsense_two: 1\n' });
  assert.equal(run(['check', path]).status, 1);
  assert.equal(run(['check', '--max-warnings', '1', path]).status, 1);
  assert.equal(run(['check', '--max-warnings', '2', path]).status, 0);
  writeFileSync(join(path, 'SIPDefault.cnf'), 'tos_media: 9\n');
  assert.equal(run(['check', '--max-warnings', '9', path]).status, 1);
});

test('what makes no sense together is refused', (context) => {
  const path = folderWith(context, { 'SIPDefault.cnf': 'sync: 1\n' });
  for (const args of [
    ['-'],
    [path, '--stdin-filename', 'SIPDefault.cnf'],
    ['-', path, '--stdin-filename', 'SIPDefault.cnf'],
    ['-', '--fix', '--stdin-filename', 'SIPDefault.cnf'],
    [path, '--max-warnings', 'few'],
    [path, '--max-warnings=-1'],
    [path, '--format', 'constructor'],
    [path, '--changed=--output=x'],
    [path, '--changed'],
  ]) {
    const { status, stdout, stderr } = run(['check', ...args], { input: '' });
    assert.deepEqual([status, stdout], [2, ''], args.join(' '));
    assert.match(stderr, /^cisco-sip: /);
  }
});

// --- standard input ---------------------------------------------------------------------------

test('an editor can have a text checked that is not saved, beside the other files of its folder', (context) => {
  const path = folderWith(context, {
    'SIPDefault.cnf': 'sync: 7\n',
    'syncinfo.xml': '<IMAGE VERSION="*" SYNC="8"/>\n',
  });
  const named = ['-', '--stdin-filename', join(path, 'syncinfo.xml')];
  assert.deepEqual(codes(named, { input: '<IMAGE VERSION="*" SYNC="8"/>\n' }), []);
  assert.deepEqual(codes(named, { input: '<IMAGE VERSION="*" SYNC="7"/>\n' }), ['syncinfo/same-as-sync']);
  const fresh = ['-', '--stdin-filename', join(path, 'SIP000DBC001122.cnf')];
  assert.ok(codes(fresh, { input: 'tos_media: 9\n' }).includes('cnf/out-of-range'));
});

// --- mending ----------------------------------------------------------------------------------

const mendable = 'tos_media=5\r\nproxy1_address: ‘10.0.0.1’\r\ntos_media = 5\r\n';

test('--fix mends what is safe until nothing of it is left, says what, and reports the rest', (context) => {
  const path = folderWith(context, { 'SIPDefault.cnf': `${mendable}nonsense_name: 1\r\n`, 'my.cnf': 'port = 3306\n' });
  const { status, stdout, stderr } = run(['check', '--fix', '--format', 'json', path]);
  assert.equal(
    readFileSync(join(path, 'SIPDefault.cnf'), 'utf8'),
    'tos_media: 5\r\nproxy1_address: "10.0.0.1"\r\nnonsense_name: 1\r\n',
  );
  assert.match(stderr, /^cisco-sip: mended .*SIPDefault\.cnf: .*cnf\/equals-sign.*cnf\/duplicate-parameter/);
  assert.deepEqual(
    (JSON.parse(stdout) as Row[]).map(({ code, line }) => [code, line]),
    [['cnf/unknown-parameter', 3]],
  );
  assert.equal(status, 1);
  assert.equal(run(['check', '--fix', path]).stderr, '');
  assert.deepEqual(readdirSync(path).sort(), ['SIPDefault.cnf', 'my.cnf']);
});

test('--fix leaves alone what was not named', (context) => {
  const path = folderWith(context, { 'SIPDefault.cnf': mendable, 'SIP000DBC001122.cnf': 'line1_name=2001\n' });
  run(['check', '--fix', join(path, 'SIP000DBC001122.cnf')]);
  assert.equal(readFileSync(join(path, 'SIP000DBC001122.cnf'), 'utf8'), 'line1_name: 2001\n');
  assert.equal(readFileSync(join(path, 'SIPDefault.cnf'), 'utf8'), mendable);
});

test('--fix does not follow a link out of the folder', (context) => {
  const outside = folderWith(context, { 'SIPDefault.cnf': mendable });
  const path = folderWith(context, {});
  symlinkSync(join(outside, 'SIPDefault.cnf'), join(path, 'SIPDefault.cnf'));
  const { status, stderr } = run(['check', '--fix', path]);
  assert.equal(readFileSync(join(outside, 'SIPDefault.cnf'), 'utf8'), mendable);
  assert.equal(status, 2);
  assert.match(stderr, /not mended/);
});

test('--fix keeps the mode and the encoding of a file', (context) => {
  const bytes = (setting: string) => Buffer.concat([Buffer.of(0x23, 0x80, 0xfc), Buffer.from(`\n${setting}\n`)]);
  const path = folderWith(context, { 'SIPDefault.cnf': bytes('tos_media=5') });
  const file = join(path, 'SIPDefault.cnf');
  chmodSync(file, 0o640);
  run(['check', '--fix', path]);
  assert.deepEqual(readFileSync(file), bytes('tos_media: 5'));
  assert.equal(statSync(file).mode & 0o777, 0o640);
});

// --- git --------------------------------------------------------------------------------------

function git(cwd: string, ...args: string[]): void {
  const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false'];
  execFileSync('git', [...identity, ...args], { cwd, stdio: 'ignore' });
}

test('--changed looks at what is not as in the commit, and at new files that git does not ignore', (context) => {
  const wrong = 'tos_media: 9\n';
  const path = folderWith(context, {
    '.gitignore': 'SIP000DBC00FFFF.cnf\n',
    'SIPDefault.cnf': 'sync: 1\n',
    'SIP000DBC000001.cnf': wrong,
    'SIP000DBC000002.cnf': wrong,
    'SIP000DBC000003.cnf': wrong,
  });
  git(path, 'init', '-q', '-b', 'main');
  git(path, 'add', '.');
  git(path, 'commit', '-q', '-m', 'all');
  const changed = (...args: string[]) =>
    (JSON.parse(run(['check', '--format', 'json', ...args, path]).stdout) as Row[])
      .filter(({ code }) => code === 'cnf/out-of-range')
      .map(({ file }) => file.slice(-10));
  assert.deepEqual(changed('--changed'), []);
  writeFileSync(join(path, 'SIP000DBC000002.cnf'), `${wrong}\n`);
  writeFileSync(join(path, 'SIP000DBC000004.cnf'), wrong);
  writeFileSync(join(path, 'SIP000DBC00FFFF.cnf'), wrong);
  assert.deepEqual(changed('--changed'), ['000002.cnf', '000004.cnf']);
  git(path, 'checkout', '-q', '-b', 'work');
  git(path, 'add', '.');
  git(path, 'commit', '-q', '-m', 'more');
  assert.deepEqual(changed('--changed'), []);
  assert.deepEqual(changed('--changed=main'), ['000002.cnf', '000004.cnf']);
});

test('an XML file that is too large for a dial plan is that of another program; a phone file as large is told of', (context) => {
  const path = folderWith(context, { 'SIPDefault.cnf': 'sync: 1\n', 'phonebook.xml': '', 'SIP000DBC000001.cnf': '' });
  truncateSync(join(path, 'phonebook.xml'), 17 * 1024 * 1024);
  assert.equal(run(['check', path]).status, 0);
  truncateSync(join(path, 'SIP000DBC000001.cnf'), 17 * 1024 * 1024);
  const { status, stderr } = run(['check', path]);
  assert.equal(status, 2);
  assert.match(stderr, /^cisco-sip: cannot be read: .*SIP000DBC000001\.cnf\n$/);
});

test('a folder that is gone while it is looked through counts as one that may not be listed', () => {
  const closed: string[] = [];
  assert.deepEqual(
    walk('/no/such/folder', new Map(), (folder) => closed.push(folder)),
    [],
  );
  assert.deepEqual(closed, ['/no/such/folder']);
});

test('before the first commit of a repository all files are new to --changed', (context) => {
  const path = folderWith(context, { 'SIPDefault.cnf': 'tos_media: 9\n', 'SIP000DBC000001.cnf': 'tos_media: 9\n' });
  git(path, 'init', '-q', '-b', 'main');
  git(path, 'add', 'SIPDefault.cnf');
  const found = codes(['--changed', path]).filter((code) => code === 'cnf/out-of-range');
  assert.equal(found.length, 2);
});

test('outside git --changed says so', (context) => {
  const path = folderWith(context, { 'SIPDefault.cnf': 'sync: 1\n' });
  const { status, stderr } = run(['check', '--changed', path], {
    env: { ...process.env, GIT_CEILING_DIRECTORIES: path },
  });
  assert.equal(status, 2);
  assert.match(stderr, /git cannot tell what changed: .*not a git repository/i);
});
