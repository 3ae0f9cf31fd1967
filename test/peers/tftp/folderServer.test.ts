/** The editor's half of serving: the server is there when it is said to be, and its port is free when it is not. */

import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { type TestContext, test } from 'node:test';
import { FolderServer } from '../../../client/src/serving/folderServer.ts';
import type { Offer, ServingState } from '../../../client/src/serving/servingState.ts';
import { readFile } from '../../phone/tftpClient.ts';
import { freePort } from '../../support/freePort.ts';
import { folderWith } from '../../support/tftp/folders.ts';

async function offerOf(t: TestContext, text: string): Promise<Offer> {
  const folder = folderWith(t, { 'SIPDefault.cnf': text });
  return { folder, host: '127.0.0.1', port: await freePort(), anyLetterCase: false, anyAddress: false };
}

function serverOf(t: TestContext) {
  const states: ServingState['is'][] = [];
  const asked: string[] = [];
  const server = new FolderServer({
    onState: ({ is }) => states.push(is),
    onEvent: ({ type, file }) => asked.push(`${type} ${file}`),
  });
  t.after(() => server.stop());
  return { server, states, asked };
}

const read = async ({ host, port }: Offer) => {
  const answer = await readFile({ host, port }, 'SIPDefault.cnf', { timeoutMilliseconds: 200, attempts: 2 });
  return answer.kind === 'file' ? String(answer.content) : answer.kind;
};

test('what is served can be fetched, is told of, and is gone when it is stopped', async (t) => {
  const { server, states, asked } = serverOf(t);
  const offer = await offerOf(t, 'sync: 1\n');
  assert.equal((await server.serve(offer)).is, 'serving');
  assert.equal(await read(offer), 'sync: 1\n');
  assert.equal(asked[0], 'request SIPDefault.cnf');
  await server.stop();
  assert.notEqual(await read(offer), 'sync: 1\n');
  assert.deepEqual(states, ['starting', 'serving', 'stopped']);
});

test('another folder is served at the same port', async (t) => {
  const { server } = serverOf(t);
  const first = await offerOf(t, 'sync: 1\n');
  const second = { ...(await offerOf(t, 'sync: 2\n')), port: first.port };
  void server.serve(first);
  assert.equal((await server.serve(second)).is, 'serving');
  assert.equal(await read(first), 'sync: 2\n');
});

test('a port that another program has is told as that, and taken once it is free', async (t) => {
  const { server, states } = serverOf(t);
  const offer = await offerOf(t, 'sync: 1\n');
  const other = createSocket('udp4').bind(offer.port, '127.0.0.1');
  await once(other, 'listening');
  const state = await server.serve(offer);
  assert.ok(state.is === 'failed' && state.trouble.isAboutPort);
  assert.match(state.trouble.what, /Another program/);
  other.close();
  await once(other, 'close');
  assert.equal((await server.serve(offer)).is, 'serving');
  assert.deepEqual(states, ['starting', 'failed', 'starting', 'serving']);
});
