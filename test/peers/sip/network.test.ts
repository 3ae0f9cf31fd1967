/** Real sockets on loopback, without other programs. */

import assert from 'node:assert/strict';
import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { networkInterfaces } from 'node:os';
import { type TestContext, test } from 'node:test';
import { sendCheckSync, sendToMany } from '../../../client/src/sip/checkSync.ts';
import type { TraceEntry } from '../../../client/src/sip/types.ts';
import { freePort } from '../../support/freePort.ts';
import { answerTo, header } from '../../support/sip/network.ts';

const hasIPv6 = Object.values(networkInterfaces()).some((all) => all?.some(({ address }) => address === '::1'));
const withoutIPv6 = hasIPv6 ? {} : { skip: 'this machine has no ::1' };

/** A socket that hands each message to `hear`. */
async function listen(
  context: TestContext,
  address: string,
  hear: (text: string, from: RemoteInfo, socket: Socket) => void,
): Promise<number> {
  const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
  await new Promise<void>((resolve) => socket.bind(0, address, resolve));
  socket.on('message', (bytes, from) => hear(bytes.toString(), from, socket));
  context.after(() => socket.close());
  return socket.address().port;
}

test('Via, Contact and the source of the datagram are the same address and port', async (context) => {
  const heard: [text: string, from: RemoteInfo][] = [];
  const port = await listen(context, '127.0.0.1', (text, from, socket) => {
    heard.push([text, from]);
    socket.send(answerTo(text), from.port, from.address);
  });
  assert.equal((await sendCheckSync({ host: '127.0.0.1', port, user: '1' })).kind, 'accepted');
  const [text, from] = heard[0] ?? assert.fail();
  assert.match(header(text, 'Via'), new RegExp(`^SIP/2\\.0/UDP 127\\.0\\.0\\.1:${from.port};`));
  assert.equal(header(text, 'Contact'), `<sip:provisioning@127.0.0.1:${from.port}>`);
});

test('a phone that answers from another port than it listens on is heard', async (context) => {
  const other = createSocket('udp4');
  context.after(() => other.close());
  const port = await listen(context, '127.0.0.1', (text, from) => other.send(answerTo(text), from.port, from.address));
  const trace: TraceEntry[] = [];
  const outcome = await sendCheckSync({ host: '127.0.0.1', port, user: '1' }, { trace: (each) => trace.push(each) });
  assert.equal(outcome.kind, 'accepted');
  assert.equal(outcome.sends, 1);
  assert.equal(trace[1]?.peer, `127.0.0.1:${other.address().port}`);
});

test('a phone that answers to the address in Via, knowing no rport, is heard', async (context) => {
  const port = await listen(context, '127.0.0.1', (text, _from, socket) => {
    const [, host, viaPort] = /UDP ([\d.]+):(\d+);/.exec(text) ?? assert.fail();
    socket.send(answerTo(text.replace(';rport', '')), Number(viaPort), host);
  });
  assert.equal((await sendCheckSync({ host: '127.0.0.1', port, user: '1' })).kind, 'accepted');
});

test('IPv6', withoutIPv6, async (context) => {
  const port = await listen(context, '::1', (text, from, socket) =>
    socket.send(answerTo(text), from.port, from.address),
  );
  assert.equal((await sendCheckSync({ host: '::1', port, user: '1' })).kind, 'accepted');
});

test('a host name', async (context) => {
  const port = await listen(context, '127.0.0.1', (text, from, socket) =>
    socket.send(answerTo(text), from.port, from.address),
  );
  const outcome = await sendCheckSync({ host: 'localhost', port, user: '1' });
  // Where localhost is ::1 first, the machine there says that nothing listens.
  assert.ok(outcome.kind === 'accepted' || (hasIPv6 && outcome.kind === 'unreachable'), outcome.meaning);
});

test('a port where nothing listens is known at once, over IPv4 and IPv6', async () => {
  for (const host of hasIPv6 ? ['127.0.0.1', '::1'] : ['127.0.0.1']) {
    const port = await freePort(host);
    const outcome = await sendCheckSync({ host, port, user: '1' }, { timers: { t1: 5000 } });
    assert.equal(outcome.kind, 'unreachable', host);
    assert.match(outcome.meaning, /nothing listens/);
    assert.equal(outcome.sends, 1);
  }
});

test('of many phones, those that are off do not disturb the others', async (context) => {
  const port = await listen(context, '127.0.0.1', (text, from, socket) =>
    socket.send(answerTo(text), from.port, from.address),
  );
  const closed = await freePort();
  const phones = Array.from({ length: 300 }, (_, index) => ({
    host: '127.0.0.1',
    port: index % 3 ? port : closed,
    user: `${index}`,
  }));
  const outcomes = await sendToMany(phones);
  assert.deepEqual(
    outcomes.map(({ kind }) => kind),
    phones.map((_, index) => (index % 3 ? 'accepted' : 'unreachable')),
  );
});
