import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placeOf, shown } from '../../../client/src/tftp/server/names.ts';

const pathOf = (name: string) => {
  const place = placeOf(name);
  return 'refused' in place ? `refused: ${place.refused}` : place.path;
};

test('a name leads to the file of that name, letter for letter', () => {
  assert.equal(pathOf('SIPDefault.cnf'), 'SIPDefault.cnf');
  assert.equal(pathOf('sipdefault.cnf'), 'sipdefault.cnf');
  assert.equal(pathOf('phones/SIP000DBC001122.cnf'), 'phones/SIP000DBC001122.cnf');
});

test('a slash in front or ./ means the folder, as tftp_cfg_dir is often written', () => {
  assert.equal(pathOf('/SIPDefault.cnf'), 'SIPDefault.cnf');
  assert.equal(pathOf('./phones/SIP000DBC001122.cnf'), 'phones/SIP000DBC001122.cnf');
  assert.equal(pathOf('/phones//SIP000DBC001122.cnf'), 'phones/SIP000DBC001122.cnf');
});

test('no name leads out of the folder, to a hidden file, or to what a disk reads in its own way', () => {
  for (const name of [
    '../SIPDefault.cnf',
    'phones/../../SIPDefault.cnf',
    'phones/../SIPDefault.cnf',
    '..\\SIPDefault.cnf',
    'C:/SIPDefault.cnf',
    'SIPDefault.cnf:stream',
    '.git/config.xml',
    '.SIPDefault.cnf',
    'SIPDefault.cnf\n',
    `${'a/'.repeat(5000)}SIPDefault.cnf`,
    '/',
    '',
  ]) {
    assert.equal(pathOf(name), 'refused: outside', JSON.stringify(name.slice(0, 40)));
  }
});

test('other files than those of phones are not given out', () => {
  for (const name of ['passwords.txt', '/etc/passwd', 'SIPDefault.cnf.bak', 'SIPDefault.cnf~', 'id_rsa']) {
    assert.equal(pathOf(name), 'refused: not-provisioning', name);
  }
});

test('an absurdly long name is not told on in full', () => {
  assert.equal(shown('a'.repeat(10_000)).length, 256);
  assert.equal(shown('SIPDefault.cnf'), 'SIPDefault.cnf');
});
