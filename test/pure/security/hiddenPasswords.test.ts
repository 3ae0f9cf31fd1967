/** Whatever is asked about a folder, no password is in the answer: a marker stands in each of them and in nothing else. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Position } from 'vscode-languageserver-types';
import { codeActions } from '../../../server/src/actions.ts';
import { newFolder } from '../../../server/src/create/newFolder.ts';
import { newPhone } from '../../../server/src/create/newPhone.ts';
import { newPhonesFromCsv } from '../../../server/src/create/phonesFromCsv.ts';
import { toDiagnostic } from '../../../server/src/diagnostics.ts';
import { effectiveText } from '../../../server/src/tftproot/effectiveText.ts';
import { findingsOf } from '../../../server/src/tftproot/findings.ts';
import { definition } from '../../../server/src/tftproot/navigate/definition.ts';
import { inlayHints } from '../../../server/src/tftproot/navigate/inlay.ts';
import { lenses, resolveLens } from '../../../server/src/tftproot/navigate/lenses.ts';
import { folderLinks } from '../../../server/src/tftproot/navigate/links.ts';
import { references } from '../../../server/src/tftproot/navigate/references.ts';
import { workspaceSymbols } from '../../../server/src/tftproot/navigate/symbols.ts';
import { phones } from '../../../server/src/tftproot/phone.ts';
import { inspect, phoneItems } from '../../../server/src/tftproot/phones.ts';
import { moveShared, summary } from '../../../server/src/tftproot/refactor/moveShared.ts';
import { refactorings } from '../../../server/src/tftproot/refactor/refactorings.ts';
import { prepareRename, rename } from '../../../server/src/tftproot/refactor/rename.ts';
import type { RootFile } from '../../../server/src/tftproot/root.ts';
import { planUpgrade } from '../../../server/src/upgrade/plan.ts';
import { storedSets, upgradeState } from '../../../server/src/upgrade/state.ts';
import { folder } from '../../support/folder.ts';
import { marker, phoneFile, secretFolder } from '../../support/secrets.ts';

const root = folder(secretFolder);
const files = root.files.flatMap((name) => root.file(name) ?? []);
const uriOf = (name: string) => `file:///${name}`;
const client = { snippets: true, markdown: true };

function hides(answer: unknown, what: string): void {
  const text = typeof answer === 'string' ? answer : JSON.stringify(answer ?? null);
  const at = text.indexOf(marker);
  assert.equal(at, -1, `${what}: ${text.slice(Math.max(at - 80, 0), at).trim()} [a password]`);
}

function sourceOf({ name, format }: RootFile): TextDocument {
  return TextDocument.create(uriOf(name), format.languageId, 1, secretFolder[name] ?? '');
}

/** Every place of a file. */
function* places(file: RootFile): Generator<Position> {
  const source = sourceOf(file);
  for (let offset = 0; offset <= source.getText().length; offset++) yield source.positionAt(offset);
}

/** Everything in it, for requests about a range. */
const everything = { start: { line: 0, character: 0 }, end: { line: 1000, character: 0 } };

test('the folder has passwords in it that are found, and rules broken all around them', () => {
  const codes = new Set<string>(files.flatMap((file) => findingsOf(root, file, uriOf).map(({ rule }) => rule.code)));
  for (const code of [
    'cnf/repeated-password',
    'cnf/text-too-long',
    'cnf/unquoted-blanks',
    'cnf/hash-after-value',
    'cnf/single-quotes',
    'cnf/typographic-quotes',
    'cnf/unclosed-quote',
    'cnf/text-after-value',
    'cnf/equals-sign',
    'cnf/missing-colon',
    'cnf/other-vendor',
    'cnf/unknown-parameter',
    'cnf/duplicate-parameter',
    'cnf/line-in-default-file',
    'cnf/line-without-name',
    'cnf/encoding',
  ])
    assert.ok(codes.has(code), `${code} is not among ${[...codes].sort().join(', ')}`);
});

test('findings, as an editor gets them', () => {
  for (const file of files)
    for (const finding of findingsOf(root, file, uriOf))
      hides(
        toDiagnostic(finding, uriOf(file.name), () => ''),
        file.name,
      );
});

test('the titles of quick fixes, and of what silences', () => {
  for (const file of files) {
    const findings = findingsOf(root, file, uriOf);
    const actions = codeActions({
      document: sourceOf(file),
      format: file.format,
      findings,
      range: everything,
      only: undefined,
      toDiagnostic: (finding) => toDiagnostic(finding, uriOf(file.name), () => ''),
      uriOf,
    });
    // What an edit moves stands in the file anyway, and goes nowhere else.
    for (const { edit, ...action } of actions) hides(action, file.name);
  }
});

test('hovers, completion and their details, at every place', () => {
  for (const file of files) {
    const { format, document, name } = file;
    const context = root.context(name);
    for (const position of places(file)) {
      hides(format.hover(document, position, context), `hover in ${name}`);
      for (const item of format.complete(document, position, context, client)) {
        hides(item, `completion in ${name}`);
        hides(format.resolve?.(item), `details in ${name}`);
      }
    }
  }
});

test('outline, folding, colours, links and the status of a file', () => {
  for (const { format, document, name } of files) {
    const context = root.context(name);
    hides(format.symbols(document, context), `outline of ${name}`);
    hides(format.folding(document), `folding of ${name}`);
    hides(format.tokens(document), `colours of ${name}`);
    hides(format.links(document, context), `links of ${name}`);
    hides(format.status(document, context), `status of ${name}`);
  }
});

test('lenses, remarks, links and symbols across the folder, also when a password is searched for', () => {
  for (const file of files) {
    hides(folderLinks(root, file), file.name);
    hides(inlayHints(root, file, everything, { meanings: true, effective: true }), `remarks in ${file.name}`);
    for (const lens of lenses(root, file)) hides(resolveLens(root, file, lens.id), `lenses of ${file.name}`);
  }
  for (const query of ['', '2', 'line', marker, marker.slice(0, 4)]) {
    const found = workspaceSymbols(root, query, 500);
    hides(found, `symbols for ${query === marker ? 'a password' : query}`);
    if (query === marker) assert.deepEqual(found, []);
  }
});

test('definitions, references, renames and the titles of refactorings, at every place', () => {
  for (const file of files)
    for (const position of places(file)) {
      hides(definition(root, file, position), file.name);
      hides(references(root, file, position, true), file.name);
      hides(prepareRename(root, file, position), `rename in ${file.name}`);
      const renamed = rename(root, file, position, '2999');
      if ('problem' in renamed) hides(renamed, file.name);
      for (const { title, disabled } of refactorings(root, file, { start: position, end: position }))
        hides({ title, disabled }, `refactorings in ${file.name}`);
    }
});

test('what a phone works with', () => {
  for (const phone of phones(root))
    for (const origins of [true, false]) hides(effectiveText(root, phone, { origins }), phone.file.name);
});

test('the list of phones, and what a push and an upgrade need to know', () => {
  hides(phoneItems(root, { uriOf, counts: () => ({ errors: 0, warnings: 0 }) }), 'the Phones view');
  hides(
    inspect(root, (file) => findingsOf(root, file, uriOf)),
    'push and check-sync',
  );
  hides(upgradeState(root), 'the state of an upgrade');
  hides(planUpgrade({ from: 'P0S30203', to: 'P0S3-8-12-00', stored: storedSets(root) }), 'the plan of an upgrade');
});

test('what is said before entries move to SIPDefault.cnf', () => {
  const moved = moveShared(root, [phoneFile, 'SIP000DBC002233.cnf', 'SIP000DBC003344.cnf']);
  if ('problem' in moved) hides(moved, 'the refusal');
  else hides(summary(moved), 'the summary');
});

/** A list of phones in which each password is wrong in another way, and columns are mixed up. */
const csv = [
  'mac,model,extension,name,secret,line2_name,line2_password,unknown column',
  `000DBC00AA01,7940,2101,Jane,"${marker}""x",,,`,
  `000DBC00AA02,7940,2102,John,"${marker}\n${marker}",2103,${marker},${marker}`,
  `${marker},7940,2104,Jim,${marker},,,`,
  `000DBC001122,7940,2105,Joan,${marker},,,`,
  `000DBC00AA03,${marker},2106,Jack,${marker},,,`,
].join('\n');

test('what is said of a list of phones, of a new phone and of a new folder', () => {
  const { files: made, ...told } = newPhonesFromCsv(csv, root);
  assert.ok(made.length > 0);
  // Columns that are mixed up can put a password where a MAC address or a model belongs.
  hides(told, 'the list');
  const bad = new Map([
    ['line1_name', '2101'],
    ['line1_password', `${marker}"`],
    ['phone_password', `${marker}${'x'.repeat(40)}`],
  ]);
  const one = newPhone({ mac: '000DBC00AA09', model: '7940', values: bad }, root);
  hides('problems' in one ? one : one.notes, 'the phone');
  const here = { files: [], sizeOf: () => undefined, zone: 'Europe/Berlin', year: 2024 };
  for (const password of [`${marker}"`, `${marker}${'x'.repeat(40)}`, marker]) {
    const all = newFolder({ proxy: 'pbx', password }, here);
    hides('problems' in all ? all.problems : all.notes, 'the folder');
  }
});
