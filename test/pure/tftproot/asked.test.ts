/** What phones asked for in vain is told where the user can mend it, as seriously as it is. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Finding } from '../../../server/src/formats/rules.ts';
import type { AskedFile, AskingPhone } from '../../../server/src/protocol.ts';
import { checkAsked, withAsked } from '../../../server/src/tftproot/checks/asked.ts';
import { findingsOf } from '../../../server/src/tftproot/findings.ts';
import { type Files, folder, titles } from '../../support/folder.ts';

const [one, two] = ['000DBC001122', '000DBC003344'];
const noon = new Date(2024, 10, 28, 12, 5).getTime();
const plan = '<DIALTEMPLATE>\n  <TEMPLATE MATCH="*" Timeout="5"/>\n</DIALTEMPLATE>\n';

function asked(name: string, kind: string | null, macs: readonly (string | undefined)[] = [one]): AskedFile {
  return { name, kind, phones: macs.map((mac): AskingPhone => ({ last: noon, ...(mac !== undefined && { mac }) })) };
}

/** All findings of the folder after phones asked for these files, with the name of the file that each stands in. */
function after(files: Files, wanted: readonly AskedFile[], sizes = {}): (readonly [string, Finding])[] {
  const root = folder(files, sizes);
  const uriOf = (name: string) => `file:///${name}`;
  const found = checkAsked(root, wanted, uriOf);
  return root.files.flatMap((name) => {
    const file = root.file(name);
    if (file?.name !== name) return [];
    return withAsked(findingsOf(root, file, uriOf), found.get(name) ?? []).map((each) => [name, each] as const);
  });
}

/** As `file:line severity code`. */
function rows(files: Files, wanted: readonly AskedFile[], sizes = {}): string[] {
  return after(files, wanted, sizes).map(
    ([name, { range, severity, rule }]) => `${name}:${range.start.line + 1} ${severity} ${rule.code}`,
  );
}

/** The first finding about what phones asked for. */
function told(files: Files, wanted: readonly AskedFile[], sizes = {}): Finding {
  const found = after(files, wanted, sizes).find(([, { rule }]) => rule.code.includes('/asked-'));
  assert.ok(found, 'nothing was found');
  return found[1];
}

test('a dial plan that a phone asked for in vain is told at the value that names it, once', () => {
  const files = { 'SIPDefault.cnf': 'sync: 1\ndial_template: office\n', [`SIP${one}.cnf`]: 'line1_name: 2001\n' };
  assert.deepEqual(rows(files, []), ['SIPDefault.cnf:2 information cnf/dial-plan-missing']);
  assert.deepEqual(rows(files, [asked('office.xml', 'dial-plan')]), [
    'SIPDefault.cnf:2 warning cnf/asked-file-missing',
  ]);
  const { message, range } = told(files, [asked('office.xml', 'dial-plan')]);
  assert.deepEqual([range.start.character, range.end.character], [15, 21]);
  assert.equal(
    message,
    "The phone 00:0D:BC:00:11:22 asked for 'office.xml', last on 2024-11-28 12:05, and did not get it: this TFTP folder has no such file. The phone has no dial plan: it dials when # is pressed, or after a pause. Put it there, or write the name of a file that is there.",
  );
});

test('each phone is led by its own value, or by that of SIPDefault.cnf', () => {
  const files = {
    'SIPDefault.cnf': 'dial_template: office\n',
    [`SIP${one}.cnf`]: 'line1_name: 2001\n',
    [`SIP${two}.cnf`]: 'line1_name: 2002\ndial_template: office\n',
  };
  const found = after(files, [asked('office.xml', 'dial-plan', [one, two, undefined])]);
  const news = found.filter(([, { rule }]) => rule.code === 'cnf/asked-file-missing');
  assert.deepEqual(
    news.map(([name, { range, message }]) => [name, range.start.line, message.split(' asked')[0]]),
    [
      [`SIP${two}.cnf`, 1, 'The phone 00:0D:BC:00:33:44'],
      ['SIPDefault.cnf', 0, 'The phone 00:0D:BC:00:11:22'],
    ],
  );
});

test('a missing dial plan is mended by writing another name, or by creating it', () => {
  const files = { 'SIPDefault.cnf': 'dial_template: ofice\n', 'office.xml': plan };
  const { fixes } = told(files, [asked('ofice.xml', 'dial-plan')]);
  assert.deepEqual(
    fixes.map(({ title }) => title),
    ["Change to 'office'", 'Create ofice.xml'],
  );
  assert.equal(fixes[1]?.create?.name, 'ofice.xml');
  assert.match(fixes[1]?.create?.text ?? '', /MATCH="\*"/);
});

test('a dial plan in other letters: write those, or rename the file', () => {
  const files = { 'SIPDefault.cnf': 'dial_template: Office\n', 'office.xml': plan };
  const wanted = [asked('Office.xml', 'dial-plan')];
  assert.deepEqual(rows(files, wanted), ['SIPDefault.cnf:1 warning cnf/asked-file-missing']);
  assert.deepEqual(titles(told(files, wanted)), ["Change to 'office'", "Rename 'office.xml' to 'Office.xml'"]);
});

test('a file that phones ask for by a fixed name is told at its own top when its letters differ', () => {
  const files = { 'sipdefault.cnf': 'sync: 1\n' };
  const wanted = [asked('SIPDefault.cnf', 'default-file')];
  assert.deepEqual(rows(files, wanted), ['sipdefault.cnf:1 warning cnf/asked-in-other-letters']);
  const { fixes } = told(files, wanted);
  assert.deepEqual(
    fixes.map(({ title }) => title),
    ["Rename the file to 'SIPDefault.cnf'", "Copy the file to 'SIPDefault.cnf'"],
  );
  assert.deepEqual(
    rows({ 'ringlist.dat': 'Old\told.pcm\n' }, [asked('RINGLIST.DAT', 'ring-list')], { 'old.pcm': 960 }),
    ['ringlist.dat:1 warning ringlist/asked-in-other-letters'],
  );
});

test("a phone's file in small letters is told at its top", () => {
  const name = `sip${one.toLowerCase()}.cnf`;
  const found = rows({ 'SIPDefault.cnf': 'sync: 1\n', [name]: 'line1_name: 2001\n' }, [
    asked(`SIP${one}.cnf`, 'phone-file'),
  ]);
  assert.deepEqual(found, [`${name}:1 warning cnf/asked-in-other-letters`]);
});

test("a phone's file that lies elsewhere is told of it", () => {
  const files = { 'SIPDefault.cnf': 'sync: 1\n', [`old/SIP${one}.cnf`]: 'line1_name: 2001\n' };
  const wanted = [asked(`SIP${one}.cnf`, 'phone-file')];
  assert.deepEqual(rows(files, wanted), [`old/SIP${one}.cnf:1 warning cnf/asked-fixed-name-missing`]);
  assert.deepEqual(titles(told(files, wanted)), ['Set tftp_cfg_dir to "./old/" in SIPDefault.cnf']);
});

test('a phone without any file is information in SIPDefault.cnf, and its file can be made', () => {
  const files = { 'SIPDefault.cnf': 'sync: 1\n', [`SIP${two}.cnf`]: 'line1_name: 2002\n' };
  const wanted = [asked(`SIP${one}.cnf`, 'phone-file')];
  assert.deepEqual(rows(files, wanted), ['SIPDefault.cnf:1 information cnf/asked-fixed-name-missing']);
  assert.equal(told(files, wanted).fixes[0]?.newPhone, one);
});

test('the parts of an image are told at image_version, even in a folder without any image', () => {
  const files = { 'SIPDefault.cnf': 'image_version: P0S3-8-12-00\n' };
  assert.deepEqual(rows(files, []), []);
  for (const [name, kind] of [
    ['P0S3-8-12-00.loads', 'image-list'],
    ['P0S3-8-12-00.sb2', 'image'],
    ['P003-8-12-00.sbn', 'loader-image'],
  ] as const)
    assert.deepEqual(rows(files, [asked(name, kind)]), ['SIPDefault.cnf:1 warning cnf/asked-file-missing'], name);
});

test('the image that OS79XX.TXT names is told there', () => {
  assert.deepEqual(rows({ 'OS79XX.TXT': 'P0S3-05-3-00' }, [asked('P0S3-05-3-00.sbn', 'image')]), [
    'OS79XX.TXT:1 warning os79xx/asked-file-missing',
  ]);
});

test('a ring is told in the list of rings, and an image in other letters beside its name', () => {
  const list = { 'RINGLIST.DAT': 'Old\told.pcm\nNew\tnew.pcm\n' };
  assert.deepEqual(rows(list, [asked('new.pcm', 'sound')], { 'old.pcm': 960 }), [
    'RINGLIST.DAT:2 warning ringlist/asked-file-missing',
  ]);
  const files = { 'SIPDefault.cnf': 'image_version: P0S3-8-12-00\n' };
  const image = { 'P0S3-8-12-00.LOADS': 400, 'P0S3-8-12-00.sb2': 700000, 'P003-8-12-00.sbn': 130000 };
  const { fixes } = told(files, [asked('P0S3-8-12-00.loads', 'image-list')], image);
  assert.deepEqual(fixes.at(-1)?.renameOther, { from: 'P0S3-8-12-00.LOADS', to: 'P0S3-8-12-00.loads' });
});

test('a check-sync that came to nothing for want of syncinfo.xml is told at sync, or at the top', () => {
  const wanted = [asked('syncinfo.xml', 'sync-info')];
  assert.deepEqual(rows({ 'SIPDefault.cnf': 'tos_media: 5\nsync: 1\n' }, wanted), [
    'SIPDefault.cnf:2 warning cnf/asked-file-missing',
  ]);
  assert.deepEqual(rows({ 'SIPDefault.cnf': 'tos_media: 5\n' }, wanted), [
    'SIPDefault.cnf:1 information cnf/asked-fixed-name-missing',
  ]);
});

test('what phones ask for as a matter of course, and do without, is no finding', () => {
  const files = { 'SIPDefault.cnf': 'sync: 1\n', [`SIP${one}.cnf`]: 'line1_name: 2001\n' };
  const usual: readonly (readonly [string, string])[] = [
    ['OS79XX.TXT', 'image-name'],
    [`CTLSEP${one}.tlv`, 'trust-list'],
    [`SEP${one}.cnf.xml`, 'loader-phone-file'],
    [`SIP${two}.cnf`, 'phone-file-for-loader'],
    [`MGC${one}.cnf`, 'mgcp-file'],
    ['XMLDefault.cnf.xml', 'loader-default'],
    ['RINGLIST.DAT', 'ring-list'],
    // Nothing here names a dial plan: this is the name that every phone knows, or one that it remembers.
    ['dialplan.xml', 'dial-plan'],
  ];
  assert.deepEqual(
    rows(
      files,
      usual.map(([name, kind]) => asked(name, kind)),
    ),
    [],
  );
});

test('a file of no known kind is information where a value names it, and nothing elsewhere', () => {
  const files = { 'SIPDefault.cnf': 'logo_url: "http://192.0.2.10/logo.bmp"\n' };
  const wanted = [asked('logo.bmp', null), asked('other.bin', null)];
  assert.deepEqual(rows(files, wanted), ['SIPDefault.cnf:1 information cnf/asked-file-missing']);
});

test('what the folder has by now, and what no value names any more, is no finding', () => {
  const wanted = [asked('office.xml', 'dial-plan')];
  assert.deepEqual(rows({ 'SIPDefault.cnf': 'dial_template: office\n', 'office.xml': plan }, wanted), []);
  assert.deepEqual(rows({ 'SIPDefault.cnf': 'dial_template: home\n', 'home.xml': plan }, wanted), []);
});

test('names that lead out of the folder, or are none, are passed over', () => {
  const files = { 'SIPDefault.cnf': 'dial_template: office\n', [`SIP${one}.cnf`]: '' };
  const names = ['../office.xml', '/etc/passwd', 'a/b/c.xml', '', '\u0000', `../SIP${one}.cnf`, 'x'.repeat(100_000)];
  const wanted = names.flatMap((name) =>
    ['dial-plan', 'phone-file', 'no-such-kind', null].map((kind) => asked(name, kind)),
  );
  assert.deepEqual(rows(files, wanted), rows(files, []));
});
