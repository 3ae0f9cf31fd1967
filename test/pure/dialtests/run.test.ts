/** Expectations run against a dial plan of the folder. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { expectationsOf } from '../../support/dialTests.ts';
import { findingsIn as allFindingsIn, findingsAbout, folder, mended, titles } from '../../support/folder.ts';

const plan = `<DIALTEMPLATE>
  <TEMPLATE MATCH="9,......." Timeout="3" Rewrite="%1" User="Phone"/>
  <TEMPLATE MATCH="911" Timeout="0" Route="Emergency"/>
  <TEMPLATE MATCH="2..." Timeout="1"/>
  <TEMPLATE MATCH="3..." Timeout="1" Line="2"/>
  <TEMPLATE MATCH="00*" Timeout="5"/>
  <TEMPLATE MATCH="*#" Timeout="0"/>
</DIALTEMPLATE>
`;
/** What is found in files of expectations: plans have findings of their own. */
const findingsIn = (...args: Parameters<typeof allFindingsIn>) =>
  allFindingsIn(...args).filter((finding) => finding.includes('.tests:'));
const withPlan = (tests: string) => ({ 'dialplan.xml': plan, 'dialplan.tests': tests });
const failed = (tests: string) => findingsAbout(folder(withPlan(tests)), 'dialplan.tests', 'dialtests/failed');
const isMet = (line: string) => failed(`${line}\n`).length === 0;

const met = [
  '2001  dials',
  '2001  dials 2001 after 1 s by template 3',
  '2001  by 2...',
  '9,5551234  dials 5551234 after 3 s by 9,....... user=phone route default',
  '911  dials 911 now route emergency',
  '9  waits, plays Bellcore-Outside',
  '9  plays',
  '2  waits after 10 s',
  '004412  dials after 5 s',
  '9115  dials 911',
  'handset lifted  waits',
];
const unmet = [
  '2001  waits',
  '2001  no match',
  '2001  dials 2002',
  '2001  now',
  '2001  after 2 s',
  '2001  by template 1',
  '2001  by template 99',
  '2001  by 9,.......',
  '2001  route emergency',
  '2001  user=phone',
  '2001  plays',
  '9  plays Bellcore-Busy',
  '2  dials',
  '3001  dials',
  'handset lifted  now',
];

test('an expectation is met when the phone does all that it says', () => {
  for (const line of met) assert.ok(isMet(line), line);
});

test('and not when the phone does anything otherwise', () => {
  for (const line of unmet) assert.ok(!isMet(line), line);
});

test('a number that the phone dials before its last key is not dialled, unless that is what is expected', () => {
  assert.ok(!isMet('9115  dials'));
  assert.match(failed('9115  dials\n')[0]?.message ?? '', /dials 911 now .* 1 key comes too late/);
  assert.ok(isMet('9115  dials 911 now'));
});

test('line and firmware choose the phone', () => {
  assert.deepEqual(failed('line 2\n3001 dials after 1 s\n'), []);
  assert.deepEqual(failed('2001#  now\nfirmware hash=waits\n2001#  after 1 s\n'), []);
  assert.deepEqual(failed('firmware star=zero-or-more\n00 by template 5\n'), []);
  assert.equal(failed('00 by template 5\n').length, 1);
});

test('what is not met is underlined, told, and leads to the template that wins', () => {
  const [finding, ...more] = failed('2001  dials 2001 now\n');
  assert.deepEqual(more, []);
  assert.equal(finding?.severity, 'error');
  assert.deepEqual([finding?.range.start.character, finding?.range.end.character], [17, 20]);
  assert.match(
    finding?.message ?? '',
    /with dialplan\.xml the phone dials 2001 after 1 s by template 3 \(MATCH="2\.\.\."\)/,
  );
  assert.deepEqual(
    finding?.related.map(({ uri, range }) => [uri, range.start.line]),
    [['file:///dialplan.xml', 3]],
  );
});

test('the quick fix writes what the phone does, about what the line is about', () => {
  const fix = (line: string) =>
    mended(withPlan(`${line} # why\n`), 'dialplan.tests', 'dialtests/failed', 'Expect what the phone does')[
      'dialplan.tests'
    ];
  assert.equal(fix('2001  dials 2001 now'), '2001  dials 2001 after 1 s # why\n');
  assert.equal(fix('2001  waits'), '2001  dials 2001 # why\n');
  assert.equal(fix('2001  no match, by 9,.......'), '2001  dials 2001 by 2... # why\n');
  assert.equal(fix('2  dials 2001 after 1 s by template 3'), '2  waits after 10 s # why\n');
  assert.equal(fix('2001  plays'), '2001  dials 2001 # why\n');
  assert.equal(fix('9115  dials'), '9115  dials 911 # why\n');
});

test('after the quick fix the expectation is met, whatever was expected', () => {
  const clause = fc.constantFrom(
    ...['dials', 'dials 2001', 'waits', 'no match', 'now', 'after 1 s', 'by template 1', 'by 2...', 'route emergency'],
    ...['user=ip', 'plays', 'plays Bellcore-Busy'],
  );
  const keys = fc.constantFrom(
    '2001',
    '9',
    '95551234',
    '911',
    '9115',
    '2',
    '77',
    '004412',
    '2001#',
    '12#',
    '"#"',
    'handset',
  );
  fc.assert(
    fc.property(keys, fc.uniqueArray(clause, { minLength: 1, maxLength: 4 }), (number, clauses) => {
      const before = withPlan(`${number} ${clauses.join(' ')}\n`);
      const [finding] = findingsAbout(folder(before), 'dialplan.tests', 'dialtests/failed');
      if (!finding) return;
      const after = mended(before, 'dialplan.tests', 'dialtests/failed', 'Expect what the phone does');
      assert.deepEqual(findingsIn(folder({ ...before, ...after })), [], JSON.stringify(after));
    }),
    { numRuns: 300 },
  );
});

test('a line that is not understood is a finding for that, and nothing is said of the phone', () => {
  assert.deepEqual(findingsIn(folder(withPlan('2001  dials nwo\n2001  dails now\n'))), [
    'dialplan.tests:1 error dialtests/failed',
    'dialplan.tests:2 error dialtests/unknown-word',
  ]);
});

test('a change in the plan changes what is found in the expectations', () => {
  const root = folder(withPlan('2001  dials after 1 s\n'));
  const changed = folder({ ...withPlan('2001  dials after 1 s\n'), 'dialplan.xml': plan.replace('"1"', '"2"') });
  const count = (one: typeof root) => findingsAbout(one, 'dialplan.tests', 'dialtests/failed').length;
  assert.deepEqual([count(root), count(changed)], [0, 1]);
});

test('a plan that the phone discards meets no template, and that is said', () => {
  const root = folder({ 'dialplan.xml': plan.replace('"1"', "'1'"), 'dialplan.tests': '2001  dials\n77  no match\n' });
  const found = findingsAbout(root, 'dialplan.tests', 'dialtests/failed');
  assert.equal(found.length, 1);
  assert.match(found[0]?.message ?? '', /the phone discards the plan, and dials 2001 as it is after 10 s/);
});

test('without a plan of that name nothing is checked, and that is an error', () => {
  assert.deepEqual(findingsIn(folder({ 'ofice.tests': '2001  dials\n', 'office.xml': plan })), [
    'ofice.tests:1 error dialtests/plan-missing',
  ]);
  assert.deepEqual(findingsIn(folder({ 'Office.tests': '2001  dials\n', 'office.xml': plan })), []);
  assert.deepEqual(findingsIn(folder({ 'a/office.tests': '2001  dials\n', 'a/office.xml': plan })), []);
});

test("other people's .tests files are left alone, but not one beside a dial plan of its name", () => {
  const text = 'opens the door\n';
  assert.deepEqual(findingsIn(folder({ 'dialplan.xml': plan, 'login.tests': text })), []);
  assert.equal(folder({ 'dialplan.xml': plan, 'login.tests': text }).file('login.tests'), undefined);
  assert.equal(folder({ 'dialplan.xml': plan, 'dialplan.tests': text }).file('dialplan.tests')?.format.id, 'dialtests');
  assert.equal(folder({ 'dialplan.xml': '<project/>', 'dialplan.tests': text }).file('dialplan.tests'), undefined);
});

test('the fix is the only one, and never applied unseen', () => {
  const [finding] = failed('2001  now\n');
  assert.deepEqual(finding && titles(finding), ['Expect what the phone does']);
  assert.deepEqual(
    finding?.fixes.map(({ safe }) => safe),
    [false],
  );
});

test('each expectation has its result, in the order of the file', () => {
  assert.deepEqual(expectationsOf(plan, '2001 dials\n# x\n911 waits\n12 oops\n'), [
    '2001 dials: met',
    '911 waits: not met',
    '12 oops: not met',
  ]);
});
