/** What is shown of a list of new phones before anything is written. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeList } from '../../../client/src/create/decode.ts';
import { listText, summary } from '../../../client/src/create/listText.ts';
import { newPhonesFromCsv } from '../../../server/src/create/phonesFromCsv.ts';
import type { NewPhonesResult } from '../../../server/src/protocol.ts';

const password = 'made-up-Kiwi-17';

function made(...rows: string[]): NewPhonesResult {
  const csv = ['mac,model,extension,password,shoe size', ...rows].join('\n');
  return { uri: 'file:///tftp', ...newPhonesFromCsv(csv, undefined) };
}

test('rows that give no file come first, with their number in the list and the reason', () => {
  const text = listText(
    made(`000DBC001101,7940,2001,${password},43`, `000DBC0011,7940,2002,${password},39`),
    'phones.csv',
    '/srv/tftp',
  );
  assert.match(text, /^New phones from phones\.csv\n1 of 2 rows give a file\. 1 does not and is left out\.\n/);
  assert.match(text, /Columns that mean nothing here: shoe size\./);
  assert.match(text, /NO FILE \(1\)\n {2}row 3 +mac: This is no MAC address: it has 10 digits/);
  assert.match(text, /FILES \(1\)\n {2}row 2 +SIP000DBC001101\.cnf\n$/);
});

test('no password is repeated, wherever it stands', () => {
  const mixedUp = made(`${password},7940,2001,${password},`, `000DBC001101,${password},2001,x,`);
  assert.equal(mixedUp.files.length, 0);
  const good = made(`000DBC001101,7940,2001,${password},`);
  for (const result of [mixedUp, good]) assert.doesNotMatch(listText(result, 'phones.csv', '/srv/tftp'), /Kiwi/i);
});

test('the summary of a list without a flaw', () => {
  assert.equal(summary(made('000DBC001101,7940,2001,x,')), '1 of 1 row gives a file.');
});

test('a list of 1,000 phones with 10 bad rows: 10 reasons, 990 files', () => {
  const rows = Array.from({ length: 1000 }, (_, index) => {
    const mac = index % 100 === 50 ? 'unknown' : `000DBC${index.toString(16).padStart(6, '0')}`;
    return `${mac},7940,${2000 + index},x,`;
  });
  const result = made(...rows);
  assert.equal(result.files.length, 990);
  const text = listText(result, 'phones.csv', '/srv/tftp');
  assert.match(text, /NO FILE \(10\)\n(?: {2}row \d+ +mac: .*\n){10}\n/);
  assert.match(text, /row 52 +mac/);
});

test('letters survive as spreadsheets write them', () => {
  const text = 'mac;label\n000DBC001101;Büro\n';
  const utf16 = new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'));
  assert.equal(decodeList(new TextEncoder().encode(text)), text);
  assert.equal(decodeList(new TextEncoder().encode(`\ufeff${text}`)), text);
  assert.equal(decodeList(utf16), text);
  assert.equal(decodeList(new Uint8Array(Buffer.from(utf16).swap16())), text);
  assert.equal(decodeList(new Uint8Array(Buffer.from(text, 'latin1'))), text);
});
