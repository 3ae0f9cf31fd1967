/** What the properties, the fuzzer and the walks have found, each in the smallest text that shows it. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { cnf } from '../../server/src/formats/cnf/index.ts';
import { dialplan } from '../../server/src/formats/dialplan/index.ts';
import { dialtests } from '../../server/src/formats/dialtests/index.ts';
import { os79xx } from '../../server/src/formats/os79xx/index.ts';
import { syncinfo } from '../../server/src/formats/syncinfo/index.ts';
import { edited, findingsIn, fixed, open } from '../support/language.ts';
import { findingsLieInText, fixAllEnds, fixesMend, layOutSettles } from './laws.ts';

const plan = (text: string) => ({ name: 'dialplan.xml', text });

test('a template whose last value has no second quote is not ended inside that value', () => {
  fixAllEnds(dialplan, plan('<DIALTEMPLATE>\n  <TEMPLATE MATCH=">\n</DIALTEMPLATE>\n'));
});

test('DIALTEMPLATE is not closed where the phone no longer reads, or inside something else that is open', () => {
  for (const text of ['<DIALTEMPLATE>\n  <TEMPLATE MATCH="1"/>\0<x>\n', '<DIALTEMPLATE>\n  <versionstamp>']) {
    fixAllEnds(dialplan, plan(text));
    fixesMend(dialplan, plan(text));
  }
});

test('an end tag right behind a template is taken away without touching what is put in there', () => {
  findingsLieInText(dialplan, plan('""<TEMPLATE</DIALTEMPLATE'));
});

test('what XML tools say of the end of the text stands at its end', () => {
  findingsLieInText(dialplan, plan('<DIALTEMPLATE>\n  <TEMPLATE MATCH="*"/>\n</DIALTEMPLATE>\n023'));
});

test('a template before another end tag ends by itself', () => {
  const text = '<DIALTEMPLATE>\n  <TEMPLATE MATCH="1"</versionstamp>\n</DIALTEMPLATE>\n';
  assert.match(fixed(dialplan, plan(text), 'dialplan/template-not-closed'), /MATCH="1"\/>/);
});

test('a rule with a fault is not multiplied', () => {
  const text = '<DIALTEMPLATE>\n  <TEMPLATE MATCH="[2-9]XXX" Timeout=0/>\n</DIALTEMPLATE>\n';
  const found = findingsIn(dialplan, plan(text)).find(({ rule }) => rule.code === 'dialplan/pattern-never-matches');
  assert.ok(found);
  assert.ok(!found.fixes.some(({ title }) => title.startsWith('Write as')), 'the fault would be there eight times');
});

test('a # right behind a quoted word does not become a comment by layout', () => {
  const file = { name: 'dialplan.tests', text: '"#31#          dials "#31#\n20  dials 20\n' };
  const { source, document } = open(dialtests, file);
  const laidOut = edited(source, dialtests.layOut(document, { alignComments: true, insertSpaces: true, tabSize: 2 }));
  assert.ok(laidOut.includes('"#31#'));
  layOutSettles(dialtests, file);
});

test('layout does not put a comma that begins a line to the first word', () => {
  layOutSettles(dialtests, { name: 'dialplan.tests', text: '2001  dials\n, dials 2001\n' });
});

test('layout leaves alone a line that more blanks would make too long to be read', () => {
  for (const length of [975, 976, 977, 990, 1100])
    layOutSettles(dialtests, { name: 'dialplan.tests', text: `9 dials\n2001 dials plays "${'x'.repeat(length)}"\n` });
});

test('a word of one letter gets no guess', () => {
  const [found] = findingsIn(dialtests, { name: 'dialplan.tests', text: '2001  a\n' });
  assert.equal(found?.rule.code, 'dialtests/unknown-word');
  assert.deepEqual(found?.fixes, []);
});

test('blanks in a value with a # behind it go into quotes together with the comment', () => {
  const file = { name: 'SIPDefault.cnf', text: 'phone_label: Desk 1 # first\n' };
  assert.equal(fixed(cnf, file, 'cnf/unquoted-blanks'), 'phone_label: "Desk 1" ; first\n');
});

test('a number that is out of range is not offered in place of what is no number', () => {
  const file = { name: 'SIPDefault.cnf', text: 'proxy1_port: 5551234x\n' };
  assert.equal(fixed(cnf, file, 'cnf/not-a-number'), 'proxy1_port: 5060\n');
  assert.equal(fixed(cnf, { ...file, text: 'proxy1_port: 5061x\n' }, 'cnf/not-a-number'), 'proxy1_port: 5061\n');
});

test('no second entry is made for an image', () => {
  const text = '<IMAGE VERSION="P0S3-8-12-00" SYNC="1"/>\n<IMAGE VERSION="P0S3-8-12-00.loads" SYNC="1"/>\n';
  for (const other of [text, '<IMAGE VERSION="*" SYNC="1"/>\n<IMAGE SYNC="2"/>\n'])
    fixesMend(syncinfo, { name: 'syncinfo.xml', text: other });
});

test('an attribute is not put behind one that waits for its value', () => {
  assert.equal(
    fixed(syncinfo, { name: 'syncinfo.xml', text: '<IMAGE VERSION=' }, 'syncinfo/sync-missing'),
    '<IMAGE SYNC="1" VERSION=',
  );
});

test('further lines go with their blanks', () => {
  const file = { name: 'OS79XX.TXT', text: 'P003-8-12-00\r\nP0S3-06-3-00 \r\n' };
  assert.equal(fixed(os79xx, file, 'os79xx/several-lines'), 'P003-8-12-00\r\n');
});

test('a range whose ends are the wrong way round changes the same lines as in the text', () => {
  const source = TextDocument.create('', '', 1, 'sync: 1\ntos_media: 5\n');
  const before = cnf.parse(source);
  const changes = [{ range: { start: { line: 1, character: 3 }, end: { line: 0, character: 1 } }, text: 'x' }];
  TextDocument.update(source, changes, 2);
  const context = { fileName: 'SIPDefault.cnf' };
  const after = cnf.update?.(before, source, changes) ?? assert.fail();
  assert.deepEqual(cnf.check(after, context), cnf.check(cnf.parse(source), context));
});
