/** The map of a dial plan: keys that can only follow one another are one step. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Chain, chainsOf, pieceInWords } from '../../../client/webview/dialPlan/chains.ts';
import { digitTree } from '../../../server/src/formats/dialplan/digitTree.ts';
import { readPlan } from '../../../server/src/formats/dialplan/reader.ts';

/** The chains of a plan of these rules, each as its pieces, the rules at its end, and what follows. */
function map(...rules: string[]): unknown[] {
  const templates = rules.map((rule) => `<TEMPLATE MATCH="${rule}" Timeout="1"/>`);
  const short = ({ pieces, templates, children }: Chain): unknown[] => [
    pieces.map(pieceInWords).join(', '),
    templates,
    ...children.map(short),
  ];
  return chainsOf(digitTree(readPlan(`<DIALTEMPLATE>${templates.join('')}</DIALTEMPLATE>`))).map(short);
}

test('a rule by itself is one row', () => {
  assert.deepEqual(map('2...'), [['2, any 3 keys', [0]]]);
  assert.deepEqual(map('911'), [['911', [0]]]);
  assert.deepEqual(map('1-2'), [['1-2', [0]]]);
  assert.deepEqual(map('9,1*'), [['9, second dial tone, 1, any number of keys', [0]]]);
});

test('rules part where their patterns do', () => {
  assert.deepEqual(map('911', '9,......', '2...'), [
    ['2, any 3 keys', [2]],
    ['9', [], ['11', [0]], ['second dial tone, any 6 keys', [1]]],
  ]);
});

test('a rule that is complete on the way stands there', () => {
  assert.deepEqual(map('0', '00'), [['0', [0], ['0', [1]]]]);
});

test('digits after which the same follows are one row', () => {
  assert.deepEqual(map('2..', '3..', '4..'), [['2-4, any 2 keys', [0, 1, 2]]]);
});

test('a branch knows all rules below it, and no two have the same path', () => {
  const rules = ['911', '9,......', '9,1..........', '2...', '2..1'].map((match) => `<TEMPLATE MATCH="${match}"/>`);
  const chains = chainsOf(digitTree(readPlan(`<DIALTEMPLATE>${rules.join('')}</DIALTEMPLATE>`)));
  assert.deepEqual(
    chains.map(({ all }) => [...all].sort()),
    [
      [3, 4],
      [0, 1, 2],
    ],
  );
  const paths = (all: readonly Chain[]): string[] => all.flatMap(({ path, children }) => [path, ...paths(children)]);
  assert.equal(new Set(paths(chains)).size, paths(chains).length);
});

test('a rule for the lifted handset has no keys', () => {
  const plan = readPlan('<DIALTEMPLATE><TEMPLATE MATCH="" Rewrite="2001"/><TEMPLATE MATCH="1"/></DIALTEMPLATE>');
  const [first] = chainsOf(digitTree(plan));
  assert.deepEqual([first?.pieces, first?.templates], [[], [0]]);
});
