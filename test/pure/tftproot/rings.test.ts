import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findingsAbout, findingsIn, folder, mended } from '../../support/folder.ts';

const list = { 'RINGLIST.DAT': 'Old phone\told.pcm\nBell\trings/bell.raw\n' };

test('rings that are there, of a size that phones play, are no findings', () => {
  assert.deepEqual(findingsIn(folder(list, { 'old.pcm': 240, 'rings/bell.raw': 16080 })), []);
});

test('a ring that is missing is a warning in a folder with rings, and a hint in one without', () => {
  assert.deepEqual(findingsIn(folder(list, { 'old.pcm': 240 })), ['RINGLIST.DAT:2 warning ringlist/ring-missing']);
  assert.deepEqual(findingsIn(folder(list, { 'other.raw': 240 })), [
    'RINGLIST.DAT:1 warning ringlist/ring-missing',
    'RINGLIST.DAT:2 warning ringlist/ring-missing',
  ]);
  assert.deepEqual(findingsIn(folder(list)), [
    'RINGLIST.DAT:1 hint ringlist/ring-missing',
    'RINGLIST.DAT:2 hint ringlist/ring-missing',
  ]);
});

test('the wrong letter case names the file that is there and writes its name', () => {
  const sizes = { 'Old.pcm': 240, 'rings/bell.raw': 240 };
  assert.deepEqual(findingsIn(folder(list, sizes)), ['RINGLIST.DAT:1 warning ringlist/ring-letter-case']);
  assert.deepEqual(mended(list, 'RINGLIST.DAT', 'ringlist/ring-letter-case', "Change to 'Old.pcm'", sizes), {
    'RINGLIST.DAT': 'Old phone\tOld.pcm\nBell\trings/bell.raw\n',
  });
});

test('a ring that is too long or empty is a warning, one of an odd length a hint', () => {
  const one = { 'RINGLIST.DAT': 'Old phone\told.pcm\n' };
  const sized = (bytes: number) => findingsIn(folder(one, { 'old.pcm': bytes }));
  assert.deepEqual(sized(16080), []);
  assert.deepEqual(sized(16320), ['RINGLIST.DAT:1 warning ringlist/ring-size']);
  assert.deepEqual(sized(0), ['RINGLIST.DAT:1 warning ringlist/ring-size']);
  assert.deepEqual(sized(1000), ['RINGLIST.DAT:1 hint ringlist/ring-size']);
  const [finding] = findingsAbout(folder(one, { 'old.pcm': 1000 }), 'RINGLIST.DAT', 'ringlist/ring-size');
  assert.match(finding?.message ?? '', /has 1000 bytes.* to 960 bytes/);
});

test('nothing is said of the size where it is not known', () => {
  assert.deepEqual(findingsIn(folder({ 'RINGLIST.DAT': 'Old\told.xml\n', 'old.xml': '<a/>' })), []);
});

test('nothing is said of files outside of the folder, and of lines with a finding of their own', () => {
  const root = folder({ 'RINGLIST.DAT': 'Out\t../old.pcm\nDeep\ta/b/c.pcm\nNo tab old.pcm\nNo file\t\n' });
  assert.deepEqual(findingsIn(root), [
    'RINGLIST.DAT:3 warning ringlist/no-tab',
    'RINGLIST.DAT:4 warning ringlist/no-file',
  ]);
});
