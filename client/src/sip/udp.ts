/** The wire: names, sockets and the errors of the network. */

import { createSocket, type Socket, type SocketOptions } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import { isIP, isIPv6 } from 'node:net';
import type { Endpoint } from './message.ts';
import { peerText } from './trace.ts';

export type Family = 4 | 6;

export interface Network {
  /** The IP addresses of a host, the best first. Rejects with `code` ENOTFOUND, EAI_AGAIN, … */
  lookup(host: string): Promise<readonly string[]>;
  /** Binds a port that is shared by all phones of an address family. */
  open(family: Family, receive: (bytes: Uint8Array, from: Endpoint) => void): Promise<Port>;
}

export interface Port {
  /**
   * The way to a phone. Rejects with `code` when there is none (ENETUNREACH, …).
   *
   * @param failed told of ICMP errors and failed sends; never from within `send`
   */
  path(to: Endpoint, failed: (code: string) => void): Promise<Path>;
  close(): void;
}

export interface Path {
  /** The address that faces the phone, and the shared port. */
  readonly local: Endpoint;
  send(bytes: Uint8Array): void;
  close(): void;
}

export function familyOf(address: string): Family {
  return isIPv6(address) ? 6 : 4;
}

/** The `code` of an error of Node. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'UNKNOWN';
}

/**
 * One unconnected socket a family hears answers from anywhere: these phones, and NATs, answer from other ports than
 * they were asked at. An unconnected socket is not told of ICMP errors, so each phone that is waited for has a second
 * socket, bound to the same port and connected to the phone; it also tells which local address faces the phone. Windows
 * does not say which of two sockets on one port hears an answer, so there the second one has a port of its own, sends
 * nothing, and is only asked for the address.
 */
const sharesPort = process.platform !== 'win32';

export const udp: Network = {
  async lookup(host) {
    if (isIP(host)) return [host];
    // A phone is given by name and port: address records only (RFC 3263 4.2), in the order of the system.
    const found = await lookup(host, { all: true, verbatim: true });
    return found.map(({ address }) => address);
  },

  async open(family, receive) {
    const heard = (socket: Socket) =>
      socket.on('message', (bytes, { address, port }) => receive(bytes, { address, port }));
    const shared = heard(newSocket(family, sharesPort));
    await bind(shared, 0);
    // No phone can be blamed for an error here; a phone that does not answer runs into its timer.
    shared.on('error', () => {});
    const { port } = shared.address();

    /** By the address and port of the phone. */
    const connections = new Map<string, Connection>();
    return {
      async path(to, failed) {
        const key = peerText(to);
        const connection = connections.get(key) ?? connectTo(to, { family, port, heard });
        connections.set(key, connection);
        connection.users.add(failed);
        const leave = () => {
          connection.users.delete(failed);
          if (connection.users.size === 0) connections.delete(key);
          return connection.users.size === 0;
        };
        const socket = await connection.socket.catch((error) => {
          leave();
          throw error;
        });
        const sent = (error: Error | null) => {
          if (error) failed(codeOf(error));
        };
        return {
          local: { address: socket.address().address, port },
          send: (bytes) => (sharesPort ? socket.send(bytes, sent) : shared.send(bytes, to.port, to.address, sent)),
          close() {
            if (leave()) socket.close();
          },
        };
      },
      close: () => shared.close(),
    };
  },
};

/** A socket that is connected to a phone. Several messages may be under way to it; of an ICMP error, all must hear. */
interface Connection {
  readonly socket: Promise<Socket>;
  readonly users: Set<(code: string) => void>;
}

function connectTo(
  to: Endpoint,
  { family, port, heard }: { family: Family; port: number; heard(socket: Socket): Socket },
): Connection {
  const users: Connection['users'] = new Set();
  const open = async () => {
    const socket = heard(newSocket(family, sharesPort));
    try {
      await bind(socket, sharesPort ? port : 0);
      await connect(socket, to);
    } catch (error) {
      socket.close();
      throw error;
    }
    return socket.on('error', (error) => {
      for (const failed of [...users]) failed(codeOf(error));
    });
  };
  return { socket: open(), users };
}

function newSocket(family: Family, reuseAddr: boolean): Socket {
  const options: SocketOptions = family === 6 ? { type: 'udp6', ipv6Only: true } : { type: 'udp4' };
  // The timers of the transactions keep the program running, as long as there is something to wait for.
  return createSocket({ ...options, reuseAddr }).unref();
}

function bind(socket: Socket, port: number): Promise<void> {
  return settled(socket, (done) => socket.bind(port, done));
}

function connect(socket: Socket, { address, port }: Endpoint): Promise<void> {
  return settled(socket, (done) => socket.connect(port, address, done));
}

/** Errors come as an event, or to a callback as its first argument. */
function settled(socket: Socket, act: (done: (error?: Error) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    act((error) => {
      socket.off('error', reject);
      if (error) reject(error);
      else resolve();
    });
  });
}
