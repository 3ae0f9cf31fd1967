import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixAll } from '../../../server/src/actions.ts';
import { cnf } from '../../../server/src/formats/cnf/index.ts';
import { edited, findingsIn, fixed, open } from '../../support/language.ts';

const mend = (text: string, code: string, title?: string, name = 'SIPDefault.cnf') =>
  fixed(cnf, { name, text }, code, title);

test('a misspelt name becomes the nearest, a wrong one the right one', () => {
  assert.equal(mend('prefered_codec: none', 'cnf/unknown-parameter'), 'preferred_codec: none');
  assert.equal(mend('lnie1_name: 1', 'cnf/unknown-parameter'), 'line1_name: 1');
  assert.equal(mend('timer_registry_delta: 5', 'cnf/wrong-name'), 'timer_register_delta: 5');
  assert.equal(mend('line2_proxy1_address: "a.example.net"', 'cnf/wrong-name'), 'proxy2_address: "a.example.net"');
  assert.equal(mend('Image_version: X', 'cnf/name-letter-case'), 'image_version: X');
});

test('a name that is near to nothing gets no guess', () => {
  const [finding] = findingsIn(cnf, { name: 'SIPDefault.cnf', text: 'coffee: strong' });
  assert.deepEqual(finding?.fixes, []);
});

test('= and a missing colon become a colon', () => {
  assert.equal(mend('proxy1_port=5060', 'cnf/equals-sign'), 'proxy1_port: 5060');
  assert.equal(mend('proxy1_port = 5060 ; PBX', 'cnf/equals-sign'), 'proxy1_port: 5060 ; PBX');
  assert.equal(mend('proxy1_port   5060', 'cnf/missing-colon'), 'proxy1_port: 5060');
});

test('a number out of range becomes the nearest that is allowed, or the default', () => {
  assert.equal(mend('start_media_port: "16348" ; RTP', 'cnf/out-of-range'), 'start_media_port: "16384" ; RTP');
  assert.equal(mend('end_media_port: 32768', 'cnf/out-of-range'), 'end_media_port: 32766');
  assert.equal(mend('timer_t1: 500ms', 'cnf/not-a-number'), 'timer_t1: 500');
  assert.equal(mend('proxy1_port: 0', 'cnf/out-of-range', "Change to the default, '5060'"), 'proxy1_port: 5060');
});

test('a value outside a list can be replaced by each one of it', () => {
  assert.equal(mend('preferred_codec: g722', 'cnf/value-not-in-list'), 'preferred_codec: g711ulaw');
  const [finding] = findingsIn(cnf, { name: 'SIPDefault.cnf', text: 'dtmf_outofband: 1' });
  assert.equal(finding?.fixes.length, 3);
});

test('quotes are closed where the value ends, not behind the comment', () => {
  assert.equal(mend('phone_label: "Desk ; note', 'cnf/unclosed-quote'), 'phone_label: "Desk" ; note');
  assert.equal(mend('phone_label: "Desk', 'cnf/unclosed-quote'), 'phone_label: "Desk"');
  assert.equal(mend('phone_label: “Desk”', 'cnf/typographic-quotes'), 'phone_label: "Desk"');
  assert.equal(mend('phone_label: Desk 1', 'cnf/unquoted-blanks'), 'phone_label: "Desk 1"');
  assert.equal(mend('sync: 1 # x', 'cnf/hash-after-value'), 'sync: 1 ; x');
  assert.equal(mend('sync: "1" x', 'cnf/text-after-value'), 'sync: "1" ; x');
});

test('hosts lose what does not belong to them', () => {
  assert.equal(mend('proxy1_address: "sip:pbx.example.net"', 'cnf/host-name'), 'proxy1_address: "pbx.example.net"');
  assert.equal(mend('proxy1_address: 192.0.2.1:5060', 'cnf/host-name'), 'proxy1_address: 192.0.2.1');
  assert.equal(
    mend('line1_name: 2001@pbx.example.net', 'cnf/line-name-host', undefined, 'SIP000DBC001122.cnf'),
    'line1_name: 2001',
  );
});

test('names of files lose the extension that the phone adds', () => {
  assert.equal(mend('dial_template: "dialplan.xml"', 'cnf/dial-template-extension'), 'dial_template: "dialplan"');
  assert.equal(mend('image_version: P0S3-8-12-00.loads', 'cnf/image-extension'), 'image_version: P0S3-8-12-00');
  assert.equal(mend('image_version: "P0S3-8-12-00 "', 'cnf/image-blank'), 'image_version: "P0S3-8-12-00"');
  assert.equal(mend('image_version: P003-8-12-00', 'cnf/image-name'), 'image_version: P0S3-8-12-00');
});

test('a repetition is removed with its line', () => {
  assert.equal(mend('sync: 1\nsync: 1\ntos_media: 5', 'cnf/duplicate-parameter'), 'sync: 1\ntos_media: 5');
  assert.equal(mend('sync: 1\nsync: 2', 'cnf/duplicate-parameter'), 'sync: 1');
});

test('every fix of every example mends its finding', () => {
  for (const rule of cnf.rules) {
    const { file: name, bad: text } = rule.example;
    const { source } = open(cnf, { name, text });
    for (const finding of findingsIn(cnf, { name, text })) {
      if (finding.rule.code !== rule.code) continue;
      for (const { edits, renameTo, title } of finding.fixes) {
        const after = { name: renameTo ?? name, text: edited(source, edits) };
        const left = findingsIn(cnf, after).filter((other) => other.rule.code === rule.code);
        // A name to fill in is all that can be added to a line without its login.
        if (rule.code !== 'cnf/line-incomplete') assert.deepEqual(left, [], `${rule.code}: ${title}`);
      }
    }
  }
});

test('"fix all" mends what is safe and leaves what needs a look', () => {
  const name = 'SIP000DBC001122.cnf';
  const text = 'Line1_Name: 2001@pbx.example.net\nproxy1_port=5060 # PBX\ntos_media: 9\ndial_template: dialplan.xml\n';
  const { source } = open(cnf, { name, text });
  const once = edited(source, fixAll(findingsIn(cnf, { name, text })));
  assert.equal(once, 'line1_name: 2001\nproxy1_port: 5060 # PBX\ntos_media: 9\ndial_template: dialplan\n');
  const again = open(cnf, { name, text: once });
  const twice = edited(again.source, fixAll(findingsIn(cnf, { name, text: once })));
  assert.equal(twice, 'line1_name: 2001\nproxy1_port: 5060 ; PBX\ntos_media: 9\ndial_template: dialplan\n');
});
