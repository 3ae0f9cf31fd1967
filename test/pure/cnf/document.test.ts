import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { cnf } from '../../../server/src/formats/cnf/index.ts';
import { pick, random, randomText } from '../../support/random.ts';

test('a document after any edits is the one that is read from the whole text', () => {
  for (let seed = 1; seed <= 1500; seed++) {
    const next = random(seed);
    const source = TextDocument.create('file:///SIPDefault.cnf', 'cisco-sip-cnf', 1, randomText(seed, 60));
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
      assert.deepEqual(document, cnf.parse(source), `seed ${seed}, version ${version}`);
    }
  }
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

test('a new text as a whole is read afresh', () => {
  const source = TextDocument.create('file:///SIPDefault.cnf', 'cisco-sip-cnf', 1, 'sync: 1\n');
  const before = cnf.parse(source);
  TextDocument.update(source, [{ text: 'tos_media: 5' }], 2);
  assert.deepEqual(cnf.update?.(before, source, [{ text: 'tos_media: 5' }]), cnf.parse(source));
});
