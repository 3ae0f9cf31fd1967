import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dialplan } from '../../../server/src/formats/dialplan/index.ts';
import { completions, edited, hover, open } from '../../support/language.ts';

const name = 'dialplan.xml';
const inPlan = (...lines: string[]) => ['<DIALTEMPLATE>', ...lines, '</DIALTEMPLATE>', ''].join('\n');
const at = (text: string) => open(dialplan, { name, text });

test('hovering over MATCH tells the pattern in words and symbols', () => {
  const text = hover(dialplan, name, inPlan('<TEMPLATE MATCH="9,..|....." Timeout="0"/>'));
  assert.match(text, /9, then a second dial tone, then 7 digits/);
  assert.match(text, /- `\.` One digit/);
  assert.match(text, /documented by Cisco/);
});

test('the star key and the digits behind it are one thing to dial', () => {
  assert.match(
    hover(dialplan, name, inPlan('<TEMPLATE MATCH="\\|*97.*"/>')),
    /\\\*97, then 1 digit, then 1 or more digits/,
  );
});

test('hovering over the other values', () => {
  assert.match(hover(dialplan, name, inPlan('<TEMPLATE MATCH="1" Timeout="|0"/>')), /dials at once/);
  assert.match(hover(dialplan, name, inPlan('<TEMPLATE MATCH="1" Timeout="|3"/>')), /waits 3 seconds/);
  assert.match(hover(dialplan, name, inPlan('<TEMPLATE MATCH="1" User="|phone"/>')), /telephone number/);
  assert.match(hover(dialplan, name, inPlan('<TEMPLATE MATCH="1" Route="emer|gency"/>')), /proxy_emergency/);
  assert.match(hover(dialplan, name, inPlan('<TEMPLATE MATCH="1,2" Tone="Cisco-|Zip"/>')), /zip tone/);
  assert.match(hover(dialplan, name, inPlan('<TEMPLATE MATCH="1,2" Tone="|"/>')), /Bellcore-Outside/);
  assert.match(hover(dialplan, name, inPlan('<TEMPLATE MATCH="1" Line="|2"/>')), /line 2 only/);
  assert.match(
    hover(dialplan, name, inPlan('<TEMPLATE MATCH="0,3.." Rewrite="02|3..%1"/>')),
    /023, then the next 2 digits taken/,
  );
});

test('hovering over names', () => {
  assert.match(hover(dialplan, name, inPlan('<TEMPLATE MAT|CH="1"/>')), /The numbers this rule is for/);
  assert.match(hover(dialplan, name, inPlan('<TEMPLATE MATCH="1" li|ne="1"/>')), /8\.x and later/);
  assert.match(hover(dialplan, name, inPlan('<TEMP|LATE MATCH="1" Timeout="0"/>')), /dials at once/);
  assert.match(hover(dialplan, name, '<DIAL|TEMPLATE>'), /8190 bytes/);
  assert.equal(hover(dialplan, name, inPlan('|', '<TEMPLATE MATCH="1"/>')), '');
});

test('completion offers the attributes that are not there yet', () => {
  const offered = completions(dialplan, name, inPlan('<TEMPLATE MATCH="1" Tone="" |/>'));
  assert.deepEqual([...offered.keys()], ['Timeout', 'User', 'Route', 'Rewrite', 'Line', 'Tone']);
  assert.equal(offered.get('User'), inPlan('<TEMPLATE MATCH="1" Tone="" User="${1|Phone,IP|}"/>'));
});

test('completion goes on in a tag that is not closed yet, and corrects a name that has its value', () => {
  const begun = completions(dialplan, name, inPlan('<TEMPLATE MATCH="1" |', '<TEMPLATE MATCH="2"/>'));
  assert.ok(begun.has('Timeout'));
  const renamed = completions(dialplan, name, inPlan('<TEMPLATE MATCH="1" Ti|="0"/>'));
  assert.equal(renamed.get('Timeout'), inPlan('<TEMPLATE MATCH="1" Timeout="0"/>'));
});

test('completion offers values', () => {
  const user = completions(dialplan, name, inPlan('<TEMPLATE MATCH="1" User="P|"/>'));
  assert.equal(user.get('IP'), inPlan('<TEMPLATE MATCH="1" User="IP"/>'));
  assert.deepEqual([...completions(dialplan, name, inPlan('<TEMPLATE Timeout="|"/>')).keys()], ['0', '1', '3', '5']);
  assert.equal(completions(dialplan, name, inPlan('<TEMPLATE MATCH="1," Tone="|"/>')).size, 20);
  assert.equal(
    completions(dialplan, name, inPlan('<TEMPLATE Route=|/>')).get('FQDN'),
    inPlan('<TEMPLATE Route="FQDN"/>'),
  );
});

test('completion offers elements between templates and nothing in comments', () => {
  const offered = completions(dialplan, name, inPlan('  <TEM|'));
  assert.deepEqual([...offered.keys()], ['TEMPLATE']);
  assert.match(offered.get('TEMPLATE') ?? '', /\n {2}<TEMPLATE MATCH=/);
  assert.ok(completions(dialplan, name, '|').has('DIALTEMPLATE'));
  assert.ok(completions(dialplan, name, '<DIALTEMPLATE>\n|').has('/DIALTEMPLATE'));
  assert.equal(completions(dialplan, name, inPlan('<!-- | -->')).size, 0);
});

test('a client without snippets gets plain text', () => {
  const { document, context } = at(inPlan('<TEMPLATE />'));
  const items = dialplan.complete(document, { line: 1, character: 10 }, context, { snippets: false, markdown: false });
  assert.deepEqual(
    items.slice(0, 2).map(({ textEdit }) => textEdit?.newText),
    ['MATCH=""', 'Timeout=""'],
  );
});

test('the outline lists the rules by their pattern', () => {
  const { document, context } = at(
    inPlan(
      '<TEMPLATE MATCH="9,..." Timeout="0" Rewrite="%1"/>',
      '<TEMPLATE MATCH="" Timeout="3" Line="2"/>',
      '<TEMPLATE/>',
    ),
  );
  assert.deepEqual(
    dialplan.symbols(document, context).map((symbol) => [symbol.name, symbol.detail]),
    [
      ['9,...', 'at once, sends %1'],
      ['empty MATCH', '3 s, line 2'],
      ['no MATCH', '10 s'],
    ],
  );
});

test('the root and blocks of comments fold', () => {
  const { document } = at(inPlan('<!-- a -->', '<!-- b -->', '<TEMPLATE MATCH="1"/> <!-- c -->', '<!--', 'd', '-->'));
  assert.deepEqual(
    dialplan.folding(document).map(({ startLine, endLine, kind }) => [startLine, endLine, kind]),
    [
      [0, 6, undefined],
      [1, 2, 'comment'],
      [4, 6, 'comment'],
    ],
  );
});

test('wildcards and live templates in comments are coloured', () => {
  const { document } = at(
    inPlan(
      '<!-- <TEMPLATE MATCH="1"/>',
      '<TEMPLATE MATCH="9,.\\*" Timeout="3"/> -->',
      '<TEMPLATE MATCH="2*" Rewrite="1%1."/>',
    ),
  );
  assert.deepEqual(
    dialplan.tokens(document).map(({ line, character, length, type }) => `${line}:${character}+${length} ${type}`),
    [
      '2:1+8 keyword',
      '2:10+5 property',
      '2:17+1 string',
      '2:18+1 keyword',
      '2:19+1 regexp',
      '2:20+2 operator',
      '2:24+7 property',
      '2:33+1 string',
      '3:18+1 regexp',
      '3:31+2 variable',
      '3:33+1 regexp',
    ],
  );
});

test('the status tells how many rules the phone has', () => {
  const { document, context } = at(inPlan('<TEMPLATE MATCH="1"/>', '<template/>'));
  assert.deepEqual(dialplan.status(document, context), { kind: 'Dial plan, 1 template' });
});

test('comments are found and written for directives', () => {
  const { document } = at(inPlan('<!-- one -->', '<!-- two', 'lines -->'));
  assert.deepEqual(
    dialplan.comments?.marked(document).map(({ text }) => text),
    [' one ', ' two\nlines '],
  );
  assert.equal(dialplan.comments?.write('x'), '<!-- x -->');
});

const space = { alignComments: false, insertSpaces: true, tabSize: 2 };

function laidOut(text: string): string {
  const { source, document } = at(text);
  return edited(source, dialplan.layOut(document, space));
}

test('laying out indents the rules, and a second time changes nothing', () => {
  const before =
    '   <DIALTEMPLATE>  \n\t<TEMPLATE   MATCH="1"\n   Timeout="0"/>   \n   \n<!-- a\n b   \n-->\nx\n  </DIALTEMPLATE>\n';
  const after =
    '<DIALTEMPLATE>\n  <TEMPLATE   MATCH="1"\n   Timeout="0"/>\n\n  <!-- a\n b   \n-->\n  x\n</DIALTEMPLATE>\n';
  assert.equal(laidOut(before), after);
  assert.equal(laidOut(after), after);
});

test('laying out keeps line ends and uses tabs when asked to', () => {
  const { source, document } = at('<DIALTEMPLATE>\r\n<TEMPLATE MATCH="1"/>\r\n</DIALTEMPLATE>');
  assert.equal(
    edited(source, dialplan.layOut(document, { ...space, insertSpaces: false })),
    '<DIALTEMPLATE>\r\n\t<TEMPLATE MATCH="1"/>\r\n</DIALTEMPLATE>',
  );
});

test('laying out changes white space between tags only', () => {
  const text = inPlan(
    ' <TEMPLATE MATCH="1  2',
    '  3" Timeout="0"/>  ',
    ' <!-- <TEMPLATE/>',
    '   <TEMPLATE MATCH="2"/> -->',
    'text "a',
    '  b" ',
  );
  const strip = (value: string) => value.replace(/\s/g, '');
  assert.equal(strip(laidOut(text)), strip(text));
  assert.ok(laidOut(text).includes('"1  2\n  3"'));
});

test('a plan that just fits is not indented beyond what the phone can hold', () => {
  const line = '<TEMPLATE MATCH="1........." Timeout="0"/>';
  const text = inPlan(...Array.from({ length: 188 }, () => line));
  assert.ok(text.length < 8190);
  assert.equal(laidOut(text), text);
});

test('dial plans are told by what is in them', () => {
  const claims = (head: string, file = 'x.xml') => dialplan.claims(file, head);
  assert.ok(claims('<DIALTEMPLATE>'));
  assert.ok(claims('\uFEFF<?xml version="1.0"?>\n<!-- <include> -->\ntext <dialtemplate>'));
  assert.ok(claims('<TEMPLATE MATCH="*" Timeout="5"/>>\n</DIALTEMPLATE>'));
  assert.ok(claims('MATCH="*" Timeout="5"/>\n</DIALTEMPLATE>'));
  assert.ok(claims('<template match="1"/></DIALTEMPLATE>'));
  assert.ok(!claims('<include>\n<context name="default">', 'dialplan.xml'));
  assert.ok(!claims('<?xml version="1.0"?><document type="freeswitch/xml">', 'dialplan.xml'));
  assert.ok(!claims('<template><div/></template>'));
  assert.ok(!claims('', 'dialplan.xml'));
  assert.ok(!claims('<!-- <DIALTEMPLATE>', 'dialplan.xml'));
});
