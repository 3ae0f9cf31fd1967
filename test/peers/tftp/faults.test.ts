/** A full disk, a read-only one, folders of other users, and death: with the real system, not a model of it. */

import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readJournal } from '../../../client/src/tftp/journal.ts';
import { localStore } from '../../../client/src/tftp/store.ts';
import { undoPush } from '../../../client/src/tftp/undo.ts';
import { random } from '../../support/random.ts';
import { contentsOf, folderWith, outcomes, push } from '../../support/tftp/folders.ts';
import type { Job, Report } from '../../support/tftp/pushProgram.ts';
import { numbered, wholeVersion } from '../../support/tftp/versions.ts';

const program = fileURLToPath(new URL('../../support/tftp/pushProgram.ts', import.meta.url));
const phone = 'SIP000DBC001122.cnf';
const image = 'P0S3-8-12-00.sb2';
const isRoot = process.getuid?.() === 0;

/** Mounts are made where nobody else sees them, and end with the program. */
const namespace = ['unshare', '--mount', ...(isRoot ? [] : ['--map-root-user'])];
const needsMount = {
  skip: spawnSync(namespace[0] ?? '', [...namespace.slice(1), 'true']).status !== 0 && 'no mount namespaces here',
};
const needsRoot = { skip: !isRoot && 'only root can be another user' };

/** Pushes in a shell script of which each `PUSH` is a push by the job. */
function pushMounted(script: string, job: Job): Report[] {
  const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
  const command = [process.execPath, program, JSON.stringify(job)].map(quoted).join(' ');
  const [unshare = '', ...rest] = namespace;
  const ran = spawnSync(unshare, [...rest, 'sh', '-e', '-c', script.replaceAll('PUSH', command)], {
    cwd: job.target,
    encoding: 'utf8',
    maxBuffer: 2 ** 24,
  });
  assert.equal(ran.status, 0, ran.stderr);
  return ran.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Report);
}

function pushOnce(job: Job): Report {
  const ran = spawnSync(process.execPath, [program, JSON.stringify(job)], { encoding: 'utf8' });
  assert.equal(ran.status, 0, ran.stderr);
  return JSON.parse(ran.stdout) as Report;
}

function reasonFor({ items }: Report, name: string): string {
  return items.find((item) => item.name === name)?.reason ?? '';
}

test(
  'a disk that is full: every file stays old, nothing is left behind, and a push after tidying up completes',
  needsMount,
  (t) => {
    const source = folderWith(t, {
      [image]: 'n'.repeat(200_000),
      'SIPDefault.cnf': 'new',
      'OS79XX.TXT': 'n'.repeat(9000),
    });
    const target = folderWith(t);
    const job = { source, target, backupFolder: folderWith(t), names: [image, 'SIPDefault.cnf', 'OS79XX.TXT'] };
    const [full, partly, free] = pushMounted(
      `mount -t tmpfs -o size=256k,mode=755 none ${target}
     cd ${target}
     head -c 100000 /dev/zero | tr '\\0' o > ${image}
     printf old > SIPDefault.cnf
     head -c 1000000 /dev/zero > filler 2>/dev/null || true
     PUSH
     rm filler; head -c 60000 /dev/zero > filler
     PUSH
     rm filler
     umount -l ${target}; mount -t tmpfs -o size=512k,mode=755 none ${target}
     cd ${target}
     head -c 100000 /dev/zero | tr '\\0' o > ${image}
     PUSH`,
      job,
    );
    assert.ok(full && partly && free);
    assert.deepEqual(new Set(Object.values(outcomes(full))), new Set(['failed']));
    assert.match(reasonFor(full, image), /The disk that holds .* is full: free some space and push again/);
    const { filler: _filler, ...left } = full.contents;
    assert.deepEqual(left, { [image]: 'o'.repeat(100_000), 'SIPDefault.cnf': 'old' });

    // Where there is room for the small files only, they are written and the image is not.
    assert.deepEqual(outcomes(partly), { [image]: 'failed', 'SIPDefault.cnf': 'written', 'OS79XX.TXT': 'written' });
    assert.equal(partly.contents[image], 'o'.repeat(100_000));
    assert.deepEqual(Object.keys(partly.contents).sort(), ['OS79XX.TXT', image, 'SIPDefault.cnf', 'filler']);

    assert.deepEqual(new Set(Object.values(outcomes(free))), new Set(['written']));
    assert.deepEqual(free.contents, contentsOf(source));
  },
);

test('a disk without room for another name: the same', needsMount, (t) => {
  const source = folderWith(t, { 'SIPDefault.cnf': 'new' });
  const target = folderWith(t);
  const job = { source, target, backupFolder: folderWith(t), names: ['SIPDefault.cnf'] };
  const [full, free] = pushMounted(
    `mount -t tmpfs -o nr_inodes=3,mode=755 none ${target}
     cd ${target}
     printf old > SIPDefault.cnf; touch filler
     PUSH
     rm filler
     PUSH`,
    job,
  );
  assert.ok(full && free);
  assert.match(reasonFor(full, 'SIPDefault.cnf'), /is full/);
  assert.deepEqual(full.contents, { 'SIPDefault.cnf': 'old', filler: '' });
  assert.deepEqual(free.contents, { 'SIPDefault.cnf': 'new' });
});

test('a read-only disk: every file stays old, and a push after mounting it for writing completes', needsMount, (t) => {
  const source = folderWith(t, { 'SIPDefault.cnf': 'new', [`phones/${phone}`]: 'new' });
  const target = folderWith(t, { 'SIPDefault.cnf': 'old' });
  const job = { source, target, backupFolder: folderWith(t), names: ['SIPDefault.cnf', `phones/${phone}`] };
  const [locked, open] = pushMounted(
    `mount --bind ${target} ${target}
     mount -o remount,ro,bind ${target}
     PUSH
     mount -o remount,rw,bind ${target}
     PUSH`,
    job,
  );
  assert.ok(locked && open);
  assert.deepEqual(new Set(Object.values(outcomes(locked))), new Set(['failed']));
  for (const { reason } of locked.items) assert.match(reason ?? '', /is read-only: mount it for writing/);
  assert.deepEqual(locked.contents, { 'SIPDefault.cnf': 'old' });
  assert.deepEqual(open.contents, contentsOf(source));
});

test('a folder of another user: told with the command that helps, which helps', needsRoot, (t) => {
  const user = 65_534;
  const source = folderWith(t, { 'SIPDefault.cnf': 'new', [phone]: 'new' });
  const target = folderWith(t, { 'SIPDefault.cnf': 'old' });
  const backupFolder = folderWith(t);
  chownSync(backupFolder, user, user);
  const job = { source, target, backupFolder, names: ['SIPDefault.cnf', phone], user };
  const refused = pushOnce(job);
  assert.deepEqual(outcomes(refused), { 'SIPDefault.cnf': 'failed', [phone]: 'failed' });
  assert.match(
    reasonFor(refused, phone),
    /You may not write to .*, which belongs to another user: .*sudo chown "\$USER" \/tmp/,
  );
  assert.deepEqual(refused.contents, { 'SIPDefault.cnf': 'old' });
  assert.deepEqual(readdirSync(backupFolder), [], 'nothing was written, so there is nothing to undo');

  chownSync(target, user, user);
  assert.deepEqual(outcomes(pushOnce(job)), { 'SIPDefault.cnf': 'written', [phone]: 'written' });
  assert.equal(statSync(join(target, 'SIPDefault.cnf')).mode & 0o777, 0o644);
});

test("another user's file that may not be read, or not be replaced, stays as it is", needsRoot, (t) => {
  const user = 65_534;
  const source = folderWith(t, { 'SIPDefault.cnf': 'new', [phone]: 'new', 'OS79XX.TXT': 'new' });
  const target = folderWith(t, { 'SIPDefault.cnf': 'old', [phone]: 'old' });
  // Everybody may write here, but replace only what is theirs.
  chmodSync(target, 0o1777);
  chmodSync(join(target, phone), 0o600);
  const backupFolder = folderWith(t);
  chownSync(backupFolder, user, user);
  const report = pushOnce({ source, target, backupFolder, names: ['SIPDefault.cnf', phone, 'OS79XX.TXT'], user });
  assert.deepEqual(outcomes(report), { 'SIPDefault.cnf': 'failed', [phone]: 'refused', 'OS79XX.TXT': 'written' });
  assert.match(reasonFor(report, phone), /You may not read .*sudo chmod a\+r/);
  assert.match(reasonFor(report, 'SIPDefault.cnf'), /You may not write/);
  assert.deepEqual(report.contents, { 'SIPDefault.cnf': 'old', [phone]: 'old', 'OS79XX.TXT': 'new' });
});

test('killed in the middle, again and again: every file is a whole version, and the next push completes', async (t) => {
  const names = ['SIPDefault.cnf', `phones/${phone}`, 'ringer1.pcm', image];
  const source = folderWith(t, Object.fromEntries(names.map((name) => [name, numbered(0)])));
  const target = folderWith(t);
  const backupFolder = folderWith(t);
  await push(source, target, names, { backupFolder });
  const next = random(7);
  let leftovers = 0;
  let mixed = 0;
  let version = 1;
  for (let round = 0; round < 40; round++) {
    const job: Job = { source, target, backupFolder, names, versionsFrom: version };
    const child = spawn(process.execPath, [program, JSON.stringify(job)], { stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = once(child, 'exit');
    // Once it is at work it dies at a moment that nobody chose.
    for await (const line of createInterface({ input: child.stdout })) {
      version = (JSON.parse(line) as { n: number }).n + 1;
      setTimeout(() => child.kill('SIGKILL'), next() * 40);
      break;
    }
    await ended;

    const seen = names.map((name) => wholeVersion(readFileSync(join(target, name))));
    for (const [index, name] of names.entries()) assert.notEqual(seen[index], undefined, `${name} in round ${round}`);
    if (new Set(seen).size > 1) mixed += 1;
    leftovers += Object.keys(contentsOf(target)).length - names.length;
    version = Math.max(version, ...seen.map(Number)) + 1;

    if (round % 4 === 3) {
      // What the killed push wrote can be undone, too.
      const [record] = await readJournal(backupFolder);
      assert.ok(record);
      const undone = await undoPush(record, localStore(target));
      for (const { name, done, reason } of undone.items)
        assert.ok(done !== 'failed' && done !== 'left', `${name}: ${reason}`);
      for (const name of names) assert.notEqual(wholeVersion(readFileSync(join(target, name))), undefined, name);
    }
  }
  for (const name of names) writeFileSync(join(source, name), numbered(version));
  await push(source, target, names, { backupFolder });
  assert.deepEqual(contentsOf(target), contentsOf(source), 'complete, and what was left behind is gone');
  t.diagnostic(`40 deaths: ${mixed} between two files, ${leftovers} temporary files seen`);
});

test('a folder where a file should go, made after the plan, is told and stays', async (t) => {
  const source = folderWith(t, { 'SIPDefault.cnf': 'new', [phone]: 'new' });
  const target = folderWith(t);
  const result = await push(source, target, ['SIPDefault.cnf', phone], {
    backupFolder: folderWith(t),
    meanwhile: () => mkdirSync(join(target, phone)),
  });
  assert.deepEqual(outcomes(result), { 'SIPDefault.cnf': 'written', [phone]: 'failed' });
  assert.match(result.items.find(({ name }) => name === phone)?.reason ?? '', /is a folder, not a file/);
  assert.ok(statSync(join(target, phone)).isDirectory());
});
