/** Files that are too large, or made to be slow, are refused or read in bounded time and memory. */

import assert from 'node:assert/strict';
import { ftruncateSync, mkdtempSync, openSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { readText } from '../../../server/src/disk.ts';
import { formats } from '../../../server/src/formats/registry.ts';
import { limited } from '../../../server/src/limit.ts';
import { findingsOf } from '../../../server/src/tftproot/findings.ts';
import { folder } from '../../support/folder.ts';
import { open } from '../../support/language.ts';

test('a file of 100 MB is not read, and what is no file neither', (context) => {
  const path = mkdtempSync(join(tmpdir(), 'cisco-sip-large-'));
  context.after(() => rmSync(path, { recursive: true, force: true }));
  ftruncateSync(openSync(join(path, 'SIPDefault.cnf'), 'w'), 100 * 1024 * 1024);
  writeFileSync(join(path, 'small.cnf'), 'sync: 1\n');
  assert.equal(readText(join(path, 'SIPDefault.cnf')), undefined);
  assert.equal(readText(join(path, 'small.cnf')), 'sync: 1\n');
  assert.equal(readText(path), undefined);
  assert.equal(readText(join(path, 'nothing.cnf')), undefined);
  if (process.platform === 'win32') return;
  // A device, and a circle of links, would keep a reader for ever.
  assert.equal(readText('/dev/zero'), undefined);
  symlinkSync('round.cnf', join(path, 'round.cnf'));
  assert.equal(readText(join(path, 'round.cnf')), undefined);
});

const million = 1_000_000;

/** What was made to cost much, by the format that reads it. */
const hostile: readonly (readonly [format: string, name: string, what: string, text: string])[] = [
  [
    'dialplan',
    'plan.xml',
    'a million templates',
    `<DIALTEMPLATE>${'<TEMPLATE MATCH="9"/>'.repeat(million)}</DIALTEMPLATE>`,
  ],
  ['dialplan', 'plan.xml', 'a million elements in one another', '<A>'.repeat(million)],
  ['dialplan', 'plan.xml', 'a million comments', `<DIALTEMPLATE>${'<!-- -->\n'.repeat(million)}</DIALTEMPLATE>`],
  ['syncinfo', 'syncinfo.xml', 'a million images', `<SYNCINFO>${'<IMAGE SYNC="1"/>'.repeat(million)}</SYNCINFO>`],
  ['syncinfo', 'syncinfo.xml', 'a million attributes', `<SYNCINFO><IMAGE ${'a="1" '.repeat(million)}/></SYNCINFO>`],
  ['ringlist', 'RINGLIST.DAT', 'a million rings', 'a\tb\n'.repeat(million)],
  ['dialtests', 'plan.tests', 'a million expectations', '2001 dials 2001\n'.repeat(million)],
  ['dialtests', 'plan.tests', 'a million words', `line 1 ${'x '.repeat(million)}`],
  ['cnf', 'SIPDefault.cnf', '300,000 entries that repeat each other', 'proxy1_port: 99999\n'.repeat(300_000)],
  ['cnf', 'SIP000DBC001122.cnf', '300,000 passwords', 'line1_password: "tr0mb0ne-7"\n'.repeat(300_000)],
  ['cnf', 'SIPDefault.cnf', 'a value of 300,000 marks', `phone_label: "${'`a'.repeat(300_000)}"`],
];

for (const [id, name, what, text] of hostile)
  test(`${id}: ${what}`, { timeout: 60_000 }, () => {
    const format = formats.find((each) => each.id === id) ?? assert.fail(id);
    const { document, context } = open(format, { name, text });
    const findings = format.check(document, context);
    assert.ok(findings.length <= 25_000, `${findings.length} findings`);
    assert.ok(limited(findings, 1000).length <= 1001);
    format.hover(document, { line: 0, character: 20 }, context);
    format.symbols(document, context);
    format.folding(document);
    format.tokens(document);
    format.links(document, context);
    format.layOut(document, { alignComments: true, insertSpaces: true, tabSize: 2 });
    const root = folder({ [name]: text, 'SIP000DBC002233.cnf': 'line1_name: 2\nline1_password: "tr0mb0ne-7"\n' });
    const file = root.file(name);
    if (file) findingsOf(root, file, (each) => each, 'DE');
  });

/** The same for files that nobody has open, which are read in another way. */
const stored: readonly (readonly [what: string, text: string])[] = [
  ['three million lines of one blank', ' \n'.repeat(3 * million)],
  ['a million quotes that are not closed', 'line1_password: "\n'.repeat(million)],
  ['a million names without a value', 'line1_name\n'.repeat(million)],
];

for (const [what, text] of stored)
  test(`a phone's file that nobody has open: ${what}`, { timeout: 20_000 }, () => {
    const started = performance.now();
    const name = 'SIP000DBC001122.cnf';
    const root = folder({ [name]: text });
    const file = root.file(name) ?? assert.fail('it is ours');
    assert.ok(findingsOf(root, file, (other) => other).length <= 25_000);
    // A text that is looked through again for each line takes minutes.
    assert.ok(performance.now() - started < 20_000, 'it takes too long');
  });
