import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressText, parseAddress, parseAddressList } from '../../../client/src/phones/address.ts';

test('addresses and names, with and without a port', () => {
  for (const [text, host, port] of [
    ['192.0.2.10', '192.0.2.10', undefined],
    [' 192.0.2.10:5061 ', '192.0.2.10', 5061],
    ['phone-12.example.net', 'phone-12.example.net', undefined],
    ['phone:5062', 'phone', 5062],
    ['2001:db8::1', '2001:db8::1', undefined],
    ['::1', '::1', undefined],
    ['fe80::1%eth0', 'fe80::1%eth0', undefined],
    ['::ffff:192.0.2.10', '::ffff:192.0.2.10', undefined],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2:3:4:5:6', undefined],
    ['[2001:db8::1]:5061', '2001:db8::1', 5061],
    ['[::1]', '::1', undefined],
  ] as const) {
    const address = parseAddress(text);
    assert.deepEqual([address?.host, address?.port], [host, port], text);
    assert.deepEqual(address && parseAddress(addressText(address)), address, text);
  }
});

test('what is no address', () => {
  for (const text of [
    '',
    '  ',
    '192.0.2',
    '192.0.2.256',
    '192.0.2.10.',
    '192.0.2.10:0',
    '192.0.2.10:70000',
    'a b',
    'sip:2001@192.0.2.10',
    '2001@192.0.2.10',
    '1:2:3',
    '::1::2',
    ':::1',
    '[192.0.2.10]',
    'x:y',
    'host:',
    '-x',
    'a'.repeat(300),
  ])
    assert.equal(parseAddress(text), undefined, text);
});

test('a list of addresses out of what other programs print', () => {
  const text = `
? (192.0.2.11) at 00:0d:bc:00:11:22 [ether] on eth0
192.0.2.12 dev eth0 lladdr 00:0d:bc:00:22:33 REACHABLE
2001:db8::13 dev eth0 lladdr 00:0d:bc:00:33:44 STALE
1764030000 00:0d:bc:00:44:55 192.0.2.14 SEP000DBC004455 *
SIP000DBC005566.cnf, 192.0.2.15
000d.bc00.6677\t192.0.2.16
  192.0.2.17       00-0d-bc-00-77-88     dynamic
nothing here
192.0.2.99 without a MAC`;
  assert.deepEqual(Object.fromEntries(parseAddressList(text)), {
    '000DBC001122': '192.0.2.11',
    '000DBC002233': '192.0.2.12',
    '000DBC003344': '2001:db8::13',
    '000DBC004455': '192.0.2.14',
    '000DBC005566': '192.0.2.15',
    '000DBC006677': '192.0.2.16',
    '000DBC007788': '192.0.2.17',
  });
});
