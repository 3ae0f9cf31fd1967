import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isPrivate, plainAddress, Rate } from '../../../client/src/tftp/server/access.ts';

test('private networks are answered, the internet is not', () => {
  for (const address of [
    '192.168.1.21',
    '10.0.0.1',
    '172.31.255.255',
    '127.0.0.1',
    '169.254.7.7',
    '::1',
    'fd00::21',
    'fe80::1%eth0',
  ]) {
    assert.ok(isPrivate(address), address);
  }
  for (const address of ['8.8.8.8', '172.32.0.1', '192.0.2.1', '2001:db8::1', '0.0.0.0', '::']) {
    assert.ok(!isPrivate(address), address);
  }
});

test('an IPv4 address is the same on a socket for both kinds', () => {
  assert.equal(plainAddress('::ffff:192.168.1.21'), '192.168.1.21');
  assert.equal(plainAddress('192.168.1.21'), '192.168.1.21');
  assert.equal(plainAddress('fd00::21'), 'fd00::21');
});

test('a client that floods is not answered, told of once a second, and answered again when it has calmed down', () => {
  const rate = new Rate(10);
  const taken = Array.from({ length: 60 }, () => rate.take('10.0.0.1', 0));
  assert.equal(taken.filter((word) => word === 'yes').length, 40);
  assert.equal(taken.filter((word) => word === 'tell').length, 1);
  assert.equal(rate.take('10.0.0.2', 0), 'yes');
  assert.equal(rate.take('10.0.0.1', 50), 'no');
  assert.equal(rate.take('10.0.0.1', 1000), 'yes');
});
