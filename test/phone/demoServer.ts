/**
 * A small read-only TFTP server for trying things out on a machine that has none. Tests use a real one. It listens on
 * 127.0.0.1, and gives out plain files of one folder.
 */

import { createSocket, type RemoteInfo } from 'node:dgram';
import { readFile as readDisk, readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { Phone, type PhoneOptions } from './phone.ts';
import { blockBytes, decode, encodeData, encodeError, errorCode } from './tftpWire.ts';
import { describe } from './words.ts';

const host = '127.0.0.1';
const mostTransfers = 100;
const resendMilliseconds = 1000;
const attempts = 5;

export interface DemoServer {
  readonly host: string;
  readonly port: number;
  stop(): void;
}

/** Serves a folder. `port` 0: any free one. */
export async function serveFolder(folder: string, port = 0): Promise<DemoServer> {
  const root = await realpath(folder);
  const transfers = new Set<() => void>();
  const socket = createSocket('udp4');
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.bind(port, host, () => {
      socket.off('error', reject);
      resolve();
    });
  });
  socket.on('error', () => {});
  socket.on('message', (datagram, from) => {
    const packet = decode(datagram);
    const refuse = (code: number, message: string) => socket.send(encodeError(code, message), from.port, from.address);
    if (packet?.kind === 'write') return refuse(errorCode.accessViolation, 'This server is read-only');
    if (packet?.kind !== 'read') return;
    if (packet.mode !== 'octet') return refuse(errorCode.undefined, 'Use mode octet');
    if (transfers.size >= mostTransfers) return refuse(errorCode.undefined, 'Too many transfers');
    // Options in the request are ignored, as RFC 2347 lets a server do.
    findFile(root, packet.name).then(
      (content) => {
        if (content) sendFile(content, from, transfers);
        else refuse(errorCode.fileNotFound, 'File not found');
      },
      () => refuse(errorCode.accessViolation, 'The file cannot be read'),
    );
  });
  return {
    host,
    port: socket.address().port,
    stop() {
      socket.close();
      for (const end of [...transfers]) end();
    },
  };
}

/** The content of a plain file in the folder; `undefined` for all else, such as a name that leads out of it. */
async function findFile(root: string, name: string): Promise<Buffer | undefined> {
  const parts = name.split('/').filter((part) => part !== '' && part !== '.');
  if (parts.length === 0 || parts.some((part) => part === '..' || part.includes('\\') || part.includes(':'))) {
    return undefined;
  }
  const wanted = path.join(root, ...parts);
  // Somewhere else when a part is a link. A disk that takes no notice of letter case gives the name as stored.
  const real = await realpath(wanted).catch(() => undefined);
  if (real !== wanted || !(await stat(real)).isFile()) return undefined;
  return readDisk(real);
}

/** One transfer from a port of its own: a block goes out when the one before was acknowledged. */
function sendFile(content: Buffer, to: RemoteInfo, transfers: Set<() => void>): void {
  const socket = createSocket('udp4');
  let block = 0;
  let sends = 0;
  let timer: NodeJS.Timeout | undefined;
  const end = () => {
    if (!transfers.delete(end)) return;
    clearTimeout(timer);
    socket.close();
  };
  const transmit = () => {
    if (sends === attempts) return end();
    sends++;
    const part = content.subarray(block * blockBytes, (block + 1) * blockBytes);
    socket.send(encodeData((block + 1) & 0xffff, part), to.port, to.address, () => {});
    timer = setTimeout(transmit, resendMilliseconds);
  };
  transfers.add(end);
  socket.on('error', end);
  socket.on('message', (datagram, from) => {
    if (from.port !== to.port || from.address !== to.address) return;
    const packet = decode(datagram);
    if (packet?.kind === 'error') return end();
    // An acknowledgement that comes twice must not make a block go out twice (RFC 1123 4.2.3.1).
    if (packet?.kind !== 'ack' || packet.block !== ((block + 1) & 0xffff)) return;
    clearTimeout(timer);
    // A block that is not full ends the file, so a file of full blocks is followed by an empty one.
    if ((block + 1) * blockBytes > content.length) return end();
    block++;
    sends = 0;
    transmit();
  });
  socket.bind(0, host, transmit);
}

export interface TryOutOptions {
  /** The TFTP folder: served, and where the phone's own file is looked for. */
  readonly folder: string;
  /** Takes one line at a time. */
  readonly say: (line: string) => void;
  /** The first phone that has a file in the folder, unless given. */
  readonly mac?: string;
  readonly phone?: Pick<PhoneOptions, 'idleMilliseconds' | 'sip' | 'model' | 'firmware' | 'flash'>;
}

export interface TryOut {
  readonly server: DemoServer;
  readonly phone: Phone;
  /** Where to send check-sync. */
  readonly address: { readonly host: string; readonly port: number };
  stop(): Promise<void>;
}

/** Starts a TFTP server for the folder and a phone that boots from it. */
export async function startTryOut({ folder, say, mac, phone: options = {} }: TryOutOptions): Promise<TryOut> {
  const owner = mac ?? (await firstPhone(folder));
  if (owner === undefined) throw new Error(`there is no SIP<MAC>.cnf in ${folder} for a phone to start with`);
  const server = await serveFolder(folder);
  say(`TFTP server: ${server.host}:${server.port} gives out the files of ${folder}`);
  const start = async (more: PhoneOptions['sip'] = {}) => {
    const phone = new Phone({ ...options, sip: { ...options.sip, ...more }, mac: owner, tftp: server });
    phone.on('event', (event) => say(`phone ${phone.mac}: ${describe(event)}`));
    try {
      await phone.start();
      return phone;
    } catch (error) {
      await phone.stop();
      throw error;
    }
  };
  try {
    const phone = await start().catch((error) => {
      if (error?.code !== 'EADDRINUSE' || options.sip?.port !== undefined) throw error;
      say(`phone ${owner}: starts again on a free port, as another program has its own`);
      return start({ port: 0 });
    });
    return {
      server,
      phone,
      address: phone.address!,
      async stop() {
        await phone.stop();
        server.stop();
      },
    };
  } catch (error) {
    server.stop();
    throw error;
  }
}

/** The MAC address of the first phone that has a file in the folder. */
async function firstPhone(folder: string): Promise<string | undefined> {
  const names = (await readdir(folder)).sort();
  return names.flatMap((name) => /^SIP([0-9A-F]{12})\.cnf$/.exec(name)?.[1] ?? [])[0];
}
