/** Our server and requests that mean no good: the right error, and nothing else. */

import assert from 'node:assert/strict';
import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { ServeOptions } from '../../../client/src/tftp/server/server.ts';
import { ack, errorOf, openWire, request } from '../../support/tftp/datagrams.ts';
import { contentsOf, folderWith } from '../../support/tftp/folders.ts';
import { serveFolder } from '../../support/tftp/ownServer.ts';

const files = { 'SIPDefault.cnf': 'image_version: P0S3-8-12-00\n', '.secret.cnf': 'hidden', 'passwords.txt': 'secret' };

async function setUp(t: TestContext, options: Partial<ServeOptions> = {}) {
  const folder = folderWith(t, files);
  const server = await serveFolder(t, folder, options);
  const wire = await openWire(t);
  /** Sends a datagram; gives the error that comes back, after which nothing else may come. */
  const refusal = async (datagram: string | Buffer) => {
    wire.send(datagram, server.port);
    const error = errorOf(await wire.next());
    assert.ok(error, 'no error came');
    await settled();
    return error;
  };
  /** The server answers in order: what it had to say to earlier packets has come when it says that a file is missing. */
  const settled = async () => {
    const other = await openWire(t);
    other.send(request('missing.sbn'), server.port);
    await other.next();
    assert.deepEqual(wire.waiting, []);
  };
  return { folder, server, wire, refusal, settled };
}

test('a name that leads out of the folder, or is hidden, is an access violation', async (t) => {
  const { server, refusal, folder } = await setUp(t);
  const outside = folderWith(t, { 'SIP000DBC001122.cnf': 'outside' });
  symlinkSync(join(outside, 'SIP000DBC001122.cnf'), join(folder, 'SIP000DBC001122.cnf'));
  for (const name of [
    '../SIPDefault.cnf',
    '../../../../etc/passwd',
    'phones/../../SIPDefault.cnf',
    '/../SIPDefault.cnf',
    '..\\SIPDefault.cnf',
    'C:\\SIPDefault.cnf',
    '.secret.cnf',
    '.git/config.xml',
    'SIP000DBC001122.cnf',
    `${'x'.repeat(10_000)}.cnf`,
    'SIPDefault.cnf\n',
  ]) {
    assert.equal((await refusal(request(name))).code, 2, name.slice(0, 40));
  }
  for (const event of server.events.filter(({ type }) => type === 'refused')) {
    assert.ok(event.type === 'refused' && event.reason === 'outside');
    assert.ok(event.file.length <= 256);
  }
});

test('an absolute name is looked for in the folder and nowhere else', async (t) => {
  const { refusal, folder, wire, server } = await setUp(t);
  assert.equal((await refusal(request('/etc/passwd'))).code, 1);
  assert.equal((await refusal(request(join(folder, 'SIPDefault.cnf')))).code, 1);
  wire.send(request('/SIPDefault.cnf'), server.port);
  assert.equal((await wire.next()).bytes.toString('latin1', 4), files['SIPDefault.cnf']);
});

test('a file that is none of phones is not there, whether it is or not', async (t) => {
  const { server, refusal } = await setUp(t);
  assert.deepEqual(await refusal(request('passwords.txt')), await refusal(request('nothing.txt')));
  const refused = await server.until(({ type }) => type === 'refused');
  assert.ok(refused.type === 'refused' && refused.reason === 'not-provisioning');
});

test('a NUL ends the name, as the protocol has it', async (t) => {
  const { refusal } = await setUp(t);
  assert.equal((await refusal('\0\x01SIPDefault.cnf\0.xml\0octet\0')).code, 4);
});

test('unknown modes, unknown packets and requests without an end are illegal operations', async (t) => {
  const { refusal } = await setUp(t);
  for (const datagram of [
    request('SIPDefault.cnf', 'mail'),
    request('SIPDefault.cnf', 'octett'),
    '\0\x01SIPDefault.cnf\0octet',
    '\0\x01SIPDefault.cnf',
    '\0\x03\0\x01data',
    '\0\x06blksize\x00512\0',
    '\0\x07oh',
    '\xff\xff\xff\xff',
    'GET / HTTP/1.0\r\n\r\n',
    '\0',
    '',
  ]) {
    assert.equal((await refusal(datagram)).code, 4, JSON.stringify(datagram));
  }
});

test('nobody writes', async (t) => {
  const { server, refusal, folder } = await setUp(t);
  for (const name of ['SIPDefault.cnf', 'new.cnf', '../x.cnf']) {
    const error = await refusal(`\0\x02${name}\0octet\0`);
    assert.equal(error.code, 2);
  }
  assert.deepEqual(contentsOf(folder), files);
  assert.ok(server.events.every((event) => event.type !== 'refused' || event.reason === 'write'));
});

test('an error is not answered, so that two programs never answer each other for ever', async (t) => {
  const { wire, server, settled } = await setUp(t);
  wire.send('\0\x05\0\x01File not found\0', server.port);
  await settled();
});

test('somebody who goes on with a transfer that is none is told so', async (t) => {
  const { refusal } = await setUp(t);
  assert.equal((await refusal(ack(1))).code, 5);
});

test('a stranger who guesses the port of a transfer is sent away, and the transfer goes on', async (t) => {
  const { wire, server, folder } = await setUp(t);
  writeFileSync(join(folder, 'P003-8-12-00.sbn'), Buffer.alloc(600, 7));
  wire.send(request('P003-8-12-00.sbn'), server.port);
  const first = await wire.next();
  const stranger = await openWire(t);
  stranger.send(ack(1), first.port);
  assert.equal(errorOf(await stranger.next())?.code, 5);
  stranger.send('\0\x05\0\0stop it\0', first.port);
  wire.send(ack(1), first.port);
  // The first block may come once more before the acknowledgement was read.
  let second = await wire.next();
  while (second.bytes.readUInt16BE(2) === 1) second = await wire.next();
  assert.equal(second.bytes.length, 4 + 88);
  wire.send(ack(2), first.port);
  assert.equal((await server.until(({ type }) => type === 'done' || type === 'failed')).type, 'done');
});

test('a packet that has no place in a transfer ends it', async (t) => {
  const { wire, server, folder } = await setUp(t);
  writeFileSync(join(folder, 'P003-8-12-00.sbn'), Buffer.alloc(600, 7));
  wire.send(request('P003-8-12-00.sbn'), server.port);
  const { port } = await wire.next();
  wire.send('\0\x02evil.cnf\0octet\0', port);
  const failed = await server.until(({ type }) => type === 'failed');
  assert.ok(failed.type === 'failed' && failed.reason === 'trouble');
});

test('no more transfers begin than are allowed; who is left out is told of, not answered, and may ask again', async (t) => {
  const { wire, server } = await setUp(t, { limits: { transfers: 1 }, firstTimeout: 10_000 });
  const other = await openWire(t);
  wire.send(request('SIPDefault.cnf'), server.port);
  const { port } = await wire.next();
  other.send(request('SIPDefault.cnf'), server.port);
  const refused = await server.until(({ type }) => type === 'refused');
  assert.ok(refused.type === 'refused' && refused.reason === 'busy');
  assert.deepEqual(other.waiting, []);
  wire.send(ack(1), port);
  await server.until(({ type }) => type === 'done');
  other.send(request('SIPDefault.cnf'), server.port);
  assert.equal((await other.next()).bytes.readUInt16BE(0), 3);
});

test('a flood of requests is answered up to the limit, and told of once', async (t) => {
  const { wire, server } = await setUp(t, { limits: { requestsPerSecond: 5 } });
  for (let index = 0; index < 200; index++) wire.send(request('missing.sbn'), server.port);
  await server.until((event) => event.type === 'refused' && event.reason === 'busy');
  const told = server.events.filter((event) => event.type === 'refused');
  assert.equal(told.length, 1);
  assert.ok(server.events.filter(({ type }) => type === 'missing').length < 30);
});

test('the wrong letter case is an error and an event with the right name, or the file where that is wanted', async (t) => {
  const { server, refusal } = await setUp(t);
  assert.equal((await refusal(request('sipdefault.CNF'))).code, 1);
  const missing = await server.until(({ type, file }) => type === 'missing' && file === 'sipdefault.CNF');
  assert.ok(missing.type === 'missing' && missing.similar === 'SIPDefault.cnf');

  const lenient = await setUp(t, { anyLetterCase: true });
  lenient.wire.send(request('sipdefault.CNF'), lenient.server.port);
  assert.equal((await lenient.wire.next()).bytes.toString('latin1', 4), files['SIPDefault.cnf']);
});
