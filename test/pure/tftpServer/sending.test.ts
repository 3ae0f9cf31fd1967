import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Options } from '../../../client/src/tftp/server/events.ts';
import { toNetascii } from '../../../client/src/tftp/server/netascii.ts';
import { mostBlockBytes, negotiate } from '../../../client/src/tftp/server/options.ts';
import {
  acknowledge,
  acknowledgedBytes,
  begin,
  mostRepeats,
  packet,
  repeat,
  type Sending,
  waitFor,
} from '../../../client/src/tftp/server/sending.ts';

/** All packets of a transfer in which nothing gets lost, without their headers. */
function blocksOf(content: Buffer, options: Options = {}): Buffer[] {
  const blocks: Buffer[] = [];
  let sending: Sending | 'done' | undefined = begin(content, options);
  while (sending !== 'done') {
    assert.ok(sending);
    const [, block] = packet(sending);
    if (block) blocks.push(block);
    sending = acknowledge(sending, sending.block & 0xffff);
  }
  return blocks;
}

test('a file ends with a block that is not full, if need be an empty one', () => {
  const lengths = (size: number, options?: Options) =>
    blocksOf(Buffer.alloc(size), options).map(({ length }) => length);
  assert.deepEqual(lengths(0), [0]);
  assert.deepEqual(lengths(511), [511]);
  assert.deepEqual(lengths(512), [512, 0]);
  assert.deepEqual(lengths(513), [512, 1]);
  assert.deepEqual(lengths(1024, { blksize: 1024 }), [1024, 0]);
});

test('a file of more than 65535 blocks arrives as it is', () => {
  const content = Buffer.alloc(70_000 * 8 + 3);
  for (let at = 0; at < content.length; at += 8) content.writeUInt32LE(at, at - (at + 4 > content.length ? 4 : 0));
  assert.ok(Buffer.concat(blocksOf(content, { blksize: 8 })).equals(content));
});

test('any file comes out as it went in, whatever the size of a block', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 3000 }), fc.integer({ min: 8, max: mostBlockBytes }), (content, blksize) => {
      assert.ok(Buffer.concat(blocksOf(Buffer.from(content), { blksize })).equals(Buffer.from(content)));
    }),
  );
});

test('nothing follows an acknowledgement that comes again, too late or too early', () => {
  const first = begin(Buffer.alloc(2000), {});
  assert.equal(acknowledge(first, 0), undefined);
  assert.equal(acknowledge(first, 2), undefined);
  const second = acknowledge(first, 1);
  assert.ok(second && second !== 'done');
  assert.equal(acknowledge(second, 1), undefined);
});

test('the options are answered first, and the file begins when that is acknowledged', () => {
  const answer = begin(Buffer.from('hello'), { blksize: 1024, tsize: 5 });
  assert.equal(Buffer.concat(packet(answer)).toString('latin1'), '\0\x06blksize\x001024\0tsize\x005\0');
  assert.equal(acknowledge(answer, 1), undefined);
  const first = acknowledge(answer, 0);
  assert.ok(first && first !== 'done');
  assert.equal(Buffer.concat(packet(first)).toString('latin1'), '\0\x03\0\x01hello');
});

test('a packet is sent again after longer and longer pauses, and then the phone is given up', () => {
  let sending: Sending | undefined = begin(Buffer.alloc(10), {});
  const pauses: number[] = [];
  for (; sending; sending = repeat(sending)) pauses.push(waitFor(sending));
  assert.deepEqual(pauses, [1000, 2000, 4000, 8000, 8000, 8000, 8000]);
  assert.equal(pauses.length, mostRepeats + 1);
});

test('a phone that asks for a pause of its own gets it', () => {
  assert.equal(waitFor(begin(Buffer.alloc(10), { timeout: 3 })), 3000);
  assert.equal(waitFor(begin(Buffer.alloc(10), { timeout: 200 })), 200_000);
});

test('what was acknowledged is known to have arrived', () => {
  let sending: Sending = begin(Buffer.alloc(1100), { tsize: 1100 });
  const seen = [acknowledgedBytes(sending)];
  for (const block of [0, 1, 2]) {
    const next = acknowledge(sending, block);
    assert.ok(next && next !== 'done');
    sending = next;
    seen.push(acknowledgedBytes(sending));
  }
  assert.deepEqual(seen, [0, 0, 512, 1024]);
});

test('options that make sense are granted, the others are left out of the answer', () => {
  const grant = (options: Record<string, string>) => negotiate(new Map(Object.entries(options)), 77);
  assert.deepEqual(grant({ blksize: '1024', timeout: '3', tsize: '0' }), { blksize: 1024, timeout: 3, tsize: 77 });
  assert.deepEqual(grant({ blksize: '65464' }), { blksize: mostBlockBytes });
  assert.deepEqual(grant({ blksize: '8' }), { blksize: 8 });
  for (const wrong of ['7', '0', '-1', '1e3', 'many', '', '99999999999999999999']) {
    assert.deepEqual(grant({ blksize: wrong }), {}, wrong);
  }
  assert.deepEqual(grant({ timeout: '0' }), {});
  assert.deepEqual(grant({ timeout: '256' }), {});
  assert.deepEqual(grant({ windowsize: '4', multicast: '' }), {});
});

test('in netascii lines end with CR LF, and a CR by itself is followed by a NUL', () => {
  const converted = (text: string) => toNetascii(Buffer.from(text, 'latin1')).toString('latin1');
  assert.equal(converted('a\nb\n'), 'a\r\nb\r\n');
  assert.equal(converted('a\rb'), 'a\r\0b');
  assert.equal(converted('a\r\nb'), 'a\r\0\r\nb');
  assert.equal(converted(''), '');
});
