import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Entry, parseLine } from '../../../server/src/formats/cnf/lines.ts';

function entry(text: string): Entry {
  const line = parseLine(text);
  assert.equal(line.kind, 'entry', text);
  return line as Entry;
}

/** The name, the value and the comment of an entry, cut out of the line by their places. */
function pieces(text: string): [string, string, string | undefined] {
  const { name, value, comment } = entry(text);
  return [
    text.slice(name.start, name.end),
    text.slice(value.start, value.end),
    comment && text.slice(comment.start, comment.end),
  ];
}

test('an entry is a name, a colon and a value, with or without blanks and quotes', () => {
  assert.deepEqual(pieces('proxy1_port: 5060'), ['proxy1_port', '5060', undefined]);
  assert.deepEqual(pieces('proxy1_port:5060'), ['proxy1_port', '5060', undefined]);
  assert.deepEqual(pieces('cnf_join_enable : 1'), ['cnf_join_enable', '1', undefined]);
  assert.deepEqual(pieces('\tproxy1_port:\t"5060"  '), ['proxy1_port', '5060', undefined]);
  assert.deepEqual(pieces('proxy_backup: ""'), ['proxy_backup', '', undefined]);
  assert.deepEqual(pieces('line4_shortname:'), ['line4_shortname', '', undefined]);
});

test('a comment begins with a semicolon behind the value, also right behind it, and may be empty', () => {
  assert.deepEqual(pieces('sync: 1 ; Default 1'), ['sync', '1', '; Default 1']);
  assert.deepEqual(pieces('nat_enable: 1; on'), ['nat_enable', '1', '; on']);
  assert.deepEqual(pieces('auto_answer: "0";'), ['auto_answer', '0', ';']);
  assert.deepEqual(pieces('phone_label: "a;b" ; c'), ['phone_label', 'a;b', '; c']);
});

test('a line that begins with # or ; is a comment, an empty one is blank', () => {
  assert.equal(parseLine('# proxy1_port: 5060').kind, 'comment');
  assert.equal(parseLine('  ;services_url: "http://192.0.2.1/"').kind, 'comment');
  assert.equal(parseLine(' \t').kind, 'blank');
  assert.equal(parseLine('').kind, 'blank');
});

test('a colon that belongs to something else makes no entry', () => {
  assert.equal(parseLine('proxy1_address="sip:pbx.example.net"').kind, 'other');
  assert.equal(parseLine('see http://www.example.net/').kind, 'other');
});

test('an open quote keeps the rest of the line, and says so', () => {
  const { value } = entry('phone_label: "Desk 1 ; note');
  assert.equal(value.quotes, 'open');
  assert.equal(value.text, 'Desk 1 ; note');
});

test('text behind a closing quote is kept apart from value and comment', () => {
  const { value, comment, text } = entry('proxy1_port: "5060" PBX ; main');
  assert.equal(value.after && text.slice(value.after.start, value.after.end), 'PBX');
  assert.equal(comment && text.slice(comment.start), '; main');
});

test('a # in a value counts only behind a blank', () => {
  assert.equal(entry('proxy1_port: 5060 # PBX').value.text, '5060');
  assert.equal(entry('logo_url: http://192.0.2.1/a#b').value.text, 'http://192.0.2.1/a#b');
});

test('instructions of template engines are no entries', () => {
  for (const line of [
    '{if isset($x)}',
    '{/if}',
    '{line_loop}',
    '{% for line in lines %}',
    '<?php foreach ($a as $b) { ?>',
  ])
    assert.equal(parseLine(line).kind, 'directive', line);
  assert.deepEqual(pieces('line{$row.number}_name: "{$row.user}"'), [
    'line{$row.number}_name',
    '{$row.user}',
    undefined,
  ]);
});
