/** Dial plans made of Asterisk patterns: what becomes of each, and what is said of the rest. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { convert } from '../../../server/src/import/convert.ts';

/** The templates, as `MATCH Timeout`, with `-> Rewrite` where there is one. */
function templates(text: string): string[] {
  return [...convert(text).plan.matchAll(/MATCH="([^"]*)" Timeout="(\d+)"(?: Rewrite="([^"]*)")?/g)].map(
    ([, match, timeout, rewrite]) => `${match} ${timeout}${rewrite === undefined ? '' : ` -> ${rewrite}`}`,
  );
}

const notes = (text: string) => convert(text).notes.map(({ line, text: said }) => `${line}: ${said}`);

test('X is a dot, what has fewer keys becomes a template for each', () => {
  assert.deepEqual(templates('_2XXX'), ['2... 0']);
  assert.deepEqual(templates('_[2-4]XX'), ['2.. 0', '3.. 0', '4.. 0']);
  assert.deepEqual(templates('_[0-9]X'), ['.. 0']);
  assert.deepEqual(templates('_[13-57]'), ['1 0', '3 0', '4 0', '5 0', '7 0']);
  assert.deepEqual(
    templates('_N'),
    [...'23456789'].map((key) => `${key} 0`),
  );
  assert.equal(templates('_Z').length, 9);
  assert.equal(templates('_NXXNXXXXXX').length, 64);
});

test('the star of the keypad is escaped, as it is a wildcard of the phone', () => {
  assert.deepEqual(templates('*97\n_*XX#\n+441\n'), ['\\*97 3', '\\*..# 0', '+441 0']);
});

test('. is one or more keys, ! none or more, and both wait five seconds', () => {
  assert.deepEqual(templates('_00.'), ['00* 5']);
  assert.deepEqual(templates('_.'), ['* 5']);
  assert.deepEqual(templates('_8!'), ['8 5', '8* 5']);
  assert.deepEqual(notes('_8!'), [
    "1: '_8!' leaves it to the server when the number is complete; the phone waits instead.",
  ]);
});

test('a number of fixed length is dialled at once, unless another pattern goes on from it', () => {
  assert.deepEqual(templates('911\n_9XXX\n_2XX\n_3XX\n_3XX.'), ['911 3', '9... 0', '2.. 0', '3.. 3', '3..* 5']);
  assert.deepEqual(templates('_2XX\n_3XXX'), ['2.. 0', '3... 0']);
});

test('letters of either case, and hyphens that only part the digits', () => {
  assert.deepEqual(templates('_1-[23]x-x'), ['12.. 0', '13.. 0']);
});

test('a list has one pattern a line, with or without _, and remarks behind it', () => {
  assert.deepEqual(templates('[internal]\n2XX our desks\n\n# emergency\n911, ambulance ; and police\n[4-5]\r\n'), [
    '2.. 0',
    '911 0',
    '4 0',
    '5 0',
  ]);
});

const configuration = `[general]
static=yes

[internal]
#include "more.conf"
include => parkedcalls
exten => _2XXX,hint,PJSIP/\${EXTEN}
exten => _2XXX,1,Dial(PJSIP/\${EXTEN},30)   ; a desk
 same => n,Voicemail(\${EXTEN})
;-- exten => _3XXX,1,Dial(PJSIP/\${EXTEN})
exten => _4XXX,1,Dial(PJSIP/\${EXTEN}) --;
exten => _9ZXX,1,Set(CALLERID(num)=100)
 same => n,Dial(PJSIP/\${EXTEN:1}@trunk)
exten => 100/2001,1,Answer()
exten => s,1,Answer()
exten => alice,1,Dial(PJSIP/alice)
`;

test('of an extensions.conf each extension counts once, whatever its priorities', () => {
  const found = templates(configuration);
  assert.deepEqual([found[0], found[1], found[9], found[10]], ['2... 0', '91.. 0 -> 1%1', '99.. 0 -> 9%1', '100 0']);
  assert.ok(!found.some((each) => /^[34]/.test(each)), found.join());
});

test('what is not taken over is noted with its line', () => {
  assert.deepEqual(notes(configuration), [
    `5: What '"more.conf"' holds is not seen here: convert it as well.`,
    "6: What 'parkedcalls' holds is not seen here: convert it as well.",
    "12: '_9ZXX' is sent as its Dial does it: take Rewrite out if the server goes on to change the number.",
    "14: '100/2001' is for one caller only; the phone's rule is for all.",
    "16: 'alice' holds 'a', which is no key of a phone. It is left out.",
  ]);
});

test('what Dial leaves out and puts before the number becomes Rewrite', () => {
  const dialled = (pattern: string, sent: string) => templates(`exten => ${pattern},1,Dial(PJSIP/${sent}@trunk)`);
  assert.deepEqual(dialled('_9XXXX', '${EXTEN:1}'), ['9.... 0 -> %1']);
  assert.deepEqual(dialled('_9011.', '00${EXTEN:4}'), ['9011* 5 -> 00%1']);
  assert.deepEqual(dialled('_9X1X.', '${EXTEN:1}'), ['9.1.* 5 -> %11%2%3']);
  assert.deepEqual(dialled('_0XX', '1${EXTEN}'), ['0.. 0 -> 1%s']);
  assert.deepEqual(dialled('_0XX', '${EXTEN}'), ['0.. 0']);
  assert.deepEqual(
    dialled('_XX', '${EXTEN:1}'),
    [...'0123456789'].map((key) => `${key}. 0 -> %1`),
  );
});

test('what Rewrite cannot say is noted, and the number is sent as it is', () => {
  const dialled = (pattern: string, sent: string) => convert(`exten => ${pattern},1,Dial(PJSIP/${sent})`);
  for (const [pattern, sent, note] of [
    ['_XXXX', '${EXTEN:-2}', /cut out from its end/],
    ['_XXXX', '${EXTEN:1:2}', /cut out from its end/],
    ['911', '${EXTEN:3}', /leaves nothing to be sent/],
    ['_9.', '${EXTEN:2}', /leaves out more keys than it names/],
    ['_9X1X1X1X1X1X', '${EXTEN:1}', /more groups/],
  ] as const) {
    const {
      plan,
      notes: [first],
    } = dialled(pattern, sent);
    assert.match(first?.text ?? '', note);
    assert.doesNotMatch(plan, /Rewrite/);
  }
});

test('a pattern that would become too many templates takes any digit at its end, and says so', () => {
  const found = templates('_NXXNXXNXX');
  assert.equal(found.length, 64);
  assert.equal(found[0], '2..2..... 0');
  assert.match(notes('_NXXNXXNXX')[0] ?? '', /^1: '_NXXNXXNXX' would become more than 64 templates/);
  assert.match(notes('exten => _XXX,1,Dial(x/${EXTEN:2})')[0] ?? '', /is left out/);
});

test('what is no pattern is left out with a reason', () => {
  for (const [text, reason] of [
    ['_9[a-c]X', /set in brackets/],
    ['_9[2-', /set in brackets/],
    ['_9[]', /set in brackets/],
    ['_9.1', /goes on behind '\.'/],
    ['_9QX', /'Q', which is no key/],
    [`_${'X'.repeat(64)}`, /longer than the 63 characters/],
  ] as const) {
    assert.match(notes(text)[0] ?? '', reason);
    assert.deepEqual(templates(text), [], text);
  }
});

test('of two patterns with the same MATCH the first counts', () => {
  assert.deepEqual(templates('_2X\n_2[0-9]\n'), ['2. 0']);
});

test('a plan that is too large for a phone says so', () => {
  const text = ['_NXXNXX', '_1NXXNXX', '_0NXXNXX', '_91NXXNXX', '_90NXXNXX'].join('\n');
  assert.match(notes(text).join('\n'), /The phone takes 8190 at the most/);
  assert.doesNotMatch(notes('_NXXNXX').join('\n'), /8190/);
});

test('a text without a pattern gives an empty plan and says so', () => {
  for (const text of ['', 'exten => s,1,Answer()', '; nothing\n']) {
    assert.equal(convert(text).count, 0);
    assert.equal(convert(text).plan, '<DIALTEMPLATE>\n</DIALTEMPLATE>\n');
    assert.deepEqual(notes(text), ['1: No pattern was found that could be converted.']);
  }
});

test('however large or odd a text is, there is an answer', { timeout: 60_000 }, () => {
  for (const text of [
    'x'.repeat(5_000_000),
    '_X'.repeat(2_000_000),
    '_NXXNXX\n'.repeat(200_000),
    Array.from({ length: 20_000 }, (_, index) => `_${index}NXXNXX.`).join('\n'),
    `exten => _X,1,Dial(${'9'.repeat(900)}\n`.repeat(5000),
    ';--'.repeat(1_000_000),
    '[['.repeat(400),
    '\u0000\uFEFF😀',
  ])
    assert.ok(convert(text).plan.startsWith('<DIALTEMPLATE>'));
});
