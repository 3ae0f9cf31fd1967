/** Lists as spreadsheets save them. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readCsv } from '../../../server/src/create/csv.ts';

const cells = (text: string) => readCsv(text).map((row) => row.cells);

test('commas, semicolons and tabs separate cells', () => {
  for (const separator of [',', ';', '\t'])
    assert.deepEqual(cells(`mac${separator}label\n1${separator}2\n`), [
      ['mac', 'label'],
      ['1', '2'],
    ]);
});

test('the first line decides which of them', () => {
  assert.deepEqual(cells('mac;name, first;room\n1;a,b;c'), [
    ['mac', 'name, first', 'room'],
    ['1', 'a,b', 'c'],
  ]);
});

test('a cell in quotes may have separators, line ends and double quotes in it', () => {
  assert.deepEqual(cells('a,b\n"x, y","say ""hi""\r\nthere"\r\n'), [
    ['a', 'b'],
    ['x, y', 'say "hi"\r\nthere'],
  ]);
});

test('line ends of all systems, a byte order mark and blanks round cells do no harm', () => {
  assert.deepEqual(cells('\uFEFFa , b\r\n 1 , "2" \rx,y\n'), [
    ['a', 'b'],
    ['1', '2'],
    ['x', 'y'],
  ]);
});

test('rows keep the number that a spreadsheet shows, and empty ones are left out', () => {
  const rows = readCsv('a,b\n\n1,2\n,\n"3\n3",4\n5,6');
  assert.deepEqual(
    rows.map(({ number, cells }) => `${number} ${cells[0]}`),
    ['1 a', '3 1', '5 3\n3', '6 5'],
  );
});

test('a quote that is never closed is told by the row in which it opens', () => {
  const rows = readCsv('a,b\n1,2\n"3,4\n5,6\n');
  assert.deepEqual(
    rows.map(({ number, isOpen }) => [number, isOpen]),
    [
      [1, false],
      [2, false],
      [3, true],
    ],
  );
});

test('whatever cells there are, they are read back from a list that quotes them all', () => {
  const list = fc.array(fc.array(fc.string(), { minLength: 2, maxLength: 4 }), { minLength: 1 });
  fc.assert(
    fc.property(list, fc.constantFrom('\n', '\r\n'), (rows, end) => {
      const trimmed = rows.map((row) => row.map((cell) => cell.trim()));
      const text = rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join(end);
      const separated = readCsv(`a,b,c,d,e,f,g${end}${text}`).slice(1);
      assert.deepEqual(
        separated.map((row) => row.cells),
        trimmed.filter((row) => row.some((cell) => cell !== '')),
      );
    }),
  );
});

test('hostile lists take time in proportion to their length', () => {
  const size = 300_000;
  for (const text of ['"', '""', '"a', ',', '\n', ' ', '\r', '"\n', 'a"'].map((piece) => piece.repeat(size))) {
    const started = performance.now();
    readCsv(text);
    assert.ok(performance.now() - started < 5000, JSON.stringify(text.slice(0, 2)));
  }
});
