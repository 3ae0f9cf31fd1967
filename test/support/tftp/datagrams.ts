/** A socket that sends any datagram to a TFTP server and keeps what comes back, in order. */

import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import type { TestContext } from 'node:test';

export interface Datagram {
  readonly bytes: Buffer;
  /** The port it came from. */
  readonly port: number;
}

export interface Wire {
  readonly port: number;
  /** Bytes are written as latin1 characters. */
  send(bytes: string | Buffer, port: number): void;
  /** The next datagram. */
  next(): Promise<Datagram>;
  /** Datagrams that nobody has asked for yet. */
  readonly waiting: readonly Datagram[];
}

/** Milliseconds; nobody waits for it when all is well. */
const deadline = 20_000;

export async function openWire(t: TestContext, host = '127.0.0.1'): Promise<Wire> {
  const socket: Socket = createSocket('udp4');
  socket.bind(0, host);
  await once(socket, 'listening');
  t.after(() => socket.close());
  const waiting: Datagram[] = [];
  const hungry: ((datagram: Datagram) => void)[] = [];
  socket.on('message', (bytes, { port }) => {
    const next = hungry.shift();
    if (next) next({ bytes, port });
    else waiting.push({ bytes, port });
  });
  return {
    port: socket.address().port,
    waiting,
    send: (bytes, port) => socket.send(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes, port, host),
    next: () =>
      new Promise((resolve, reject) => {
        const known = waiting.shift();
        if (known) return resolve(known);
        const timer = setTimeout(() => reject(new Error('no datagram came')), deadline);
        hungry.push((datagram) => {
          clearTimeout(timer);
          resolve(datagram);
        });
      }),
  };
}

/** The parts of an error packet. */
export function errorOf({ bytes }: Datagram): { readonly code: number; readonly text: string } | undefined {
  if (bytes.readUInt16BE(0) !== 5) return undefined;
  return { code: bytes.readUInt16BE(2), text: bytes.toString('latin1', 4, bytes.length - 1) };
}

export const request = (name: string, mode = 'octet', options = ''): string => `\0\x01${name}\0${mode}\0${options}`;
export const ack = (block: number): Buffer => Buffer.from([0, 4, block >> 8, block & 255]);
