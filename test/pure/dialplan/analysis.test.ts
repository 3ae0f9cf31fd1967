/** What is said of a dial plan as a whole: its rules beside one another. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { manifest } from '../../../scripts/manifest.ts';
import { checkCountry, countries } from '../../../server/src/formats/dialplan/analysis/emergency.ts';
import { dialplan } from '../../../server/src/formats/dialplan/index.ts';
import { readPlan } from '../../../server/src/formats/dialplan/reader.ts';
import type { Finding } from '../../../server/src/formats/rules.ts';
import { readSettings } from '../../../server/src/settings.ts';
import { findingsOf } from '../../../server/src/tftproot/findings.ts';
import { tftpRoot } from '../../../server/src/tftproot/root.ts';
import { edited, expectFindings, findingsIn, fixed, open } from '../../support/language.ts';

const name = 'dialplan.xml';
const rest = '<TEMPLATE MATCH="*" Timeout="5"/>';
const inPlan = (...lines: string[]) => ['<DIALTEMPLATE>', ...lines, '</DIALTEMPLATE>', ''].join('\n');

function expect(marked: string): void {
  expectFindings(dialplan, name, marked);
}

const codes = (text: string) => findingsIn(dialplan, { name, text }).map(({ rule }) => rule.code);

function finding(text: string, code: string): Finding {
  const found = findingsIn(dialplan, { name, text }).find(({ rule }) => rule.code === code);
  assert.ok(found, `no finding ${code}`);
  return found;
}

test('an ordinary plan of an office has no findings', () => {
  expect(`<DIALTEMPLATE>
  <TEMPLATE MATCH="0" Timeout="1"/>
  <TEMPLATE MATCH="2.." Timeout="1"/>
  <TEMPLATE MATCH="4..." Timeout="0"/>
  <TEMPLATE MATCH="289......." Timeout="0"/>
  <TEMPLATE MATCH="9,11" Timeout="0" Rewrite="9911"/>
  <TEMPLATE MATCH="9,.11" Timeout="0"/>
  <TEMPLATE MATCH="9,1.........." Timeout="0"/>
  <TEMPLATE MATCH="9,......." Timeout="0"/>
  <TEMPLATE MATCH="9,011*" Timeout="6"/>
  <TEMPLATE MATCH="\\*.." Timeout="1"/>
  <TEMPLATE MATCH="*#" Timeout="0" Rewrite="%1"/>
  <TEMPLATE MATCH="*" Timeout="5"/>
</DIALTEMPLATE>`);
});

// --- rules that never apply --------------------------------------------------------------------

test('a rule whose numbers all go to another one is told with a number and the other rule', () => {
  const text = inPlan(
    '<TEMPLATE MATCH="9,1......" Timeout="0" Rewrite="1%1"/>',
    '<TEMPLATE MATCH="91......" Timeout="0"/>',
    rest,
  );
  const { message, range, related, unnecessary } = finding(text, 'dialplan/never-wins');
  assert.match(message, /91345678 fits it.*goes to MATCH "9,1......" in line 2, which is as specific and stands first/);
  assert.deepEqual([range.start.line, related[0]?.range.start.line, unnecessary], [2, 1, true]);
});

test('rules that only together cover another one are seen through', () => {
  const all = [...'0123456789*'].map((key) => `<TEMPLATE MATCH="${key === '*' ? '\\*' : key}." Timeout="0"/>`);
  const plus = '<TEMPLATE MATCH="+." Timeout="0"/>';
  const two = '<TEMPLATE MATCH=".." Timeout="0"/>';
  assert.match(finding(inPlan(...all, plus, two, rest), 'dialplan/never-wins').message, /has more keys written out/);
  assert.ok(!codes(inPlan(...all, two, rest)).includes('dialplan/never-wins'), 'a plus from a list is left for it');
});

test('a rule that never applies beside one that does the same is a hint', () => {
  const text = inPlan('<TEMPLATE MATCH="9,1......" Timeout="0"/>', '<TEMPLATE MATCH="91......" Timeout="0"/>', rest);
  assert.equal(finding(text, 'dialplan/never-wins').severity, 'hint');
});

test('the very same pattern again is reported once, as that', () => {
  assert.deepEqual(codes(inPlan('<TEMPLATE MATCH="2.." Timeout="0"/>', '<TEMPLATE MATCH="2.." Timeout="3"/>', rest)), [
    'dialplan/duplicate-match',
  ]);
});

test('a pattern that nothing completes is reported once, as that', () => {
  assert.deepEqual(codes(inPlan('<TEMPLATE MATCH="2XX" Timeout="0"/>', '<TEMPLATE MATCH="2.." Timeout="0"/>', rest)), [
    'dialplan/pattern-never-matches',
  ]);
});

test('of two rules that are as specific, the narrower one can be moved before the other', () => {
  const text = inPlan('  <TEMPLATE MATCH="*1*" Timeout="5"/>', '  <TEMPLATE MATCH=".1*" Timeout="2" Rewrite="7"/>');
  const mended = fixed(dialplan, { name, text }, 'dialplan/never-wins', 'Move it before MATCH "*1*"');
  assert.equal(
    mended,
    inPlan('  <TEMPLATE MATCH=".1*" Timeout="2" Rewrite="7"/>', '  <TEMPLATE MATCH="*1*" Timeout="5"/>'),
  );
  assert.ok(!codes(mended).includes('dialplan/never-wins'));
});

test('moving is not offered where it would only be the other rule that never applies', () => {
  const text = inPlan('<TEMPLATE MATCH="9,1" Timeout="0"/>', '<TEMPLATE MATCH="91" Timeout="3"/>', rest);
  assert.deepEqual(finding(text, 'dialplan/never-wins').fixes, []);
});

test('a rule for one line is not in the way on the others', () => {
  const limited = '<TEMPLATE MATCH="9,1.." Timeout="0" Line="1"/>';
  const free = '<TEMPLATE MATCH="91.." Timeout="3"/>';
  assert.ok(!codes(inPlan(limited, free, rest)).includes('dialplan/never-wins'));
  assert.ok(codes(inPlan(limited, free.replace('/>', ' Line="1"/>'), rest)).includes('dialplan/never-wins'));
});

test('a longer rule behind a shorter one with Timeout 0 is never dialled key by key', () => {
  const text = inPlan('<TEMPLATE MATCH="1..." Timeout="0"/>', '<TEMPLATE MATCH="1.........." Timeout="0"/>', rest);
  const { message, severity, related } = finding(text, 'dialplan/dialled-before');
  assert.match(message, /for 12345678901 the phone dials 1234 at once, by MATCH "1\.\.\." in line 2/);
  assert.equal(severity, 'warning');
  assert.equal(related[0]?.range.start.line, 1);
  const mended = fixed(dialplan, { name, text }, 'dialplan/dialled-before');
  assert.ok(mended.includes('MATCH="1..." Timeout="3"'));
  assert.deepEqual(codes(mended), []);
});

test('an emergency number in front of a longer rule is not told to wait', () => {
  const text = inPlan(
    '<TEMPLATE MATCH="911" Timeout="0" Route="emergency"/>',
    '<TEMPLATE MATCH="9,11..." Timeout="0"/>',
    rest,
  );
  assert.deepEqual(finding(text, 'dialplan/dialled-before').fixes, []);
});

test('a longer rule that only adds the hash to a shorter one is a hint', () => {
  const text = inPlan('<TEMPLATE MATCH="4..." Timeout="0"/>', '<TEMPLATE MATCH="4...#" Timeout="0"/>', rest);
  assert.equal(finding(text, 'dialplan/dialled-before').severity, 'hint');
});

test('a shorter rule that waits lets the longer one through', () => {
  assert.deepEqual(
    codes(inPlan('<TEMPLATE MATCH="1..." Timeout="3"/>', '<TEMPLATE MATCH="1....." Timeout="0"/>', rest)),
    [],
  );
});

// --- numbers that are lost or wait -------------------------------------------------------------

test('a rule that loses a good part of its numbers to shorter ones is told how much, with a number', () => {
  expect(`<DIALTEMPLATE>
  <TEMPLATE MATCH="2.." Timeout="0"/>
  <TEMPLATE MATCH="3.." Timeout="0"/>
  <TEMPLATE MATCH="......." Timeout="0"/>
                   ^^^^^^^ information dialplan/dials-early
  <TEMPLATE MATCH="*" Timeout="5"/>
</DIALTEMPLATE>`);
  const text = inPlan(
    '<TEMPLATE MATCH="2.." Timeout="0"/>',
    '<TEMPLATE MATCH="3.." Timeout="0"/>',
    '<TEMPLATE MATCH="....." Timeout="0"/>',
    rest,
  );
  const { message } = finding(text, 'dialplan/dials-early');
  assert.match(message, /About 20 %.*: for 2\d{4} the phone dials 2\d\d at once, by MATCH "2\.\."/);
});

test('service codes, an operator and a first digit are lost on purpose', () => {
  const long = '<TEMPLATE MATCH="......." Timeout="0"/>';
  for (const match of ['0', '911', '.11', '5..'])
    assert.deepEqual(codes(inPlan(`<TEMPLATE MATCH="${match}" Timeout="0"/>`, long, rest)), [], match);
});

test('a rule with Timeout 0 that waits for many longer ones is told which', () => {
  const longer = [...'01234'].map((digit) => `<TEMPLATE MATCH="2${digit}....." Timeout="0"/>`);
  const text = inPlan('<TEMPLATE MATCH="2.." Timeout="0"/>', ...longer, rest);
  const { message, severity } = finding(text, 'dialplan/waits-for-longer');
  assert.match(
    message,
    /About 50 %.*after 2\d\d the phone waits 10 seconds for MATCH "2\d\.{5}" in line \d+, which has more/,
  );
  assert.equal(severity, 'information');
});

test('a longer code in the middle of shorter numbers is meant to be there', () => {
  const text = inPlan('<TEMPLATE MATCH="13...." Timeout="0"/>', '<TEMPLATE MATCH="1300......" Timeout="0"/>', rest);
  assert.deepEqual(codes(text), []);
});

test('a Timeout after which no rule goes on only delays the call', () => {
  const text = inPlan('<TEMPLATE MATCH="2..." Timeout="5"/>', '<TEMPLATE MATCH="9*" Timeout="5"/>');
  assert.equal(finding(text, 'dialplan/needless-timeout').severity, 'hint');
  assert.ok(fixed(dialplan, { name, text }, 'dialplan/needless-timeout').includes('MATCH="2..." Timeout="0"'));
  assert.deepEqual(codes(inPlan('<TEMPLATE MATCH="2..." Timeout="5"/>', rest)), [], 'a longer number goes on with *');
});

test('without a Timeout the phone waits ten seconds, and the fix writes one', () => {
  const text = inPlan('<TEMPLATE MATCH="2..." User="Phone"/>', '<TEMPLATE MATCH="9*" Timeout="5"/>');
  assert.match(finding(text, 'dialplan/needless-timeout').message, /waits 10 seconds for nothing/);
  assert.ok(
    fixed(dialplan, { name, text }, 'dialplan/needless-timeout').includes('MATCH="2..." Timeout="0" User="Phone"'),
  );
});

test('a plan for a few numbers only is told that the others wait', () => {
  const text = inPlan('  <TEMPLATE MATCH="2..." Timeout="0"/>');
  const { message, range, severity } = finding(text, 'dialplan/no-catch-all');
  assert.match(message, /About 90 % .*: 1550123, for example, is dialled as it is, 10 seconds/);
  assert.deepEqual([range.start.line, severity], [0, 'hint']);
  assert.equal(
    fixed(dialplan, { name, text }, 'dialplan/no-catch-all'),
    inPlan('  <TEMPLATE MATCH="2..." Timeout="0"/>', `  ${rest}`),
  );
});

test('a plan that has a rule for each first digit needs no other', () => {
  const all = [...'0123456789'].map((digit) => `<TEMPLATE MATCH="${digit}..." Timeout="0"/>`);
  assert.deepEqual(codes(inPlan(...all)), []);
});

test('a plan that the phone throws away is not looked through', () => {
  const text = inPlan('<TEMPLATE MATCH="1." Timeout="0"/>', '<TEMPLATE MATCH="1.." Timeout=0/>');
  assert.deepEqual(codes(text), ['dialplan/unquoted-value']);
});

test('a knot of wildcards is left alone', () => {
  const knot = Array.from(
    { length: 20 },
    (_, index) => `<TEMPLATE MATCH="${'.'.repeat(index)}1${'.'.repeat(20 - index)}" Timeout="5"/>`,
  );
  assert.deepEqual(codes(inPlan(...knot, '<TEMPLATE MATCH="\\1...................." Timeout="3"/>')), [
    'dialplan/needless-backslash',
  ]);
});

// --- patterns ----------------------------------------------------------------------------------

test('a comma at the end and what stands behind a * are never reached', () => {
  expect(`<DIALTEMPLATE>
  <TEMPLATE MATCH="9," Timeout="0"/>
                    ^ warning dialplan/never-complete
  <TEMPLATE MATCH="8*." Timeout="3"/>
                    ^^ warning dialplan/never-complete
  <TEMPLATE MATCH="7*,1" Timeout="3"/>
                    ^^ warning dialplan/never-complete
  <TEMPLATE MATCH="6**" Timeout="3"/>
                    ^^ warning dialplan/never-complete
  <TEMPLATE MATCH="5*,#" Timeout="0"/>
  <TEMPLATE MATCH="4*\\*1" Timeout="3"/>
  <TEMPLATE MATCH="*" Timeout="5"/>
</DIALTEMPLATE>`);
  const mend = (match: string) =>
    fixed(dialplan, { name, text: inPlan(`<TEMPLATE MATCH="${match}" Timeout="3"/>`) }, 'dialplan/never-complete');
  assert.ok(mend('9,').includes('MATCH="9"'));
  assert.ok(mend('6**').includes('MATCH="6*"'));
});

test('wildcards of other systems are written out when there are few rules', () => {
  const write = (match: string, title: string) =>
    fixed(
      dialplan,
      { name, text: inPlan(`  <TEMPLATE MATCH="${match}" Timeout="0"/>`) },
      'dialplan/pattern-never-matches',
      title,
    );
  assert.equal(
    write('[2-4]XXX', 'Write as 3 templates'),
    inPlan(...[...'234'].map((digit) => `  <TEMPLATE MATCH="${digit}..." Timeout="0"/>`)),
  );
  assert.ok(write('9,NXX', 'Write as 8 templates').includes('MATCH="9,9.."'));
  assert.ok(write('Z.', 'Write as 9 templates').includes('MATCH="1."'));
  assert.ok(write('5[1,3-4]', 'Write as 3 templates').includes('MATCH="54"'));
  const titles = (match: string) =>
    finding(inPlan(`<TEMPLATE MATCH="${match}" Timeout="0"/>`), 'dialplan/pattern-never-matches').fixes.map(
      ({ title }) => title,
    );
  assert.deepEqual(titles('NXXNXXXXXX'), ['Change to .........., for any digit'], 'that would be 64');
  assert.deepEqual(titles('2XXX'), ['Change to 2..., for any digit']);
  assert.deepEqual(titles('[abc]1'), ['Change to .1, for any digit']);
});

// --- emergency numbers -------------------------------------------------------------------------

const emergency = (code: string, ...lines: string[]) =>
  checkCountry(readPlan(inPlan(...lines)), code).map(({ rule, message }) => `${rule.code.slice(9)}: ${message}`);

function afterFix(country: string, text: string): string {
  const { source } = open(dialplan, { name, text });
  const [found] = checkCountry(readPlan(text), country);
  return edited(source, found?.fixes[0]?.edits ?? []);
}

test('the emergency numbers of a country should go out at once', () => {
  assert.deepEqual(emergency('US', '<TEMPLATE MATCH=".11" Timeout="0"/>', rest), []);
  assert.match(emergency('US', rest).join('\n'), /^emergency-waits: 911 is dialled only after 5 seconds\./);
  assert.match(emergency('DE', rest).join('\n'), /^emergency-waits: 112 and 110 are dialled only after 5 seconds\./);
  assert.match(
    emergency('US', '<TEMPLATE MATCH="2..." Timeout="0"/>').join('\n'),
    /^emergency-waits: 911 .* 10 seconds/,
  );
  assert.equal(
    afterFix('DE', inPlan(`  ${rest}`)),
    inPlan('  <TEMPLATE MATCH="112" Timeout="0"/>', '  <TEMPLATE MATCH="110" Timeout="0"/>', `  ${rest}`),
  );
});

test('an emergency number must not be cut off', () => {
  const cut = '<TEMPLATE MATCH="11" Timeout="0"/>';
  assert.match(
    emergency('GB', cut, rest, '<TEMPLATE MATCH="999" Timeout="0"/>').join('\n'),
    /^emergency-cut-off: 112 cannot be dialled: the phone dials 11 at once/,
  );
  assert.ok(afterFix('NL', inPlan(cut, rest)).includes('MATCH="11" Timeout="3"'));
});

test('an emergency number may get digits before it, but not become another', () => {
  const rewrite = (to: string) => `<TEMPLATE MATCH="911" Timeout="0" Rewrite="${to}"/>`;
  assert.deepEqual(emergency('US', rewrite('9911')), []);
  assert.deepEqual(emergency('US', rewrite('911@10%.1%.1%.1')), []);
  assert.match(emergency('US', rewrite('5000')).join('\n'), /^emergency-rewritten: 911 is sent as 5000/);
  assert.equal(afterFix('US', inPlan(rewrite('5000'))), inPlan('<TEMPLATE MATCH="911" Timeout="0"/>'));
});

test('an emergency number should work without the prefix of an outside line', () => {
  const outside = '<TEMPLATE MATCH="9,911" Timeout="0"/>';
  assert.match(
    emergency('US', outside, rest).join('\n'),
    /^emergency-prefix: 911 is dialled at once only behind 9, by this rule\. Without it the phone waits 5 seconds/,
  );
  assert.deepEqual(emergency('US', '<TEMPLATE MATCH="911" Timeout="0"/>', outside, rest), []);
});

test('without a country only the numbers count that the plan marks itself', () => {
  assert.deepEqual(codes(inPlan('<TEMPLATE MATCH="911" Timeout="3"/>', rest)), []);
  const marked = inPlan('<TEMPLATE MATCH="911" Timeout="3" Route="emergency"/>', rest);
  assert.deepEqual(codes(marked), ['dialplan/emergency-waits']);
  assert.ok(fixed(dialplan, { name, text: marked }, 'dialplan/emergency-waits').includes('Timeout="0" Route'));
  assert.deepEqual(checkCountry(readPlan(marked), 'US'), [], 'and is not reported twice');
});

test('a check knows the country from its context', () => {
  const { document } = open(dialplan, { name, text: inPlan(rest) });
  const found = (country: string) => dialplan.check(document, { fileName: name, country }).map(({ rule }) => rule.code);
  assert.deepEqual(found('SE'), ['dialplan/emergency-waits']);
  assert.deepEqual(found(''), []);
  assert.deepEqual(found('XX'), []);
});

test('a number for emergencies is looked at on every line', () => {
  const second = '<TEMPLATE MATCH="911" Timeout="3" Line="2"/>';
  assert.match(emergency('US', second, '<TEMPLATE MATCH="911" Timeout="0"/>', rest).join('\n'), /after 3 seconds/);
});

test('the setting offers the countries that are known, and anything else is no country', () => {
  const setting = manifest.contributes.configuration.properties['cisco.dialPlan.country'];
  assert.deepEqual(setting.enum, ['', ...countries.map(({ code }) => code)]);
  assert.deepEqual(
    setting.enumDescriptions.slice(1),
    countries.map(({ name: country }) => country),
  );
  const read = (country: unknown) => readSettings({ dialPlan: { country } }).dialPlan.country;
  assert.deepEqual(['US', 'us', 'USA', 1, null].map(read), ['US', '', '', '', '']);
});

test('a plan in a TFTP folder is checked for the country too, whoever has it open', () => {
  const root = tftpRoot(['dialplan.xml'], () => inPlan(rest));
  const file = root.file('dialplan.xml');
  assert.ok(file);
  const found = (country?: string) => findingsOf(root, file, (other) => other, country).map(({ rule }) => rule.code);
  assert.deepEqual(found('JP'), ['dialplan/emergency-waits']);
  assert.deepEqual(found(), []);
});
