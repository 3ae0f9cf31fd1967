/** A file that nobody has open is only skimmed: what is kept of it has to be what its parsed lines say. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { checkAlone } from '../../server/src/formats/cnf/check.ts';
import { parse } from '../../server/src/formats/cnf/document.ts';
import { cnf } from '../../server/src/formats/cnf/index.ts';
import { settingsOf } from '../../server/src/formats/cnf/settings.ts';
import { skim } from '../../server/src/formats/cnf/skim.ts';
import { samplesOf } from '../support/generateSamples.ts';
import { basesOf, type Sample } from '../support/generateTexts.ts';

const parameters = process.env.RUNS ? { numRuns: Number(process.env.RUNS) } : { numRuns: 2000, seed: 1 };

/** Whether the text could be skimmed. */
function skimmedEqualsParsed({ name, text }: Sample): boolean {
  const skimmed = skim(text, name);
  if (!skimmed) return false;
  const document = parse(TextDocument.create('', cnf.languageId, 0, text));
  assert.deepEqual(skimmed.settings, settingsOf(document));
  assert.deepEqual(skimmed.alone, checkAlone(document, name));
  assert.deepEqual(cnf.comments?.marked(document), []);
  return true;
}

test('a skimmed .cnf file says what the parsed one says', () => {
  let skimmed = 0;
  for (const base of basesOf(cnf)) skimmedEqualsParsed(base);
  fc.assert(
    fc.property(samplesOf(cnf), (sample) => {
      if (skimmedEqualsParsed(sample)) skimmed++;
    }),
    parameters,
  );
  assert.ok(skimmed > parameters.numRuns / 20, `only ${skimmed} could be skimmed`);
});

test('the usual files of phones are skimmed: entries, comments, faults in values, either line end', () => {
  const text = [
    '# Desk 2000',
    'line1_name: "2000-1" ; the first',
    'phone_prompt: "More than the display of a phone can show"',
    'nat_enabel: 1',
    '',
  ];
  for (const end of ['\n', '\r\n']) {
    const sample = { name: 'SIP000DBC001122.cnf', text: text.join(end) };
    assert.ok(skimmedEqualsParsed(sample));
    assert.ok((skim(sample.text, sample.name)?.alone.length ?? 0) >= 3);
  }
});
