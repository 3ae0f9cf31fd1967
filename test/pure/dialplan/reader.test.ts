import assert from 'node:assert/strict';
import { test } from 'node:test';
import { liveTemplates } from '../../../server/src/formats/dialplan/plan.ts';
import { readPlan } from '../../../server/src/formats/dialplan/reader.ts';

/** The live rules as `pattern timeout`. */
function rulesOf(text: string): string[] {
  return liveTemplates(readPlan(text)).map(({ match, timeout }) => `${match?.text ?? '-'} ${timeout}`);
}

function faultsOf(text: string): string[] {
  return readPlan(text).faults.map(({ kind }) => kind);
}

const inPlan = (content: string) => `<DIALTEMPLATE>${content}</DIALTEMPLATE>`;

test('a plan is read with every attribute, whatever the letter case of their names', () => {
  const [rule] = liveTemplates(
    readPlan(
      inPlan('<TEMPLATE match="9,.." TIMEOUT="0" user="IP" Route="fqdn" rewrite="%1" LINE="2" tone="cisco-zip"/>'),
    ),
  );
  assert.equal(rule?.match?.text, '9,..');
  assert.equal(rule.timeout, 0);
  assert.equal(rule.user, 'IP');
  assert.equal(rule.route, 'FQDN');
  assert.equal(rule.rewrite?.text, '%1');
  assert.equal(rule.line, 2);
  assert.deepEqual(rule.tones, ['Cisco-Zip']);
});

test('a rule without Timeout waits ten seconds and without Line holds for all lines', () => {
  const [rule] = liveTemplates(readPlan(inPlan('<TEMPLATE MATCH="1"/>')));
  assert.equal(rule?.timeout, 10);
  assert.equal(rule.line, 0);
  assert.equal(rule.rewrite, undefined);
  assert.deepEqual(rule.tones, []);
});

test('several tones are several attributes of one name, and an empty one is the usual tone', () => {
  const plan = readPlan(inPlan('<TEMPLATE MATCH="9,1,2" Tone="Cisco-Zip" Tone="" Tone="Bellcore-None"/>'));
  assert.deepEqual(plan.templates[0]?.tones, ['Cisco-Zip', '', 'Bellcore-None']);
  assert.equal(plan.discarded, false);
});

test('the last of two attributes counts', () => {
  assert.deepEqual(rulesOf(inPlan('<TEMPLATE MATCH="1" MATCH="2" Timeout="1" timeout="2"/>')), ['2 2']);
});

test('both forms of a TEMPLATE are read, and white space and comments may stand anywhere', () => {
  const text = inPlan(
    '< TEMPLATE\n MATCH = "1"\n <!-- why --> Timeout\t=\t"1" /><TEMPLATE MATCH="2"Timeout="2"> </ TEMPLATE >',
  );
  assert.deepEqual(rulesOf(text), ['1 1', '2 2']);
  assert.deepEqual(faultsOf(text), []);
});

test('the phone does not mind a prolog, stray text, a second bracket or a root that closes itself', () => {
  const text = '<?xml version="1.0"?> some text >> <DIALTEMPLATE/><TEMPLATE MATCH="1" Timeout="5"/>> more, text';
  assert.deepEqual(rulesOf(text), ['1 5']);
  assert.equal(readPlan(text).discarded, false);
});

test('DIALTEMPLATE may be written in any letter case, TEMPLATE only in capitals', () => {
  assert.deepEqual(rulesOf('<dialTemplate><TEMPLATE MATCH="1"/><Template MATCH="2"/></DialTemplate>'), ['1 10']);
});

test('a comment ends at its first bracket', () => {
  const text = inPlan('<!-- <TEMPLATE MATCH="1"/> <TEMPLATE MATCH="2"/> -->');
  assert.deepEqual(rulesOf(text), ['2 10']);
  assert.ok(readPlan(text).templates[0]?.comment);
});

test('a comment inside another does not hide that the outer one goes on', () => {
  const plan = readPlan(
    inPlan('<!-- <TEMPLATE MATCH="1"/> <!-- note --> <TEMPLATE MATCH="2"/> --><TEMPLATE MATCH="3"/>'),
  );
  assert.deepEqual(
    plan.templates.map(({ match, comment }) => [match?.text, comment !== undefined]),
    [
      ['2', true],
      ['3', false],
    ],
  );
});

test('a value is cut to what fits the buffer, counted in bytes', () => {
  const long = `9${'.'.repeat(70)}`;
  const [rule] = liveTemplates(readPlan(inPlan(`<TEMPLATE MATCH="${long}" Rewrite="${'é'.repeat(40)}"/>`)));
  assert.equal(rule?.match?.text.length, 63);
  assert.equal(rule.rewrite?.text.length, 31);
  assert.equal(rule.attributes[0]?.value?.text, long);
});

test('entities are not decoded', () => {
  assert.deepEqual(rulesOf(inPlan('<TEMPLATE MATCH="1&#42;"/>')), ['1&#42; 10']);
});

test('a Timeout is read up to its last digit', () => {
  const seconds = (value: string) =>
    liveTemplates(readPlan(inPlan(`<TEMPLATE MATCH="1" Timeout="${value}"/>`)))[0]?.timeout;
  assert.deepEqual(['7', ' 7', '+7', '7s', '7.9', 'x7', ''].map(seconds), [7, 7, 7, 7, 7, 0, 0]);
});

test('a version stamp is read over, but a wrong one costs the plan', () => {
  assert.deepEqual(faultsOf(inPlan('<versionStamp>{12ab-34}</versionStamp><TEMPLATE MATCH="1"/>')), []);
  assert.deepEqual(faultsOf(inPlan('<versionStamp>x</versionStamp>')), ['version-stamp']);
  assert.deepEqual(faultsOf(inPlan('<versionStamp/>')), ['version-stamp']);
  assert.deepEqual(faultsOf('<versionStamp>{12ab-34}</versionStamp>'), ['version-stamp']);
});

test('one mistake makes the phone discard the plan, and the rest is read all the same', () => {
  for (const mistake of [
    "<TEMPLATE MATCH='1'/>",
    '<TEMPLATE MATCH="1 Timeout="0"/>',
    '<TEMPLATE MATCH="1/>',
    '<TEMPLATE MATCH=1/>',
    '<TEMPLATE MATCH=1"/>',
    '<TEMPLATE MATCH="1" Colour="red"/>',
    '<TEMPLATE MATCH="1" Timeout/>',
    '<TEMPLATE MATCH="1" Timeout= User="IP"/>',
    '<TEMPLATE MATCH "1"/>',
    '<TEMPLATE MATCH="1";/>',
    '<TEMPLATE MATCH="1">',
    '<TEMPLATE MATCH="1"',
    '<TEMPLATE MATCH="1">text</TEMPLATE>',
    '<TEMPLATE MATCH="1" Timeout="-1"/>',
  ]) {
    const plan = readPlan(inPlan(`\n${mistake}\n<TEMPLATE MATCH="2.." Timeout="5"/>\n`));
    assert.equal(plan.faults.length, 1, `${mistake}: ${plan.faults.map(({ kind }) => kind)}`);
    assert.equal(plan.discarded, true, mistake);
    assert.equal(plan.templates.at(-1)?.match?.text, '2..', mistake);
    assert.equal(plan.templates.at(-1)?.timeout, 5, mistake);
  }
});

test('a pattern falls into its parts, each with its place', () => {
  const [rule] = liveTemplates(readPlan(inPlan('\n<TEMPLATE MATCH="9,,1..\\*2*#\\"/>')));
  assert.deepEqual(
    rule?.match?.parts.map(({ kind, text, range }) => [
      kind,
      text,
      range.start.line,
      range.start.character,
      range.end.character,
    ]),
    [
      ['literal', '9', 1, 17, 18],
      ['comma', ',,', 1, 18, 20],
      ['literal', '1', 1, 20, 21],
      ['dots', '..', 1, 21, 23],
      ['escaped', '\\*', 1, 23, 25],
      ['literal', '2', 1, 25, 26],
      ['star', '*', 1, 26, 27],
      ['literal', '#', 1, 27, 28],
      ['literal', '\\', 1, 28, 29],
    ],
  );
  assert.deepEqual(rule?.match?.groups, [2, undefined]);
  assert.equal(rule?.match?.commas, 1);
});

test('there are no more than five groups', () => {
  const [rule] = liveTemplates(readPlan(inPlan('<TEMPLATE MATCH="1.2.3.4.5.6.7."/>')));
  assert.equal(rule?.match?.groups.length, 5);
});

test('a rewrite falls into its parts', () => {
  const [rule] = liveTemplates(readPlan(inPlan('<TEMPLATE MATCH="*" Rewrite="9%s%0%2..%%%.%"/>')));
  assert.deepEqual(
    rule?.rewrite?.parts.map(({ kind, text }) => [kind, text]),
    [
      ['literal', '9'],
      ['all', '%s'],
      ['all', '%0'],
      ['group', '%2'],
      ['dots', '..'],
      ['escaped', '%%'],
      ['escaped', '%.'],
      ['literal', '%'],
    ],
  );
});

test('a value over several lines has its parts in the right lines', () => {
  const [rule] = liveTemplates(readPlan(inPlan('<TEMPLATE MATCH="1\r\n.." Timeout="0"/>')));
  const dots = rule?.match?.parts.find(({ kind }) => kind === 'dots');
  assert.deepEqual(dots?.range, { start: { line: 1, character: 0 }, end: { line: 1, character: 2 } });
});

test('nothing behind a NUL is read', () => {
  assert.deepEqual(rulesOf('<DIALTEMPLATE><TEMPLATE MATCH="1"/>\0<TEMPLATE MATCH="2"/>'), ['1 10']);
});
