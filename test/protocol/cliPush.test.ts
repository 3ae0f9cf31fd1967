import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { project, scratchFolder } from '../support/server.ts';

type Folder = ReturnType<typeof scratchFolder>;
let from: Folder;
let to: Folder;
let state: Folder;

beforeEach(() => {
  from = scratchFolder({
    'SIPDefault.cnf': 'tos_media: 5\n',
    'SIP000DBC001122.cnf': 'tos_media: 9\n',
    'syncinfo.xml': '<IMAGE VERSION="*" SYNC="2"/>\n',
    'ring.raw': Uint8Array.from({ length: 240 }, (_, index) => index),
    '.secret': 'x',
    'notes.md': 'x',
  });
  to = scratchFolder({ 'SIPDefault.cnf': 'tos_media: 3\n' });
  state = scratchFolder({});
});
afterEach(() => {
  for (const folder of [from, to, state]) folder.remove();
});

interface Row {
  name: string;
  state: string | null;
  done: string | null;
  reason: string | null;
}

function pretty(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [join(project, 'dist', 'cli.js'), 'push', ...args], {
    encoding: 'utf8',
    env: { ...process.env, XDG_STATE_HOME: state.path },
  });
}

function push(...args: string[]): { status: number | null; rows: Row[]; stderr: string } {
  const { status, stdout, stderr } = pretty('--json', ...args);
  return { status, rows: stdout === '' ? [] : (JSON.parse(stdout) as Row[]), stderr };
}

const done = (rows: Row[]) => Object.fromEntries(rows.map((row) => [row.name, row.done ?? row.state]));

test('a dry run tells what would happen and writes nothing', () => {
  const { status, rows } = push(from.path, to.path, '--dry-run');
  assert.equal(status, 1);
  assert.deepEqual(done(rows), {
    'ring.raw': 'new',
    'SIP000DBC001122.cnf': 'held',
    'SIPDefault.cnf': 'changed',
    'syncinfo.xml': 'new',
  });
  assert.deepEqual(readdirSync(to.path), ['SIPDefault.cnf']);
});

test('a push writes what changed, byte for byte and readable for the TFTP server, and holds back what has errors', () => {
  const { status, rows } = push(from.path, to.path);
  assert.equal(status, 1);
  assert.equal(done(rows)['SIP000DBC001122.cnf'], 'held');
  assert.deepEqual(readdirSync(to.path).sort(), ['SIPDefault.cnf', 'ring.raw', 'syncinfo.xml']);
  assert.deepEqual(readFileSync(join(to.path, 'ring.raw')), readFileSync(join(from.path, 'ring.raw')));
  assert.equal(statSync(join(to.path, 'ring.raw')).mode & 0o777, 0o644);
});

test('everything landed is status 0, and pushing again writes nothing', () => {
  assert.equal(push(from.path, to.path, '--with-errors').status, 0);
  const { status, rows } = push(from.path, to.path, '--with-errors');
  assert.equal(status, 0);
  assert.deepEqual([...new Set(rows.map((row) => row.done))], ['same']);
});

test('the last push is taken back, but not over what somebody changed since', () => {
  push(from.path, to.path, '--with-errors');
  writeFileSync(join(to.path, 'syncinfo.xml'), 'by hand');
  const { status, rows } = push('--undo', to.path);
  assert.equal(status, 1);
  assert.deepEqual(done(rows), {
    'ring.raw': 'deleted',
    'SIP000DBC001122.cnf': 'deleted',
    'SIPDefault.cnf': 'restored',
    'syncinfo.xml': 'left',
  });
  assert.equal(readFileSync(join(to.path, 'SIPDefault.cnf'), 'utf8'), 'tos_media: 3\n');
  assert.equal(readFileSync(join(to.path, 'syncinfo.xml'), 'utf8'), 'by hand');
});

test('a file for phones that cannot be put there is told with its reason, and the status is 1', () => {
  writeFileSync(join(from.path, 'sipdefault.CNF'), 'tos_media: 4\n');
  mkdirSync(join(to.path, 'syncinfo.xml'));
  // Named as one of the phones' files, and that of another program.
  writeFileSync(join(from.path, 'dialplan.xml'), '<include/>\n');
  const { status, rows } = push(from.path, to.path, '--with-errors');
  assert.equal(status, 1);
  assert.deepEqual(done(rows), {
    'ring.raw': 'written',
    'SIP000DBC001122.cnf': 'written',
    'SIPDefault.cnf': 'refused',
    'sipdefault.CNF': 'refused',
    'syncinfo.xml': 'refused',
  });
  const reasons = rows.filter((row) => row.done === 'refused').map(({ reason }) => reason ?? '');
  assert.match(reasons.join('\n'), /differ in letter case only/);
  assert.match(reasons.join('\n'), /is a folder in the target/);
});

test('a folder without files for phones says so', () => {
  const { status, stdout } = pretty(state.path, to.path);
  assert.equal(status, 0);
  assert.equal(stdout, 'There is no file for phones in the folder.\n');
});

test('what is taken back is said to be as it was, and only telling what would be is no part of it', () => {
  push(from.path, to.path, '--with-errors');
  const dry = push('--undo', to.path, '--dry-run');
  assert.equal(dry.status, 2);
  assert.match(dry.stderr, /push --undo takes back all/);
  assert.ok(readdirSync(to.path).includes('ring.raw'));
  assert.match(pretty('--undo', to.path).stdout, /\n4 of 4 files as they were before\n$/);
  assert.deepEqual(readdirSync(to.path), ['SIPDefault.cnf']);
});

test('what pushes remember is for the user alone', () => {
  push(from.path, to.path);
  const pushes = join(state.path, 'cisco-sip', 'pushes');
  for (const name of readdirSync(pushes)) assert.equal(statSync(join(pushes, name)).mode & 0o077, 0);
});

test('a folder that is not there, and arguments that make no sense, are told apart', () => {
  const missing = push(from.path, join(to.path, 'none'));
  assert.equal(missing.status, 1);
  assert.match(missing.stderr, /is not there/);
  for (const args of [[], [from.path], ['--undo'], [join(from.path, 'none'), to.path]])
    assert.equal(push(...args).status, 2, args.join(' '));
});
