import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgeName, placeInTarget, staysInside } from '../../../client/src/tftp/allowList.ts';
import facts from '../../../schemas/provisioning-files.json' with { type: 'json' };

function refusalOf(name: string): string {
  const judged = judgeName(name);
  assert.ok('refused' in judged, name);
  return judged.refused;
}

function kindOf(name: string): string {
  const judged = judgeName(name);
  assert.ok(!('refused' in judged), `${name}: ${JSON.stringify(judged)}`);
  return judged.id;
}

test('the files that phones ask for travel', () => {
  for (const { id, examples } of facts.kinds) for (const name of examples) assert.equal(kindOf(name), id, name);
  assert.equal(kindOf('phones/SIP000DBC001122.cnf'), 'phone-file');
  assert.equal(kindOf('sipdefault.CNF'), 'default-file');
});

test('no other file travels', () => {
  for (const name of [
    'README.md',
    'passwords.txt',
    'SIPDefault.cnf.txt',
    'mySIPDefault.cnf',
    'SIP000DBC00112.cnf',
    'SIP000DBC001122.cnf.gpg',
    'SIP{$mac}.cnf',
    'openssl.cnf',
    'id_rsa',
    'phones.csv',
    'a b.xml',
    'ä.xml',
    'Makefile',
    '',
    'cnf',
    'shell.sh',
    'dhcpd.conf',
  ])
    refusalOf(name);
});

test('hidden files, back-up copies and what editors leave never travel, and the reason is told', () => {
  for (const { examples, reason } of facts.never) {
    for (const name of examples) assert.ok(refusalOf(name).includes(reason), name);
  }
  assert.match(refusalOf('.git/config.xml'), /hidden/);
  assert.match(refusalOf('phones/.old/SIP000DBC001122.cnf'), /hidden/);
  assert.match(refusalOf('SIPDefault.cnf~'), /back-up/);
  assert.match(refusalOf('old.bak/dialplan.xml'), /back-up/);
});

test('a name that leads out of the folder, or is none on every disk, does not travel', () => {
  for (const name of [
    '../SIPDefault.cnf',
    'phones/../../SIPDefault.cnf',
    '/etc/SIPDefault.cnf',
    './SIPDefault.cnf',
    'phones//SIP000DBC001122.cnf',
    'phones\\SIP000DBC001122.cnf',
    '..\\SIPDefault.cnf',
    'C:SIPDefault.cnf',
    'C:/SIPDefault.cnf',
    'SIPDefault.cnf\0.xml',
    'dial\nplan.xml',
    'SIPDefault.cnf:stream',
  ]) {
    assert.match(refusalOf(name), /leads out of the folder/, JSON.stringify(name));
    assert.ok(!staysInside(name), JSON.stringify(name));
  }
});

test('every kind has a stage, and every pattern is one that costs linear time', () => {
  for (const { stage, id } of facts.kinds) assert.ok(facts.stages.includes(stage), id);
  for (const id of facts.phoneFolderKinds) assert.ok(facts.kinds.some((kind) => kind.id === id));
  const started = performance.now();
  for (const name of ['a'.repeat(100_000), '#'.repeat(100_000), `${'.bak'.repeat(30_000)}x`, '/'.repeat(100_000)]) {
    judgeName(name);
  }
  assert.ok(performance.now() - started < 2000);
});

test('tftp_cfg_dir moves the files of phones at the top, and no other file', () => {
  const place = (name: string, folder: string) => {
    const kind = judgeName(name);
    assert.ok(!('refused' in kind));
    return placeInTarget(name, kind, folder);
  };
  assert.equal(place('SIP000DBC001122.cnf', 'phones'), 'phones/SIP000DBC001122.cnf');
  assert.equal(place('SIP000DBC001122.cnf', ''), 'SIP000DBC001122.cnf');
  assert.equal(place('phones/SIP000DBC001122.cnf', 'phones'), 'phones/SIP000DBC001122.cnf');
  assert.equal(place('SIPDefault.cnf', 'phones'), 'SIPDefault.cnf');
  assert.equal(place('dialplan.xml', 'phones'), 'dialplan.xml');
  assert.equal(place('SEP000DBC001122.cnf.xml', 'phones'), 'SEP000DBC001122.cnf.xml');
});
