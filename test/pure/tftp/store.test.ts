import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { localStore } from '../../../client/src/tftp/store.ts';
import { faultyDisk } from '../../support/tftp/faultyDisk.ts';
import { contentsOf, folderWith } from '../../support/tftp/folders.ts';
import { coded } from '../../support/tftp/memoryStore.ts';

const windows = process.platform === 'win32';
const posix = { skip: windows && 'Windows has no permission bits, pipes or plain links' };

const bytes = (text: string) => Buffer.from(text, 'latin1');

function modeOf(path: string): string {
  return (statSync(path).mode & 0o7777).toString(8);
}

/** Runs with a mask that would take the rights of others away. */
async function withMask(t: TestContext, run: () => Promise<void>): Promise<void> {
  const before = process.umask(0o077);
  t.after(() => process.umask(before));
  await run();
}

test('a file is written byte for byte and everybody may read it, whatever mask is set', posix, async (t) => {
  const root = folderWith(t, { 'old.bin': 'old' });
  chmodSync(join(root, 'old.bin'), 0o600);
  const store = localStore(root);
  const all = Uint8Array.from({ length: 70_000 }, (_, n) => n % 256);
  await withMask(t, async () => {
    await store.replace('old.bin', all);
    assert.deepEqual(await store.createDirectory('a/b'), ['a', 'a/b']);
    await store.replace('a/b/new.bin', new Uint8Array());
  });
  assert.deepEqual(readFileSync(join(root, 'old.bin')), Buffer.from(all));
  assert.equal(readFileSync(join(root, 'a/b/new.bin')).length, 0);
  assert.equal(modeOf(join(root, 'old.bin')), '644');
  assert.equal(modeOf(join(root, 'a/b/new.bin')), '644');
  assert.equal(modeOf(join(root, 'a')), '755');
  assert.equal(modeOf(join(root, 'a/b')), '755');
  assert.deepEqual(await store.createDirectory('a/b'), []);
  assert.equal(await store.mode?.('old.bin'), 0o644);
  assert.equal(await store.mode?.('missing'), undefined);
});

test('a replaced file is another file, so who has the old one open reads the old one to its end', async (t) => {
  const root = folderWith(t, { 'a.bin': 'old' });
  const before = statSync(join(root, 'a.bin')).ino;
  await localStore(root).replace('a.bin', bytes('new'));
  assert.notEqual(statSync(join(root, 'a.bin')).ino, before);
});

test(
  'until it is whole the file has a hidden name that nobody can guess, in the same folder, and nobody may read it',
  posix,
  async (t) => {
    const root = folderWith(t, { 'phones/a.cnf': 'old' });
    const store = localStore(root);
    const seen = new Set<string>();
    let modeWhileWriting: number | undefined;
    const watched = localStore(root, {
      disk: faultyDisk(({ operation, phase }) => {
        if (operation !== 'handle.writeFile' || phase !== 'half') return;
        for (const name of readdirSync(join(root, 'phones'))) {
          if (name === 'a.cnf') continue;
          seen.add(name);
          modeWhileWriting = statSync(join(root, 'phones', name)).mode & 0o777;
        }
      }),
    });
    await watched.replace('phones/a.cnf', bytes('new'));
    await watched.replace('phones/a.cnf', bytes('newer'));
    assert.equal(seen.size, 2);
    for (const name of seen) assert.match(name, /^\.cisco-sip-push-[0-9a-f]{8}-\d+-[0-9a-f]{32}$/);
    assert.equal(modeWhileWriting, 0o600);
    assert.deepEqual(contentsOf(root), { 'phones/a.cnf': 'newer' });
    assert.equal((await store.list('phones'))?.length, 1);
  },
);

test('what is read is a file in the folder, or there is none', async (t) => {
  const root = folderWith(t, { 'a.cnf': 'text', 'phones/b.cnf': 'phone' });
  const store = localStore(root);
  assert.equal(String(await store.read('phones/b.cnf')), 'phone');
  assert.equal(await store.read('missing'), undefined);
  assert.equal(await store.read('missing/too'), undefined);
  await assert.rejects(store.read('phones'), { code: 'EISDIR' });
  for (const path of ['../a.cnf', '/etc/passwd', 'phones/../a.cnf', '..\\a.cnf']) {
    await assert.rejects(store.read(path), { code: 'EOUTSIDE' }, path);
    await assert.rejects(store.replace(path, bytes('')), { code: 'EOUTSIDE' }, path);
  }
  assert.equal(await store.list('missing'), undefined);
  assert.deepEqual(
    [...((await store.list('')) ?? [])].sort((a, b) => (a.name < b.name ? -1 : 1)),
    [
      { name: 'a.cnf', kind: 'file' },
      { name: 'phones', kind: 'directory' },
    ],
  );
});

test('a pipe or a device is not waited for', posix, async (t) => {
  const root = folderWith(t);
  spawnSync('mkfifo', [join(root, 'pipe.cnf')]);
  const store = localStore(root);
  await assert.rejects(store.read('pipe.cnf'), { code: 'ENOTFILE' });
  await assert.rejects(store.replace('pipe.cnf', bytes('')), { code: 'ENOTFILE' });
  assert.ok(lstatSync(join(root, 'pipe.cnf')).isFIFO());
});

test('a folder that is gone is not taken for an empty one', async (t) => {
  const root = folderWith(t, { 'a.cnf': 'text' });
  renameSync(root, `${root}-moved`);
  const store = localStore(root);
  await assert.rejects(store.read('a.cnf'), { code: 'ENOENT' });
  await assert.rejects(store.replace('a.cnf', bytes('')), { code: 'ENOENT' });
  await assert.rejects(store.createDirectory('phones'), { code: 'ENOENT' });
  assert.equal(await store.list(''), undefined);
  assert.ok(!existsSync(root));
  renameSync(`${root}-moved`, root);
});

test('links that lead out of the folder are refused, those inside it are followed and stay links', posix, async (t) => {
  const outside = folderWith(t, { 'secret.cnf': 'secret', 'dir/x.cnf': 'secret' });
  const root = folderWith(t, { 'plans/standard.xml': 'old' });
  symlinkSync(join(outside, 'secret.cnf'), join(root, 'file.cnf'));
  symlinkSync(join(outside, 'dir'), join(root, 'out'));
  symlinkSync(join(outside, 'not-yet.cnf'), join(root, 'dangling.cnf'));
  symlinkSync('..', join(root, 'up'));
  symlinkSync('circle-b', join(root, 'circle-a'));
  symlinkSync('circle-a', join(root, 'circle-b'));
  symlinkSync('plans/standard.xml', join(root, 'dialplan.xml'));
  symlinkSync('plans', join(root, 'same-plans'));
  symlinkSync('plans/new.xml', join(root, 'new.xml'));
  const store = localStore(root);
  for (const path of ['file.cnf', 'out/x.cnf', 'out/new.cnf', 'dangling.cnf', 'up/x.cnf']) {
    assert.equal(await store.resolve(path), undefined, path);
    await assert.rejects(store.read(path), { code: 'EOUTSIDE' }, path);
    await assert.rejects(store.replace(path, bytes('x')), { code: 'EOUTSIDE' }, path);
    await assert.rejects(store.remove(path), { code: 'EOUTSIDE' }, path);
  }
  await assert.rejects(store.createDirectory('out/deep'), { code: 'EOUTSIDE' });
  await assert.rejects(store.list('out'), { code: 'EOUTSIDE' });
  await assert.rejects(store.read('circle-a'), { code: 'ELOOP' });
  assert.deepEqual(contentsOf(outside), { 'secret.cnf': 'secret', 'dir/x.cnf': 'secret' });

  assert.equal(await store.resolve('dialplan.xml'), 'plans/standard.xml');
  assert.equal(await store.resolve('same-plans/other.xml'), 'plans/other.xml');
  await store.replace('dialplan.xml', bytes('new'));
  await store.replace('new.xml', bytes('made'));
  assert.equal(readlinkSync(join(root, 'dialplan.xml')), 'plans/standard.xml');
  assert.deepEqual(contentsOf(root), { 'plans/standard.xml': 'new', 'plans/new.xml': 'made' });
});

test('the TFTP folder itself may be a link', posix, async (t) => {
  const real = folderWith(t, { 'a.cnf': 'old' });
  const holder = folderWith(t);
  symlinkSync(real, join(holder, 'tftpboot'));
  await localStore(join(holder, 'tftpboot')).replace('a.cnf', bytes('new'));
  assert.deepEqual(contentsOf(real), { 'a.cnf': 'new' });
});

test('a link that is slipped in at the last moment is not followed', posix, async (t) => {
  const outside = folderWith(t, { 'a.cnf': 'secret' });
  const root = folderWith(t, { 'phones/a.cnf': 'old', 'b.cnf': 'old' });
  const store = localStore(root);
  const swap = async () => {
    renameSync(join(root, 'phones'), join(root, 'aside'));
    symlinkSync(outside, join(root, 'phones'));
  };
  await assert.rejects(store.replace('phones/a.cnf', bytes('new'), { ready: swap }), { code: 'EOUTSIDE' });
  const swapFile = async () => {
    renameSync(join(root, 'b.cnf'), join(root, 'aside/b.cnf'));
    symlinkSync('aside/b.cnf', join(root, 'b.cnf'));
  };
  await assert.rejects(store.replace('b.cnf', bytes('new'), { ready: swapFile }), { code: 'ELOOP' });
  assert.deepEqual(contentsOf(outside), { 'a.cnf': 'secret' });
  const left = contentsOf(root);
  assert.equal(left['aside/a.cnf'], 'old');
  assert.equal(left['aside/b.cnf'], 'old');
});

test('a folder in place of the file is never replaced', async (t) => {
  const root = folderWith(t, { 'dialplan.xml/inside': 'x' });
  await assert.rejects(localStore(root).replace('dialplan.xml', bytes('')), { code: 'EISDIR' });
  mkdirSync(join(root, 'empty.xml'));
  await assert.rejects(localStore(root).replace('empty.xml', bytes('')), { code: 'EISDIR' });
  assert.deepEqual(contentsOf(root), { 'dialplan.xml/inside': 'x' });
});

test('deleting takes files and empty folders, and what is gone is no error', async (t) => {
  const root = folderWith(t, { 'a.cnf': 'a', 'phones/b.cnf': 'b' });
  const store = localStore(root);
  await store.remove('a.cnf');
  await store.remove('a.cnf');
  await assert.rejects(store.remove('phones'), { code: 'ENOTEMPTY' });
  await store.remove('phones/b.cnf');
  await store.remove('phones');
  assert.deepEqual(readdirSync(root), []);
});

test('what a killed push left is swept away, what is not its own or still at work is not', posix, async (t) => {
  const host = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
  const dead = spawnSync(process.execPath, ['-e', '']).pid;
  const name = (from: string, pid: number, letter: string) => `.cisco-sip-push-${from}-${pid}-${letter.repeat(32)}`;
  const killed = name(host, dead, 'a');
  const alive = name(host, process.pid, 'b');
  const elsewhere = name('00000000', 1, 'c');
  const elsewhereOld = name('00000000', 1, 'd');
  const folder = name(host, dead, 'e');
  const root = folderWith(t, {
    [killed]: 'half',
    [alive]: 'half',
    [elsewhere]: 'half',
    [elsewhereOld]: 'half',
    [`${folder}/x`]: '',
    '.cisco-sip-push-notes': 'mine',
    '.hidden': 'mine',
    'a.cnf': 'old',
  });
  const old = new Date(Date.now() - 11 * 60_000);
  utimesSync(join(root, elsewhereOld), old, old);
  await localStore(root).replace('a.cnf', bytes('new'));
  assert.deepEqual(
    Object.keys(contentsOf(root)).sort(),
    [alive, elsewhere, `${folder}/x`, '.cisco-sip-push-notes', '.hidden', 'a.cnf'].sort(),
  );
});

test('a file that another program holds for a moment is replaced a moment later', async (t) => {
  const root = folderWith(t, { 'a.cnf': 'old' });
  let attempts = 0;
  const disk = faultyDisk(({ operation, phase }) => {
    if (operation === 'rename' && phase === 'before' && attempts++ < 3) throw coded('EBUSY');
  });
  await localStore(root, { disk }).replace('a.cnf', bytes('new'));
  assert.equal(attempts, 4);
  assert.deepEqual(contentsOf(root), { 'a.cnf': 'new' });
});

test('a disk that can not make a folder durable is no failure', async (t) => {
  const root = folderWith(t, { 'a.cnf': 'old' });
  let renamed = false;
  const disk = faultyDisk(({ operation, phase }) => {
    if (operation === 'rename') renamed = true;
    if (renamed && operation === 'open' && phase === 'before') throw coded('EISDIR');
  });
  await localStore(root, { disk }).replace('a.cnf', bytes('new'));
  assert.deepEqual(contentsOf(root), { 'a.cnf': 'new' });
});

test('the file is on the disk before it gets its name', async (t) => {
  const root = folderWith(t, { 'a.cnf': 'old' });
  const done: string[] = [];
  const disk = faultyDisk(({ operation, phase }) => {
    if (phase === 'after') done.push(operation);
  });
  await localStore(root, { disk }).replace('a.cnf', bytes('new'));
  const steps = ['handle.writeFile', 'handle.chmod', 'handle.sync', 'handle.close', 'rename', 'handle.sync'];
  assert.deepEqual(done.filter((operation) => steps.includes(operation)).slice(0, steps.length), steps);
});

test('a long write that is cut short leaves the old file and no rubbish', async (t) => {
  const root = folderWith(t, { 'a.cnf': 'old' });
  writeFileSync(join(root, 'other'), '');
  const disk = faultyDisk(({ phase }) => {
    if (phase === 'half') throw coded('ENOSPC');
  });
  await assert.rejects(localStore(root, { disk }).replace('a.cnf', Buffer.alloc(100_000)), { code: 'ENOSPC' });
  assert.deepEqual(contentsOf(root), { 'a.cnf': 'old', other: '' });
});
