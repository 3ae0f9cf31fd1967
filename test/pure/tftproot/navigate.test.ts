import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { effectiveText } from '../../../server/src/tftproot/effectiveText.ts';
import { definition } from '../../../server/src/tftproot/navigate/definition.ts';
import { inlayHints } from '../../../server/src/tftproot/navigate/inlay.ts';
import { lenses, resolveLens } from '../../../server/src/tftproot/navigate/lenses.ts';
import { folderLinks } from '../../../server/src/tftproot/navigate/links.ts';
import { references } from '../../../server/src/tftproot/navigate/references.ts';
import { workspaceSymbols } from '../../../server/src/tftproot/navigate/symbols.ts';
import { phones } from '../../../server/src/tftproot/phone.ts';
import type { RootFile, TftpRoot } from '../../../server/src/tftproot/root.ts';
import { folder } from '../../support/folder.ts';

const secret = 'tr0mb0ne';

const line = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('sync', 'dial_template', 'image_version', 'tftp_cfg_dir', 'line1_name', 'LINE1_displayname', 'x'),
      fc.constantFrom('1', '""', 'a', '../a', '"a" ; b', '{$x}', 'P0S3-8-12-00', '*', '__proto__', 'constructor', ' '),
    )
    .map(([name, value]) => `${name}: ${value}`),
  fc.constantFrom(
    `line1_password: "${secret}"`,
    `phone_password: ${secret}`,
    '<DIALTEMPLATE>',
    '<TEMPLATE MATCH="2..."/>',
    '<IMAGE VERSION="P0S3-8-12-00" SYNC="1"/>',
    'Bell\ta.raw',
    'P0S3-8-12-00',
    '',
  ),
  fc.string({ unit: 'binary', maxLength: 20 }),
);
const text = fc.array(line, { maxLength: 8 }).map((lines) => lines.join('\n'));
const name = fc.oneof(
  fc.constantFrom(
    'SIPDefault.cnf',
    'sipdefault.CNF',
    'SIP000DBC001122.cnf',
    'sip000dbc001122.cnf',
    'a/SIP000DBC003344.cnf',
    'SIP{$x}.cnf',
    'a.xml',
    'syncinfo.xml',
    'OS79XX.TXT',
    'RINGLIST.DAT',
    'a.raw',
    'P0S3-8-12-00.loads',
    '__proto__',
  ),
  fc.string({ maxLength: 8 }).map((middle) => `${middle}.xml`),
);
const files = fc.dictionary(name, text, { maxKeys: 8 });
const position = fc.record({ line: fc.nat(9), character: fc.nat(30) });

/** Everything that can be asked about a place in a file. */
function ask(root: TftpRoot, file: RootFile, at: { line: number; character: number }) {
  const whole = { start: { line: 0, character: 0 }, end: at };
  const found = lenses(root, file);
  return {
    places: [
      ...definition(root, file, at),
      ...references(root, file, at, true),
      ...found.flatMap(({ id }) => resolveLens(root, file, id).places),
    ],
    links: folderLinks(root, file),
    shown: [
      ...found.map(({ id }) => resolveLens(root, file, id).title),
      ...inlayHints(root, file, whole, { meanings: true, effective: true }).map(({ label, tooltip }) => [
        label,
        tooltip,
      ]),
    ],
  };
}

test('any question about any place in any folder has an answer that stays in the folder and tells no password', () => {
  fc.assert(
    fc.property(files, position, fc.string({ maxLength: 5 }), (texts, at, query) => {
      const root = folder(texts);
      for (const name of root.files) {
        const file = root.file(name);
        if (!file) continue;
        const { places, links, shown } = ask(root, file, at);
        for (const place of [...places, ...links]) assert.ok(root.has(place.name), place.name);
        assert.ok(!JSON.stringify(shown).includes(secret));
      }
      for (const { place } of workspaceSymbols(root, query, 10)) assert.ok(root.has(place.name), place.name);
      assert.deepEqual(workspaceSymbols(root, secret, 10), []);
      for (const phone of phones(root))
        for (const origins of [true, false]) assert.ok(!effectiveText(root, phone, { origins }).includes(secret));
    }),
    { numRuns: 300 },
  );
});
