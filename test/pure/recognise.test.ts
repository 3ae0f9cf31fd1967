/** Dial plans are told from the XML of others by their beginning. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { looksLikeDialPlan } from '../../client/src/dialPlan.ts';

test('dial plans', () => {
  for (const head of [
    '<DIALTEMPLATE>',
    '\uFEFF<?xml version="1.0"?>\r\n<!-- a > b -->\r\n<!DOCTYPE x>\r\n<dialTemplate>',
    '<TEMPLATE MATCH="*" Timeout="5"/>',
    '<template\n  match="*"/>',
    'stray text <TEMPLATE MATCH="*" Timeout="5"/>>\n</DIALTEMPLATE>',
  ])
    assert.ok(looksLikeDialPlan(head), head);
});

test('the XML of others', () => {
  for (const head of [
    '',
    '<include><context name="default"/></include>',
    '<template><div/></template>',
    '<templates/>',
    '<!-- <DIALTEMPLATE> --><project/>',
    '<xsl:template match="/">',
    '<!-- never closed <DIALTEMPLATE>',
  ])
    assert.ok(!looksLikeDialPlan(head), head);
});

test('a hostile beginning costs no time', () => {
  const started = performance.now();
  for (const piece of ['<!---->', '<?a?>', '<!a>', '<!--', '<?', '<!', '<template ', ' '])
    looksLikeDialPlan(piece.repeat(4096 / piece.length));
  assert.ok(performance.now() - started < 500);
});
