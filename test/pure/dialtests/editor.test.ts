/** What the editor offers in a file of expectations. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dialplan } from '../../../server/src/formats/dialplan/index.ts';
import { dialtests } from '../../../server/src/formats/dialtests/index.ts';
import { completions, edited, folderOf, hover, open } from '../../support/language.ts';

const name = 'dialplan.tests';
const folder = folderOf(dialplan, {
  'dialplan.xml': `<DIALTEMPLATE>
  <TEMPLATE MATCH="9,..." Timeout="3" Rewrite="%1"/>
  <TEMPLATE MATCH="911" Timeout="0" Route="Emergency"/>
  <TEMPLATE MATCH="#." Timeout="0"/>
  <TEMPLATE MATCH="3..." Timeout="1" Line="2"/>
</DIALTEMPLATE>
`,
});
const offered = (marked: string) => completions(dialtests, name, marked, folder);
const labels = (marked: string) => [...offered(marked).keys()];
const laidOut = (text: string) => {
  const { source, document } = open(dialtests, { name, text });
  return edited(source, dialtests.layOut(document, { alignComments: true, insertSpaces: true, tabSize: 2 }));
};

test('hover tells what the phone does, key by key, and whether that is what is expected', () => {
  const text = hover(dialtests, name, '9,1|23  dials 123 after 3 s', folder);
  assert.match(text, /^\*\*9123\*\*: dials 123 after 3 s by template 1/);
  assert.match(text, /\n- `9` .*waits 10 s for a key; plays Bellcore/);
  assert.match(text, /\n- `9123` dials after 3 s, the Timeout of template 1/);
  assert.match(text, /The expectation is met\.$/);
  assert.match(hover(dialtests, name, '91|1  waits', folder), /\*\*not met\*\*/);
  assert.match(hover(dialtests, name, 'hand|set  waits', folder), /waits for the first key/);
  assert.match(hover(dialtests, name, 'line 2\n3001| dials', folder), /^\*\*3001\*\* on line 2: dials 3001/);
});

test('without the plan hover says what is missing', () => {
  assert.match(hover(dialtests, name, '91|1  waits'), /`dialplan\.xml`/);
  assert.equal(hover(dialtests, name, '# 91|1  waits', folder), '');
});

test('an empty line is offered numbers that fit the templates, with what the phone does now', () => {
  const found = offered('line 2\n|');
  assert.equal(found.get('9123'), 'line 2\n9123  dials 123 after 3 s');
  assert.equal(found.get('911'), 'line 2\n911  dials 911 now');
  assert.equal(found.get('#1'), 'line 2\n"#1"  dials "#1" now');
  assert.equal(found.get('3123'), 'line 2\n3123  dials 3123 after 1 s');
  assert.ok(found.has('line') && found.has('firmware'));
  assert.deepEqual(
    [...completions(dialtests, name, '|').keys()].filter((label) => /\d/.test(label)),
    [],
  );
});

test('behind a number stands what the phone does now, and everything that can be said', () => {
  assert.equal(offered('911 |').get('dials 911 now'), '911 dials 911 now');
  assert.deepEqual(labels('911 dials now |'), ['by template', 'route', 'user=phone', 'user=ip', 'plays']);
  assert.equal(offered('911 wai|').get('waits'), '911 waits');
});

test('each word is offered its values', () => {
  assert.deepEqual(labels('911 route |'), ['default', 'emergency', 'FQDN']);
  assert.deepEqual(labels('911 by template |'), ['1', '2', '3', '4']);
  assert.equal(offered('911 by |').get('#.'), '911 by "#."');
  assert.equal(offered('911 by |').get('9,...'), '911 by 9,...');
  assert.ok(labels('9 plays |').includes('Bellcore-Outside'));
  assert.ok(labels('firmware |').includes('hash=waits'));
  assert.deepEqual(labels('line |'), []);
  assert.deepEqual(labels('911 dials # |'), []);
});

test('the outline has one line for each expectation', () => {
  const { document, context } = open(dialtests, { name, text: '9,123 dials 123 # x\n\nhandset waits\n' });
  assert.deepEqual(
    dialtests.symbols(document, context).map(({ name: number, detail }) => [number, detail]),
    [
      ['9123', 'dials 123'],
      ['handset', 'waits'],
    ],
  );
});

test('layout lets what is expected begin at one column in each block, and touches nothing else', () => {
  assert.equal(
    laidOut('# numbers\n 2001 dials   after 1 s\n9,123\tdials 123,  now  \n\n1 waits   # why\nline  2\n'),
    '# numbers\n2001   dials after 1 s\n9,123  dials 123, now\n\n1  waits   # why\nline 2\n',
  );
  const once = laidOut('9 123 4 dials\n1 , waits\n');
  assert.equal(laidOut(once), once);
});

test('the status tells how many numbers there are', () => {
  const { document, context } = open(dialtests, { name, text: '911 waits\n' });
  assert.equal(dialtests.status(document, context).kind, 'Dial plan tests, 1 number');
});
