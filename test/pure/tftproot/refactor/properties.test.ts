/** What holds for every refactoring of whatever folder. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { CnfDocument } from '../../../../server/src/formats/cnf/document.ts';
import { allNames } from '../../../../server/src/formats/cnf/parameters.ts';
import { effective, idsOfType, type Phone, phones } from '../../../../server/src/tftproot/phone.ts';
import {
  idAt,
  isUsed,
  lineParameters,
  lineValue,
  textsOf,
} from '../../../../server/src/tftproot/refactor/lineParameters.ts';
import { moveShared } from '../../../../server/src/tftproot/refactor/moveShared.ts';
import { type Refactoring, refactorings } from '../../../../server/src/tftproot/refactor/refactorings.ts';
import { prepareRename, rename } from '../../../../server/src/tftproot/refactor/rename.ts';
import { changed, changeOf, done } from '../../../support/changedFolder.ts';
import { type Files, folder } from '../../../support/folder.ts';

// --- folders ----------------------------------------------------------------------------------------

const common = [
  'tos_media',
  'enable_vad',
  'services_url',
  'dial_template',
  'tftp_cfg_dir',
  'phone_password',
  'messages_uri',
];
const servers = ['proxy1_address', 'proxy1_port', 'proxy2_address', 'proxy2_port', 'auto_answer'];
const own = [
  ...['name', 'authname', 'password', 'shortname', 'displayname'].flatMap((each) =>
    [1, 2, 3].map((n) => `line${n}_${each}`),
  ),
  'Line2_Name',
  'speed_line2',
  'phone_label',
  'call_manager2_addr',
];

const value = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('1', '3', '2001', 'office', 'sip:2001@1') },
  { weight: 1, arbitrary: fc.constantFrom('', 'UNPROVISIONED', 'a b', 'a;b', '{$x}', 'a"b') },
);
const comment = fc.constantFrom('', '', '', ';', ' ; note', ' ; other', '\t;x');

function entry(names: readonly string[]) {
  return fc
    .tuple(fc.constantFrom(...names), value, comment, fc.boolean(), fc.constantFrom('', ' ', '  '))
    .map(([name, text, behind, quoted, gap]) => {
      const written = text.includes('"') ? text : quoted || text.includes(';') ? `"${text}"` : text;
      return `${name}:${gap}${written}${behind}`;
    });
}

const bystander = fc.constantFrom('', '# Line', '; note', 'no entry', '  ');

function file(names: readonly string[]) {
  return fc
    .tuple(
      fc.array(fc.oneof({ weight: 5, arbitrary: entry(names) }, { weight: 1, arbitrary: bystander }), { maxLength: 9 }),
      fc.constantFrom('\n', '\r\n'),
      fc.boolean(),
    )
    .map(([lines, end, ended]) => lines.join(end) + (ended ? end : ''));
}

const phoneFile = file([...common, ...servers, ...own]);
const folders: fc.Arbitrary<Files> = fc
  .tuple(fc.option(file([...common, ...servers])), phoneFile, phoneFile, fc.option(phoneFile))
  .map(([defaults, a, b, c]) => ({
    ...(defaults !== null && { 'SIPDefault.cnf': defaults }),
    'SIP000DBC000001.cnf': a,
    'SIP000DBC000002.cnf': b,
    ...(c !== null && { 'SIP000DBC000003.cnf': c }),
    'office.xml': '<DIALTEMPLATE>\n</DIALTEMPLATE>\n',
  }));

// --- what is compared -------------------------------------------------------------------------------

/** What every phone of the folder works with: a value for each phone and parameter. */
function workings(files: Files): Record<string, Record<string, string | undefined>> {
  return Object.fromEntries(
    phones(folder(files)).map((phone) => [
      phone.file.name,
      Object.fromEntries(allNames.map(({ name }, id) => [name, effective(phone, id).text])),
    ]),
  );
}

/** Comments, and lines that are no entries, of all .cnf files. */
function saidBeside(files: Files): string[] {
  return Object.entries(files).flatMap(([name, text]) => {
    const document = folder({ [name]: text }).file(name)?.document as CnfDocument;
    if (!name.endsWith('.cnf')) return [];
    return document.lines.flatMap((line) => {
      if (line.kind === 'entry' || line.kind === 'comment')
        return line.comment ? [line.text.slice(line.comment.start + 1).trim()].filter((said) => said !== '') : [];
      return line.kind === 'other' ? [line.text] : [];
    });
  });
}

/** Every file has the line ends that it had: one that had none yet, line feeds. */
function assertLineEnds(before: Files, after: Files): void {
  for (const [name, text] of Object.entries(after)) {
    const old = before[name] ?? '';
    if (old.includes('\r\n')) assert.doesNotMatch(text, /(?<!\r)\n/, name);
    else assert.doesNotMatch(text, /\r/, name);
  }
}

/** Every refactoring that is offered on some line of some file and can be done. */
function everyRefactoring(files: Files): { phone: string; refactoring: Refactoring }[] {
  const root = folder(files);
  return root.files.flatMap((name) => {
    const file = root.file(name);
    if (file?.format.id !== 'cnf') return [];
    return (file.document as CnfDocument).lines.flatMap((_, line) => {
      const at = { line, character: 0 };
      return refactorings(root, file, { start: at, end: at })
        .filter(({ disabled }) => disabled === undefined)
        .map((refactoring) => ({ phone: name, refactoring }));
    });
  });
}

function phoneIn(files: Files, name: string): Phone {
  const phone = phones(folder(files)).find(({ file }) => file.name === name);
  assert.ok(phone);
  return phone;
}

// --- properties -------------------------------------------------------------------------------------

test('whatever moves between the files, every phone works with what it worked with, and no comment is lost', () => {
  fc.assert(
    fc.property(folders, (files) => {
      for (const { refactoring } of everyRefactoring(files)) {
        const { kind, title } = refactoring;
        const deletes = title.startsWith('Delete') && kind !== 'refactor.inline';
        if (kind !== 'refactor.extract' && kind !== 'refactor.inline' && !deletes) continue;
        const after = changed(files, changeOf(refactoring));
        assert.deepEqual(workings(after), workings(files), title);
        assertLineEnds(files, after);
        const said = new Set(saidBeside(after));
        if (!deletes) for (const each of saidBeside(files)) assert.ok(said.has(each), `${title}: ${each} is lost`);
      }
    }),
    { numRuns: 100 },
  );
});

test('whichever phones are selected, moving what they share changes no value of any phone', () => {
  fc.assert(
    fc.property(folders, fc.array(fc.nat(2), { minLength: 1, maxLength: 3 }), (files, picked) => {
      const names = picked.map((each) => `SIP000DBC00000${each + 1}.cnf`);
      const outcome = moveShared(folder(files), names);
      if ('problem' in outcome) return;
      const after = changed(files, outcome);
      assert.deepEqual(workings(after), workings(files));
      assertLineEnds(files, after);
      const said = new Set(saidBeside(after));
      for (const each of saidBeside(files)) assert.ok(said.has(each), `${each} is lost`);
    }),
    { numRuns: 100 },
  );
});

/** What the lines work with that have a user; and, for all lines, who that is. */
function lineWorkings(phone: Phone, order: (line: number) => number): unknown[] {
  const textOf = textsOf(phone);
  return [1, 2, 3, 4, 5, 6].map((line) =>
    isUsed(textOf, order(line)) ? lineParameters.map((parameter) => lineValue(textOf, parameter, order(line))) : 'off',
  );
}

const bitmasks = new Set(idsOfType('bitmask'));
const ofLines = new Set(lineParameters.flatMap((parameter) => [1, 2, 3, 4, 5, 6].map((line) => idAt(parameter, line))));

function otherWorkings(phone: Phone): (string | undefined)[] {
  return allNames.flatMap((_, id) => (ofLines.has(id) || bitmasks.has(id) ? [] : [effective(phone, id).text]));
}

test('lines that change places each take their user, login, server and label along, and nothing else changes', () => {
  fc.assert(
    fc.property(folders, (files) => {
      for (const { phone, refactoring } of everyRefactoring(files)) {
        if (refactoring.kind !== 'refactor.move') continue;
        const [, first, , second] = /line (\d) (up|down) \(swap with line (\d)/.exec(refactoring.title) ?? [];
        const [a, b] = [Number(first), Number(second)];
        const after = changed(files, changeOf(refactoring));
        const [was, is] = [phoneIn(files, phone), phoneIn(after, phone)];
        const other = (line: number) => (line === a ? b : line === b ? a : line);
        assert.deepEqual(
          lineWorkings(is, (line) => line),
          lineWorkings(was, other),
          refactoring.title,
        );
        assert.deepEqual(otherWorkings(is), otherWorkings(was));
        assertLineEnds(files, after);
        assert.deepEqual(
          Object.keys(after).filter((name) => after[name] !== files[name] && name !== phone),
          [],
        );
      }
    }),
    { numRuns: 100 },
  );
});

test('a line that is turned off has no user, and the other lines work as they did', () => {
  fc.assert(
    fc.property(folders, (files) => {
      for (const { phone, refactoring } of everyRefactoring(files)) {
        const line = Number(/^Turn line (\d) off/.exec(refactoring.title)?.[1]);
        if (!line) continue;
        const after = phoneIn(changed(files, changeOf(refactoring)), phone);
        const expected = lineWorkings(phoneIn(files, phone), (each) => each);
        expected[line - 1] = 'off';
        assert.deepEqual(
          lineWorkings(after, (each) => each),
          expected,
        );
      }
    }),
    { numRuns: 100 },
  );
});

test('what is renamed, and renamed back, is what it was', () => {
  fc.assert(
    fc.property(folders, (files) => {
      const root = folder(files);
      for (const name of root.files) {
        const file = root.file(name);
        const lines = file?.format.id === 'cnf' ? (file.document as CnfDocument).lines : [];
        for (const [line, content] of lines.entries()) {
          if (content.kind !== 'entry') continue;
          const cursor = { line, character: content.value.start };
          const found = file && prepareRename(root, file, cursor);
          if (!file || !found || !/^\w+$/.test(found.placeholder)) continue;
          const { placeholder: old, range } = found;
          const position = range.start;
          const there = changed(files, done(rename(root, file, position, 'zz9')));
          const root2 = folder(there);
          const file2 = root2.file(name);
          assert.ok(file2);
          assert.equal(prepareRename(root2, file2, position)?.placeholder, 'zz9');
          assert.deepEqual(changed(there, done(rename(root2, file2, position, old))), files);
        }
      }
    }),
    { numRuns: 100 },
  );
});

test('a new name may be anything: the answer is a change or a reason', () => {
  const phone = 'SIP000DBC000001.cnf';
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('line1_name: 2001', 'dial_template: office'),
      (newName, text) => {
        const root = folder({ [phone]: text, 'office.xml': '<DIALTEMPLATE/>' });
        const file = root.file(phone);
        assert.ok(file);
        const outcome = rename(root, file, { line: 0, character: text.length }, newName);
        if ('problem' in outcome) return;
        const after = changed({ [phone]: text, 'office.xml': '' }, outcome);
        const changedPhone = phoneIn(after, phone);
        const id = idsOfType(text.startsWith('line') ? 'line-name' : 'file-name')[0] ?? 0;
        assert.equal(effective(changedPhone, id).text, newName);
        for (const name of Object.keys(after)) assert.doesNotMatch(name, /[/\\]|^\./);
      },
    ),
  );
});
