/** What a rule means, shown where it is written, and what can be written into it. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dialplan } from '../../../server/src/formats/dialplan/index.ts';
import { completions, hover } from '../../support/language.ts';

const name = 'dialplan.xml';
const inPlan = (...lines: string[]) => ['<DIALTEMPLATE>', ...lines, '</DIALTEMPLATE>', ''].join('\n');
const shown = (line: string) => hover(dialplan, name, inPlan(line));
const offered = (line: string) => completions(dialplan, name, inPlan(line));

test('hovering over a rule gives it in words, with numbers and what is sent for the first', () => {
  const text = shown('<TEMP|LATE MATCH="9,......." Timeout="0" Rewrite="%1"/>');
  assert.match(text, /9, second tone, then 7 digits; sends without the 9; dials at once\./);
  assert.match(text, /For example `91234567`, `92345678`, `93456789`\. For `91234567` the phone sends `1234567`\./);
});

test('hovering over MATCH gives numbers too', () => {
  assert.match(shown('<TEMPLATE MATCH="2|..." Timeout="0"/>'), /For example `2123`, `2234`, `2345`\./);
  assert.match(shown('<TEMPLATE MATCH="9|11" Timeout="0"/>'), /For example `911`\./);
});

test('a pattern that no keys complete has no examples', () => {
  assert.doesNotMatch(shown('<TEMPLATE MATCH="a|b.." Timeout="0"/>'), /For example/);
  assert.doesNotMatch(shown('<TEMPLATE MATCH="9|," Timeout="0"/>'), /For example/);
});

test('what is sent is told for a rule of another line, and in a plan that the phone throws away', () => {
  assert.match(shown('<TEMP|LATE MATCH="0.." Line="2" Rewrite="%1"/>'), /For `012` the phone sends `12`/);
  assert.match(shown('<TEMP|LATE MATCH="0.." Colour="red" Rewrite="%1"/>'), /For `012` the phone sends `12`/);
});

test('completion offers what can stand in a pattern, at the cursor', () => {
  const found = offered('<TEMPLATE MATCH="9|..." Timeout="0"/>');
  assert.deepEqual([...found.keys()], ['.', '*', ',', '\\*', '#', '+']);
  assert.equal(found.get(','), inPlan('<TEMPLATE MATCH="9,..." Timeout="0"/>'));
});

test('completion offers for Rewrite only the groups that the pattern has', () => {
  const found = offered('<TEMPLATE MATCH="9,...*" Rewrite="8|"/>');
  assert.deepEqual([...found.keys()], ['%s', '%0', '%1', '%2', '.', '%%', '%.']);
  assert.equal(found.get('%2'), inPlan('<TEMPLATE MATCH="9,...*" Rewrite="8%2"/>'));
});

test('completion offers tones with their meaning', () => {
  assert.equal(offered('<TEMPLATE MATCH="9,1" Tone="|"/>').size, 20);
});
