import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dialplan } from '../../../server/src/formats/dialplan/index.ts';
import { edited, expectExamplesHold, expectFindings, findingsIn, fixed, open } from '../../support/language.ts';

const name = 'dialplan.xml';

function expect(marked: string): void {
  expectFindings(dialplan, name, marked);
}

function codes(text: string): string[] {
  return findingsIn(dialplan, { name, text }).map(({ rule }) => rule.code);
}

function messages(text: string): string {
  return findingsIn(dialplan, { name, text })
    .map(({ message }) => message)
    .join('\n');
}

const inPlan = (...lines: string[]) => ['<DIALTEMPLATE>', ...lines, '</DIALTEMPLATE>', ''].join('\n');

test('every rule holds on its own example', () => {
  expectExamplesHold(dialplan);
});

test('the first fix of every example mends what was found', () => {
  for (const rule of dialplan.rules) {
    const file = { name: rule.example.file, text: rule.example.bad };
    const { source } = open(dialplan, file);
    const found = findingsIn(dialplan, file).find((finding) => finding.rule === rule);
    const [fix] = found?.fixes ?? [];
    if (!fix) continue;
    const left = codes(edited(source, fix.edits));
    assert.ok(!left.includes(rule.code), `${rule.code} is still there after "${fix.title}"`);
  }
});

test('a plan as it should be has no findings', () => {
  expect(`<?xml version="1.0"?>
<!-- for the office -->
<DIALTEMPLATE>
  <TEMPLATE MATCH="0" Timeout="1" User="Phone"/> <!-- Operator -->
  <TEMPLATE MATCH="9,11" Timeout="0" User="Phone" Rewrite="9911"/>
  <TEMPLATE MATCH="9,1.........." Timeout="0" Tone="Bellcore-Outside"/>
  <TEMPLATE MATCH="9,011*" Timeout="6" User="Phone"/>
  <TEMPLATE MATCH="0,3......." Timeout="0" Rewrite="023......."/>
  <TEMPLATE MATCH="\\*.." TIMEOUT="1"/>
  <TEMPLATE MATCH="#2.." Timeout="1"></TEMPLATE>
  <TEMPLATE MATCH="*#" Timeout="0" Rewrite="%1"/>
  <TEMPLATE MATCH="112" Timeout="0" Route="emergency"/>
  <TEMPLATE MATCH="ab..cd" Timeout="0"/>
  <TEMPLATE MATCH="*" Timeout="5"/>
</DIALTEMPLATE>
`);
});

test('the plan of old how-to pages: no opening tag and a bracket too many', () => {
  expect(`     <TEMPLATE MATCH="*" Timeout="5"/>>
      ^^^^^^^^ error dialplan/missing-root
     </DIALTEMPLATE>
`);
  const file = { name, text: '     <TEMPLATE MATCH="*" Timeout="5"/>>\n     </DIALTEMPLATE>\n' };
  assert.equal(
    fixed(dialplan, file, 'dialplan/missing-root'),
    '     <DIALTEMPLATE>\n     <TEMPLATE MATCH="*" Timeout="5"/>>\n     </DIALTEMPLATE>\n',
  );
  assert.deepEqual(codes(fixed(dialplan, file, 'dialplan/missing-root')), []);
});

test('templates alone are wrapped whole, and an end tag between them goes', () => {
  const text = '<TEMPLATE MATCH="1"/>\r\n</DIALTEMPLATE>\r\n<TEMPLATE MATCH="2"/>\r\n';
  assert.equal(
    fixed(dialplan, { name, text }, 'dialplan/missing-root'),
    '<DIALTEMPLATE>\r\n<TEMPLATE MATCH="1"/>\r\n<TEMPLATE MATCH="2"/>\r\n</DIALTEMPLATE>\r\n',
  );
});

test('a template outside of the root is moved into it', () => {
  expect(`<TEMPLATE MATCH="1" Timeout="0"/>
 ^^^^^^^^ error dialplan/template-outside-root
<DIALTEMPLATE>
  <TEMPLATE MATCH="2" Timeout="0"/>
</DIALTEMPLATE>
<TEMPLATE MATCH="3" Timeout="0"/>
 ^^^^^^^^ error dialplan/template-outside-root
`);
  const text = `${inPlan('  <TEMPLATE MATCH="2" Timeout="0"/>')}<TEMPLATE MATCH="3" Timeout="0"/>\n`;
  assert.equal(
    fixed(dialplan, { name, text }, 'dialplan/template-outside-root'),
    inPlan('  <TEMPLATE MATCH="2" Timeout="0"/>', '  <TEMPLATE MATCH="3" Timeout="0"/>'),
  );
});

test('a root left open is closed at the end of the file', () => {
  const text = '<DIALTEMPLATE>\n<TEMPLATE MATCH="*" Timeout="5"/>\n';
  assert.deepEqual(codes(text), ['dialplan/root-not-closed']);
  assert.equal(
    fixed(dialplan, { name, text }, 'dialplan/root-not-closed'),
    inPlan('<TEMPLATE MATCH="*" Timeout="5"/>'),
  );
});

test('a template in small letters is skipped, one that is not closed costs the plan', () => {
  expect(`<DIALTEMPLATE>
  <template match="1" timeout="0"/>
   ^^^^^^^^ warning dialplan/template-letter-case
  <TEMPLATE MATCH="2" Timeout="0">
  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error dialplan/template-not-closed
  <TEMPLATE MATCH="3" Timeout="0"/>
  <RULE MATCH="4"/>
   ^^^^ warning dialplan/unknown-element
</DIALTEMPLATE>`);
});

test('misspelt attributes are recognised', () => {
  const text = inPlan('<TEMPLATE MATHC="1" Timeot="0" Colour="red"/>');
  assert.equal(codes(text).filter((code) => code === 'dialplan/unknown-attribute').length, 3);
  assert.match(messages(text), /Did you mean MATCH\?/);
  assert.match(messages(text), /Did you mean Timeout\?/);
  assert.match(messages(text), /"Colour".*Remove it/);
  assert.equal(
    fixed(dialplan, { name, text }, 'dialplan/unknown-attribute', 'Remove MATHC'),
    inPlan('<TEMPLATE Timeot="0" Colour="red"/>'),
  );
});

test('quotes that are missing or wrong are put right', () => {
  const good = inPlan('<TEMPLATE MATCH="9.." Timeout="0"/>', '<TEMPLATE MATCH="1.." Timeout="0"/>');
  const mended = (first: string, code: string) =>
    fixed(dialplan, { name, text: inPlan(first, '<TEMPLATE MATCH="1.." Timeout="0"/>') }, code);
  assert.equal(mended('<TEMPLATE MATCH="9.. Timeout="0"/>', 'dialplan/missing-quote'), good);
  assert.equal(mended('<TEMPLATE MATCH="9.." Timeout="0/>', 'dialplan/missing-quote'), good);
  assert.equal(mended('<TEMPLATE MATCH=9.." Timeout="0"/>', 'dialplan/missing-quote'), good);
  assert.equal(mended('<TEMPLATE MATCH=9.. Timeout="0"/>', 'dialplan/unquoted-value'), good);
  assert.equal(mended(`<TEMPLATE MATCH='9..' Timeout="0"/>`, 'dialplan/single-quotes'), good);
  assert.equal(mended('<TEMPLATE MATCH=“9..” Timeout="0"/>', 'dialplan/single-quotes'), good);
  assert.equal(mended('<TEMPLATE MATCH"9.." Timeout="0"/>', 'dialplan/attribute-without-value'), good);
  assert.equal(mended('<TEMPLATE MATCH="9..", Timeout="0"/>', 'dialplan/stray-character'), good);
});

test('each slip is reported once and at its place', () => {
  expect(`<DIALTEMPLATE>
  <TEMPLATE MATCH="9.. Timeout="0"/>
                  ^^^^ error dialplan/missing-quote
  <TEMPLATE MATCH='1' Timeout=0 User="Phone" Line/>
                  ^^^ error dialplan/single-quotes
                              ^ error dialplan/unquoted-value
                                             ^^^^ error dialplan/attribute-without-value
</DIALTEMPLATE>`);
});

test('a comment around several templates hides only the first', () => {
  const text = inPlan(
    '<!-- old',
    '  <TEMPLATE MATCH="1" Timeout="0"/>',
    '  <TEMPLATE MATCH="2" Timeout="0"/>',
    '-->',
    '<TEMPLATE MATCH="*" Timeout="5"/>',
  );
  expect(`<DIALTEMPLATE>
<!-- <TEMPLATE MATCH="1" Timeout="0"/>
     <TEMPLATE MATCH="2" Timeout="0"/> -->
     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning dialplan/comment-ends-early
<TEMPLATE MATCH="*" Timeout="5"/>
</DIALTEMPLATE>`);
  const mended = fixed(dialplan, { name, text }, 'dialplan/comment-ends-early');
  assert.deepEqual(codes(mended), []);
  assert.equal(
    mended,
    inPlan(
      '<!-- old',
      '  <TEMPLATE MATCH="1" Timeout="0"/> -->',
      '  <!-- <TEMPLATE MATCH="2" Timeout="0"/> -->',
      '<TEMPLATE MATCH="*" Timeout="5"/>',
    ),
  );
});

test('an end tag in a comment closes the plan, and nothing else in it is reported', () => {
  expect(`<DIALTEMPLATE>
<TEMPLATE MATCH="*" Timeout="5"/>
<!-- a > b <template/> </DIALTEMPLATE> -->
                       ^^^^^^^^^^^^^^^ warning dialplan/comment-ends-early
</DIALTEMPLATE>`);
});

test('comments of one element, with arrows or directives in them are fine', () => {
  assert.deepEqual(
    codes(
      inPlan(
        '<!-- <TEMPLATE MATCH="9" Timeout="0"/> -->',
        '<!-- 9 -> outside -->',
        '<!-- cisco-sip-disable-next-line dialplan/unescaped-star -->',
        '<TEMPLATE MATCH="*" Timeout="5"/>',
      ),
    ),
    [],
  );
});

test('a quote in the text between templates swallows what follows', () => {
  expect(`<DIALTEMPLATE>
3" pipes
 ^ warning dialplan/stray-quote
<TEMPLATE MATCH="1" Timeout="0"/>
</DIALTEMPLATE>`);
});

test('markup of real XML is skipped by the phone', () => {
  expect(`<!DOCTYPE DIALTEMPLATE>
^^^^^^^^^^^^^^^^^^^^^^^ warning dialplan/unsupported-markup
<DIALTEMPLATE>
  <d:TEMPLATE MATCH="1"/>
   ^^^^^^^^^^ warning dialplan/unsupported-markup
  <![CDATA[<x>]]>
  ^^^^^^^^^^^^ warning dialplan/unsupported-markup
  <TEMPLATE MATCH="*" Timeout="5"/>
</DIALTEMPLATE>`);
});

test('values the phone refuses', () => {
  expect(`<DIALTEMPLATE>
  <TEMPLATE MATCH="1" Timeout="-1"/>
                               ^^ error dialplan/timeout-negative
  <TEMPLATE MATCH="2" User="phones"/>
                            ^^^^^^ error dialplan/user-value
  <TEMPLATE MATCH="3" Route="proxy"/>
                             ^^^^^ error dialplan/route-value
  <TEMPLATE MATCH="4,1" Tone="ZipZip"/>
                              ^^^^^^ error dialplan/tone-unknown
</DIALTEMPLATE>`);
  const text = inPlan('<TEMPLATE MATCH="4,1" Tone="ZipZip"/>');
  assert.equal(
    fixed(dialplan, { name, text }, 'dialplan/tone-unknown'),
    inPlan('<TEMPLATE MATCH="4,1" Tone="Cisco-ZipZip"/>'),
  );
});

test('values the phone reads otherwise than they look', () => {
  assert.match(messages(inPlan('<TEMPLATE MATCH="1" Timeout="2.5"/>')), /reads it as 2\./);
  assert.match(messages(inPlan('<TEMPLATE MATCH="1" Timeout=""/>')), /reads it as 0\./);
  assert.match(messages(inPlan('<TEMPLATE MATCH="1" Line="one"/>')), /reads it as 0, all lines/);
  assert.deepEqual(codes(inPlan('<TEMPLATE MATCH="*" Line="1"/>')), ['dialplan/line-attribute']);
  const long = `9,${'.'.repeat(70)}`;
  assert.match(messages(inPlan(`<TEMPLATE MATCH="${long}"/>`)), /remains is "9,\.{61}"/);
  assert.match(messages(inPlan('<TEMPLATE MATCH="1&amp;2"/>')), /5 characters/);
});

test('patterns from other systems never match', () => {
  const offends = (match: string) =>
    codes(inPlan(`<TEMPLATE MATCH="${match}" Timeout="0"/>`)).includes('dialplan/pattern-never-matches');
  for (const match of ['[2-9]XXX', '[5-7]...', 'NXXXXXX', '9|8', '9xxx', '.{3}', '1NXXNXX', 'X', '9Z.']) {
    assert.ok(offends(match), match);
  }
  for (const match of ['ab..cd', 'anna', 'xen', 'xx', 'ZENTRALE', '+44*', '#..', '\\*97', '*#']) {
    assert.ok(!offends(match), match);
  }
});

test('a star that begins a pattern of digits is a wildcard', () => {
  expect(`<DIALTEMPLATE>
  <TEMPLATE MATCH="*97" Timeout="0"/>
                   ^ warning dialplan/unescaped-star
  <TEMPLATE MATCH="\\*98" Timeout="0"/>
  <TEMPLATE MATCH="*#" Timeout="0"/>
  <TEMPLATE MATCH="*" Timeout="5"/>
</DIALTEMPLATE>`);
  assert.match(messages(inPlan('<TEMPLATE MATCH="*97" Timeout="0"/>')), /197 and 1297.*"\\\*97"/);
});

test('Rewrite that asks for more than MATCH took', () => {
  expect(`<DIALTEMPLATE>
  <TEMPLATE MATCH="9,..." Timeout="0" Rewrite="%1%2"/>
                                                 ^^ warning dialplan/rewrite-group
  <TEMPLATE MATCH="8,..." Timeout="0" Rewrite="1...."/>
                                               ^^^^^ warning dialplan/rewrite-dots
  <TEMPLATE MATCH="7*" Timeout="5" Rewrite="1...."/>
  <TEMPLATE MATCH="6*" Timeout="5" Rewrite="%s@10.1.1.1"/>
                                               ^^^^^^^^ warning dialplan/rewrite-host-dots
  <TEMPLATE MATCH="5*" Timeout="5" Rewrite="%s@10%.1%.1%.1"/>
</DIALTEMPLATE>`);
});

test('a pattern that stood before is never reached, unless it is for another line', () => {
  expect(`<DIALTEMPLATE>
  <TEMPLATE MATCH="1.." Timeout="0" Line="1"/>
                                    ^^^^^^^^ hint dialplan/line-attribute
  <TEMPLATE MATCH="1.." Timeout="0" Line="2"/>
                                    ^^^^^^^^ hint dialplan/line-attribute
  <TEMPLATE MATCH="2.." Timeout="0"/>
  <TEMPLATE MATCH="2.." Timeout="3"/>
            ^^^^^^^^^^^ warning dialplan/duplicate-match
  <TEMPLATE MATCH="*" Timeout="5"/>
</DIALTEMPLATE>`);
  const text = inPlan('  <TEMPLATE MATCH="2"/>', '  <TEMPLATE MATCH="2" Timeout="3"/> <!-- again -->');
  const finding = findingsIn(dialplan, { name, text }).find(({ rule }) => rule.code === 'dialplan/duplicate-match');
  assert.equal(finding?.unnecessary, true);
  assert.equal(finding.related[0]?.range.start.line, 1);
  assert.equal(finding.fixes[0]?.safe, false);
  assert.equal(fixed(dialplan, { name, text }, 'dialplan/duplicate-match'), inPlan('  <TEMPLATE MATCH="2"/>'));
});

test('a file that outgrew the phone is reported where it does', () => {
  const line = '<TEMPLATE MATCH="1........." Timeout="0"/>';
  const lines = Array.from({ length: 300 }, (_, index) => line.replace('1.', String(index)));
  const [finding] = findingsIn(dialplan, { name, text: inPlan(...lines) });
  assert.equal(finding?.rule.code, 'dialplan/file-too-large');
  assert.ok(finding.range.start.line > 180 && finding.range.start.line < 200);
});

test('XML tools are heard only when the phone has nothing to say', () => {
  expect(`<DIALTEMPLATE>
  <TEMPLATE MATCH="1"Timeout="0"/>
                     ^ hint dialplan/not-well-formed
  <TEMPLATE MATCH="9,1,2" Timeout="0" Tone="Cisco-Zip" Tone="Cisco-Zip"/>
  <TEMPLATE MATCH="*" Timeout="5"/>
</DIALTEMPLATE>`);
  assert.deepEqual(codes(inPlan('<TEMPLATE MATCH="1" Timeout=0/>')), ['dialplan/unquoted-value']);
});

test('a file without templates', () => {
  assert.deepEqual(codes(''), ['dialplan/no-templates']);
  assert.deepEqual(codes('<DIALTEMPLATE></DIALTEMPLATE>'), ['dialplan/no-templates']);
  assert.deepEqual(codes('<DIALTEMPLATE><template/></DIALTEMPLATE>'), ['dialplan/template-letter-case']);
});
