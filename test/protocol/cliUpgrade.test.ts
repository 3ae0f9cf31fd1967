import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { StoredSet, UpgradeState, UpgradeStep } from '../../server/src/protocol.ts';
import { filesOf } from '../support/images.ts';
import { project, scratchFolder } from '../support/server.ts';

const images = ['P0S30202', 'P0S3-04-4-00', 'P0S3-06-3-00', 'P0S3-8-12-00'];
const folder = scratchFolder({
  'SIPDefault.cnf': 'image_version: P0S30202\nsync: 1\n',
  'SIP000DBC001122.cnf': 'line1_name: 2001\nline1_password: "tr0mb0ne"\nimage_version: "P0S3-03-0-00"\n',
  'syncinfo.xml': '<IMAGE VERSION="*" SYNC="1"/>\n',
  'OS79XX.TXT': 'P0S30202\n',
  ...Object.fromEntries(images.flatMap(filesOf).map((name) => [name, 'x'])),
});
const bare = scratchFolder({ 'SIPDefault.cnf': 'sync: 1\n' });
after(() => {
  folder.remove();
  bare.remove();
});

function run(...args: string[]) {
  const all = [join(project, 'dist', 'cli.js'), 'upgrade', ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, all, { encoding: 'utf8' });
  return { status, stdout, stderr };
}

interface Plan {
  from: string;
  to: string;
  steps: UpgradeStep[] | null;
  impossible: { text: string; sources: string[] } | null;
  state: UpgradeState & { stored: StoredSet[] };
  sync: { way: string; from: string; to: string } | null;
  notes: { text: string; files: string[] }[];
  displays: { shows: string; text: string }[];
}

const json = (...args: string[]) => JSON.parse(run('plan', folder.path, ...args, '--json').stdout) as Plan;

test('without more it plans from image_version to the newest image that lies completely in the folder', () => {
  const { from, to, steps, impossible, state, sync, notes, displays } = json();
  assert.deepEqual([from, to, impossible], ['P0S30202', 'P0S3-8-12-00', null]);
  assert.deepEqual(
    steps?.map((step) => step.to),
    images.slice(1),
  );
  assert.equal(state.imageVersion, 'P0S30202');
  assert.deepEqual(sync, { way: 'both', from: '1', to: '2' });
  assert.deepEqual(
    notes.map(({ files }) => files),
    [['SIP000DBC001122.cnf']],
  );
  assert.equal(displays.length, 4);
});

test('people get the steps with what changes, what is missing and what cannot be undone', () => {
  const { status, stdout } = run('plan', folder.path, '--from', 'sccp', '--to', 'P0S3-07-4-00');
  assert.equal(status, 0);
  assert.match(stdout, /1\. sccp to P0S30202\n +OS79XX\.TXT +P0S30202\n/);
  assert.match(stdout, /restart +switch the phones off and on/);
  assert.match(stdout, /no way back +Once a phone runs 5\.0 or later/);
  assert.match(stdout, /OS79XX\.TXT +P003-07-4-00\n +image_version +P0S3-07-4-00\n/);
  assert.match(stdout, /missing +P003-07-4-00\.sbn, from Cisco with P0S3-07-4-00/);
  assert.match(stdout, /\(seen in files that people use, not documented\)/);
  assert.match(stdout, /"Image Authentication Failed": .*not documented/);
  assert.match(run('plan', folder.path).stdout, /sync, SYNC +both become 2 \(from 1\)/);
});

test('the exit status is 1, with the reason, when there is no way', () => {
  const { status, stdout } = run('plan', folder.path, '--from', 'P0S3-8-12-00', '--to', 'P0S3-04-4-00');
  assert.equal(status, 1);
  assert.match(stdout, /There is no way: Once a phone runs 5\.0 or later, it cannot go back to an unsigned image\./);
  const { steps, impossible } = json('--from', 'P0S3-8-12-00', '--to', 'P0S3-04-4-00');
  assert.equal(steps, null);
  assert.ok((impossible?.sources.length ?? 0) > 0);
});

test('what runs already is no step, and all is well', () => {
  const { status, stdout } = run('plan', folder.path, '--from', 'P0S3-08-12-00');
  assert.equal(status, 0);
  assert.match(stdout, /Nothing to do/);
  assert.deepEqual(json('--from', 'P0S3-8-12-00').steps, []);
});

test('wrong usage is answered with 2 and a word about it', () => {
  for (const args of [
    [],
    ['plan'],
    ['walk', folder.path],
    ['plan', folder.path, 'more'],
    ['plan', join(folder.path, 'nowhere')],
    ['plan', join(folder.path, 'SIPDefault.cnf')],
    ['plan', folder.path, '--from', 'office'],
    ['plan', folder.path, '--loud'],
    ['plan', bare.path],
    ['plan', bare.path, '--from', 'sccp'],
    ['plan', bare.path, '--to', 'P0S3-8-12-00'],
  ]) {
    const { status, stdout, stderr } = run(...args);
    assert.equal(status, 2, args.join(' '));
    assert.equal(stdout, '');
    assert.match(stderr, /^cisco-sip: /);
  }
});

test('the help documents the json, and no password is ever printed', () => {
  const { stdout, status } = run('--help');
  assert.equal(status, 0);
  for (const name of Object.keys(json())) assert.match(stdout, new RegExp(`\\b${name}\\b`));
  assert.doesNotMatch(run('plan', folder.path, '--json').stdout, /tr0mb0ne/);
});
