import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { dataHeader, decode, encodeError, encodeOptions } from '../../../client/src/tftp/server/packets.ts';

const bytes = (text: string) => Buffer.from(text, 'latin1');

test('a request tells the file, the mode in any letter case, and the options', () => {
  assert.deepEqual(decode(bytes('\0\x01SIPDefault.cnf\0OCTET\0blkSize\x001024\0tsize\x000\0')), {
    kind: 'read',
    name: 'SIPDefault.cnf',
    mode: 'octet',
    options: new Map([
      ['blksize', '1024'],
      ['tsize', '0'],
    ]),
  });
  assert.equal(decode(bytes('\0\x02SIPDefault.cnf\0netascii\0')).kind, 'write');
});

test('a request without the NUL at its end, without a name or without a mode is none', () => {
  for (const text of [
    '\0\x01a',
    '\0\x01a\0',
    '\0\x01a\0octet',
    '\0\x01\0octet\0',
    '',
    '\0',
    '\0\x01',
    'hello',
    '\0\x09ab',
  ]) {
    assert.equal(decode(bytes(text)).kind, 'other', JSON.stringify(text));
  }
});

test('of an option that is given twice the first counts, and one without a value does not', () => {
  const request = decode(bytes('\0\x01a\0octet\0blksize\x00512\0BLKSIZE\x009\0timeout\0'));
  assert.ok(request.kind === 'read');
  assert.deepEqual([...request.options], [['blksize', '512']]);
});

test('the number of a block goes on from 65535 to 0', () => {
  assert.deepEqual([...dataHeader(1)], [0, 3, 0, 1]);
  assert.deepEqual([...dataHeader(65535)], [0, 3, 255, 255]);
  assert.deepEqual([...dataHeader(65536)], [0, 3, 0, 0]);
  assert.deepEqual([...dataHeader(65537)], [0, 3, 0, 1]);
});

test('errors and answers to options are written as the standard has them', () => {
  assert.equal(encodeError(1, 'File not found').toString('latin1'), '\0\x05\0\x01File not found\0');
  assert.equal(encodeOptions({ blksize: 1024, tsize: 7 }).toString('latin1'), '\0\x06blksize\x001024\0tsize\x007\0');
  assert.deepEqual(decode(encodeError(8, 'no')), { kind: 'error', code: 8, message: 'no' });
});

test('no datagram, however odd, is more than it says', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 600 }), (content) => {
      const packet = decode(Buffer.from(content));
      assert.ok(['read', 'write', 'ack', 'error', 'other'].includes(packet.kind));
    }),
  );
  // 64 kB of options, the most that UDP carries.
  const many = decode(bytes(`\0\x01a\0octet\0${'x\0y\0'.repeat(16_000)}`));
  assert.ok(many.kind === 'read' && many.options.size === 1);
});
