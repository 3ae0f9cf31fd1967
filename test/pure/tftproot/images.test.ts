import assert from 'node:assert/strict';
import { test } from 'node:test';
import { imageKey, majorOf } from '../../../server/src/tftproot/images.ts';
import { findingsAbout, findingsIn, folder, mended, titles } from '../../support/folder.ts';

/** The folder with those other files, whatever their size. */
function withFiles(files: Record<string, string>, ...names: string[]) {
  return folder(files, sizes(...names));
}

function sizes(...names: string[]): Record<string, number> {
  return Object.fromEntries(names.map((name) => [name, 1000]));
}

const whole = ['P0S3-8-12-00.loads', 'P0S3-8-12-00.sb2', 'P003-8-12-00.sbn', 'P003-8-12-00.bin'];
const named = (image: string) => ({ 'SIPDefault.cnf': `image_version: "${image}"\n` });

test('the release is read from the name of an image', () => {
  assert.equal(majorOf('P0S30202'), 2);
  assert.equal(majorOf('P0S3-06-3-00'), 6);
  assert.equal(majorOf('P0S3-8-12-00'), 8);
  assert.equal(majorOf('P003-8-12-00'), undefined);
  assert.equal(majorOf('office'), undefined);
});

test('names with and without zeros in front mean the same image, those of other releases do not', () => {
  assert.equal(imageKey('P0S3-08-12-00'), imageKey('p0s3-8-12-00'));
  assert.notEqual(imageKey('P0S3-8-12-00'), imageKey('P0S3-8-11-00'));
  assert.notEqual(imageKey('P0S30202'), imageKey('P0S30203'));
});

test('a folder without any image says nothing: images may be kept elsewhere', () => {
  assert.deepEqual(findingsIn(folder(named('P0S3-8-12-00'))), []);
  assert.deepEqual(
    findingsIn(withFiles(named('P0S3-8-12-00'), 'P00308010200.bin', 'ring.pcm', 'old/P0S30202.bin')),
    [],
  );
});

test('an image with all its files is no finding', () => {
  assert.deepEqual(findingsIn(withFiles(named('P0S3-8-12-00'), ...whole)), []);
  assert.deepEqual(findingsIn(withFiles(named('P0S3-06-3-00'), 'P0S3-06-3-00.sbn')), []);
  assert.deepEqual(findingsIn(withFiles(named('P0S3-05-3-00'), 'P0S3-05-3-00.bin')), []);
  assert.deepEqual(findingsIn(withFiles(named('P0S30202'), 'P0S30202.bin')), []);
});

test('an image of which nothing is there, beside another, is a warning for all phones', () => {
  const files = named('P0S3-8-11-00');
  assert.deepEqual(findingsIn(withFiles(files, ...whole)), ['SIPDefault.cnf:1 warning cnf/image-missing']);
  assert.deepEqual(mended(files, 'SIPDefault.cnf', 'cnf/image-missing', "Change to 'P0S3-8-12-00'", sizes(...whole)), {
    'SIPDefault.cnf': 'image_version: "P0S3-8-12-00"\n',
  });
});

test('one phone with an image that is not there is information: it may well run it', () => {
  const files = { ...named('P0S3-8-12-00'), 'SIP000DBC001122.cnf': 'image_version: P0S3-07-4-00\n' };
  assert.deepEqual(findingsIn(withFiles(files, ...whole)), ['SIP000DBC001122.cnf:1 information cnf/image-missing']);
});

test('a set of files that is not whole is a warning which names what is missing', () => {
  const root = withFiles(named('P0S3-8-12-00'), 'P0S3-8-12-00.loads', 'P003-8-12-00.sbn');
  const [finding] = findingsAbout(root, 'SIPDefault.cnf', 'cnf/image-incomplete');
  assert.equal(finding?.severity, 'warning');
  assert.match(finding?.message ?? '', /has P0S3-8-12-00\.loads, but not P0S3-8-12-00\.sb2\./);
  assert.deepEqual(finding?.range, { start: { line: 0, character: 16 }, end: { line: 0, character: 28 } });
});

test('a loader that is missing is a hint, and one spelled otherwise is there', () => {
  const own = ['P0S3-8-12-00.loads', 'P0S3-8-12-00.sb2'];
  assert.deepEqual(findingsIn(withFiles(named('P0S3-8-12-00'), ...own)), [
    'SIPDefault.cnf:1 hint cnf/image-loader-missing',
  ]);
  assert.deepEqual(findingsIn(withFiles(named('P0S3-8-12-00'), ...own, 'P003-08-12-00.sbn')), []);
});

test('an image that the folder spells otherwise can be written as it is spelled there', () => {
  const files = named('P0S3-08-12-00');
  assert.deepEqual(findingsIn(withFiles(files, ...whole)), ['SIPDefault.cnf:1 warning cnf/image-spelling']);
  assert.deepEqual(mended(files, 'SIPDefault.cnf', 'cnf/image-spelling', "Change to 'P0S3-8-12-00'", sizes(...whole)), {
    'SIPDefault.cnf': 'image_version: "P0S3-8-12-00"\n',
  });
  const small = whole.map((name) => name.toLowerCase());
  assert.deepEqual(findingsIn(withFiles(named('P0S3-8-12-00'), ...small)), [
    'SIPDefault.cnf:1 warning cnf/image-spelling',
  ]);
});

test('names with a finding of their own, and those that are filled in later, are not looked for', () => {
  const codes = (value: string) =>
    findingsIn(withFiles({ 'SIPDefault.cnf': `image_version: ${value}\n` }, ...whole)).map(
      (line) => line.split(' ')[2],
    );
  assert.deepEqual(codes('P0S3-8-12-00.loads'), ['cnf/image-extension']);
  assert.deepEqual(codes('POS3-8-12-00'), ['cnf/image-name']);
  assert.deepEqual(codes('"{$image}"'), []);
  assert.deepEqual(codes('""'), []);
});

// OS79XX.TXT

const boot = (name: string, image: string) => ({ 'OS79XX.TXT': name, ...named(image) });

test('before 7.0, OS79XX.TXT names what image_version names', () => {
  assert.deepEqual(findingsIn(folder(boot('P0S3-06-3-00', 'P0S3-06-3-00'))), []);
  const files = boot('P0S3-05-3-00', 'P0S3-06-3-00');
  assert.deepEqual(findingsIn(folder(files)), ['OS79XX.TXT:1 warning os79xx/other-image']);
  assert.deepEqual(mended(files, 'OS79XX.TXT', 'os79xx/other-image', "Change to 'P0S3-06-3-00'"), {
    'OS79XX.TXT': 'P0S3-06-3-00',
  });
  assert.deepEqual(findingsIn(folder(boot('P003-07-4-00', 'P0S3-06-3-00'))), [
    'OS79XX.TXT:1 warning os79xx/other-image',
  ]);
});

test('an image that one phone only is told to run is right in OS79XX.TXT', () => {
  const files = {
    ...boot('P0S3-05-3-00', 'P0S3-06-3-00'),
    'SIP000DBC001122.cnf': 'image_version: P0S3-05-3-00\n',
    'SIP000DBC002233.cnf': '# goes by the default\n',
  };
  assert.deepEqual(findingsIn(folder(files)), []);
});

test('from 7.0 on, OS79XX.TXT names a loader, be it that of an earlier step', () => {
  assert.deepEqual(findingsIn(folder(boot('P003-8-12-00', 'P0S3-8-12-00'))), []);
  assert.deepEqual(findingsIn(folder(boot('P003-07-4-00', 'P0S3-8-12-00'))), []);
  assert.deepEqual(findingsIn(folder(boot('P0S3-8-12-00', 'P0S3-8-12-00'))), [
    'OS79XX.TXT:1 hint os79xx/sip-image-for-7x',
  ]);
  const files = boot('P0S3-06-3-00', 'P0S3-8-12-00');
  assert.deepEqual(findingsIn(folder(files)), ['OS79XX.TXT:1 hint os79xx/loader-expected']);
  assert.deepEqual(mended(files, 'OS79XX.TXT', 'os79xx/loader-expected', "Change to 'P003-8-12-00'"), {
    'OS79XX.TXT': 'P003-8-12-00',
  });
});

test('without any image_version there is nothing to compare OS79XX.TXT with', () => {
  assert.deepEqual(findingsIn(folder({ 'OS79XX.TXT': 'P0S3-06-3-00', 'SIPDefault.cnf': 'sync: 1\n' })), []);
});

test('the image of OS79XX.TXT is missed in a folder of images: a warning before 7.0, a hint later', () => {
  assert.deepEqual(findingsIn(withFiles(boot('P0S3-06-3-00', 'P0S3-06-3-00'), 'P0S30202.bin')), [
    'OS79XX.TXT:1 warning os79xx/image-missing',
    'SIPDefault.cnf:1 warning cnf/image-missing',
  ]);
  const own = whole.slice(0, 2);
  assert.deepEqual(findingsIn(withFiles(boot('P003-8-12-00', 'P0S3-8-12-00'), ...own)), [
    'OS79XX.TXT:1 hint os79xx/image-missing',
    'SIPDefault.cnf:1 hint cnf/image-loader-missing',
  ]);
});

test('a loader that the folder spells otherwise can be written as it is spelled there', () => {
  const root = withFiles(boot('P003-08-12-00', 'P0S3-8-12-00'), ...whole);
  const [finding] = findingsAbout(root, 'OS79XX.TXT', 'os79xx/image-missing');
  assert.ok(finding);
  assert.deepEqual(titles(finding), ["Change to 'P003-8-12-00'"]);
  assert.match(finding.message, /It is called 'P003-8-12-00' there\./);
});
