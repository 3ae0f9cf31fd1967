import assert from 'node:assert/strict';
import { test } from 'node:test';
import { syncinfo } from '../../../server/src/formats/syncinfo/index.ts';
import { expectExamplesHold, expectFindings, findingsIn, fixed } from '../../support/language.ts';

const name = 'syncinfo.xml';
const expect = (marked: string) => expectFindings(syncinfo, name, marked);
const mended = (text: string, code: string, title?: string) => fixed(syncinfo, { name, text }, code, title);

test('every rule holds on its own example', () => {
  expectExamplesHold(syncinfo);
});

test('files in use have nothing wrong', () => {
  expect('<IMAGE VERSION="*" SYNC="do-not-change"/>\n');
  expect('<IMAGE VERSION="*" SYNC="0001"/>');
  expect(
    '<SYNCINFO>\r\n  <IMAGE VERSION="P0S3-8-12-00" SYNC="2"/>\r\n  <IMAGE VERSION="*" SYNC="1"/>\r\n</SYNCINFO>\r\n',
  );
  expect(
    '<?xml version="1.0"?>\n<!-- a > b < c -->\n<SYNCINFO ><IMAGE\n VERSION = "P0S30202"\n SYNC = "1" /></SYNCINFO>',
  );
  expect('<IMAGE VERSION="*" SYNC="0001140473454008"></IMAGE>');
  expect('<IMAGE VERSION="{$image_name}" SYNC="{$sync}"/>');
});

test('a file without an entry is reported', () => {
  expect(`
^ warning syncinfo/no-image`);
  expect(`<!-- <IMAGE VERSION="*" SYNC="1"/> -->
^ warning syncinfo/no-image`);
});

test('a lost quote is an error where it is, and only there', () => {
  expect(`<IMAGE VERSION="P0S3-8-12-00 SYNC="1"/>
               ^^^^^^^^^^^^^ error syncinfo/missing-quote`);
  expect(`<IMAGE VERSION=P0S3-8-12-00" SYNC="1"/>
               ^^^^^^^^^^^^^ error syncinfo/missing-quote`);
  expect(`<IMAGE VERSION="*" SYNC="1/>
                        ^^ error syncinfo/missing-quote
<IMAGE VERSION="P0S30202" SYNC="1"/>`);
  expect(`<SYNCINFO><IMAGE VERSION="*" SYNC="1/></SYNCINFO>
                                  ^^ error syncinfo/missing-quote`);
  expect(`<IMAGE SYNC="1 VERSION="*"/>
            ^^ error syncinfo/missing-quote`);
});

test('a lost quote is put back', () => {
  const good = '<IMAGE VERSION="P0S3-8-12-00" SYNC="1"/>';
  assert.equal(mended('<IMAGE VERSION="P0S3-8-12-00 SYNC="1"/>', 'syncinfo/missing-quote'), good);
  assert.equal(mended('<IMAGE VERSION=P0S3-8-12-00" SYNC="1"/>', 'syncinfo/missing-quote'), good);
  assert.equal(mended('<IMAGE VERSION="P0S3-8-12-00" SYNC="1/>', 'syncinfo/missing-quote'), good);
});

test('a value may hold what looks like markup', () => {
  expect('<IMAGE VERSION="*" SYNC="a>b"/>');
  expect('<IMAGE VERSION="*" SYNC="a b=" />');
});

test('other quotes, and none, become double quotes', () => {
  expect(`<IMAGE VERSION='*' SYNC=1/>
               ^^^ warning syncinfo/single-quotes
                        ^ warning syncinfo/unquoted-value`);
  expect(`<IMAGE VERSION=“*” SYNC=“1”/>
               ^^^ warning syncinfo/single-quotes
                        ^^^ warning syncinfo/single-quotes`);
  assert.equal(mended(`<IMAGE VERSION='*' SYNC="1"/>`, 'syncinfo/single-quotes'), '<IMAGE VERSION="*" SYNC="1"/>');
  assert.equal(mended('<IMAGE VERSION="*" SYNC=1/>', 'syncinfo/unquoted-value'), '<IMAGE VERSION="*" SYNC="1"/>');
});

test('an entry without a version or a sync value gets one', () => {
  expect(`<IMAGE/>
 ^^^^^ warning syncinfo/version-missing
 ^^^^^ warning syncinfo/sync-missing`);
  expect(`<IMAGE VERSION="" SYNC/>
       ^^^^^^^^^^ warning syncinfo/version-missing
                  ^^^^ warning syncinfo/sync-missing`);
  assert.equal(mended('<IMAGE SYNC="3"/>', 'syncinfo/version-missing'), '<IMAGE VERSION="*" SYNC="3"/>');
  assert.equal(mended('<IMAGE VERSION="*"/>', 'syncinfo/sync-missing'), '<IMAGE VERSION="*" SYNC="1"/>');
  assert.equal(mended('<IMAGE VERSION="*" SYNC=""/>', 'syncinfo/sync-missing'), '<IMAGE VERSION="*" SYNC="1"/>');
});

test('a sync value has 32 characters at most', () => {
  expect(`<IMAGE VERSION="*" SYNC="${'x'.repeat(32)}"/>`);
  expect(`<IMAGE VERSION="*" SYNC="${'x'.repeat(33)}"/>
                         ${'^'.repeat(33)} error syncinfo/sync-too-long`);
});

test('a version is the plain name of an image', () => {
  expect(`<IMAGE VERSION="P0S3-8-12-00.sb2" SYNC="1"/>
                ^^^^^^^^^^^^^^^^ warning syncinfo/version-extension`);
  expect(`<IMAGE VERSION="POS3-8-12-00" SYNC="1"/>
                ^^^^^^^^^^^^ hint syncinfo/image-name`);
  expect(`<IMAGE VERSION="*" SYNC="1 "/>
                         ^^ warning syncinfo/blank-in-value`);
  assert.equal(
    mended('<IMAGE VERSION="P0S3-8-12-00.LOADS" SYNC="1"/>', 'syncinfo/version-extension'),
    '<IMAGE VERSION="P0S3-8-12-00" SYNC="1"/>',
  );
  assert.equal(mended('<IMAGE VERSION=" * " SYNC="1"/>', 'syncinfo/blank-in-value'), '<IMAGE VERSION="*" SYNC="1"/>');
});

test('a second entry for an image points to the first', () => {
  const text = '<IMAGE VERSION="*" SYNC="1"/>\n<IMAGE VERSION="*" SYNC="2"/>';
  const [finding] = findingsIn(syncinfo, { name, text });
  assert.equal(finding?.rule.code, 'syncinfo/duplicate-version');
  assert.equal(finding?.range.start.line, 1);
  assert.equal(finding?.related[0]?.range.start.line, 0);
  assert.match(finding?.message ?? '', /all images \(\*\) already in line 1/);
});

test('what the phone passes over is a hint', () => {
  expect(`<LIST>
 ^^^^ hint syncinfo/unknown-element
<IMAGE VERSION="*" MODEL="7960" SYNC="1"/>
                   ^^^^^^^^^^^^ hint syncinfo/unknown-attribute
</LIST>`);
});

test('small letters are a hint, and read all the same', () => {
  expect(`<syncinfo><image Version="*" sync="1"/></SYNCINFO>
 ^^^^^^^^ hint syncinfo/letter-case
           ^^^^^ hint syncinfo/letter-case
                 ^^^^^^^ hint syncinfo/letter-case
                             ^^^^ hint syncinfo/letter-case`);
  assert.equal(mended('<IMAGE Version="*" SYNC="1"/>', 'syncinfo/letter-case'), '<IMAGE VERSION="*" SYNC="1"/>');
});

test('lost halves of elements are a hint', () => {
  expect(`<SYNCINFO>
 ^^^^^^^^ hint syncinfo/not-closed
<IMAGE VERSION="*" SYNC="1">
 ^^^^^ hint syncinfo/not-closed`);
  expect(`<IMAGE VERSION="*" SYNC="1"/></SYNCINFO>
                             ^^^^^^^^^^^ hint syncinfo/not-closed`);
  const good = '<IMAGE VERSION="*" SYNC="1"/>';
  assert.equal(mended('<IMAGE VERSION="*" SYNC="1">', 'syncinfo/not-closed'), good);
  assert.equal(mended('<IMAGE VERSION="*" SYNC="1"', 'syncinfo/not-closed'), good);
});

test('a byte order mark is taken off', () => {
  const good = '<IMAGE VERSION="*" SYNC="1"/>';
  assert.equal(mended(`\uFEFF${good}`, 'syncinfo/byte-order-mark'), good);
});

test('what does not fit into 4096 bytes is an error, and nothing is said of what is in it', () => {
  const entry = '<IMAGE VERSION="*" SYNC="1"/>';
  expect(`${entry}${' '.repeat(4096 - entry.length)}`);
  // Every "ü" is two bytes.
  const text = `${entry}<!-- ${'ü'.repeat(3000)} --><IMAGE VERSION='*'/>`;
  const findings = findingsIn(syncinfo, { name, text });
  assert.deepEqual(
    findings.map(({ rule, severity, range }) => [rule.code, severity, range.start.character]),
    [['syncinfo/file-too-large', 'error', Math.floor((4096 - entry.length - 5) / 2) + entry.length + 5]],
  );
});
