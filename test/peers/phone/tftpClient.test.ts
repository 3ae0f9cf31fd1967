/** Mishaps that a real server does not have on request: here the test is the server. */

import assert from 'node:assert/strict';
import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { type TestContext, test } from 'node:test';
import { readFile } from '../../phone/tftpClient.ts';
import { decode, encodeAck, encodeData, encodeError, type Packet } from '../../phone/tftpWire.ts';

interface Peer {
  readonly port: number;
  send(packet: Buffer, to: RemoteInfo): void;
  /** The next packet that comes. */
  receive(): Promise<{ packet: Packet | undefined; from: RemoteInfo }>;
}

async function peer(t: TestContext): Promise<Peer> {
  const socket: Socket = createSocket('udp4');
  t.after(() => socket.close());
  const came: { packet: Packet | undefined; from: RemoteInfo }[] = [];
  socket.on('message', (datagram, from) => {
    came.push({ packet: decode(datagram), from });
    socket.emit('came');
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    port: socket.address().port,
    send: (packet, to) => socket.send(packet, to.port, to.address),
    async receive() {
      while (came.length === 0) await once(socket, 'came');
      return came.shift()!;
    },
  };
}

const full = Buffer.alloc(512, 'a');
const patient = { timeoutMilliseconds: 10_000 };

test('a request without an answer is sent again, from the same port', async (t) => {
  const server = await peer(t);
  const reading = readFile({ host: '127.0.0.1', port: server.port }, 'x', { timeoutMilliseconds: 5, attempts: 2000 });
  const first = await server.receive();
  const second = await server.receive();
  assert.deepEqual(first.packet, { kind: 'read', name: 'x', mode: 'octet' });
  assert.deepEqual(second, first);
  server.send(encodeData(1, Buffer.from('end')), second.from);
  const result = await reading;
  assert(result.kind === 'file' && result.content.toString() === 'end');
});

test('an acknowledgement without a next block is sent again', async (t) => {
  const server = await peer(t);
  const reading = readFile({ host: '127.0.0.1', port: server.port }, 'x', { timeoutMilliseconds: 5, attempts: 2000 });
  const { from } = await server.receive();
  server.send(encodeData(1, full), from);
  let acknowledged = 0;
  while (acknowledged < 2) {
    // Requests sent again while the first block was under way do not count.
    if ((await server.receive()).packet?.kind === 'ack') acknowledged++;
  }
  server.send(encodeData(2, Buffer.alloc(0)), from);
  assert.equal((await reading).kind, 'file');
});

test('a block that comes twice is acknowledged twice and taken once', async (t) => {
  const server = await peer(t);
  const reading = readFile({ host: '127.0.0.1', port: server.port }, 'x', patient);
  const { from } = await server.receive();
  for (let time = 0; time < 2; time++) {
    server.send(encodeData(1, full), from);
    assert.deepEqual((await server.receive()).packet, { kind: 'ack', block: 1 });
  }
  server.send(encodeData(2, Buffer.from('b')), from);
  assert.deepEqual((await server.receive()).packet, { kind: 'ack', block: 2 });
  const result = await reading;
  assert(result.kind === 'file' && result.content.length === 513);
  // The last acknowledgement got lost: it is given again although the file is complete.
  server.send(encodeData(2, Buffer.from('b')), from);
  assert.deepEqual((await server.receive()).packet, { kind: 'ack', block: 2 });
});

test('a packet from another port is turned away and does no harm', async (t) => {
  const server = await peer(t);
  const stranger = await peer(t);
  const reading = readFile({ host: '127.0.0.1', port: server.port }, 'x', patient);
  const { from } = await server.receive();
  server.send(encodeData(1, full), from);
  await server.receive();
  stranger.send(encodeData(2, Buffer.from('evil')), from);
  assert.deepEqual((await stranger.receive()).packet, { kind: 'error', code: 5, message: 'Unknown transfer ID' });
  server.send(encodeData(2, Buffer.from('good')), from);
  const result = await reading;
  assert(result.kind === 'file' && result.content.subarray(512).toString() === 'good');
});

test('errors and silence are told apart', async (t) => {
  const server = await peer(t);
  const address = { host: '127.0.0.1', port: server.port };
  const answerWith = async (packet: Buffer) => {
    const reading = readFile(address, 'x', patient);
    server.send(packet, (await server.receive()).from);
    return reading;
  };
  assert.deepEqual(await answerWith(encodeError(1, 'no')), { kind: 'missing' });
  assert.deepEqual(await answerWith(encodeError(2, 'no')), { kind: 'error', code: 2, message: 'no' });
  assert.equal((await answerWith(encodeAck(0))).kind, 'error');
  assert.deepEqual(await readFile(address, 'x', { timeoutMilliseconds: 2, attempts: 2 }), { kind: 'silent' });
});

test('a file larger than the memory is broken off', async (t) => {
  const server = await peer(t);
  const reading = readFile({ host: '127.0.0.1', port: server.port }, 'x', { ...patient, maximumBytes: 600 });
  const { from } = await server.receive();
  server.send(encodeData(1, full), from);
  await server.receive();
  server.send(encodeData(2, full), from);
  assert.deepEqual((await server.receive()).packet, { kind: 'error', code: 3, message: 'Buffer full' });
  assert.equal((await reading).kind, 'error');
});
