import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dhcpSnippets } from '../../../client/src/boot/dhcp.ts';
import { fileFact, macInName } from '../../../client/src/boot/facts.ts';
import facts from '../../../schemas/boot.json' with { type: 'json' };

test('every example is the kind of file that it stands for', () => {
  for (const { id, example, after } of facts.files) assert.equal(fileFact(example, after[0])?.id, id, id);
});

test('what may come before a file is a kind of file, and causes and files have no twins', () => {
  const ids = facts.files.map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length);
  for (const { after } of facts.files) for (const id of after) assert.ok(ids.includes(id), id);
  assert.equal(new Set(facts.causes.map(({ id }) => id)).size, facts.causes.length);
});

test('a name tells the phone, in a folder and in any letter case', () => {
  assert.equal(macInName('SIP000dbc001122.cnf'), '000DBC001122');
  assert.equal(macInName('phones/SEP000DBC001122.cnf.xml'), '000DBC001122');
  assert.equal(macInName('CTLSEP000DBC001122.tlv'), '000DBC001122');
  assert.equal(macInName('SIPDefault.cnf'), undefined);
  assert.equal(macInName('SIP000DBC0011.cnf'), undefined);
});

test('names cost linear time', () => {
  const started = performance.now();
  for (const text of ['P003-'.repeat(50_000), 'a'.repeat(200_000), `${'.'.repeat(200_000)}cnf`]) {
    fileFact(text);
    macInName(text);
  }
  assert.ok(performance.now() - started < 1000);
});

test('each DHCP server is told the address in its own words', () => {
  const texts = new Map(dhcpSnippets('192.168.1.5').map(({ id, text }) => [id, text]));
  assert.match(texts.get('dnsmasq') ?? '', /^dhcp-option=150,192\.168\.1\.5$/m);
  assert.match(texts.get('isc') ?? '', /code 150 = array of ip-address;/);
  assert.match(texts.get('windows') ?? '', /-OptionId 66 -Value "192\.168\.1\.5"/);
  const kea = JSON.parse(`{${texts.get('kea')}}`) as { 'option-data': { data: string }[] };
  assert.deepEqual(
    kea['option-data'].map(({ data }) => data),
    ['192.168.1.5', '192.168.1.5'],
  );
});
