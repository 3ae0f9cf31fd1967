import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { CnfDocument } from '../../../server/src/formats/cnf/document.ts';
import { entriesByName } from '../../../server/src/formats/cnf/document.ts';
import { cnf } from '../../../server/src/formats/cnf/index.ts';
import { settingsOf } from '../../../server/src/formats/cnf/settings.ts';
import type { Parsed } from '../../../server/src/formats/format.ts';
import { pick, random, randomText } from '../../support/random.ts';

/** Everything that others take from a document. */
function answers(parsed: Parsed): unknown {
  const document = parsed as CnfDocument;
  const { lines, lineCount, loneReturns } = document;
  return {
    lines,
    lineCount,
    loneReturns,
    byIndex: lines.map((_, index) => document.lineAt(index)),
    entries: entriesByName(document),
    settings: settingsOf(document),
    findings: cnf.check(document, { fileName: 'SIPDefault.cnf' }),
    marked: cnf.comments?.marked(document),
  };
}

/** Small texts, and some that are long enough to be kept in many parts. */
function anyText(seed: number): string {
  if (seed % 50 !== 0) return randomText(seed, 60);
  return Array.from({ length: 40 }, (_, part) => randomText(seed * 100 + part, 60)).join('\n');
}

test('a document after any edits is the one that is read from the whole text', () => {
  for (let seed = 1; seed <= 800; seed++) {
    const next = random(seed);
    const source = TextDocument.create('file:///SIPDefault.cnf', 'cisco-sip-cnf', 1, anyText(seed));
    let document = cnf.parse(source);
    for (let version = 2; version < 8; version++) {
      // Of several changes in one edit each counts on those before it.
      const working = TextDocument.create(source.uri, source.languageId, 1, source.getText());
      const changes = Array.from({ length: 1 + Math.floor(next() * 2) }, () => {
        const offset = () => Math.floor(next() * (working.getText().length + 1));
        const [start = 0, end = 0] = [offset(), offset()].sort((x, y) => x - y);
        const text = next() < 0.5 ? pick(next) : next() < 0.2 ? `${pick(next)}\r` : '';
        const change = { range: { start: working.positionAt(start), end: working.positionAt(end) }, text };
        TextDocument.update(working, [change], 1);
        return change;
      });
      TextDocument.update(source, changes, version);
      document = cnf.update?.(document, source, changes) ?? document;
      assert.deepEqual(answers(document), answers(cnf.parse(source)), `seed ${seed}, version ${version}`);
    }
  }
});

test('what a file sets is known after each key that is typed in a value, also of a name that stands there twice', () => {
  const names = ['sync', 'timer_t1', 'timer_t2', 'SYNC', 'line1_name', 'no_such_name'];
  for (let seed = 1; seed <= 100; seed++) {
    const next = random(seed);
    const among = (list: readonly string[]) => list[Math.floor(next() * list.length)] ?? '';
    const text = Array.from(
      { length: 3 + Math.floor(next() * 60) },
      () => `${among(names)}: ${among(['5', '""', '', '6 ; cisco-sip-model 7940'])}\n`,
    );
    const source = TextDocument.create('file:///SIPDefault.cnf', 'cisco-sip-cnf', 1, text.join(''));
    let document = cnf.parse(source);
    for (let version = 2; version < 12; version++) {
      const changes = Array.from({ length: 1 + Math.floor(next() * 2) }, () => {
        const line = Math.floor(next() * (source.lineCount - 1));
        const at = { line, character: Math.floor(next() * 4) + (document as CnfDocument).lines[line]!.text.length - 3 };
        return { range: { start: at, end: at }, text: among(['1', '0', ' ', '"', ';', ':', 'a']) };
      }).filter(({ range }) => range.start.character >= 0);
      TextDocument.update(source, changes, version);
      document = cnf.update?.(document, source, changes) ?? document;
      assert.deepEqual(answers(document), answers(cnf.parse(source)), `seed ${seed}, version ${version}`);
    }
  }
});

test('files with the same parameters in the same places share the lists of them after an edit of a value', () => {
  const source = TextDocument.create('file:///SIPDefault.cnf', 'cisco-sip-cnf', 1, 'sync: 1\ntimer_t1: 500\n');
  const before = cnf.parse(source) as CnfDocument;
  const old = settingsOf(before);
  const end = { line: 1, character: 13 };
  const changes = [{ range: { start: end, end }, text: '0' }];
  TextDocument.update(source, changes, 2);
  const after = settingsOf(cnf.update?.(before, source, changes) as CnfDocument);
  assert.deepEqual(after.texts.toSorted(), ['1', '5000']);
  assert.equal(after.ids, old.ids);
  assert.equal(after.lines, old.lines);
  assert.ok(old.texts.includes('500'), 'what was known before stays as it was');
});

test('an edit keeps the lines that it does not touch', () => {
  const source = TextDocument.create(
    'file:///SIPDefault.cnf',
    'cisco-sip-cnf',
    1,
    'sync: 1\ntos_media: 5\ntimer_t1: 500\n',
  );
  const before = cnf.parse(source) as unknown as { lines: object[] };
  const changes = [{ range: { start: { line: 1, character: 11 }, end: { line: 1, character: 12 } }, text: '4' }];
  TextDocument.update(source, changes, 2);
  const after = cnf.update?.(before as never, source, changes) as unknown as { lines: object[] };
  assert.equal(after.lines[0], before.lines[0]);
  assert.notEqual(after.lines[1], before.lines[1]);
  assert.equal(after.lines[2], before.lines[2]);
});

test('a large document changes only where it is edited, however much is put in or taken out', () => {
  const text = Array.from({ length: 2000 }, (_, line) => `line${(line % 6) + 1}_name: ${line}\n`).join('');
  const source = TextDocument.create('file:///SIP000DBC001122.cnf', 'cisco-sip-cnf', 1, text);
  let document = cnf.parse(source) as CnfDocument;
  const next = random(7);
  for (let version = 2; version < 60; version++) {
    const start = Math.floor(next() * source.lineCount);
    const end = next() < 0.3 ? Math.min(start + Math.floor(next() * 400), source.lineCount) : start;
    const fresh = next() < 0.3 ? 'sync: 2\n'.repeat(Math.floor(next() * 400)) : 'x';
    const range = { start: { line: start, character: 0 }, end: { line: end, character: 0 } };
    const before = new Set(document.chunks);
    TextDocument.update(source, [{ range, text: fresh }], version);
    document = cnf.update?.(document, source, [{ range, text: fresh }]) as CnfDocument;
    if (fresh === 'x' && end === start) assert.ok(document.chunks.filter((chunk) => !before.has(chunk)).length <= 3);
    assert.deepEqual(document.lines, (cnf.parse(source) as CnfDocument).lines);
    assert.ok(document.chunks.length <= document.lineCount / 16 + 2, 'the file crumbles');
  }
});

test('a new text as a whole is read afresh', () => {
  const source = TextDocument.create('file:///SIPDefault.cnf', 'cisco-sip-cnf', 1, 'sync: 1\n');
  const before = cnf.parse(source);
  TextDocument.update(source, [{ text: 'tos_media: 5' }], 2);
  const after = cnf.update?.(before, source, [{ text: 'tos_media: 5' }]) ?? assert.fail();
  assert.deepEqual(answers(after), answers(cnf.parse(source)));
});
