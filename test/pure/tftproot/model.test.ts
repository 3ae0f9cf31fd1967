/**
 * The folder as it is kept through edits, creations, deletions and renames, against the same folder read afresh.
 * `ROUNDS=500 node --test test/pure/tftproot/model.test.ts` tries more than the usual few rounds.
 */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { formatOf } from '../../../server/src/formats/registry.ts';
import { affected, findingsOf } from '../../../server/src/tftproot/findings.ts';
import { effectiveValues, phoneFolder, phones } from '../../../server/src/tftproot/phone.ts';
import {
  baseName,
  type Change,
  folderOf,
  isCandidate,
  openFile,
  readFile,
  type TftpRoot,
  tftpRoot,
} from '../../../server/src/tftproot/root.ts';
import { random } from '../../support/random.ts';

const names = [
  'SIPDefault.cnf',
  'sipdefault.cnf',
  'SIP000DBC001122.cnf',
  'SIP000dbc001122.cnf',
  'SIP000DBC001133.cnf',
  'SIP00-0D-BC-00-11-33.cnf',
  'phones/SIP000DBC001144.cnf',
  'SIP000DBC00AAAA.cnf',
  'dialplan.xml',
  'DialPlan.xml',
  'office.xml',
  'syncinfo.xml',
  'OS79XX.TXT',
  'RINGLIST.DAT',
  'P0S3-8-12-00.loads',
  'P0S3-8-12-00.sb2',
  'P003-8-12-00.sbn',
  'ring.pcm',
  'notes.txt',
];

const lines = [
  'line1_name: 2001',
  'line2_name: "2002"',
  'line1_name: UNPROVISIONED',
  'line1_displayname: Desk',
  'proxy1_address: pbx.example.net',
  'proxy1_address: "10.0.0.1"',
  'proxy_register: 1',
  'dial_template: dialplan',
  'dial_template: office',
  'image_version: P0S3-8-12-00',
  'image_version: P0S3-08-12-00',
  'image_version: P0S3-06-3-00',
  'tftp_cfg_dir: ./phones/',
  'sync: 1',
  'sync: 2',
  'proxy_emergency: ""',
  'start_media_port: 20000',
  'end_media_port: 18000',
  'tos_media: 9',
  '# a comment',
  '# cisco-sip-model 7940',
  'line3_name: 2003',
  '# cisco-sip-disable-file cnf/unknown-parameter',
  'nonsense: 1',
  '',
];

const others: Record<string, readonly string[]> = {
  'dialplan.xml': [
    '<DIALTEMPLATE><TEMPLATE MATCH="999" Route="emergency"/></DIALTEMPLATE>',
    '<DIALTEMPLATE><TEMPLATE MATCH="*"/></DIALTEMPLATE>',
    '<include/>',
  ],
  'syncinfo.xml': ['<IMAGE VERSION="*" SYNC="1"/>', '<IMAGE VERSION="P0S3-8-12-00" SYNC="2"/>', ''],
  'OS79XX.TXT': ['P003-8-12-00\n', 'P0S3-06-3-00\n'],
  'RINGLIST.DAT': ['Ring\tring.pcm\n', 'Ring\tRing.pcm\nOther\tother.pcm\n'],
};

function pick<T>(next: () => number, list: readonly T[]): T {
  const item = list[Math.floor(next() * list.length)];
  assert.ok(item !== undefined);
  return item;
}

function textFor(next: () => number, name: string): string {
  const texts = others[baseName(name)] ?? (/\.xml$/i.test(name) ? others['dialplan.xml'] : undefined);
  if (texts) return pick(next, texts);
  return Array.from({ length: Math.floor(next() * 8) }, () => `${pick(next, lines)}\n`).join('');
}

/** Everything that is asked of a folder, as plain data. */
function answers(root: TftpRoot): unknown {
  return {
    files: root.files,
    folder: phoneFolder(root),
    phones: phones(root).map((phone) => [phone.file.name, phone.isAskedFor, effectiveValues(phone)]),
    lines: ['2001', '2002', '2003'].map((user) => root.lineUses(user)),
    macs: ['000DBC001122', '000DBC001133', '000DBC001144'].map((mac) => root.phoneFiles(mac)),
    spellings: names.map((name) => root.spellings(name)),
    kinds: names.map((name) => [root.file(name)?.name, root.file(name)?.format.id]),
    findings: findings(root),
  };
}

function findings(root: TftpRoot): Record<string, string> {
  const all: Record<string, string> = {};
  for (const name of root.files) {
    const file = root.file(name);
    if (file?.name !== name) continue;
    all[name] = JSON.stringify(
      findingsOf(root, file, (other) => other).map(({ rule, range, message, related, severity }) => [
        rule.code,
        severity,
        range,
        message,
        related,
      ]),
    );
  }
  return all;
}

/** The file as the disk gives it, or as an editor holds it: that must make no difference. */
function contentOf(next: () => number, name: string, text: string): Change['content'] {
  const format = formatOf(baseName(name), text);
  if (format && next() < 0.5)
    return openFile(name, format, format.parse(TextDocument.create(name, format.languageId, 0, text)));
  return readFile(name, text) ?? 'unread';
}

const isText = (name: string) => /\.(?:cnf|xml|txt|dat)$/i.test(name);

test('a folder that is kept through changes answers like one that is read afresh', () => {
  const rounds = Number(process.env.ROUNDS ?? 40);
  let changes = 0;
  for (let seed = 1; seed <= rounds; seed++) {
    const next = random(seed);
    const texts = new Map<string, string>();
    let root = folderOf([], [], () => 8160);
    for (let step = 0; step < 60; step++) {
      const name = pick(next, names);
      const before = root;
      const [changed, made] = anyChange(next, texts, name);
      root = root.with(changed);
      changes++;
      const fresh = tftpRoot(
        [...texts.keys()],
        (file) => texts.get(file),
        () => 8160,
      );
      assert.deepEqual(answers(root), answers(fresh), `seed ${seed}, step ${step}: ${name}`);
      if (made === 'one file') expectOnlyAffected(before, root, name, `seed ${seed}, step ${step}: ${name}`);
    }
  }
  assert.ok(changes > 0);
});

/** A file is written, taken away, or given another name; `texts` follows. */
function anyChange(
  next: () => number,
  texts: Map<string, string>,
  name: string,
): readonly [changes: readonly Change[], made: 'one file' | 'a rename'] {
  const text = texts.get(name);
  const fate = next();
  if (text !== undefined && fate < 0.35) {
    texts.delete(name);
    const gone: Change = { name, content: 'gone' };
    const other = pick(next, names);
    if (fate < 0.2 || other === name || isText(other) !== isText(name)) return [[gone], 'one file'];
    texts.set(other, text);
    const arrived = isCandidate(other) ? (readFile(other, text) ?? 'unread') : 'unread';
    return [[gone, { name: other, content: arrived }], 'a rename'];
  }
  const fresh = isText(name) ? textFor(next, name) : '';
  texts.set(name, fresh);
  return [[{ name, content: isText(name) ? contentOf(next, name, fresh) : 'unread' }], 'one file'];
}

/** Files that are not said to be affected by a change have the findings that they had. */
function expectOnlyAffected(before: TftpRoot, after: TftpRoot, name: string, where: string): void {
  const named = affected(before, after, name);
  if (!named) return;
  const [old, now] = [findings(before), findings(after)];
  for (const file of after.files)
    if (!named.includes(file)) assert.equal(now[file], old[file], `${where} changed ${file}`);
}

test('what was read first stays when the rest of the folder follows', () => {
  const texts = { 'SIPDefault.cnf': 'sync: 1\n', 'SIP000DBC001122.cnf': 'line1_name: 2001\n' };
  const all = tftpRoot(Object.keys(texts), (name) => texts[name as keyof typeof texts]);
  const first = folderOf(all.files, [readFile('SIPDefault.cnf', 'sync: 2\n') ?? assert.fail()], () => undefined);
  assert.deepEqual(phones(first), []);
  const stored = Object.entries(texts).flatMap(([name, text]) => readFile(name, text) ?? []);
  const filled = first.filledWith(stored);
  assert.deepEqual(
    phones(filled).map(({ file, own }) => [file.name, own.texts]),
    [['SIP000DBC001122.cnf', ['2001']]],
  );
  assert.deepEqual(filled.defaults?.settings?.texts, ['2']);
});

test('a phone has one file that it asks for, whatever else is named after it', () => {
  const asked = (files: readonly string[], defaults = '') =>
    phones(tftpRoot([...files, 'SIPDefault.cnf'], (name) => (name === 'SIPDefault.cnf' ? defaults : 'line1_name: 1')))
      .filter(({ isAskedFor }) => isAskedFor)
      .map(({ file }) => file.name);
  const files = ['SIP000DBC001122.cnf', 'SIP000dbc001122.cnf', 'phones/SIP000DBC001122.cnf'];
  assert.deepEqual(asked(files), ['SIP000DBC001122.cnf']);
  assert.deepEqual(asked(files, 'tftp_cfg_dir: "./phones/"'), ['phones/SIP000DBC001122.cnf']);
});
