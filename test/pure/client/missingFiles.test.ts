/** What phones asked for in vain, as the language server is told of it. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgeAll } from '../../../client/src/boot/judge.ts';
import { missingFiles } from '../../../client/src/serving/missingFiles.ts';
import type { AskedFile } from '../../../server/src/protocol.ts';
import { at, phonesOf } from '../../support/bootLog.ts';

const [one, two] = ['000DBC001122', '000DBC003344'];

/** What is told at a time of a list of events. */
function told(list: string, now = at('23:59:59')): AskedFile[] {
  return missingFiles(phonesOf(list).map((phone) => ({ phone, judgements: judgeAll(phone, now) })));
}

/** The same as `name kind phone…`. */
function rows(list: string, now?: number): string[] {
  return told(list, now).map(({ name, kind, phones }) =>
    [name, kind, ...phones.map(({ mac, address }) => mac ?? address)].join(' '),
  );
}

const start = `
  10:00:00 192.168.1.21 SIPDefault.cnf
  10:00:01 192.168.1.21 SIP${one}.cnf`;

test('a file that is not there is told with the phones that asked, and when', () => {
  const list = `${start}
    10:00:02 192.168.1.21 office.xml missing
    10:00:05 192.168.1.22 SIP${two}.cnf missing
    10:00:06 192.168.1.22 office.xml missing`;
  assert.deepEqual(rows(list), [`SIP${two}.cnf phone-file ${two}`, `office.xml dial-plan ${one} ${two}`]);
  assert.deepEqual(told(list)[0]?.phones, [{ mac: two, address: '192.168.1.22', last: at('10:00:05') }]);
});

test('a phone that has not said who it is has its address', () => {
  assert.deepEqual(rows('10:00:00 192.168.1.21 OS79XX.TXT missing'), ['OS79XX.TXT image-name 192.168.1.21']);
});

test('a file that came in the end is told no more', () => {
  assert.deepEqual(
    rows(`${start}
      10:00:02 192.168.1.21 office.xml missing
      10:00:12 192.168.1.21 office.xml`),
    [],
  );
});

test('a question that is not answered yet says nothing: the answer before it counts', () => {
  const list = `${start}
    10:00:02 192.168.1.21 office.xml missing
    10:00:02 192.168.1.21 RINGLIST.DAT
    10:00:30 192.168.1.21 office.xml asked`;
  assert.deepEqual(rows(list), [`office.xml dial-plan ${one}`]);
});

test('while a phone starts anew, what it missed before stays until it has come as far', () => {
  const first = `${start}
    10:00:02 192.168.1.21 office.xml missing
    10:05:00 192.168.1.21 SIPDefault.cnf`;
  assert.deepEqual(rows(first, at('10:05:01')), [`office.xml dial-plan ${one}`]);
  const second = `${first}
    10:05:01 192.168.1.21 SIP${one}.cnf
    10:05:02 192.168.1.21 home.xml`;
  assert.deepEqual(rows(second, at('10:05:03')), []);
});

test("the loader asks for the phone's file as well: the application's word counts", () => {
  const list = `
    10:00:00 192.168.1.21 CTLSEP${one}.tlv missing
    10:00:00 192.168.1.21 SEP${one}.cnf.xml missing
    10:00:00 192.168.1.21 SIP${one}.cnf missing
    10:00:01 192.168.1.21 XMLDefault.cnf.xml missing
    10:00:40 192.168.1.21 SIPDefault.cnf
    10:00:41 192.168.1.21 SIP${one}.cnf missing`;
  assert.ok(rows(list).includes(`SIP${one}.cnf phone-file ${one}`));
});

test('somebody who asks for thousands of names does not flood the list of problems', () => {
  const list = Array.from({ length: 150 }, (_, index) =>
    [1, 2].map((phone) => `10:00:00 192.168.1.${phone} x${phone}-${index}.bmp missing`).join('\n'),
  ).join('\n');
  assert.equal(told(list).length, 200);
});

test('what a thousand phones do without does not push out what they need', () => {
  const list = Array.from({ length: 1000 }, (_, index) => {
    const mac = `000DBC00${index.toString(16).padStart(4, '0').toUpperCase()}`;
    const address = `10.0.${index >> 8}.${index & 255}`;
    return `
      10:00:00 ${address} SIPDefault.cnf missing
      10:00:01 ${address} SIP${mac}.cnf
      10:00:02 ${address} office.xml missing
      10:00:03 ${address} MGC${mac}.cnf missing`;
  });
  const names = told(list.join('')).map(({ name }) => name);
  assert.equal(names.length, 200);
  assert.ok(names.includes('office.xml') && names.includes('SIPDefault.cnf'));
});
