import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type DigitNode, digitTree } from '../../../server/src/formats/dialplan/digitTree.ts';
import { readPlan } from '../../../server/src/formats/dialplan/reader.ts';

const template = (match: string, more = 'Timeout="0"') => `<TEMPLATE MATCH="${match}" ${more}/>`;
const planOf = (...templates: string[]) => readPlan(`<DIALTEMPLATE>\n${templates.join('\n')}\n</DIALTEMPLATE>`);

/** The tree as an outline: a line a node, indented, with the rules that are complete there. */
function outline({ label, templates, children }: DigitNode, depth = 0): string[] {
  const here = `${'  '.repeat(depth)}${label}${templates.length > 0 ? ` -> ${templates.join(' ')}` : ''}`;
  return [here, ...children.flatMap((child) => outline(child, depth + 1))];
}

const draw = (...templates: string[]) =>
  outline(digitTree(planOf(...templates)))
    .slice(1)
    .map((line) => line.slice(2));

function count({ children }: DigitNode): number {
  return children.reduce((sum, child) => sum + count(child), 1);
}

test('rules that begin alike share a branch, and each ends where its pattern is complete', () => {
  assert.deepEqual(draw(template('911'), template('9,11'), template('91'), template('9..')), [
    '9',
    '  1 -> 2',
    '    1 -> 0',
    '  ,',
    '    1',
    '      1 -> 1',
    '  .',
    '    . -> 3',
  ]);
});

test('digits in a row after which the same follows are one node', () => {
  assert.deepEqual(draw(template('4.'), template('2.'), template('3.'), template('7.')), [
    '2-4',
    '  . -> 0 1 2',
    '7',
    '  . -> 3',
  ]);
  assert.deepEqual(draw(...'0123456789'.split('').map((digit) => template(`1${digit}`))), [
    '1',
    '  0-9 -> 0 1 2 3 4 5 6 7 8 9',
  ]);
});

test('digits whose rules do different things stay apart', () => {
  assert.deepEqual(draw(template('1.'), template('2.', 'Timeout="3"'), template('3.', 'Timeout="3"')), [
    '1',
    '  . -> 0',
    '2-3',
    '  . -> 1 2',
  ]);
});

test('keys come before commas, dots and `*`, digits before other keys, whatever the order of the file', () => {
  const mixed = ['*', '.', ',1', '#', '\\*', '2', '1', 'a'].map((match) => template(match, `Rewrite="${match}"`));
  const labels = (templates: string[]) => digitTree(planOf(...templates)).children.map(({ label }) => label);
  assert.deepEqual(labels(mixed), ['1', '2', '#', '\\*', 'a', ',', '.', '*…']);
  assert.deepEqual(labels(mixed.toReversed()), labels(mixed));
});

test('rules with one pattern end at one node, and an empty pattern ends at the root', () => {
  const tree = digitTree(planOf(template('1'), template('', 'Rewrite="5"'), template('1')));
  assert.deepEqual(tree.templates, [1]);
  assert.deepEqual(tree.children[0]?.templates, [0, 2]);
});

test('only the rules for the line are in the tree', () => {
  const plan = planOf(template('1', 'Line="1"'), template('2', 'Line="2"'), template('3', ''));
  assert.deepEqual(
    digitTree(plan).children.map(({ label }) => label),
    ['1', '3'],
  );
  assert.deepEqual(
    digitTree(plan, 2).children.map(({ label }) => label),
    ['2-3'],
  );
});

test('a plan that the phone discards has no branches', () => {
  assert.deepEqual(digitTree(planOf(template('1'), template('2', 'Colour="red"'))).children, []);
});

test('a full plan of rules that have nothing in common has no more nodes than characters', () => {
  const matches = Array.from(
    { length: 110 },
    (_, index) => `${String(index * 7919).padStart(6, '0')}${'.'.repeat(30)}`,
  );
  const plan = planOf(...matches.map((match, index) => template(match, `Timeout="${index}"`)));
  assert.equal(plan.discarded, false);
  assert.ok(count(digitTree(plan)) <= matches.join('').length + 1);
});
