import assert from 'node:assert/strict';
import { readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { carryOut, makePlan } from '../../../client/src/tftp/push.ts';
import { localStore } from '../../../client/src/tftp/store.ts';
import type { PushResult } from '../../../client/src/tftp/types.ts';
import { contentsOf, folderWith, outcomes, push } from '../../support/tftp/folders.ts';
import { coded, memoryStore } from '../../support/tftp/memoryStore.ts';

const phone = 'SIP000DBC001122.cnf';
const posix = { skip: process.platform === 'win32' && 'Windows has no plain links' };

function reasonFor({ items }: PushResult, name: string): string {
  return items.find((item) => item.name === name)?.reason ?? '';
}

test('new and changed files are written, unchanged ones are not touched', async (t) => {
  const source = folderWith(t, {
    'SIPDefault.cnf': 'new',
    [phone]: 'phone',
    'OS79XX.TXT': 'same',
    'notes.txt': 'mine',
  });
  const target = folderWith(t, { 'SIPDefault.cnf': 'old', 'OS79XX.TXT': 'same', 'theirs.txt': 'theirs' });
  const before = statSync(join(target, 'OS79XX.TXT'), { bigint: true });
  const names = ['SIPDefault.cnf', phone, 'OS79XX.TXT', 'notes.txt'];
  const result = await push(source, target, names, { backupFolder: folderWith(t) });
  assert.deepEqual(outcomes(result), {
    'SIPDefault.cnf': 'written',
    [phone]: 'written',
    'OS79XX.TXT': 'same',
    'notes.txt': 'refused',
  });
  assert.deepEqual(contentsOf(target), {
    'SIPDefault.cnf': 'new',
    [phone]: 'phone',
    'OS79XX.TXT': 'same',
    'theirs.txt': 'theirs',
  });
  const after = statSync(join(target, 'OS79XX.TXT'), { bigint: true });
  assert.equal(after.mtimeNs, before.mtimeNs);
  assert.equal(after.ino, before.ino);
});

test('letter case and folders are kept as they are, tftp_cfg_dir is respected', async (t) => {
  const source = folderWith(t, { [phone]: 'phone', 'sipdefault.CNF': 'x', 'Rings/Old.PCM': 'ring' });
  const target = folderWith(t);
  const names = [phone, 'sipdefault.CNF', 'Rings/Old.PCM'];
  await push(source, target, names, { backupFolder: folderWith(t), phoneFolder: 'sip_phone' });
  assert.deepEqual(contentsOf(target), {
    [`sip_phone/${phone}`]: 'phone',
    'sipdefault.CNF': 'x',
    'Rings/Old.PCM': 'ring',
  });
});

test('a second push finds nothing to do', async (t) => {
  const source = folderWith(t, { 'SIPDefault.cnf': 'new' });
  const target = folderWith(t);
  const backupFolder = folderWith(t);
  await push(source, target, ['SIPDefault.cnf'], { backupFolder });
  const again = await push(source, target, ['SIPDefault.cnf'], { backupFolder });
  assert.deepEqual(outcomes(again), { 'SIPDefault.cnf': 'same' });
  assert.equal(again.undo, undefined);
});

test('files are written in an order in which a phone may start at any moment', async (t) => {
  const names = ['syncinfo.xml', 'SIPDefault.cnf', phone, 'P0S3-8-12-00.loads', 'P0S3-8-12-00.sb2', 'RINGLIST.DAT'];
  const source = folderWith(t, Object.fromEntries(names.map((name) => [name, name])));
  const store = memoryStore();
  await push(source, '/target', names, { backupFolder: folderWith(t), store });
  assert.deepEqual(store.changes, [
    'replace P0S3-8-12-00.sb2',
    'replace P0S3-8-12-00.loads',
    'replace RINGLIST.DAT',
    `replace ${phone}`,
    'replace SIPDefault.cnf',
    'replace syncinfo.xml',
  ]);
});

test('progress is told, and stopping leaves the rest as it was', async (t) => {
  const names = ['P0S3-8-12-00.sb2', phone, 'SIPDefault.cnf'];
  const source = folderWith(t, Object.fromEntries(names.map((name) => [name, 'new'])));
  const target = folderWith(t, { 'SIPDefault.cnf': 'old' });
  const from = localStore(source);
  const to = localStore(target);
  const sources = names.map((name) => ({ name, hasErrors: false }));
  const plan = await makePlan(from, to, sources, { from: source, to: target });
  const controller = new AbortController();
  const progress: string[] = [];
  const result = await carryOut(plan, from, to, {
    backupFolder: folderWith(t),
    signal: controller.signal,
    onProgress({ done, total, name }) {
      progress.push(`${done}/${total} ${name}`);
      if (name === phone) controller.abort();
    },
  });
  assert.deepEqual(progress, ['0/3 P0S3-8-12-00.sb2', `1/3 ${phone}`]);
  assert.deepEqual(outcomes(result), {
    'P0S3-8-12-00.sb2': 'written',
    [phone]: 'written',
    'SIPDefault.cnf': 'cancelled',
  });
  assert.deepEqual(contentsOf(target), { 'P0S3-8-12-00.sb2': 'new', [phone]: 'new', 'SIPDefault.cnf': 'old' });
  assert.deepEqual(
    result.undo?.files.map(({ name }) => name),
    ['P0S3-8-12-00.sb2', phone],
  );
});

test('a push that is stopped before it begins leaves no trace', async (t) => {
  const source = folderWith(t, { 'SIPDefault.cnf': 'new' });
  const target = folderWith(t, { 'SIPDefault.cnf': 'old' });
  const backupFolder = folderWith(t);
  const controller = new AbortController();
  const stopped = await push(source, target, ['SIPDefault.cnf'], {
    backupFolder,
    signal: controller.signal,
    meanwhile: () => controller.abort(),
  });
  assert.deepEqual(outcomes(stopped), { 'SIPDefault.cnf': 'cancelled' });
  assert.deepEqual(contentsOf(target), { 'SIPDefault.cnf': 'old' });
  assert.deepEqual(readdirSync(backupFolder), []);
});

test('a file that somebody changed meanwhile is left alone, and the others are written', async (t) => {
  const source = folderWith(t, { 'SIPDefault.cnf': 'new', [phone]: 'new', 'OS79XX.TXT': 'new' });
  const target = folderWith(t, { 'SIPDefault.cnf': 'old', 'OS79XX.TXT': 'old' });
  const result = await push(source, target, ['SIPDefault.cnf', phone, 'OS79XX.TXT'], {
    backupFolder: folderWith(t),
    meanwhile() {
      writeFileSync(join(target, 'SIPDefault.cnf'), 'theirs');
      writeFileSync(join(target, phone), 'theirs, too');
    },
  });
  assert.deepEqual(outcomes(result), { 'SIPDefault.cnf': 'failed', [phone]: 'failed', 'OS79XX.TXT': 'written' });
  assert.match(reasonFor(result, phone), /Somebody changed .*SIP000DBC001122.cnf after the plan was made: push again/);
  assert.deepEqual(contentsOf(target), { 'SIPDefault.cnf': 'theirs', [phone]: 'theirs, too', 'OS79XX.TXT': 'new' });
});

test('a file that somebody changes in the last moment, or deletes, is noticed as well', async (t) => {
  for (const theirs of ['theirs', undefined]) {
    const source = folderWith(t, { 'SIPDefault.cnf': 'new' });
    const store = memoryStore({ 'SIPDefault.cnf': 'old' });
    const late = {
      ...store,
      async replace(...[path, content, options]: Parameters<typeof store.replace>) {
        if (theirs === undefined) store.files.delete(path);
        else store.files.set(path, Buffer.from(theirs));
        await store.replace(path, content, options);
      },
    };
    const result = await push(source, '/target', ['SIPDefault.cnf'], { backupFolder: folderWith(t), store: late });
    assert.deepEqual(outcomes(result), { 'SIPDefault.cnf': 'failed' });
    assert.match(reasonFor(result, 'SIPDefault.cnf'), /Somebody changed/);
    assert.equal(result.undo, undefined);
    assert.equal(store.files.get('SIPDefault.cnf')?.toString(), theirs);
  }
});

test('a source file that changes after the plan is not pushed unseen', async (t) => {
  const source = folderWith(t, { 'SIPDefault.cnf': 'agreed', [phone]: 'agreed' });
  const target = folderWith(t);
  const result = await push(source, target, ['SIPDefault.cnf', phone], {
    backupFolder: folderWith(t),
    meanwhile() {
      writeFileSync(join(source, 'SIPDefault.cnf'), 'other');
      rmSync(join(source, phone));
    },
  });
  assert.deepEqual(outcomes(result), { 'SIPDefault.cnf': 'failed', [phone]: 'failed' });
  assert.match(reasonFor(result, phone), /was changed here after you agreed/);
  assert.deepEqual(contentsOf(target), {});
});

test('a link in the source that leads out of it carries no secret to the TFTP folder', posix, async (t) => {
  const outside = folderWith(t, { secret: 'secret' });
  const source = folderWith(t);
  symlinkSync(join(outside, 'secret'), join(source, 'SIPDefault.cnf'));
  const target = folderWith(t);
  const result = await push(source, target, ['SIPDefault.cnf'], { backupFolder: folderWith(t) });
  assert.deepEqual(outcomes(result), { 'SIPDefault.cnf': 'refused' });
  assert.match(reasonFor(result, 'SIPDefault.cnf'), /symbolic link that leads out/);
  assert.deepEqual(contentsOf(target), {});
});

test('one file that fails does not keep the others back, and its folder does not stay', async (t) => {
  const source = folderWith(t, { 'SIPDefault.cnf': 'new', [phone]: 'new', 'OS79XX.TXT': 'new' });
  const store = memoryStore(
    {},
    {
      before(operation, path) {
        if (operation === 'replace' && path.endsWith(phone)) throw coded('ENOSPC');
      },
    },
  );
  const result = await push(source, '/srv/tftp', ['SIPDefault.cnf', phone, 'OS79XX.TXT'], {
    backupFolder: folderWith(t),
    store,
    phoneFolder: 'phones',
  });
  assert.deepEqual(outcomes(result), {
    'SIPDefault.cnf': 'written',
    [`phones/${phone}`]: 'failed',
    'OS79XX.TXT': 'written',
  });
  assert.match(reasonFor(result, `phones/${phone}`), /The disk that holds \/srv\/tftp is full/);
  assert.equal(await store.list('phones'), undefined);
  assert.deepEqual(result.undo?.directories, []);
});

test('nothing is written when its former content can not be put aside', async (t) => {
  const source = folderWith(t, { 'SIPDefault.cnf': 'new' });
  const target = folderWith(t, { 'SIPDefault.cnf': 'old' });
  const blocked = join(folderWith(t, { file: '' }), 'file');
  const result = await push(source, target, ['SIPDefault.cnf'], { backupFolder: blocked });
  assert.deepEqual(outcomes(result), { 'SIPDefault.cnf': 'failed' });
  assert.match(reasonFor(result, 'SIPDefault.cnf'), /"Undo Last Push" needs could not be kept/);
  assert.deepEqual(contentsOf(target), { 'SIPDefault.cnf': 'old' });
});

test('what is put aside is for nobody else to read, and does not lie in the TFTP folder', posix, async (t) => {
  const source = folderWith(t, { 'SIPDefault.cnf': 'new' });
  const target = folderWith(t, { 'SIPDefault.cnf': 'old password' });
  const backupFolder = join(folderWith(t), 'pushes');
  const { undo } = await push(source, target, ['SIPDefault.cnf'], { backupFolder });
  assert.ok(undo);
  assert.equal(statSync(backupFolder).mode & 0o777, 0o700);
  assert.equal(statSync(undo.backup).mode & 0o777, 0o700);
  const names = readdirSync(undo.backup);
  assert.deepEqual(names.sort(), ['0.former', 'push.json']);
  for (const name of names) assert.equal(statSync(join(undo.backup, name)).mode & 0o777, 0o600, name);
  assert.deepEqual(Object.keys(contentsOf(target)), ['SIPDefault.cnf']);
});

test('a target that vanishes between plan and push fails file by file, and is not made up', async (t) => {
  const source = folderWith(t, { 'SIPDefault.cnf': 'new', [phone]: 'new' });
  const target = join(folderWith(t, { 'tftp/SIPDefault.cnf': 'old' }), 'tftp');
  const result = await push(source, target, ['SIPDefault.cnf', phone], {
    backupFolder: folderWith(t),
    meanwhile: () => rmSync(target, { recursive: true }),
  });
  assert.deepEqual(outcomes(result), { 'SIPDefault.cnf': 'failed', [phone]: 'failed' });
  assert.match(reasonFor(result, phone), /is not there \(any more\): create it/);
  assert.throws(() => statSync(target));
});

test('a write that is done though the disk reported a failure counts as done', async (t) => {
  const source = folderWith(t, { 'SIPDefault.cnf': 'new' });
  const store = memoryStore({ 'SIPDefault.cnf': 'old' });
  const lost = {
    ...store,
    async replace(...all: Parameters<typeof store.replace>) {
      await store.replace(...all);
      throw coded('ENOENT');
    },
  };
  const result = await push(source, '/target', ['SIPDefault.cnf'], { backupFolder: folderWith(t), store: lost });
  assert.deepEqual(outcomes(result), { 'SIPDefault.cnf': 'written' });
  assert.equal(result.undo?.files.length, 1);
});
