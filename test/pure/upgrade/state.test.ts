import assert from 'node:assert/strict';
import { test } from 'node:test';
import { upgradeState } from '../../../server/src/upgrade/state.ts';
import { folder } from '../../support/folder.ts';
import { filesOf } from '../../support/images.ts';

const stateOf = (texts: Record<string, string>, ...files: string[]) =>
  upgradeState(folder(texts, Object.fromEntries(files.map((name) => [name, 1000]))));

test('a folder tells what it names and which images lie in it, the newest last', () => {
  const texts = {
    'SIPDefault.cnf': 'image_version: P0S3-04-4-00\n',
    'OS79XX.TXT': 'P0S3-04-4-00\n',
    'SIP000DBC001122.cnf': 'image_version: "P0S30202"\n',
    'SIP000DBC003344.cnf': 'line1_name: 2001\n',
  };
  const files = [...filesOf('P0S3-8-12-00'), 'P0S3-08-2-00.loads', ...filesOf('P0S3-04-4-00'), 'P00308010200.bin'];
  const { stored, ...rest } = stateOf(texts, ...files);
  assert.deepEqual(rest, {
    imageVersion: 'P0S3-04-4-00',
    bootImage: 'P0S3-04-4-00',
    ownImages: [{ image: 'P0S30202', phones: 1 }],
    newest: 'P0S3-8-12-00',
    between: null,
  });
  assert.deepEqual(
    stored.map(({ name, release, missing }) => [name, release, missing]),
    [
      ['P0S3-04-4-00', '4.4', []],
      ['P0S3-08-2-00', '8.2', ['P0S3-08-2-00.sb2', 'P003-08-2-00.sbn']],
      ['P003-8-12-00', '8.12', []],
      ['P0S3-8-12-00', '8.12', []],
    ],
  );
});

test('the newest image is the newest of those that are complete', () => {
  assert.equal(stateOf({}, ...filesOf('P0S3-06-3-00'), 'P0S3-8-12-00.sb2').newest, 'P0S3-06-3-00');
  assert.equal(stateOf({}, 'P0S3-8-12-00.sb2').newest, null);
});

test('an empty folder, and one that a template fills in, tell nothing', () => {
  const nothing = { imageVersion: null, bootImage: null, ownImages: [], stored: [], newest: null, between: null };
  assert.deepEqual(stateOf({}), nothing);
  const texts = {
    'SIPDefault.cnf': 'image_version: "{$image}"\n',
    'OS79XX.TXT': '{$image}\n',
    'SIP000DBC001122.cnf': 'image_version: {$image}\n',
  };
  assert.deepEqual(stateOf(texts), nothing);
});

const between = (bootImage: string, imageVersion: string) =>
  stateOf({ 'OS79XX.TXT': bootImage, 'SIPDefault.cnf': `image_version: ${imageVersion}\n` }).between;

test('two places that name different images before 7.0 are half a step', () => {
  assert.deepEqual(between('P0S30202', 'P0S3-03-0-00'), {
    from: 'P0S30202',
    to: 'P0S3-03-0-00',
    why: 'OS79XX.TXT names P0S30202 and image_version P0S3-03-0-00.',
  });
  assert.equal(between('P0S3-04-4-00', 'P0S3-03-0-00')?.to, 'P0S3-04-4-00');
  assert.equal(between('P0S3-06-3-00', 'P0S3-8-12-00')?.to, 'P0S3-8-12-00');
});

test('a loader leads to every image of 7.0 or later, so that is no half step', () => {
  assert.equal(between('P003-07-4-00', 'P0S3-07-4-00'), null);
  assert.equal(between('P003-07-4-00', 'P0S3-8-12-00'), null);
  assert.equal(between('P0S3-8-12-00', 'P0S3-8-12-00'), null);
  assert.equal(between('P0S3-07-4-00', 'P0S3-8-12-00'), null);
  assert.equal(between('P0S3-06-3-00', 'P0S3-06-3-00'), null);
  assert.notEqual(between('P003-07-4-00', 'P0S3-06-3-00'), null);
  assert.equal(between('office', 'P0S3-06-3-00'), null);
});
