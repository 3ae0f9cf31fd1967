import assert from 'node:assert/strict';
import { appendFileSync, chmodSync, mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { type Content, Contents } from '../../../client/src/tftp/server/contents.ts';
import { Listings } from '../../../client/src/tftp/server/listing.ts';
import { folderWith } from '../../support/tftp/folders.ts';

function served(t: TestContext, files: Record<string, string | Buffer>) {
  const folder = folderWith(t, files);
  const contents = new Contents(folder);
  const fetch = (path: string, mode = 'octet', contains: string | null = null) => contents.fetch(path, mode, contains);
  const content = async (path: string, mode?: string): Promise<Content> => {
    const fetched = await fetch(path, mode);
    assert.ok(typeof fetched !== 'string', String(fetched));
    return fetched;
  };
  return { folder, fetch, content };
}

test('a file that is replaced or written to goes on as it was when it was asked for', async (t) => {
  const { folder, content } = served(t, { 'SIPDefault.cnf': 'old' });
  const old = await content('SIPDefault.cnf');
  writeFileSync(join(folder, 'new'), 'new');
  renameSync(join(folder, 'new'), join(folder, 'SIPDefault.cnf'));
  const replaced = await content('SIPDefault.cnf');
  appendFileSync(join(folder, 'SIPDefault.cnf'), ' and more');
  const longer = await content('SIPDefault.cnf');
  assert.deepEqual(
    [old, replaced, longer].map(({ bytes }) => bytes.toString()),
    ['old', 'new', 'new and more'],
  );
});

test('phones that fetch the same version at a time share one copy of it, and a later one gets a fresh one', async (t) => {
  const { content } = served(t, { 'P0S3-8-12-00.sb2': Buffer.alloc(100_000, 1) });
  const [one, two, text] = await Promise.all([
    content('P0S3-8-12-00.sb2'),
    content('P0S3-8-12-00.sb2'),
    content('P0S3-8-12-00.sb2', 'netascii'),
  ]);
  assert.equal(one.bytes, two.bytes);
  assert.notEqual(one.bytes, text.bytes);
  one.release();
  assert.equal((await content('P0S3-8-12-00.sb2')).bytes, two.bytes);
});

test('a copy that nobody uses any more is dropped', async (t) => {
  const { content } = served(t, { 'SIPDefault.cnf': 'x' });
  const one = await content('SIPDefault.cnf');
  one.release();
  assert.notEqual((await content('SIPDefault.cnf')).bytes, one.bytes);
});

test('a symbolic link is followed inside the folder and nowhere else', async (t) => {
  const outside = folderWith(t, { 'secret.cnf': 'secret' });
  const { folder, fetch, content } = served(t, { 'SIPDefault.cnf': 'inside', '.hidden': 'hidden' });
  symlinkSync('SIPDefault.cnf', join(folder, 'inside.cnf'));
  symlinkSync(join(outside, 'secret.cnf'), join(folder, 'SIP000DBC001122.cnf'));
  symlinkSync(outside, join(folder, 'phones'));
  symlinkSync('.hidden', join(folder, 'SIP000DBC001133.cnf'));
  symlinkSync('loop.cnf', join(folder, 'loop.cnf'));
  assert.equal((await content('inside.cnf')).bytes.toString(), 'inside');
  assert.equal(await fetch('SIP000DBC001122.cnf'), 'outside');
  assert.equal(await fetch('phones/secret.cnf'), 'outside');
  assert.equal(await fetch('SIP000DBC001133.cnf'), 'outside');
  assert.equal(await fetch('loop.cnf'), 'unreadable');
});

test('what is no file, not there or not to be read is not sent', async (t) => {
  const { folder, fetch } = served(t, { 'SIPDefault.cnf': '', 'locked.cnf': '' });
  mkdirSync(join(folder, 'dialplan.xml'));
  assert.equal(await fetch('dialplan.xml'), 'outside');
  assert.equal(await fetch('missing.cnf'), 'missing');
  assert.equal(await fetch('SIPDefault.cnf/x.cnf'), 'missing');
  chmodSync(join(folder, 'locked.cnf'), 0);
  if (process.getuid?.() !== 0) assert.equal(await fetch('locked.cnf'), 'unreadable');
});

test('an XML file is sent only when it is a dial plan', async (t) => {
  const { fetch } = served(t, {
    'dialplan.xml': '<DIALTEMPLATE><TEMPLATE MATCH="*"/></DIALTEMPLATE>',
    'pom.xml': '<project/>',
  });
  assert.notEqual(await fetch('dialplan.xml', 'octet', 'TEMPLATE'), 'not-provisioning');
  assert.equal(await fetch('pom.xml', 'octet', 'TEMPLATE'), 'not-provisioning');
});

test('the file that differs in letter case is found, in folders too, and none when it could be either of two', async (t) => {
  const { folder } = served(t, {
    'XMLDefault.cnf.xml': '',
    'Phones/SIP000DBC001122.cnf': '',
    'a.xml': '',
    'A.xml': '',
  });
  const listings = new Listings(folder);
  assert.equal(await listings.similar('xmlDefault.CNF.XML'), 'XMLDefault.cnf.xml');
  assert.equal(await listings.similar('phones/sip000dbc001122.cnf'), 'Phones/SIP000DBC001122.cnf');
  assert.equal(await listings.similar('a.XML'), undefined);
  assert.equal(await listings.similar('SIPDefault.cnf'), undefined);
  assert.equal(await listings.similar('XMLDefault.cnf.xml'), undefined);
  writeFileSync(join(folder, 'SIPDefault.cnf'), '');
  assert.equal(await listings.similar('sipdefault.cnf'), 'SIPDefault.cnf');
});
