/** What can be written in a file of expectations, and what is said of slips. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dialtests } from '../../../server/src/formats/dialtests/index.ts';
import type { DialTests } from '../../../server/src/formats/dialtests/parse.ts';
import { formatOf } from '../../../server/src/formats/registry.ts';
import { expectExamplesHold, expectFindings, findingsIn, fixed, open } from '../../support/language.ts';

const name = 'dialplan.tests';
const expect = (marked: string) => expectFindings(dialtests, name, marked);
const read = (text: string) => (open(dialtests, { name, text }).document as DialTests).expectations;
const keysOf = (text: string) => read(text).map(({ keys }) => keys);
const clausesOf = (text: string) => read(text)[0]?.clauses.map(({ range: _range, ...said }) => said);

test('every rule holds on its own example', () => {
  expectExamplesHold(dialtests);
});

test('everything that the format offers is understood', () => {
  expect(`\uFEFF# Expectations about a dial plan

2001          dials after 1 s             # a colleague
9,555-1234    dials 5551234 by template 1
9 555 9999    dials 5559999, by 9,....... and after 3s
911           dials now route emergency user=phone
5             waits, plays Bellcore-Outside
9             plays
12            WAITS
77            no match
"#31#"        dials "#31#" now
handset lifted  dials 100 now
+441234       after 5 seconds
  line 2      # the second line
2001          no match
firmware hash=waits star=zero-or-more
2001          after 10 s
`);
  expect('');
  expect('# only a comment');
});

test('commas, hyphens and blanks in a number do not count', () => {
  assert.deepEqual(keysOf('9,555-1234 waits\n9 555 1234 waits\n*97 waits\n2001# waits\n'), [
    '95551234',
    '95551234',
    '*97',
    '2001#',
  ]);
});

test('a number that begins with # stands in quotes, as # begins a comment', () => {
  assert.deepEqual(keysOf('#31# waits\n"#31#" waits'), ['#31#']);
});

test('handset stands for no key at all', () => {
  assert.deepEqual(keysOf('handset waits\nHandset lifted dials'), ['', '']);
});

test('the words are read in any order, and each for what it says', () => {
  const clauses = [
    { kind: 'time', seconds: 3 },
    { kind: 'template', template: 2 },
    { kind: 'user', parameter: 'user=phone' },
    { kind: 'outcome', outcome: 'dials', sent: '5551234' },
  ];
  assert.deepEqual(clausesOf('91 after 3 s by template 2 user=phone dials 5551234'), clauses);
  assert.deepEqual(clausesOf('91 after 3s, by template 2, user=Phone, and dials 5551234'), clauses);
});

test('a template is meant by its number, or by its MATCH', () => {
  const template = (words: string) => clausesOf(`91 by ${words}`);
  assert.deepEqual(template('template 911'), [{ kind: 'template', template: 911 }]);
  for (const words of ['911', '"911"', 'template "911"'])
    assert.deepEqual(template(words), [{ kind: 'template', template: '911' }], words);
  assert.deepEqual(template('9,.......'), [{ kind: 'template', template: '9,.......' }]);
});

test('routes and tones are taken in any letter case', () => {
  assert.deepEqual(clausesOf('911 route EMERGENCY plays bellcore-busy'), [
    { kind: 'route', route: 'emergency' },
    { kind: 'tone', tone: 'Bellcore-Busy' },
  ]);
});

test('a line says to which line of the phone and which firmware the ones below belong', () => {
  const phones = read('1 waits\nline 2\n1 waits\nfirmware hash=WAITS\n1 waits\nline 1\n1 waits\n').map(
    ({ phone: { line, firmware } }) => `${line} ${firmware.hash}`,
  );
  assert.deepEqual(phones, ['1 star-waits', '2 star-waits', '2 waits', '1 waits']);
});

test('what is no key is shown where it stands', () => {
  expect(`20o1 waits
  ^ error dialtests/key
dials 2001
^^^^^ error dialtests/key`);
});

test('a number alone expects nothing', () => {
  expect(`2001  # the desk
^^^^ error dialtests/no-expectation`);
});

test('a misspelt word is shown, and the right one offered', () => {
  expect(`2001  dails 2001
      ^^^^^ error dialtests/unknown-word`);
  assert.equal(fixed(dialtests, { name, text: '2001 dails 2001' }, 'dialtests/unknown-word'), '2001 dials 2001');
  assert.equal(fixed(dialtests, { name, text: '2001 now bye 2...' }, 'dialtests/unknown-word'), '2001 now by 2...');
});

test('a value that is missing is shown at its word, a wrong one where it stands', () => {
  expect(`2001  dials after
            ^^^^^ error dialtests/value
2002  after soon
            ^^^^ error dialtests/value
2003  by template
         ^^^^^^^^ error dialtests/value
2004  no way
      ^^ error dialtests/value
         ^^^ error dialtests/unknown-word`);
  const mended = (text: string) => fixed(dialtests, { name, text }, 'dialtests/value');
  assert.equal(mended('911 route emergancy'), '911 route emergency');
  assert.equal(mended('911 user=phon'), '911 user=phone');
  assert.equal(mended('9 plays Bellcore-Outsid'), '9 plays Bellcore-Outside');
  assert.equal(mended('firmware hash=wait'), 'firmware hash=waits');
});

test('one thing is said once', () => {
  expect(`2001  dials waits
            ^^^^^ error dialtests/said-twice
2002  now after 5 s
          ^^^^^^^^^ error dialtests/said-twice`);
});

test('a quote that is not closed is closed at the end of the line', () => {
  expect(`5  dials "#31#
         ^^^^^ error dialtests/missing-quote`);
  assert.equal(fixed(dialtests, { name, text: '5 dials "#31#' }, 'dialtests/missing-quote'), '5 dials "#31#"');
});

test('line and firmware are told what they take', () => {
  expect(`line 0
     ^ error dialtests/line
line
^^^^ error dialtests/line
line 2 3
       ^ error dialtests/line
firmware
^^^^^^^^ error dialtests/value
firmware hash=never
         ^^^^^^^^^^ error dialtests/value`);
});

test('the same number twice is a hint, for the same line and firmware only', () => {
  expect(`2001  dials
2-001  now
^^^^^ hint dialtests/duplicate
line 2
2001  dials`);
});

test('a line that is too long is not passed over in silence', () => {
  const [finding] = findingsIn(dialtests, { name, text: `2001 dials${' '.repeat(1000)}now` });
  assert.equal(finding?.rule.code, 'dialtests/unknown-word');
  assert.deepEqual(findingsIn(dialtests, { name, text: `2001 dials # ${'x'.repeat(2000)}` }), []);
});

test('a file is known by its suffix and one line that reads as an expectation', () => {
  const isOurs = (fileName: string, text: string) => formatOf(fileName, text)?.id === 'dialtests';
  assert.ok(isOurs('office.tests', '# numbers\n\n2001  dials\n'));
  assert.ok(isOurs('OFFICE.TESTS', 'x y z\r\n2001  no match\r\n'));
  for (const text of ['', 'test_login passes\n', '# 2001 dials\n', '1. open the door\n', '42\n', 'dials 2001\n'])
    assert.ok(!isOurs('office.tests', text), text);
  assert.ok(!isOurs('office.txt', '2001  dials\n'));
});
