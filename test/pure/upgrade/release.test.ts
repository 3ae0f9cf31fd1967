import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareReleases, releaseOf, releaseText } from '../../../server/src/upgrade/release.ts';

const text = (name: string) => {
  const release = releaseOf(name);
  return release && releaseText(release);
};

test('the release is read from every spelling of an image name', () => {
  assert.equal(text('P0S30202'), '2.2');
  assert.equal(text('P0S30100'), '1.0');
  assert.equal(text('P0S3-03-0-00'), '3.0');
  assert.equal(text('P0S3-04-4-00'), '4.4');
  assert.equal(text('P0S3-8-12-00'), '8.12');
  assert.equal(text('P0S3-08-12-00'), '8.12');
  assert.equal(text('P0S3-8-12-01'), '8.12(1)');
  assert.equal(text('P003-07-4-00'), '7.4');
  assert.equal(text('P0030202'), '2.2');
  assert.equal(text('P00303020400'), '3.2(4)');
  assert.equal(text('P00308010201'), '8.1(2.1)');
  assert.equal(text('P0M3-5-3-00'), '5.3');
});

test('what is no image has no release', () => {
  for (const name of ['', 'sccp', 'office', 'POS3-8-12-00', 'P0S3-8-12-00.loads', 'P0S3'])
    assert.equal(releaseOf(name), undefined, name);
});

test('8.12 comes after 8.2, as numbers and not as texts', () => {
  const names = ['P0S3-8-12-00', 'P0S30202', 'P0S3-08-2-00', 'P0S3-8-12-01', 'P0S3-07-5-00'];
  const release = (name: string) => releaseOf(name) ?? assert.fail(name);
  const sorted = names.toSorted((a, b) => compareReleases(release(a), release(b)));
  assert.deepEqual(sorted, ['P0S30202', 'P0S3-07-5-00', 'P0S3-08-2-00', 'P0S3-8-12-00', 'P0S3-8-12-01']);
});
