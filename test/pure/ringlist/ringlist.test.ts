import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Folder } from '../../../server/src/formats/format.ts';
import { ringlist } from '../../../server/src/formats/ringlist/index.ts';
import {
  completions,
  expectExamplesHold,
  expectFindings,
  findingsIn,
  fixed,
  hover,
  open,
} from '../../support/language.ts';

const name = 'RINGLIST.DAT';
const expect = (marked: string) => expectFindings(ringlist, name, marked);
const mended = (text: string, code: string) => fixed(ringlist, { name, text }, code);
const folder: Folder = {
  files: ['ringer1.pcm', 'tones/Jamaica.raw', 'SIPDefault.cnf', 'song.wav'],
  document: () => undefined,
};

test('every rule holds on its own example', () => {
  expectExamplesHold(ringlist);
});

test('lists in use have nothing wrong', () => {
  expect('Horn 24\thorn24.raw\r\n\r\n');
  expect('Old Style\tringer1.pcm\nJamaica\t\t\ttones/Jamaica.raw\nPiano 2 \t Piano 2.raw');
  expect('');
});

test('a blank behind the file name is a hint, and removed', () => {
  expect('Piano\tPiano.raw \n               ^ hint ringlist/trailing-blank\nKlaxon\tKlaxon.raw');
  expect('Piano\tPiano.raw\t\n               ^ hint ringlist/trailing-blank');
  assert.equal(mended('Piano\tPiano.raw \r\n', 'ringlist/trailing-blank'), 'Piano\tPiano.raw\r\n');
});

test('a lost TAB is put back before the file', () => {
  expect(`Old Style ringer1.pcm
^^^^^^^^^^^^^^^^^^^^^ warning ringlist/no-tab
  Pulse    Pulse1.raw
  ^^^^^^^^^^^^^^^^^^^ warning ringlist/no-tab`);
  assert.equal(mended('Old Style   ringer1.pcm \n', 'ringlist/no-tab'), 'Old Style\tringer1.pcm \n');
});

test('without a ring file at the end it is not known where the TAB goes', () => {
  for (const text of ['Old Style', 'ringer1.pcm', 'Release 1.2']) {
    const [finding] = findingsIn(ringlist, { name, text });
    assert.equal(finding?.rule.code, 'ringlist/no-tab');
    assert.deepEqual(finding?.fixes, []);
  }
});

test('both halves of a line are needed', () => {
  expect('Old Style\t\n^^^^^^^^^ warning ringlist/no-file');
  expect('\tringer1.pcm\n ^^^^^^^^^^^ warning ringlist/no-name');
});

test('a third field is reported', () => {
  expect('Old\tStyle\tringer1.pcm\n          ^^^^^^^^^^^ warning ringlist/several-fields');
});

test('50 names of 25 characters are fine, more is a hint', () => {
  const rings = (count: number) => Array.from({ length: count }, (_, index) => `Ring ${index}\tr.raw`).join('\n');
  expect(rings(50));
  expect(`${rings(51)}\n^^^^^^^^^^^^^ hint ringlist/too-many`);
  expect(`${'x'.repeat(25)}\tr.raw`);
  expect(`${'x'.repeat(26)}\tr.raw\n${'^'.repeat(26)} hint ringlist/name-too-long`);
});

test('two rings of one name are a hint that points to the first', () => {
  const [finding] = findingsIn(ringlist, { name, text: 'A\ta.raw\nB\ta.raw\nA\tb.raw' });
  assert.equal(finding?.rule.code, 'ringlist/duplicate-name');
  assert.equal(finding?.range.start.line, 2);
  assert.equal(finding?.related[0]?.range.start.line, 0);
});

test('hover explains name and file', () => {
  assert.match(hover(ringlist, name, 'Old St|yle\tringer1.pcm'), /Old Style\*\* – the name in the menu/);
  const text = hover(ringlist, name, 'Old Style\tring|er1.pcm', folder);
  assert.match(text, /240 to 16080 bytes, a multiple of 240/);
  assert.match(text, /without any header/);
  assert.match(text, /lies in this folder/);
  assert.equal(hover(ringlist, name, 'Old| Style'), '');
});

test('completion offers the ring files behind a TAB', () => {
  const found = completions(ringlist, name, 'Old Style\t|', folder);
  assert.deepEqual([...found.keys()], ['ringer1.pcm', 'tones/Jamaica.raw']);
  assert.equal(found.get('ringer1.pcm'), 'Old Style\tringer1.pcm');
  assert.equal(completions(ringlist, name, 'A\tol|d.raw \n', folder).get('ringer1.pcm'), 'A\tringer1.pcm \n');
  assert.equal(completions(ringlist, name, 'Old| Style', folder).size, 0);
  assert.equal(completions(ringlist, name, 'A\t|').size, 0);
});

test('the outline lists the rings, the status counts them, layout leaves them alone', () => {
  const { document, context } = open(ringlist, { name, text: 'A\ta.raw\n\nB\t\tb.raw\nlost' });
  assert.deepEqual(
    ringlist.symbols(document, context).map((symbol) => [symbol.name, symbol.detail]),
    [
      ['A', 'a.raw'],
      ['B', 'b.raw'],
    ],
  );
  assert.equal(ringlist.status(document, context).kind, 'Ring list, 3 rings');
  assert.deepEqual(ringlist.layOut(document, { alignComments: true, insertSpaces: true, tabSize: 2 }), []);
  assert.deepEqual(ringlist.tokens(document)[1], { line: 0, character: 2, length: 5, type: 'string' });
  assert.ok(ringlist.claims('RingList.dat', ''));
});

for (const [what, text] of Object.entries({
  'a NUL': 'Old\0\tringer1\0.pcm\0',
  'a picture': Array.from({ length: 9000 }, (_, index) => String.fromCharCode((index * 7919) % 256)).join(''),
  'one line of 5 MB': 'x'.repeat(5_000_000),
  'one line of words': 'x '.repeat(2_500_000),
  'blanks only': ' '.repeat(5_000_000),
  'TABs only': '\t'.repeat(5_000_000),
  'many fields': 'x\t'.repeat(2_500_000),
  'empty lines': '\n'.repeat(5_000_000),
  'a million lines': 'x\n'.repeat(1_000_000),
})) {
  test(`no harm comes from ${what}`, () => {
    const started = performance.now();
    const { document, context } = open(ringlist, { name, text });
    ringlist.check(document, context);
    ringlist.tokens(document);
    ringlist.symbols(document, context);
    ringlist.hover(document, { line: 0, character: 1 }, context);
    ringlist.complete(document, { line: 0, character: 1 }, context, { snippets: true, markdown: true });
    assert.ok(performance.now() - started < 5000, 'it takes too long');
  });
}
