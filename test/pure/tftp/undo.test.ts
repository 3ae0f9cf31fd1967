import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { forgetPush, readJournal } from '../../../client/src/tftp/journal.ts';
import { localStore } from '../../../client/src/tftp/store.ts';
import type { UndoRecord } from '../../../client/src/tftp/types.ts';
import { undoPush } from '../../../client/src/tftp/undo.ts';
import { contentsOf, folderWith, outcomes, push } from '../../support/tftp/folders.ts';
import { coded, memoryStore } from '../../support/tftp/memoryStore.ts';

const phone = 'SIP000DBC001122.cnf';
const names = ['SIPDefault.cnf', phone, 'OS79XX.TXT'];

async function lastPush(backupFolder: string): Promise<UndoRecord> {
  const [record] = await readJournal(backupFolder);
  assert.ok(record);
  return record;
}

test('undo restores contents and modes, deletes what was new, and can be repeated', async (t) => {
  const source = folderWith(t, { 'SIPDefault.cnf': 'new', [phone]: 'new', 'OS79XX.TXT': 'new\xFF' });
  const target = folderWith(t, { 'SIPDefault.cnf': Buffer.from('old\xFF\0', 'latin1'), 'OS79XX.TXT': 'old' });
  chmodSync(join(target, 'SIPDefault.cnf'), 0o664);
  const before = contentsOf(target);
  const backupFolder = folderWith(t);
  await push(source, target, names, { backupFolder, phoneFolder: 'phones/deep' });
  assert.ok(existsSync(join(target, 'phones/deep', phone)));

  const record = await lastPush(backupFolder);
  assert.equal(record.to, target);
  const progress: string[] = [];
  const result = await undoPush(record, localStore(target), { onProgress: ({ name }) => progress.push(name) });
  assert.deepEqual(outcomes(result), {
    'OS79XX.TXT': 'restored',
    'SIPDefault.cnf': 'restored',
    [`phones/deep/${phone}`]: 'deleted',
  });
  assert.deepEqual(progress, ['OS79XX.TXT', 'SIPDefault.cnf', `phones/deep/${phone}`], 'against the order of the push');
  assert.deepEqual(contentsOf(target), before);
  assert.deepEqual(readdirSync(target).sort(), ['OS79XX.TXT', 'SIPDefault.cnf']);
  if (process.platform !== 'win32') {
    assert.equal(statSync(join(target, 'SIPDefault.cnf')).mode & 0o777, 0o664);
    assert.equal(statSync(join(target, 'OS79XX.TXT')).mode & 0o777, 0o644);
  }

  const again = await undoPush(record, localStore(target));
  assert.deepEqual(new Set(Object.values(outcomes(again))), new Set(['unchanged']));
  assert.deepEqual(contentsOf(target), before);
});

test('what somebody changed or deleted since the push is left alone, and told', async (t) => {
  const source = folderWith(t, { 'SIPDefault.cnf': 'new', [phone]: 'new', 'OS79XX.TXT': 'new' });
  const target = folderWith(t, { 'SIPDefault.cnf': 'old', 'OS79XX.TXT': 'old' });
  const backupFolder = folderWith(t);
  await push(source, target, names, { backupFolder, phoneFolder: 'phones' });
  writeFileSync(join(target, `phones/${phone}`), 'theirs');
  rmSync(join(target, 'OS79XX.TXT'));
  const result = await undoPush(await lastPush(backupFolder), localStore(target));
  assert.deepEqual(outcomes(result), {
    'OS79XX.TXT': 'left',
    'SIPDefault.cnf': 'restored',
    [`phones/${phone}`]: 'left',
  });
  const reasons = result.items.map(({ reason }) => reason ?? '');
  assert.match(reasons[0] ?? '', /Somebody deleted .*OS79XX.TXT after the push: it is left as it is/);
  assert.match(reasons[2] ?? '', /Somebody changed .*SIP000DBC001122.cnf after the push/);
  assert.deepEqual(contentsOf(target), { 'SIPDefault.cnf': 'old', [`phones/${phone}`]: 'theirs' });
});

test("a folder that the push made stays when somebody else's file is in it", async (t) => {
  const source = folderWith(t, { [phone]: 'new' });
  const target = folderWith(t);
  const backupFolder = folderWith(t);
  await push(source, target, [phone], { backupFolder, phoneFolder: 'phones' });
  writeFileSync(join(target, 'phones/theirs'), '');
  await undoPush(await lastPush(backupFolder), localStore(target));
  assert.deepEqual(contentsOf(target), { 'phones/theirs': '' });
});

test('a folder that was there before, empty, stays', async (t) => {
  const source = folderWith(t, { [phone]: 'new' });
  const target = folderWith(t);
  mkdirSync(join(target, 'phones'));
  const backupFolder = folderWith(t);
  await push(source, target, [phone], { backupFolder, phoneFolder: 'phones' });
  await undoPush(await lastPush(backupFolder), localStore(target));
  assert.deepEqual(readdirSync(target), ['phones']);
});

test('several pushes can be undone, one after the other', async (t) => {
  const source = folderWith(t);
  const target = folderWith(t, { 'SIPDefault.cnf': '0' });
  const backupFolder = folderWith(t);
  for (const content of ['1', '2', '3']) {
    writeFileSync(join(source, 'SIPDefault.cnf'), content);
    await push(source, target, ['SIPDefault.cnf'], { backupFolder });
  }
  for (const expected of ['2', '1', '0']) {
    const record = await lastPush(backupFolder);
    await undoPush(record, localStore(target));
    await forgetPush(record);
    assert.deepEqual(contentsOf(target), { 'SIPDefault.cnf': expected });
  }
  assert.deepEqual(await readJournal(backupFolder), []);
  assert.deepEqual(readdirSync(backupFolder), []);
});

test('the ten last pushes are kept', async (t) => {
  const source = folderWith(t);
  const target = folderWith(t);
  const backupFolder = folderWith(t, { 'mine.txt': 'no push' });
  for (let n = 0; n < 13; n++) {
    writeFileSync(join(source, 'SIPDefault.cnf'), String(n));
    await push(source, target, ['SIPDefault.cnf'], { backupFolder });
  }
  const records = await readJournal(backupFolder);
  assert.equal(records.length, 10);
  assert.ok(existsSync(join(backupFolder, 'mine.txt')));
});

test('undo can be stopped, and what is left is undone later', async (t) => {
  const source = folderWith(t, { 'SIPDefault.cnf': 'new', [phone]: 'new', 'OS79XX.TXT': 'new' });
  const target = folderWith(t, { 'SIPDefault.cnf': 'old' });
  const backupFolder = folderWith(t);
  await push(source, target, names, { backupFolder });
  const record = await lastPush(backupFolder);
  const controller = new AbortController();
  const stopped = await undoPush(record, localStore(target), {
    signal: controller.signal,
    onProgress: () => controller.abort(),
  });
  assert.deepEqual(outcomes(stopped), { 'OS79XX.TXT': 'deleted', 'SIPDefault.cnf': 'cancelled', [phone]: 'cancelled' });
  const rest = await undoPush(record, localStore(target));
  assert.deepEqual(outcomes(rest), { 'OS79XX.TXT': 'unchanged', 'SIPDefault.cnf': 'restored', [phone]: 'deleted' });
  assert.deepEqual(contentsOf(target), { 'SIPDefault.cnf': 'old' });
});

test('an undo that fails tells why and can be repeated', async (t) => {
  const source = folderWith(t, { 'SIPDefault.cnf': 'new', [phone]: 'new' });
  let full = false;
  const store = memoryStore(
    { 'SIPDefault.cnf': 'old' },
    {
      before(operation) {
        if (full && operation === 'replace') throw coded('EROFS');
      },
    },
  );
  const backupFolder = folderWith(t);
  await push(source, '/srv/tftp', ['SIPDefault.cnf', phone], { backupFolder, store });
  const record = await lastPush(backupFolder);
  full = true;
  const failed = await undoPush(record, store);
  assert.deepEqual(outcomes(failed), { 'SIPDefault.cnf': 'failed', [phone]: 'deleted' });
  assert.match(failed.items[0]?.reason ?? '', /read-only/);
  full = false;
  assert.deepEqual(outcomes(await undoPush(record, store)), { 'SIPDefault.cnf': 'restored', [phone]: 'unchanged' });
});

test('a former content that was lost or damaged is told, and the file stays as it is', async (t) => {
  const source = folderWith(t, { 'SIPDefault.cnf': 'new' });
  const target = folderWith(t, { 'SIPDefault.cnf': 'old' });
  const backupFolder = folderWith(t);
  await push(source, target, ['SIPDefault.cnf'], { backupFolder });
  const record = await lastPush(backupFolder);
  writeFileSync(join(record.backup, '0.former'), 'damaged');
  const result = await undoPush(record, localStore(target));
  assert.deepEqual(outcomes(result), { 'SIPDefault.cnf': 'failed' });
  assert.match(result.items[0]?.reason ?? '', /not in .* any more, so it can't come back/);
  assert.deepEqual(contentsOf(target), { 'SIPDefault.cnf': 'new' });
});

test('a target that is not there is told, and a damaged record is no push', async (t) => {
  const record: UndoRecord = { to: '/srv/tftp', time: '', backup: '', files: [], directories: [] };
  await assert.rejects(undoPush(record, { ...memoryStore(), list: async () => undefined }), /\/srv\/tftp is not there/);

  const folder = (n: number) => `2026-01-0${n}T00-00-00-000Z-00000000/push.json`;
  const good = { to: '/srv/tftp', time: '2026-01-09T00:00:00.000Z', files: [], directories: [] };
  const backupFolder = folderWith(t, {
    [folder(1)]: '{ "to": "/srv',
    [folder(2)]: 'null',
    [folder(3)]: JSON.stringify({ ...good, files: [{ name: 7 }] }),
    [folder(4)]: JSON.stringify({ ...good, directories: undefined }),
    [folder(5)]: JSON.stringify(good),
    'other/push.json': JSON.stringify(good),
  });
  const records = await readJournal(backupFolder);
  assert.deepEqual(
    records.map(({ backup }) => backup),
    [join(backupFolder, '2026-01-05T00-00-00-000Z-00000000')],
  );
  assert.deepEqual(await readJournal(join(backupFolder, 'missing')), []);
});

test('a record with names that lead out of the folder does no harm', async (t) => {
  const outside = folderWith(t, { 'victim.cnf': 'whole' });
  const target = join(outside, 'tftp');
  mkdirSync(target);
  const record: UndoRecord = {
    to: target,
    time: '',
    backup: folderWith(t),
    files: [{ name: '../victim.cnf', writtenHash: '' }],
    directories: ['..'],
  };
  const result = await undoPush(record, localStore(target));
  assert.deepEqual(outcomes(result), { '../victim.cnf': 'failed' });
  assert.deepEqual(contentsOf(outside), { 'victim.cnf': 'whole' });
});
