import assert from 'node:assert/strict';
import { test } from 'node:test';
import { syncinfo } from '../../../server/src/formats/syncinfo/index.ts';
import { open } from '../../support/language.ts';

const size = 5_000_000;
const texts: Record<string, string> = {
  nothing: '',
  'a lone bracket': '<',
  'a NUL': '<IMAGE VERSION="\0" SYNC=\0/>\0',
  'a picture': Array.from({ length: 3000 }, (_, index) => String.fromCharCode((index * 7919) % 256)).join(''),
  'halves of characters': '<IMAGE VERSION="\uD800" \uDC00="\uD83D"/>',
  'one line of 5 MB': 'x'.repeat(size),
  'one value of 5 MB': `<IMAGE VERSION="${'x'.repeat(size)}"/>`,
  'brackets only': '<'.repeat(size),
  'start tags only': '<a'.repeat(size / 2),
  'blanks in a tag': `<IMAGE ${' '.repeat(size)}`,
  'blanks in a value': `<IMAGE VERSION="${' '.repeat(4000)}`,
  'quotes only': `<IMAGE VERSION=${'"'.repeat(4000)}`,
  'attributes without end': `<IMAGE ${'a="b c='.repeat(500)}`,
  'comments without end': '<!--'.repeat(1000),
  'end tags only': '</SYNCINFO>'.repeat(300),
  'deep nesting': `${'<SYNCINFO>\n'.repeat(170)}${'</SYNCINFO>\n'.repeat(150)}`,
  'empty lines': '\n'.repeat(size),
};

for (const [what, text] of Object.entries(texts)) {
  test(`no harm comes from ${what}`, () => {
    const started = performance.now();
    const { document, context } = open(syncinfo, { name: 'syncinfo.xml', text });
    const client = { snippets: false, markdown: false };
    for (const { range } of syncinfo.check(document, context)) assert.ok(range.start.line <= range.end.line);
    syncinfo.tokens(document);
    syncinfo.folding(document);
    syncinfo.symbols(document, context);
    syncinfo.layOut(document, { alignComments: true, insertSpaces: true, tabSize: 2 });
    for (const position of [
      { line: 0, character: 0 },
      { line: 0, character: 20 },
      { line: 99999999, character: 99999999 },
    ]) {
      syncinfo.hover(document, position, context);
      syncinfo.complete(document, position, context, client);
    }
    assert.ok(performance.now() - started < 5000, 'it takes too long');
  });
}
