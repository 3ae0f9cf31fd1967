/** Our server on a bad network: nothing is lost for good, and nothing is doubled for ever. */

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { type TestContext, test } from 'node:test';
import { readFile } from '../../phone/tftpClient.ts';
import { random } from '../../support/random.ts';
import { ack, openWire, request } from '../../support/tftp/datagrams.ts';
import { folderWith } from '../../support/tftp/folders.ts';
import { serveFolder } from '../../support/tftp/ownServer.ts';
import { type Fate, type Passing, proxyTo } from '../../support/tftp/udpProxy.ts';

const content = randomBytes(30 * 512 + 100);
const blocks = 31;

/** So long that a slow machine does not make the server send something again. */
const patient = 20_000;

async function through(t: TestContext, fateOf: (passing: Passing) => Fate, firstTimeout = 40) {
  const server = await serveFolder(t, folderWith(t, { 'P0S3-8-12-00.sb2': content }), { firstTimeout });
  const proxy = await proxyTo(t, server, fateOf);
  const result = await readFile(proxy, 'P0S3-8-12-00.sb2', { timeoutMilliseconds: 200, attempts: 20 });
  assert.ok(result.kind === 'file', JSON.stringify(result));
  assert.ok(result.content.equals(content));
  return { server, proxy };
}

/** Data packets that the server sent. */
const sent = (seen: readonly Passing[]) => seen.filter(({ direction }) => direction === 'to client').length;

test('a good network: each block is sent once', async (t) => {
  const { server, proxy } = await through(t, () => 'pass', patient);
  assert.equal(sent(proxy.seen), blocks);
  const done = await server.until(({ type }) => type === 'done');
  assert.ok(done.type === 'done' && done.retries === 0 && done.bytes === content.length);
});

test('lost blocks and lost acknowledgements are made good, and the retries are told', async (t) => {
  const { server } = await through(t, ({ index }) => (index % 5 === 3 ? 'lose' : 'pass'));
  const done = await server.until(({ type }) => type === 'done');
  assert.ok(done.type === 'done' && (done.retries ?? 0) > 0);
});

test("the Sorcerer's Apprentice: doubled acknowledgements do not double the blocks", async (t) => {
  const { proxy } = await through(t, ({ direction }) => (direction === 'to server' ? 'double' : 'pass'), patient);
  assert.equal(sent(proxy.seen), blocks);
});

test('doubled blocks, which the phone acknowledges twice, do no harm', async (t) => {
  const { proxy } = await through(t, ({ direction }) => (direction === 'to client' ? 'double' : 'pass'), patient);
  assert.equal(sent(proxy.seen), blocks);
});

test('packets out of order do no harm', async (t) => {
  await through(t, ({ index }) => (index % 4 === 2 ? 'late' : 'pass'));
});

test('loss, doubling and disorder together, in many ways', async (t) => {
  for (let seed = 1; seed <= 5; seed++) {
    const next = random(seed);
    const fates: readonly Fate[] = ['pass', 'pass', 'pass', 'pass', 'pass', 'lose', 'double', 'late'];
    await t.test(`seed ${seed}`, (t) => through(t, () => fates[Math.floor(next() * fates.length)]!).then(() => {}));
  }
});

test('a phone that asks twice, because the answer is late, gets one transfer', async (t) => {
  const server = await serveFolder(t, folderWith(t, { 'SIPDefault.cnf': 'x' }));
  const wire = await openWire(t);
  wire.send(request('SIPDefault.cnf'), server.port);
  wire.send(request('SIPDefault.cnf'), server.port);
  const { port } = await wire.next();
  wire.send(ack(1), port);
  await server.until(({ type }) => type === 'done');
  assert.equal(server.events.filter(({ type }) => type === 'request').length, 1);
});

test('a phone that asks for another file from the same port has given the first up', async (t) => {
  const server = await serveFolder(t, folderWith(t, { 'SIPDefault.cnf': Buffer.alloc(2000), 'RINGLIST.DAT': 'y' }));
  const wire = await openWire(t);
  wire.send(request('SIPDefault.cnf'), server.port);
  const first = await wire.next();
  wire.send(ack(1), first.port);
  await wire.next();
  wire.send(request('RINGLIST.DAT'), server.port);
  const second = await server.until(({ type, file }) => type === 'request' && file === 'RINGLIST.DAT');
  assert.equal(second.address, '127.0.0.1');
  const failed = await server.until(({ type }) => type === 'failed');
  assert.ok(failed.type === 'failed' && failed.reason === 'superseded' && failed.file === 'SIPDefault.cnf');
});

test('a phone that falls silent is given up, with what it had', async (t) => {
  const server = await serveFolder(t, folderWith(t, { 'P0S3-8-12-00.sb2': content }), { firstTimeout: 1 });
  const wire = await openWire(t);
  wire.send(request('P0S3-8-12-00.sb2'), server.port);
  const { port } = await wire.next();
  wire.send(ack(1), port);
  const failed = await server.until(({ type }) => type === 'failed');
  assert.ok(failed.type === 'failed' && failed.reason === 'silent');
  assert.equal(failed.bytes, 512);
  assert.equal(failed.total, content.length);
  assert.equal(server.transfers, 0);
});

test('a phone that breaks off is heard, with its reason', async (t) => {
  const server = await serveFolder(t, folderWith(t, { 'P0S3-8-12-00.sb2': content }));
  const wire = await openWire(t);
  wire.send(request('P0S3-8-12-00.sb2'), server.port);
  const { port } = await wire.next();
  wire.send('\0\x05\0\x03Buffer full\0', port);
  const failed = await server.until(({ type }) => type === 'failed');
  assert.ok(failed.type === 'failed' && failed.reason === 'aborted' && failed.message === 'Buffer full');
});

test('a server that is stopped tells the phones', async (t) => {
  const server = await serveFolder(t, folderWith(t, { 'P0S3-8-12-00.sb2': content }));
  const wire = await openWire(t);
  wire.send(request('P0S3-8-12-00.sb2'), server.port);
  await wire.next();
  await server.stop();
  const goodbye = await wire.next();
  assert.equal(goodbye.bytes.toString('latin1'), '\0\x05\0\0The server was stopped\0');
  const failed = await server.until(({ type }) => type === 'failed');
  assert.ok(failed.type === 'failed' && failed.reason === 'stopped');
});
