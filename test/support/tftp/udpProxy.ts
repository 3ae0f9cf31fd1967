/** A network between a TFTP client and a server that loses, doubles and delays packets as it is told. */

import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import type { TestContext } from 'node:test';
import type { Server } from './servers.ts';

export type Fate =
  | 'pass'
  | 'lose'
  | 'double'
  /** It comes after the next packet of the same direction. */
  | 'late';

export interface Passing {
  readonly direction: 'to server' | 'to client';
  /** Counted in each direction, from 0. */
  readonly index: number;
  readonly bytes: Buffer;
}

export interface Proxy extends Server {
  /** All packets that came in, also those that were lost. */
  readonly seen: readonly Passing[];
}

/** One client at a time: the server's transfer keeps a port of its own towards the client. */
export async function proxyTo(t: TestContext, server: Server, fateOf: (passing: Passing) => Fate): Promise<Proxy> {
  const [front, inner, up] = [createSocket('udp4'), createSocket('udp4'), createSocket('udp4')];
  for (const socket of [front, inner, up]) {
    socket.bind(0, '127.0.0.1');
    await once(socket, 'listening');
    t.after(() => socket.close());
  }
  const seen: Passing[] = [];
  const counts = { 'to server': 0, 'to client': 0 };
  const held = new Map<Passing['direction'], () => void>();
  let clientPort = 0;
  let transferPort = 0;

  const pass = (direction: Passing['direction'], bytes: Buffer, by: Socket, port: () => number) => {
    const passing = { direction, index: counts[direction]++, bytes: Buffer.from(bytes) };
    seen.push(passing);
    const send = () => by.send(passing.bytes, port(), '127.0.0.1');
    const fate = fateOf(passing);
    if (fate === 'late') {
      held.set(direction, send);
      return;
    }
    if (fate !== 'lose') send();
    if (fate === 'double') send();
    held.get(direction)?.();
    held.delete(direction);
  };
  front.on('message', (bytes, { port }) => {
    clientPort = port;
    pass('to server', bytes, up, () => server.port);
  });
  inner.on('message', (bytes, { port }) => {
    clientPort = port;
    pass('to server', bytes, up, () => transferPort);
  });
  up.on('message', (bytes, { port }) => {
    transferPort = port;
    pass('to client', bytes, inner, () => clientPort);
  });
  return { host: '127.0.0.1', port: front.address().port, seen };
}
