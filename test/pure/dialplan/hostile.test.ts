import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dialplan } from '../../../server/src/formats/dialplan/index.ts';
import { open } from '../../support/language.ts';

const million = 1_000_000;
const megabytes = 5 * million;

const files: Readonly<Record<string, string>> = {
  empty: '',
  'white space only': ' \n\t\r\n',
  binary: String.fromCharCode(...Array.from({ length: 5000 }, (_, index) => (index * 7919) % 256)),
  'NUL first': '\0<DIALTEMPLATE>',
  'NUL in a value': '<DIALTEMPLATE><TEMPLATE MATCH="1\0"/></DIALTEMPLATE>',
  'half a surrogate pair': '<DIALTEMPLATE><TEMPLATE MATCH="\uD800\\\uD83D\uDE00"/></DIALTEMPLATE>',
  'many brackets': '<'.repeat(10_000),
  'many unclosed templates': '<TEMPLATE MATCH="'.repeat(10_000),
  'many comments': '<!-- '.repeat(10_000),
  'many comment ends': '-->'.repeat(10_000),
  'many roots': '<DIALTEMPLATE>'.repeat(10_000),
  'deep elements': `${'<a>'.repeat(20_000)}${'</a>'.repeat(20_000)}`,
  'many attributes': `<DIALTEMPLATE><TEMPLATE ${'a '.repeat(30_000)}/>`,
  'many quotes': '"'.repeat(60_000),
  'one long line': `<DIALTEMPLATE>${'<TEMPLATE MATCH="1" Timeout="0"/>'.repeat(megabytes / 33)}`,
  'one long value': `<DIALTEMPLATE><TEMPLATE MATCH="${'.'.repeat(megabytes)}"/></DIALTEMPLATE>`,
  'one long blank': `<DIALTEMPLATE><TEMPLATE MATCH="${' '.repeat(megabytes)}`,
  'one long name': `<DIALTEMPLATE><TEMPLATE ${'a'.repeat(megabytes)}="1"/>`,
  'many line ends': '\r'.repeat(million),
};

for (const [what, text] of Object.entries(files)) {
  test(`nothing breaks on ${what}`, () => {
    const { document, context, source } = open(dialplan, { name: 'dialplan.xml', text });
    dialplan.claims('dialplan.xml', text);
    for (const { range } of dialplan.check(document, context)) {
      assert.ok(source.offsetAt(range.start) <= source.offsetAt(range.end));
      assert.ok(range.end.line < source.lineCount);
    }
    for (const offset of [0, 16, Math.floor(text.length / 2), text.length]) {
      const position = source.positionAt(offset);
      dialplan.hover(document, position, context);
      dialplan.complete(document, position, context, { snippets: true, markdown: true });
    }
    dialplan.symbols(document, context);
    dialplan.folding(document);
    dialplan.tokens(document);
    dialplan.layOut(document, { alignComments: false, insertSpaces: true, tabSize: 2 });
    dialplan.comments?.marked(document);
    dialplan.status(document, context);
  });
}

test('a plan cut off anywhere is read without an exception', () => {
  const text = `<?xml version="1.0"?><!-- a > b --><DIALTEMPLATE><versionStamp>{1-2}</versionStamp>
<TEMPLATE MATCH="9,..\\*" Timeout='0' Rewrite="%1" Tone="Cisco-Zip"></TEMPLATE><TEMPLATE MATCH=1 User/></DIALTEMPLATE>`;
  for (let length = 0; length <= text.length; length++) {
    for (const piece of [text.slice(0, length), text.slice(length)]) {
      const { document, context, source } = open(dialplan, { name: 'dialplan.xml', text: piece });
      dialplan.check(document, context);
      dialplan.complete(document, source.positionAt(length), context, { snippets: true, markdown: true });
      dialplan.layOut(document, { alignComments: false, insertSpaces: true, tabSize: 2 });
    }
  }
});
