import assert from 'node:assert/strict';
import { test } from 'node:test';
import { examples, inWords } from '../../../server/src/formats/dialplan/inWords.ts';
import { dial } from '../../../server/src/formats/dialplan/matcher.ts';
import { liveTemplates } from '../../../server/src/formats/dialplan/plan.ts';
import { readPlan } from '../../../server/src/formats/dialplan/reader.ts';

const planOf = (attributes: string) => readPlan(`<DIALTEMPLATE><TEMPLATE ${attributes}/></DIALTEMPLATE>`);
const ruleOf = (attributes: string) => liveTemplates(planOf(attributes))[0]!;
const words = (attributes: string) => inWords(ruleOf(attributes));
const numbers = (match: string, count = 3) => examples(ruleOf(`MATCH="${match}"`), count);

const phrases: Readonly<Record<string, string>> = {
  'MATCH="2..." Timeout="1"': '4 digits starting with 2, dials after 1 s',
  'MATCH="...." Timeout="0"': '4 digits, dials at once',
  'MATCH="." Timeout="0"': '1 digit, dials at once',
  'MATCH="\\*.." Timeout="0"': '3 keys starting with *, dials at once',
  'MATCH="999" Timeout="0" Route="emergency"': '999, dials at once, emergency proxy',
  'MATCH="9,......." Timeout="3" Rewrite="%1"': '9, second tone, then 7 digits; sends without the 9; dials after 3 s',
  'MATCH="*" Timeout="5"': 'anything, dials after 5 s',
  'MATCH="00*" Timeout="5"': 'anything starting with 00, dials after 5 s',
  'MATCH="\\*97" Timeout="0"': '*97, dials at once',
  'MATCH="*#" Timeout="0"': '1 or more digits, then #; dials at once',
  'MATCH="1..2.." Timeout="0"': '1, then 2 digits, then 2, then 2 digits; dials at once',
  'MATCH="1" Line="2"': '1, dials after 10 s, line 2 only',
  'MATCH="1" Timeout="0" Rewrite="1@pbx%.example%.com" Route="FQDN"':
    '1; sends 1@pbx.example.com; dials at once; to the host in Rewrite',
  'MATCH="" Timeout="0" Rewrite="2001"': 'handset lifted; sends 2001; dials at once',
};

test('a rule is said in one phrase: which numbers, what is sent, when', () => {
  for (const [attributes, phrase] of Object.entries(phrases)) assert.equal(words(attributes), phrase, attributes);
});

const sends: Readonly<Record<string, string | undefined>> = {
  '9,... %1': 'without the 9',
  '9,... ...': 'without the 9',
  '9,... 9...': undefined,
  '9,... %s': undefined,
  '... 02%s': '02 before it',
  '... 02...': '02 before it',
  '0*  0044%1': '0044 in place of 0',
  '01.. 88%1': '88 in place of 01',
  '11. 112': '112',
  '1.. x': 'x',
  '*# %1': 'without the # at its end',
  '9*# %1': 'what group 1 of the wildcards took',
  '1.. 1..5': '1, then the next 2 digits taken, then 5',
  '*1 ...': 'the next 3 digits taken',
  '1.. %2': 'what group 2 of the wildcards took',
  '1.1.1.1.1.1. %6': 'what group 6 of the wildcards took',
  '1. .%1': 'the next digit taken, then what group 1 of the wildcards took',
};

test('what is sent is said by how it differs from what is dialled', () => {
  for (const [rule, phrase] of Object.entries(sends)) {
    const [match, rewrite] = rule.split(/ +/);
    const all = words(`MATCH="${match}" Timeout="0" Rewrite="${rewrite}"`)!.split('; ');
    const said = all.find((clause) => clause.startsWith('sends '))?.slice('sends '.length);
    assert.equal(said, phrase, rule);
  }
});

test('a rule without MATCH has no phrase and no examples', () => {
  assert.equal(words('Timeout="0"'), undefined);
  assert.deepEqual(examples(ruleOf('Timeout="0"'), 3), []);
});

test('examples are numbers that fit, as many different ones as there are', () => {
  assert.deepEqual(numbers('2...'), ['2123', '2234', '2345']);
  assert.deepEqual(numbers('9,..', 2), ['912', '923']);
  assert.deepEqual(numbers('911'), ['911']);
  assert.deepEqual(numbers('\\*97'), ['*97']);
  assert.deepEqual(numbers('00*', 1), ['00123']);
  assert.deepEqual(numbers('*#', 1), ['123#']);
  assert.deepEqual(numbers('..', 0), []);
});

test('there are no examples of what cannot be keyed in or is never complete', () => {
  for (const match of ['', '[2-9]XXX', '+44*', '9,', '*.', '**', 'ab..']) assert.deepEqual(numbers(match), [], match);
});

test('an example of a rule is dialled by it', () => {
  for (const match of ['2...', '*2', '*23', '9,1*', '.*1.', '1*#', '0..0', '*1*2*3']) {
    const found = numbers(match, 10);
    assert.ok(found.length > 0, match);
    for (const number of found) assert.equal(dial(planOf(`MATCH="${match}" Timeout="1"`), number).outcome.winner, 0);
  }
});
