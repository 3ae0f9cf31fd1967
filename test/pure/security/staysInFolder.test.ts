/** Whatever a file names, an edit, a link, a new file and a new name stay in the TFTP folder. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { staysInside } from '../../../client/src/tftp/allowList.ts';
import { codeActions } from '../../../server/src/actions.ts';
import { newPhone } from '../../../server/src/create/newPhone.ts';
import { toDiagnostic } from '../../../server/src/diagnostics.ts';
import { planNameOf, testsNameOf } from '../../../server/src/formats/dialtests/claims.ts';
import { findingsOf } from '../../../server/src/tftproot/findings.ts';
import { definition } from '../../../server/src/tftproot/navigate/definition.ts';
import { folderLinks } from '../../../server/src/tftproot/navigate/links.ts';
import { references } from '../../../server/src/tftproot/navigate/references.ts';
import type { FolderChange } from '../../../server/src/tftproot/places.ts';
import { refactorings } from '../../../server/src/tftproot/refactor/refactorings.ts';
import { rename } from '../../../server/src/tftproot/refactor/rename.ts';
import type { TftpRoot } from '../../../server/src/tftproot/root.ts';
import { folder } from '../../support/folder.ts';

/** Names that lead somewhere else, on one system or another. */
const away = [
  '../outside',
  '../../etc/passwd',
  '/etc/passwd',
  'sub/../../outside',
  './../outside',
  '..',
  '..\\outside',
  'C:\\Windows\\outside',
  'C:outside',
  '\\\\server\\share\\outside',
  '//server/share/outside',
  'file:///etc/passwd',
  'sftp://server/outside',
  '%2e%2e/outside',
  '..%2foutside',
  '~/outside',
  '$HOME/outside',
  '.hidden',
  'con',
  'nul\u0000l',
];

const plan = '<DIALTEMPLATE>\n<TEMPLATE MATCH="9"/>\n</DIALTEMPLATE>\n';

/** A folder whose files name that wherever a file or a folder can be named. */
function naming(name: string): Record<string, string> {
  return {
    'SIPDefault.cnf': `dial_template: "${name}"\nimage_version: "${name}"\ntftp_cfg_dir: "${name}"\nsync: 1\nline1_name: 9\n`,
    'SIP000DBC001122.cnf': `dial_template: "${name}"\nimage_version: ${name}\nline1_name: 2001\nphone_label: "Desk"\n`,
    'dialplan.xml': plan,
    'RINGLIST.DAT': `Ring\t${name}\n`,
    'OS79XX.TXT': name,
    'syncinfo.xml': `<SYNCINFO><IMAGE VERSION="${name}" SYNC="1"/></SYNCINFO>`,
  };
}

/** Whether a name is one below the folder, as every system reads it. */
function expectInside(name: string, what: string): void {
  assert.ok(staysInside(name), `${what}: ${name}`);
}

function expectChangeInside({ edits, renames, creates }: FolderChange, what: string): void {
  for (const name of edits.keys()) expectInside(name, what);
  for (const { from, to } of renames) for (const name of [from, to]) expectInside(name, what);
  for (const { name } of creates) expectInside(name, what);
}

/** The URIs that the fixes of a file write to. */
function urisOfFixes(root: TftpRoot, name: string, text: string): string[] {
  const file = root.file(name);
  if (!file) return [];
  const everything = { start: { line: 0, character: 0 }, end: { line: 1000, character: 0 } };
  const actions = codeActions({
    document: TextDocument.create(`file:///tftproot/${name}`, file.format.languageId, 1, text),
    format: file.format,
    findings: findingsOf(root, file, (each) => `file:///tftproot/${each}`),
    range: everything,
    only: undefined,
    toDiagnostic: (finding) => toDiagnostic(finding, '', () => ''),
    uriOf: (each) => `file:///tftproot/${each}`,
  });
  return actions.flatMap(({ edit }) => [
    ...Object.keys(edit?.changes ?? {}),
    ...(edit?.documentChanges ?? []).flatMap((change) =>
      'textDocument' in change
        ? [change.textDocument.uri]
        : change.kind === 'rename'
          ? [change.oldUri, change.newUri]
          : [change.uri],
    ),
  ]);
}

for (const name of away)
  test(`a file named ${JSON.stringify(name)} is neither opened, made, renamed nor written`, () => {
    const files = naming(name);
    const root = folder(files);
    for (const each of root.files) {
      const text = files[each] ?? '';
      for (const uri of urisOfFixes(root, each, text)) {
        assert.ok(uri.startsWith('file:///tftproot/'), uri);
        expectInside(decodeURIComponent(uri.slice('file:///tftproot/'.length)), 'a fix');
      }
      const file = root.file(each);
      if (!file) continue;
      for (const link of folderLinks(root, file)) expectInside(link.name, 'a link');
      for (const link of file.format.links(file.document, root.context(each)))
        assert.doesNotMatch(link.target ?? '', /^file:|outside|passwd/, 'a link');
      const source = TextDocument.create('', '', 0, text);
      for (let offset = 0; offset <= text.length; offset++) {
        const position = source.positionAt(offset);
        for (const place of definition(root, file, position)) expectInside(place.name, 'a definition');
        for (const place of references(root, file, position, true)) expectInside(place.name, 'a reference');
        for (const refactoring of refactorings(root, file, { start: position, end: position }))
          if (refactoring.disabled === undefined) expectChangeInside(refactoring.edit(), refactoring.title);
      }
    }
    const made = newPhone({ mac: '000DBC00AA01', model: '', values: new Map([['line1_name', '2002']]) }, root);
    if (!('problems' in made)) expectInside(made.file.name, 'a new phone');
  });

test('nothing is renamed to a name that leads away', () => {
  const files = { 'SIPDefault.cnf': 'dial_template: dialplan\n', 'dialplan.xml': plan };
  const root = folder(files);
  const file = root.file('SIPDefault.cnf') ?? assert.fail();
  for (const name of away) {
    const changed = rename(root, file, { line: 0, character: 17 }, name);
    if (!('problem' in changed)) expectChangeInside(changed, name);
    else assert.ok(changed.problem.length > 0);
  }
  const changed = rename(root, file, { line: 0, character: 17 }, 'office');
  assert.ok(!('problem' in changed));
  assert.deepEqual(changed.renames, [{ from: 'dialplan.xml', to: 'office.xml' }]);
});

test('a plan and its expectations lie in one folder', () => {
  for (const name of ['plan.xml', 'sub/plan.xml', '../plan.xml']) {
    const tests = testsNameOf(name);
    assert.equal(tests.slice(0, tests.lastIndexOf('/') + 1), name.slice(0, name.lastIndexOf('/') + 1));
    assert.equal(planNameOf(tests), name);
  }
});
