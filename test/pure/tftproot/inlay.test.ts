import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type HintKinds, inlayHints } from '../../../server/src/tftproot/navigate/inlay.ts';
import { type Files, folder } from '../../support/folder.ts';

const phone = 'SIP000DBC001122.cnf';
const everything = { start: { line: 0, character: 0 }, end: { line: 1000, character: 0 } };
const meanings = { meanings: true, effective: false };
const effective = { meanings: false, effective: true };

function hintsOf(name: string, files: Files, on: HintKinds, range = everything) {
  const root = folder(files);
  const file = root.file(name);
  assert.ok(file);
  return inlayHints(root, file, range, on);
}

/** The file's lines that have a hint, with the hint in brackets where it is shown. */
function withHints(name: string, files: Files, on: HintKinds): string[] {
  const lines = (files[name] ?? '').split('\n');
  return hintsOf(name, files, on).map(({ position: { line, character }, label }) => {
    const text = lines[line] ?? '';
    return `${text.slice(0, character)} [${label}]${text.slice(character)}`;
  });
}

function meaningsIn(text: string): string[] {
  return withHints('SIPDefault.cnf', { 'SIPDefault.cnf': text }, meanings);
}

test('a number says what it means, in front of the comment', () => {
  assert.deepEqual(meaningsIn('tos_media: 5 ; voice\nenable_vad: "0"\nauto_answer: 5'), [
    'tos_media: 5 [→ Critical, the usual value for voice] ; voice',
    'enable_vad: "0" [→ The phone sends sound all the time]',
    'auto_answer: 5 [→ line 1, 3]',
  ]);
});

test('so does a time zone, of which few people know the offset', () => {
  assert.match(meaningsIn('time_zone: CET')[0] ?? '', /^time_zone: CET \[→ UTC\+01:00/);
});

test('what speaks for itself, is long, filled in by a template engine or unknown has no hint', () => {
  const text =
    'timer_t1: 500\nsntp_mode: anycast\ntos_media: {$tos}\nline1_name: UNPROVISIONED\ndate_format: D/M/Y\nnonsense: 5\ntos_media:\n# tos_media: 5';
  assert.deepEqual(meaningsIn(text), []);
});

test('a password has no hint of any kind', () => {
  const files = { 'SIPDefault.cnf': 'phone_password: "tr0mb0ne"', [phone]: 'phone_password: "clar1net"' };
  assert.deepEqual(hintsOf(phone, files, { meanings: true, effective: true }), []);
  assert.deepEqual(hintsOf(phone, { ...files, [phone]: 'phone_password:' }, effective), []);
});

test('an entry of a phone shows the default that it replaces, unless that is the same', () => {
  const defaults = 'preferred_codec: "g711ulaw"\ntos_media: 5\nsync: {$sync}';
  const files = { 'SIPDefault.cnf': defaults, [phone]: 'preferred_codec: g729a ; slow\ntos_media: "5"\nsync: 2' };
  assert.deepEqual(withHints(phone, files, effective), ['preferred_codec: g729a [(default: g711ulaw)] ; slow']);
  assert.deepEqual(hintsOf(phone, files, effective)[0]?.tooltip, 'Replaces g711ulaw of SIPDefault.cnf, line 1.');
});

test('of several entries only the last one replaces the default', () => {
  const files = { 'SIPDefault.cnf': 'tos_media: 5', [phone]: 'tos_media: 1\ntos_media: 2' };
  assert.deepEqual(withHints(phone, files, effective), ['tos_media: 2 [(default: 5)]']);
});

test('an entry that a phone leaves empty shows what the phone works with', () => {
  const files = {
    'SIPDefault.cnf': 'proxy1_port: 5070',
    [phone]: 'proxy1_port: "" ; default\ntos_media:\nproxy1_address:\nline1_name: ""',
  };
  assert.deepEqual(withHints(phone, files, effective), [
    'proxy1_port: "" [= 5070 (SIPDefault.cnf)] ; default',
    'tos_media: [= 5 (built in)]',
  ]);
});

test('meaning and default stand together', () => {
  const files = { 'SIPDefault.cnf': 'tos_media: 3', [phone]: 'tos_media: 5' };
  assert.deepEqual(withHints(phone, files, { meanings: true, effective: true }), [
    'tos_media: 5 [→ Critical, the usual value for voice (default: 3)]',
  ]);
});

test('SIPDefault.cnf and templates replace nothing', () => {
  const files = { 'SIPDefault.cnf': 'tos_media: 3\nproxy1_port:', 'SIP{$mac}.cnf': 'tos_media: 5\nproxy1_port:' };
  assert.deepEqual(hintsOf('SIPDefault.cnf', files, effective), []);
  assert.deepEqual(hintsOf('SIP{$mac}.cnf', files, effective), []);
});

test('a phone in another folder and in another letter case has its hints', () => {
  const name = 'phones/sip000dbc001122.cnf';
  assert.deepEqual(withHints(name, { 'SIPDEFAULT.CNF': 'tos_media: 3', [name]: 'tos_media: 5' }, effective), [
    'tos_media: 5 [(default: 3)]',
  ]);
});

test('a long value is cut, and one that would steer the screen is made harmless', () => {
  const files = { 'SIPDefault.cnf': `phone_prompt: "\u202E${'x'.repeat(500)}"`, [phone]: 'phone_prompt: desk' };
  const [hint] = hintsOf(phone, files, effective);
  assert.equal(hint?.label, `(default: \uFFFD${'x'.repeat(38)}…)`);
});

test('a rule of a dial plan is said in words', () => {
  const plan =
    '<DIALTEMPLATE>\n<TEMPLATE MATCH="2..." TIMEOUT="0"/>\n<TEMPLATE TIMEOUT="5"/>\n</DIALTEMPLATE>\n<TEMPLATE MATCH="9"/>';
  assert.deepEqual(withHints('dialplan.xml', { 'dialplan.xml': plan }, meanings), [
    '<TEMPLATE MATCH="2..." TIMEOUT="0"/> [→ 4 digits starting with 2, dials at once]',
  ]);
  assert.deepEqual(hintsOf('dialplan.xml', { 'dialplan.xml': plan }, effective), []);
});

test('only the lines that are asked for are looked at', () => {
  const text = 'tos_media: 5\ntos_media: 4\ntos_media: 3';
  const range = { start: { line: 1, character: 5 }, end: { line: 1, character: 6 } };
  assert.deepEqual(
    hintsOf('SIPDefault.cnf', { 'SIPDefault.cnf': text }, meanings, range).map(({ position }) => position.line),
    [1],
  );
});

test('a file of another kind has no hints', () => {
  const both = { meanings: true, effective: true };
  assert.deepEqual(hintsOf('OS79XX.TXT', { 'OS79XX.TXT': 'P0S3-8-12-00' }, both), []);
});
