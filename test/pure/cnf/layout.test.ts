import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cnf } from '../../../server/src/formats/cnf/index.ts';
import { edited, open } from '../../support/language.ts';
import { randomText } from '../../support/random.ts';

function laidOut(text: string, alignComments = false): string {
  const { source, document } = open(cnf, { name: 'SIPDefault.cnf', text });
  return edited(source, cnf.layOut(document, { alignComments, insertSpaces: true, tabSize: 2 }));
}

test('an entry has one blank behind the colon and one before the comment', () => {
  assert.equal(laidOut('  proxy1_port :"5060"\t\t;PBX  \n'), 'proxy1_port: "5060" ;PBX\n');
  assert.equal(laidOut('line4_shortname:   \n'), 'line4_shortname:\n');
});

test('what a router of Cisco writes stays as it is', () => {
  const text = 'image_version: "P0S3-07-4-00";\nproxy2_address: "";\n';
  assert.equal(laidOut(text), text);
  assert.equal(laidOut(text, true), text);
});

test('comments of a block are aligned when asked for', () => {
  assert.equal(
    laidOut('timer_t1: 500 ; ms\nsip_retx: 10 ; times\n\nsync: 1 ; x\n', true),
    'timer_t1: 500 ; ms\nsip_retx: 10  ; times\n\nsync: 1 ; x\n',
  );
});

test('values, comments and lines that are no entries keep every character', () => {
  for (const text of [
    'phone_label: "Desk  1 "\n',
    '#  two  blanks\n',
    'no  entry   here\n',
    'phone_label: "open  ; x\n',
  ])
    assert.equal(laidOut(text), text);
});

test('line ends stay what they are', () => {
  assert.equal(laidOut('sync:1\r\ntos_media :5\r\n'), 'sync: 1\r\ntos_media: 5\r\n');
});

test('laying out changes white space only, and doing it twice changes nothing more', () => {
  for (let seed = 1; seed <= 400; seed++) {
    const text = randomText(seed);
    for (const align of [false, true]) {
      const once = laidOut(text, align);
      assert.equal(once.replace(/[ \t]/g, ''), text.replace(/[ \t]/g, ''), JSON.stringify(text));
      assert.equal(laidOut(once, align), once, JSON.stringify(text));
    }
  }
});
