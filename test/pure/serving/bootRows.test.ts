/** What the Boot Log view shows of phones, row by row. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgeAll } from '../../../client/src/boot/judge.ts';
import { bootLogText } from '../../../client/src/serving/bootLogText.ts';
import {
  type BootRow,
  outcomeText,
  type PhoneNames,
  phoneRows,
  type RowsAbout,
  whenText,
} from '../../../client/src/serving/bootRows.ts';
import type { PhoneItem } from '../../../server/src/protocol.ts';
import { at, phonesOf } from '../../support/bootLog.ts';

const [one, two] = ['000DBC001122', '000DBC003344'];
const late = at('12:00:00');

function rowsOf(list: string, about: Partial<RowsAbout> = {}, files?: readonly string[]): readonly BootRow[] {
  const now = about.now ?? late;
  const phones = phonesOf(list).map((phone) => ({ phone, judgements: judgeAll(phone, now, files) }));
  return phoneRows(phones, { names: new Map(), now, mends: true, ...about });
}

/** A row in one line: its icon, what it says, and what stands behind that. */
const brief = ({ icon, label, description }: BootRow) =>
  `${icon}: ${label}${description === '' ? '' : ` | ${description}`}`;

const boots = `
  10:00:00 192.168.1.21 SIPDefault.cnf
  10:00:01 192.168.1.21 SIP${one}.cnf
  10:00:02 192.168.1.21 dialplan.xml`;

test('a phone has its stage, its addresses and when it was heard, and below what it asked for, the newest last', () => {
  const [phone, ...others] = rowsOf(boots);
  assert.deepEqual(others, []);
  assert.equal(
    brief(phone!),
    'good: 00:0D:BC:00:11:22 | running: the SIP application has its dial plan · 192.168.1.21 · 10:00:02',
  );
  assert.deepEqual(phone?.children().map(brief), [
    'good: SIPDefault.cnf | 10:00:00 · got it',
    `good: SIP${one}.cnf | 10:00:01 · got it`,
    'good: dialplan.xml | 10:00:02 · got it',
  ]);
});

test('a phone that the folder knows is called as in the Phones view', () => {
  const item = { mac: one, label: 'Reception', lines: ['2001'], model: '7960' } as unknown as PhoneItem;
  const names: PhoneNames = new Map([[one, item]]);
  const [phone] = rowsOf(boots, { names });
  assert.equal(phone?.label, '2001 Reception');
  assert.match(phone?.description ?? '', /00:0D:BC:00:11:22 · 192\.168\.1\.21/);
  assert.match(phone?.tooltip ?? '', /Model 7960/);
});

test('phones keep their places, in the order of their names', () => {
  const list = `10:00:00 192.168.1.9 SIP${two}.cnf\n10:00:01 192.168.1.8 SIP${one}.cnf\n10:00:02 192.168.1.9 dialplan.xml`;
  assert.deepEqual(
    rowsOf(list).map(({ label }) => label),
    ['00:0D:BC:00:11:22', '00:0D:BC:00:33:44'],
  );
});

const wrongCase = `
  10:00:00 192.168.1.21 CTLSEP${one}.tlv missing
  10:00:01 192.168.1.21 SEP${one}.cnf.xml missing
  10:00:02 192.168.1.21 SIP${one}.cnf missing
  10:00:03 192.168.1.21 MGC${one}.cnf missing
  10:00:04 192.168.1.21 xmlDefault.CNF.XML missing XMLDefault.cnf.xml`;

test('why a phone stopped stands first, with what to do and with a row that does it', () => {
  const [phone] = rowsOf(wrongCase);
  const cause = 'asks for xmlDefault.CNF.XML, the folder has XMLDefault.cnf.xml: letter case';
  assert.equal(brief(phone!), `bad: 00:0D:BC:00:11:22 | stopped: ${cause} · 192.168.1.21 · 10:00:04`);
  const [problem, ...files] = phone!.children();
  assert.equal(brief(problem!), `bad: ${cause}`);
  assert.equal(problem?.isOpen, true);
  assert.deepEqual(problem?.children().map(brief), [
    'remark: Put a copy or a link beside it that is called xmlDefault.CNF.XML, letter for letter.',
    'mend: Copy XMLDefault.cnf.xml as xmlDefault.CNF.XML',
  ]);
  assert.deepEqual(
    files.map(({ icon, description }) => `${icon} ${description}`),
    [
      'none 10:00:00 · not there, which is normal',
      'none 10:00:01 · not there, which is normal',
      'none 10:00:02 · not there, which is normal',
      'none 10:00:03 · not there, which is normal',
      'bad 10:00:04 · not there, but XMLDefault.cnf.xml is',
    ],
  );
});

test('a log gives the same rows once the files of the folder are known', () => {
  const log = wrongCase.replace('missing XMLDefault.cnf.xml', 'missing');
  assert.deepEqual(
    rowsOf(log, {}, ['XMLDefault.cnf.xml'])[0]?.children().map(brief),
    rowsOf(wrongCase)[0]?.children().map(brief),
  );
});

test('where no folder is known nothing can be mended, only told', () => {
  const [phone] = rowsOf(wrongCase, { mends: false });
  assert.deepEqual(
    phone!
      .children()[0]
      ?.children()
      .map(({ kind }) => kind),
    ['remark'],
  );
});

test('a file that is there meanwhile is told in place of what to do, and taken back when it is gone again', () => {
  const below = (...files: string[]) =>
    rowsOf(wrongCase, { files: new Set(files) })[0]
      ?.children()[0]
      ?.children()
      .map(brief);
  assert.deepEqual(below('XMLDefault.cnf.xml', 'xmlDefault.CNF.XML'), [
    'remark: xmlDefault.CNF.XML is there now. A phone gets it when it asks for it again.',
  ]);
  assert.deepEqual(below('XMLDefault.cnf.xml'), rowsOf(wrongCase)[0]?.children()[0]?.children().map(brief));
});

test('a phone that runs without its dial plan is no picture of health', () => {
  const [phone] = rowsOf(boots.replace('dialplan.xml', 'dialplan.xml missing'));
  assert.equal(phone?.icon, 'odd');
  assert.deepEqual(phone?.children()[0]?.children().map(brief), [
    'remark: The phone has no dial plan: it dials when # is pressed, or after a pause.',
    'mend: Create dialplan.xml',
  ]);
});

test('how long a transfer took is told as finely as it is known', () => {
  const told = (milliseconds: number) => {
    const request = { file: 'SIPDefault.cnf', kind: 'default-file', first: 0, last: 0, asked: 1, hurried: 0 };
    return outcomeText({ ...request, outcome: 'got', bytes: 900, ended: milliseconds, retries: 1 });
  };
  assert.deepEqual(
    [0, 12, 3400].map(told),
    ['', ' in 12 ms', ' in 3.4 s'].map((lasting) => `got 900 bytes${lasting}, 1 packet sent again`),
  );
});

test('several starts have a row each, the last one open', () => {
  const again = boots.replaceAll('10:0', '11:0');
  const [phone] = rowsOf(`${boots}${again}`);
  assert.deepEqual(
    phone?.children().map(({ label, isOpen }) => [label, isOpen]),
    [
      ['Start at 10:00:00', false],
      ['Start at 11:00:00', true],
    ],
  );
  assert.equal(phone?.children()[1]?.children().length, 3);
});

test('a transfer that is under way, broke off or was asked for again says so', () => {
  const rows = (list: string) =>
    rowsOf(list, { now: at('10:00:20') })[0]
      ?.children()
      .map(brief) ?? [];
  assert.match(rows('10:00:00 192.168.1.21 P0S3-8-12-00.sb2 at 300 600')[0] ?? '', /busy: .* 50 % of 600 bytes/);
  const broken = rows('10:00:00 192.168.1.21 P0S3-8-12-00.sb2 failed 300 600');
  assert.match(broken.at(-1) ?? '', /bad: .* broke off after 300 of 600 bytes/);
  const asked = '10:00:00 192.168.1.21 SIPDefault.cnf asked\n10:00:04 192.168.1.21 SIPDefault.cnf asked';
  assert.match(rows(asked).at(-1) ?? '', /none: SIPDefault\.cnf \| 10:00:00 · asked 2 times/);
});

test('each row has an id of its own, which stays as the phone goes on', () => {
  const ids = (rows: readonly BootRow[]): string[] => rows.flatMap((row) => [row.id, ...ids(row.children())]);
  const before = ids(rowsOf(wrongCase));
  assert.equal(new Set(before).size, before.length);
  const after = ids(rowsOf(`${wrongCase}\n10:00:08 192.168.1.21 xmlDefault.CNF.XML missing XMLDefault.cnf.xml`));
  assert.deepEqual(before, after);
});

test('a name that would break lines or turn the writing round is shown without that', () => {
  const phones = [
    {
      phone: phonesOf('10:00:00 192.168.1.21 SIPDefault.cnf')[0]!,
      judgements: [{ state: 'stopped', words: 'asks for a\nb\u202ec', stage: undefined, problems: [] } as const],
    },
  ];
  const [row] = phoneRows(phones, { names: new Map(), now: late, mends: true });
  assert.match(row?.description ?? '', /^stopped: asks for a b c ·/);
});

test('what was today has the time, what was another day has the day as well', () => {
  assert.equal(whenText(at('09:05:07'), late), '09:05:07');
  assert.equal(whenText(at('09:05:07'), late + 24 * 3_600_000), '2024-11-28 09:05:07');
});

test('the text has the same rows, but for what a click does', () => {
  const phones = phonesOf(wrongCase).map((phone) => ({ phone, judgements: judgeAll(phone, late) }));
  const text = bootLogText(phones, { names: new Map(), now: late, mends: true });
  assert.match(text, /^00:0D:BC:00:11:22 {2}stopped: asks for xmlDefault/);
  assert.match(text, /\n {4}Put a copy or a link/);
  assert.match(text, /\n {2}MGC000DBC001122\.cnf {2}10:00:03 · not there, which is normal\n/);
  assert.doesNotMatch(text, /Copy XMLDefault/);
});
