/** Whatever a file holds, there is an answer. Nothing here is timed; an endless loop is stopped by the runner. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixAll } from '../../server/src/actions.ts';
import { decode } from '../../server/src/disk.ts';
import type { Format } from '../../server/src/formats/format.ts';
import { formatOf, formats } from '../../server/src/formats/registry.ts';
import { edited, open } from '../support/language.ts';
import { randomText } from '../support/random.ts';

const names: Record<string, string> = {
  cnf: 'SIPDefault.cnf',
  dialplan: 'dialplan.xml',
  syncinfo: 'syncinfo.xml',
  os79xx: 'OS79XX.TXT',
  ringlist: 'RINGLIST.DAT',
  dialtests: 'dialplan.tests',
};

/** Asks everything that can be asked of a text; every range must lie in the text. */
function askEverything(format: Format, text: string): void {
  const { source, document, context } = open(format, { name: names[format.id] ?? '', text });
  const client = { snippets: true, markdown: true };
  const findings = format.check(document, context);
  for (const { range, message } of findings) {
    assert.ok(source.offsetAt(range.start) <= source.offsetAt(range.end), message);
    assert.ok(range.end.line < source.lineCount, message);
  }
  const places = [0, Math.floor(text.length / 3), Math.floor(text.length / 2), text.length].map((at) =>
    source.positionAt(at),
  );
  for (const place of places) {
    format.hover(document, place, context);
    for (const { textEdit } of format.complete(document, place, context, client)) {
      if (textEdit && 'range' in textEdit) assert.ok(textEdit.range.end.line < source.lineCount);
    }
  }
  format.symbols(document, context);
  format.folding(document);
  for (const { line, character, length } of format.tokens(document))
    assert.ok(line >= 0 && character >= 0 && length > 0);
  format.links(document, context);
  format.comments?.marked(document);
  format.status(document, context);
  edited(source, format.layOut(document, { alignComments: true, insertSpaces: true, tabSize: 2 }));
  edited(source, fixAll(findings));
}

const megabytes = 5 * 1024 * 1024;

const texts: Record<string, string> = {
  nothing: '',
  'a line end': '\n',
  'half a UTF-8 character': decode(Uint8Array.from([0x70, 0x68, 0xc3])),
  'a byte order mark alone': '\uFEFF',
  'half a surrogate pair': 'phone_label: "\uD83D"',
  'all bytes': decode(Uint8Array.from({ length: 256 * 8 }, (_, index) => index % 256)),
  '5 MB of one line': 'x'.repeat(megabytes),
  '5 MB of an entry': `phone_label: "${'x'.repeat(megabytes)}"`,
  '5 MB of quotes': '"'.repeat(megabytes),
  '5 MB of braces': '{'.repeat(megabytes),
  '5 MB of blanks': `sync:${' '.repeat(megabytes)}1`,
  '5 MB of colons': ':'.repeat(megabytes),
  '5 MB of zeros': '\0'.repeat(megabytes),
  '5 MB of <': '<'.repeat(megabytes),
  '5 MB of attributes': `<DIALTEMPLATE><TEMPLATE ${'a="b" '.repeat(megabytes / 6)}/></DIALTEMPLATE>`,
  '5 MB of a pattern': `<DIALTEMPLATE><TEMPLATE MATCH="${'.,*\\'.repeat(megabytes / 4)}"/></DIALTEMPLATE>`,
  '5 MB of comments': `<!--${'<!-- '.repeat(megabytes / 5)}`,
  '20,000 entries': 'proxy1_port: 99999\n'.repeat(20_000),
  '20,000 templates': `<DIALTEMPLATE>\n${'<TEMPLATE MATCH="9" Timeout="0"/>\n'.repeat(20_000)}</DIALTEMPLATE>`,
  '20,000 lines that are nothing': 'nothing here\n'.repeat(20_000),
};

for (const format of formats) {
  for (const [what, text] of Object.entries(texts)) {
    test(`${format.title}: ${what}`, { timeout: 60_000 }, () => askEverything(format, text));
  }

  test(`${format.title}: random texts`, () => {
    for (let seed = 1; seed <= 600; seed++) askEverything(format, randomText(seed));
  });
}

test('Latin-1 bytes are read as the letters they are', () => {
  assert.equal(decode(Uint8Array.from([0x42, 0xfc, 0x72, 0x6f])), 'Büro');
  assert.equal(decode(new TextEncoder().encode('Büro')), 'Büro');
});

test('a dial plan is known by its content, never by its name', () => {
  assert.equal(formatOf('dialplan.xml', '<?xml version="1.0"?>\n<include>\n<context name="default">')?.id, undefined);
  assert.equal(formatOf('dialplan.xml', '<document type="freeswitch/xml">')?.id, undefined);
  assert.equal(formatOf('plan.xml', '<dialTemplate>')?.id, 'dialplan');
  assert.equal(formatOf('plan.xml', '<?xml version="1.0"?><!-- x --><DIALTEMPLATE>')?.id, 'dialplan');
});
