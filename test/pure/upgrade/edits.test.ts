import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { UpgradeStep } from '../../../server/src/protocol.ts';
import { stepEdits, stepNotes } from '../../../server/src/upgrade/edits.ts';
import { planUpgrade } from '../../../server/src/upgrade/plan.ts';
import { upgradeState } from '../../../server/src/upgrade/state.ts';
import { planSync } from '../../../server/src/upgrade/sync.ts';
import { changes } from '../../support/changedFolder.ts';
import { type Files, folder } from '../../support/folder.ts';

/** The only step between two loads that lie next to each other. */
function step(from: string, to: string): UpgradeStep {
  const plan = planUpgrade({ from, to, stored: [] });
  const [only] = 'steps' in plan ? plan.steps : [];
  return only ?? assert.fail(`no step from ${from} to ${to}`);
}

/** The files that the step makes or changes. */
const after = (files: Files, from: string, to: string) => changes(files, stepEdits(folder(files), step(from, to)));
const notes = (files: Files, from: string, to: string) => stepNotes(folder(files), step(from, to));

const syncinfo = (sync: string, version = '*') =>
  `<SYNCINFO>\n  <IMAGE VERSION="${version}" SYNC="${sync}"/>\n</SYNCINFO>\n`;

test('a step changes the two names and raises sync and SYNC together, and nothing else', () => {
  const files = {
    'OS79XX.TXT': 'P0S30202\n',
    'SIPDefault.cnf': '# all phones\nimage_version: P0S30202 ; see OS79XX.TXT\nsync: 1 ; text\ntos_media: 5\n',
    'syncinfo.xml': syncinfo('1'),
    'SIP000DBC001122.cnf': 'line1_name: 2001\n',
  };
  assert.deepEqual(after(files, 'P0S30202', 'P0S3-03-0-00'), {
    'OS79XX.TXT': 'P0S3-03-0-00\n',
    'SIPDefault.cnf': '# all phones\nimage_version: P0S3-03-0-00 ; see OS79XX.TXT\nsync: 2 ; text\ntos_media: 5\n',
    'syncinfo.xml': syncinfo('2'),
  });
});

test('where sync and SYNC differ already they stay as they are', () => {
  const files = {
    'OS79XX.TXT': 'P0S30202\n',
    'SIPDefault.cnf': 'image_version: P0S30202\nsync: 1\n',
    'syncinfo.xml': syncinfo('always'),
  };
  assert.deepEqual(after(files, 'P0S30202', 'P0S3-03-0-00'), {
    'OS79XX.TXT': 'P0S3-03-0-00\n',
    'SIPDefault.cnf': 'image_version: P0S3-03-0-00\nsync: 1\n',
  });
  assert.equal(planSync(folder(files), 'P0S30202').way, 'kept');
});

test('the entry for the image that the phones run decides whether the two differ', () => {
  const both = '<IMAGE VERSION="P0S30202" SYNC="1"/><IMAGE VERSION="*" SYNC="9"/>\n';
  const files = { 'SIPDefault.cnf': 'image_version: P0S30202\nsync: 1\n', 'syncinfo.xml': both };
  assert.equal(planSync(folder(files), 'P0S30202').way, 'both');
  assert.equal(planSync(folder(files), 'P0S3-03-0-00').way, 'kept');
});

test('one phone whose sync is the same is enough to raise them', () => {
  const files = {
    'SIPDefault.cnf': 'sync: 1\n',
    'SIP000DBC001122.cnf': 'sync: 7\n',
    'syncinfo.xml': syncinfo('7'),
  };
  const { way, to } = planSync(folder(files), 'P0S30202');
  assert.equal(way, 'both');
  assert.ok(!['1', '7'].includes(to));
});

test('files that are not there yet are made', () => {
  const files = { 'SIPDefault.cnf': 'tos_media: 5\n' };
  const made = after(files, 'P0S30202', 'P0S3-03-0-00');
  assert.deepEqual(Object.keys(made).sort(), ['OS79XX.TXT', 'SIPDefault.cnf', 'syncinfo.xml']);
  assert.equal(made['OS79XX.TXT'], 'P0S3-03-0-00\n');
  assert.match(made['SIPDefault.cnf'] ?? '', /^image_version: P0S3-03-0-00$/m);
  assert.match(made['SIPDefault.cnf'] ?? '', /^sync: 2$/m);
  assert.match(made['syncinfo.xml'] ?? '', /VERSION="\*" SYNC="2"/);
  const { 'SIPDefault.cnf': defaults, 'OS79XX.TXT': boot } = after({}, 'sccp', 'P0S30202');
  assert.equal(defaults, 'image_version: "P0S30202"\n');
  assert.equal(boot, 'P0S30202\n');
});

test('a phone that takes no check-sync leaves sync and SYNC alone', () => {
  const files = { 'SIPDefault.cnf': 'sync: 1\n', 'syncinfo.xml': syncinfo('1') };
  assert.deepEqual(after(files, 'P00303020400', 'P0S30202'), {
    'OS79XX.TXT': 'P0S30202\n',
    'SIPDefault.cnf': 'image_version: P0S30202\nsync: 1\n',
  });
});

test('blanks around the name in OS79XX.TXT go, since the phone takes them for a part of it', () => {
  const boot = (text: string) => after({ 'OS79XX.TXT': text }, 'sccp', 'P0S30202')['OS79XX.TXT'];
  for (const text of ['P0S30101 \n', '  P0S30101\n', '\uFEFFP0S30101\n', '\n\nP0S30101\t\n', 'P0S30202 \n'])
    assert.equal(boot(text), 'P0S30202\n', JSON.stringify(text));
  assert.equal(boot('P0S30202\r\n'), undefined);
  assert.equal(boot('P0S30101\r\n'), 'P0S30202\r\n');
  assert.equal(boot(''), 'P0S30202\n');
});

test('a folder that is ready for the step is left as it is, but for sync', () => {
  const files = {
    'OS79XX.TXT': 'P0S3-03-0-00',
    'SIPDefault.cnf': 'image_version: P0S3-03-0-00\nsync: 1',
    'syncinfo.xml': syncinfo('x'),
  };
  assert.deepEqual(after(files, 'P0S30202', 'P0S3-03-0-00'), {});
});

test('line ends stay as the file has them', () => {
  const files = { 'SIPDefault.cnf': 'tos_media: 5\r\nsync: 1\r\n', 'syncinfo.xml': syncinfo('x') };
  const { 'SIPDefault.cnf': text } = after(files, 'P0S30202', 'P0S3-03-0-00');
  assert.match(text ?? '', /\r\nimage_version: P0S3-03-0-00\r\n|^image_version: P0S3-03-0-00\r\n/);
  assert.doesNotMatch(text ?? '', /[^\r]\n/);
});

test('with the loader OS79XX.TXT is not read, and so not touched', () => {
  const files = { 'OS79XX.TXT': 'P003-07-4-00\n', 'SIPDefault.cnf': 'image_version: P0S3-07-4-00\n' };
  const changed = after(files, 'P0S3-07-4-00', 'P0S3-8-12-00');
  assert.equal(changed['OS79XX.TXT'], undefined);
  assert.match(changed['SIPDefault.cnf'] ?? '', /^image_version: P0S3-8-12-00\n/);
  assert.equal(after(files, 'P0S3-07-4-00', 'P0S3-06-3-00')['OS79XX.TXT'], 'P0S3-06-3-00\n');
});

test('a folder is in no half step after an edit, whichever step it was', () => {
  const chain = ['sccp', 'P0S30202', 'P0S3-04-4-00', 'P0S3-06-3-00', 'P0S3-8-12-00', 'P0S3-07-4-00', 'P0S3-06-0-00'];
  let files: Files = { 'SIPDefault.cnf': 'sync: 1\n', 'syncinfo.xml': syncinfo('1') };
  for (const [index, to] of chain.slice(1).entries()) {
    files = { ...files, ...after(files, chain[index] ?? '', to) };
    const { imageVersion, between } = upgradeState(folder(files));
    assert.deepEqual([imageVersion, between], [to, null]);
  }
});

// --- notes --------------------------------------------------------------------------------------

const plain = { 'SIPDefault.cnf': 'sync: 1\n', 'syncinfo.xml': syncinfo('1') };

test('a plain folder needs no notes', () => {
  assert.deepEqual(notes(plain, 'P0S30202', 'P0S3-03-0-00'), []);
});

test('phones with an image_version of their own are named, and not changed', () => {
  const files = {
    ...plain,
    'SIP000DBC001122.cnf': 'image_version: P0S3-04-4-00\n',
    'SIP000DBC003344.cnf': 'image_version: P0S3-3-0-00\n',
  };
  const [note, ...others] = notes(files, 'P0S30202', 'P0S3-03-0-00');
  assert.deepEqual(others, []);
  assert.deepEqual(note?.files, ['SIP000DBC001122.cnf']);
  assert.match(note.text, /^1 phone file has another image_version.*SIP000DBC001122\.cnf \(P0S3-04-4-00\)\.$/);
  assert.equal(after(files, 'P0S30202', 'P0S3-03-0-00')['SIP000DBC001122.cnf'], undefined);
});

test('files that the loader reads first are named where the loader comes in', () => {
  const files = { ...plain, 'XMLDefault.cnf.xml': '<Default/>', 'SEP000DBC001122.cnf.xml': '<device/>' };
  assert.deepEqual(notes(files, 'P0S3-04-4-00', 'P0S3-05-3-00'), []);
  const [note] = notes(files, 'P0S3-07-4-00', 'P0S3-8-12-00');
  assert.deepEqual(note?.files, ['SEP000DBC001122.cnf.xml', 'XMLDefault.cnf.xml']);
});

test('a syncinfo.xml that says nothing to the phones is told, with what to do', () => {
  const files = { ...plain, 'syncinfo.xml': syncinfo('1', 'P0S3-04-4-00') };
  assert.match(notes(files, 'P0S30202', 'P0S3-03-0-00')[0]?.text ?? '', /no entry for phones that run P0S30202/);
  assert.deepEqual(notes(files, 'P0S3-04-4-00', 'P0S3-05-3-00'), []);
});

test('what a template fills in is not written over', () => {
  const files = { 'SIPDefault.cnf': 'image_version: {$image}\nsync: {$sync}\n', 'syncinfo.xml': syncinfo('{$sync}') };
  assert.deepEqual(Object.keys(after(files, 'P0S30202', 'P0S3-03-0-00')), ['OS79XX.TXT']);
  const [image, sync] = notes(files, 'P0S30202', 'P0S3-03-0-00');
  assert.match(image?.text ?? '', /filled in by a template/);
  assert.match(sync?.text ?? '', /could not be changed here/);
});
