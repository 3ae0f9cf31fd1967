import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Folder } from '../../../server/src/formats/format.ts';
import { os79xx } from '../../../server/src/formats/os79xx/index.ts';
import {
  completions,
  expectExamplesHold,
  expectFindings,
  findingsIn,
  fixed,
  hover,
  open,
} from '../../support/language.ts';

const name = 'OS79XX.TXT';
const expect = (marked: string) => expectFindings(os79xx, name, marked);
const codes = (text: string) =>
  findingsIn(os79xx, { name, text }).map(({ rule, severity }) => `${severity} ${rule.code}`);
const mended = (text: string, code: string) => fixed(os79xx, { name, text }, code);
const folder: Folder = {
  files: ['P003-8-12-00.bin', 'P003-8-12-00.sbn', 'P0S3-8-12-00.loads', 'P0S3-06-3-00.sbn', 'SIPDefault.cnf'],
  document: () => undefined,
};

test('every rule holds on its own example', () => {
  expectExamplesHold(os79xx);
});

test('a name on a line of its own has nothing wrong', () => {
  expect('P0S30202');
  expect('P0S3-03-0-00\n');
  expect('P003-07-4-00\n');
  expect('P00308010200\n\n');
  expect('{$image}\n');
});

test('a file as many sites have it gets a warning for the blank only', () => {
  assert.deepEqual(codes('P0S3-8-12-00 \r\n'), [
    'hint os79xx/sip-image-for-7x',
    'hint os79xx/carriage-return',
    'warning os79xx/trailing-blank',
  ]);
  assert.deepEqual(codes('P003-8-12-00\r\n'), ['hint os79xx/carriage-return']);
});

test('white space around the name is reported and removed', () => {
  expect(`P0S30202 \t
        ^^ warning os79xx/trailing-blank`);
  expect(` P0S30202
^ warning os79xx/leading-blank`);
  assert.equal(mended('P0S30202 \n', 'os79xx/trailing-blank'), 'P0S30202\n');
  assert.equal(mended('\n\n  P0S30202\n', 'os79xx/leading-blank'), 'P0S30202\n');
  assert.equal(mended('\uFEFFP0S30202', 'os79xx/byte-order-mark'), 'P0S30202');
});

test('only one line is expected', () => {
  expect(`P0S30202

# old
^^^^^ warning os79xx/several-lines
`);
  assert.equal(mended('P0S30202\nP0S30201\n', 'os79xx/several-lines'), 'P0S30202\n');
  assert.equal(mended('P0S30202\r\n\r\nP0S30201  \r\n', 'os79xx/several-lines'), 'P0S30202\r\n');
  expect(`
^ warning os79xx/empty
`);
});

test('an extension is taken off', () => {
  expect(`P0S30202.bin
^^^^^^^^^^^^ warning os79xx/extension`);
  assert.equal(mended('P0S30202.BIN', 'os79xx/extension'), 'P0S30202');
});

test('unusual names are a hint', () => {
  expect(`POS30202
^^^^^^^^ hint os79xx/image-name`);
  expect(`p0s30202
^^^^^^^^ hint os79xx/lower-case`);
  assert.equal(mended('p0s30202', 'os79xx/lower-case'), 'P0S30202');
});

test('the loader is proposed for firmware that has one', () => {
  assert.equal(mended('P0S3-07-4-00', 'os79xx/sip-image-for-7x'), 'P003-07-4-00');
  expect('P0S3-06-3-00');
});

test('hover says who reads the file', () => {
  const text = hover(os79xx, name, 'P003-8|-12-00', folder);
  assert.match(text, /before 7\.0 reads OS79XX\.TXT/);
  assert.match(text, /CSCdv19260/);
  assert.match(text, /`P003-8-12-00\.bin`, `P003-8-12-00\.sbn`/);
  assert.equal(hover(os79xx, name, 'P003-8-12-00\n|'), '');
});

test('completion offers the images in the folder', () => {
  const found = completions(os79xx, name, 'P0|S30202\n', folder);
  assert.deepEqual([...found.keys()], ['P003-8-12-00', 'P0S3-06-3-00', 'P0S3-8-12-00']);
  assert.equal(found.get('P003-8-12-00'), 'P003-8-12-00\n');
  assert.equal(completions(os79xx, name, '|', folder).get('P0S3-06-3-00'), 'P0S3-06-3-00');
  assert.equal(completions(os79xx, name, 'P0S30202\n|', folder).size, 0);
});

test('white space is left alone, and the status names the image', () => {
  const { document, context } = open(os79xx, { name, text: ' P0S30202 \n' });
  assert.deepEqual(os79xx.layOut(document, { alignComments: true, insertSpaces: true, tabSize: 2 }), []);
  assert.deepEqual(os79xx.status(document, context), { kind: 'Boot image file', firmware: 'P0S30202' });
  assert.deepEqual(
    os79xx.symbols(document, context).map((symbol) => symbol.name),
    ['P0S30202'],
  );
  assert.deepEqual(os79xx.tokens(document), [{ line: 0, character: 1, length: 8, type: 'string' }]);
  assert.ok(os79xx.claims('os79xx.txt', ''));
});

for (const [what, text] of Object.entries({
  'a NUL': 'P0S3\x000202\0',
  'a byte order mark alone': '\uFEFF',
  'a picture': Array.from({ length: 9000 }, (_, index) => String.fromCharCode((index * 7919) % 256)).join(''),
  'one line of 5 MB': 'P'.repeat(5_000_000),
  'blanks only': ' '.repeat(5_000_000),
  'blanks in the middle': `P${' '.repeat(5_000_000)}0`,
  'line ends only': '\r\n'.repeat(2_500_000),
  'many lines': 'P0S30202\n'.repeat(500_000),
})) {
  test(`no harm comes from ${what}`, () => {
    const started = performance.now();
    const { document, context } = open(os79xx, { name, text });
    assert.ok(os79xx.check(document, context).every(({ message }) => message.length < 600));
    os79xx.tokens(document);
    os79xx.hover(document, { line: 0, character: 0 }, context);
    assert.ok(performance.now() - started < 5000, 'it takes too long');
  });
}
