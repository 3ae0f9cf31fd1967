/** Reads a file from a TFTP server the way the phone does: RFC 1350, mode octet, no options. */

import { createSocket } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { assertLoopback } from './loopback.ts';
import { blockBytes, decode, encodeAck, encodeError, encodeRead, errorCode } from './tftpWire.ts';

export interface TftpServer {
  readonly host: string;
  readonly port: number;
}

export interface ReadOptions {
  /** How long an answer is waited for before the last packet is sent again. The phone: 4 seconds. */
  readonly timeoutMilliseconds?: number;
  /** How often a packet is sent before the server counts as silent. The phone: 5 times from one port. */
  readonly attempts?: number;
  /** Larger files do not fit. */
  readonly maximumBytes?: number;
  readonly signal?: AbortSignal;
  /** The address that the packets come from, of the same kind as that of the server; the system chooses if not given. */
  readonly from?: string;
}

export type ReadResult =
  | { readonly kind: 'file'; readonly content: Buffer }
  /** The server has no such file. */
  | { readonly kind: 'missing' }
  /** The server refused, or the transfer broke. */
  | { readonly kind: 'error'; readonly code: number; readonly message: string }
  /** Nothing was heard of the server. */
  | { readonly kind: 'silent' }
  | { readonly kind: 'cancelled' };

export async function readFile(server: TftpServer, name: string, options: ReadOptions = {}): Promise<ReadResult> {
  const { timeoutMilliseconds = 4000, attempts = 5, maximumBytes = 4 * 1024 * 1024, signal, from: own } = options;
  assertLoopback(server.host);
  const { address, family } = await lookup(server.host);
  if (signal?.aborted) return { kind: 'cancelled' };
  return new Promise((resolve) => {
    const socket = createSocket(family === 6 ? 'udp6' : 'udp4');
    const blocks: Buffer[] = [];
    let bytes = 0;
    /** The server's transfer id: the port that its first packet comes from. */
    let peer: number | undefined;
    let expected = 1;
    let packet = encodeRead(name);
    let sends = 0;
    let done = false;
    let timer: NodeJS.Timeout | undefined;

    const send = (bytes: Buffer, port: number) => socket.send(bytes, port, address, () => {});
    const finish = (result: ReadResult) => {
      if (done) return;
      done = true;
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
      if (result.kind === 'file') {
        // The last acknowledgement may get lost: stay a while to give it again (RFC 1350 section 6).
        socket.unref();
        setTimeout(() => socket.close(), timeoutMilliseconds).unref();
      } else socket.close();
      resolve(result);
    };
    const cancel = () => finish({ kind: 'cancelled' });
    const transmit = () => {
      if (sends === attempts) return finish({ kind: 'silent' });
      sends++;
      send(packet, peer ?? server.port);
      timer = setTimeout(transmit, timeoutMilliseconds);
    };
    const breakOff = (port: number, code: number, message: string) => {
      // Closing waits for nothing, so the error goes out first.
      socket.send(encodeError(code, message), port, address, () => finish({ kind: 'error', code, message }));
    };

    socket.on('error', ({ message }) => finish({ kind: 'error', code: errorCode.undefined, message }));
    socket.on('message', (datagram, from) => {
      const received = from.address === address ? decode(datagram) : undefined;
      if (!received) return;
      if (peer !== undefined && from.port !== peer) {
        // A second transfer, begun because the request was sent twice, or a stranger: this one goes on undisturbed.
        if (received.kind !== 'error') send(encodeError(errorCode.unknownTransfer, 'Unknown transfer ID'), from.port);
        return;
      }
      if (received.kind === 'error') {
        const { code, message } = received;
        return finish(code === errorCode.fileNotFound ? { kind: 'missing' } : { kind: 'error', code, message });
      }
      if (received.kind !== 'data') return breakOff(from.port, errorCode.illegalOperation, 'Illegal TFTP operation');
      if (received.block !== expected) {
        // The block before again: its acknowledgement was lost.
        if (peer !== undefined && received.block === ((expected - 1) & 0xffff)) send(packet, peer);
        return;
      }
      if (done) return;
      peer = from.port;
      bytes += received.content.length;
      if (bytes > maximumBytes) return breakOff(peer, errorCode.diskFull, 'Buffer full');
      // A copy: the datagram's buffer is not ours.
      blocks.push(Buffer.from(received.content));
      packet = encodeAck(expected);
      expected = (expected + 1) & 0xffff;
      clearTimeout(timer);
      sends = 0;
      if (received.content.length === blockBytes) return transmit();
      send(packet, peer);
      finish({ kind: 'file', content: Buffer.concat(blocks) });
    });
    signal?.addEventListener('abort', cancel, { once: true });
    socket.bind(0, isIP(own ?? '') === family ? own : undefined, transmit);
  });
}
