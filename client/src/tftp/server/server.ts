/** A TFTP server that only reads (RFC 1350 with the options of RFC 2347 to 2349), for one folder. */

import type { RemoteInfo, Socket } from 'node:dgram';
import { once } from 'node:events';
import { realpath, stat } from 'node:fs/promises';
import { isPrivate, plainAddress, Rate } from './access.ts';
import { Contents, type Fetched } from './contents.ts';
import type { Refused, TftpEvent, Untimed } from './events.ts';
import { Listings } from './listing.ts';
import { placeOf, shown } from './names.ts';
import { negotiate } from './options.ts';
import { decode, encodeError, errorCode, type ReadRequest } from './packets.ts';
import { firstTimeout } from './sending.ts';
import { openSocket, Transfer } from './transfer.ts';

/** The port that phones ask at (RFC 1350). */
export const tftpPort = 69;

export interface Limits {
  /** Transfers at a time, in all and of one address. */
  readonly transfers: number;
  readonly transfersOfOne: number;
  /** Requests of one address in a second, on average. */
  readonly requestsPerSecond: number;
}

/** Enough for a building full of phones behind one address. */
export const usualLimits: Limits = { transfers: 2000, transfersOfOne: 1000, requestsPerSecond: 1000 };

export interface ServeOptions {
  /** The IPv4 or IPv6 address to listen at; all IPv4 addresses of this machine by default. */
  readonly host?: string;
  /** 0: any that is free. */
  readonly port?: number;
  onEvent(event: TftpEvent): void;
  /** The socket is broken: the server has stopped by itself. */
  onTrouble?(error: Error): void;
  /** Also answers addresses that are reached from the internet. */
  readonly anyAddress?: boolean;
  /** Sends a file that differs from what was asked for in letter case only, when there is just one. */
  readonly anyLetterCase?: boolean;
  readonly limits?: Partial<Limits>;
  /** Milliseconds before something is sent again for the first time. */
  readonly firstTimeout?: number;
}

export interface TftpServer {
  /** As they were chosen. */
  readonly host: string;
  readonly port: number;
  /** How many are under way. */
  readonly transfers: number;
  /** Ends all transfers, tells the clients, and closes the port. */
  stop(): Promise<void>;
}

/** Starts to serve a folder. Rejects when the folder is not there, or the port can not be had. */
export async function serve(folder: string, options: ServeOptions): Promise<TftpServer> {
  const root = await realpath(folder);
  if (!(await stat(root)).isDirectory()) {
    throw Object.assign(new Error(`${folder} is not a folder`), { code: 'ENOTDIR' });
  }
  const host = options.host ?? '0.0.0.0';
  const socket = openSocket(host);
  // Waited for first: an address needs no lookup, so that the socket may listen, or fail, at once.
  const listening = once(socket, 'listening');
  socket.bind(options.port ?? tftpPort, host);
  try {
    await listening;
  } catch (error) {
    socket.close();
    throw error;
  }
  return new Server(root, host, socket, options);
}

/** What is answered to a request that gets no file. The names of files are not told on. */
const answers: Readonly<Record<Exclude<Refused['reason'], 'foreign' | 'busy' | 'other'>, [number, string]>> = {
  write: [errorCode.accessViolation, 'This server does not take files'],
  malformed: [errorCode.illegalOperation, 'Illegal TFTP operation'],
  outside: [errorCode.accessViolation, 'Access violation'],
  // As if it were not there: a phone goes on to its next file.
  'not-provisioning': [errorCode.fileNotFound, 'File not found'],
  unreadable: [errorCode.accessViolation, 'Access violation'],
};

class Server implements TftpServer {
  readonly host: string;
  readonly port: number;
  readonly #socket: Socket;
  readonly #options: ServeOptions;
  readonly #limits: Limits;
  readonly #contents: Contents;
  readonly #listings: Listings;
  readonly #rate: Rate;
  /** By address and port of the client; `undefined` while the file is being opened. */
  readonly #transfers = new Map<string, Transfer | undefined>();
  /** How many of them belong to an address. */
  readonly #ofOne = new Map<string, number>();
  #count = 0;
  #stopped = false;

  constructor(root: string, host: string, socket: Socket, options: ServeOptions) {
    this.host = host;
    this.port = socket.address().port;
    this.#socket = socket;
    this.#options = options;
    this.#limits = { ...usualLimits, ...options.limits };
    this.#contents = new Contents(root);
    this.#listings = new Listings(root);
    this.#rate = new Rate(this.#limits.requestsPerSecond);
    socket.on('message', (datagram, from) => this.#heard(datagram, from));
    socket.on('error', (error) => {
      void this.stop();
      options.onTrouble?.(error);
    });
  }

  get transfers(): number {
    return this.#transfers.size;
  }

  async stop(): Promise<void> {
    if (this.#stopped) return;
    this.#stopped = true;
    this.#socket.close();
    await Promise.all([...this.#transfers.values()].map((transfer) => transfer?.stop('stopped')));
  }

  #heard(datagram: Buffer, from: RemoteInfo): void {
    const address = plainAddress(from.address);
    const received = decode(datagram);
    // An error is never answered with another one.
    if (received.kind === 'error') return;
    const file = received.kind === 'read' || received.kind === 'write' ? shown(received.name) : '';
    const about = { address, port: from.port, file };
    const pace = this.#rate.take(address, performance.now());
    if (pace === 'tell') this.#tell({ type: 'refused', reason: 'busy', ...about });
    if (pace !== 'yes') return;
    if (!this.#options.anyAddress && !isPrivate(address)) {
      this.#tell({ type: 'refused', reason: 'foreign', ...about });
    } else if (received.kind === 'ack') {
      // A client that goes on with a transfer of which nobody here knows.
      this.#answer(from, errorCode.unknownTransfer, 'Unknown transfer ID');
    } else if (received.kind === 'other') this.#answer(from, ...answers.malformed);
    else if (received.kind === 'write') this.#refuse(from, 'write', about);
    else if (!/^(?:octet|netascii)$/.test(received.mode)) this.#refuse(from, 'malformed', about);
    else void this.#asked(received, from, about);
  }

  async #asked(request: ReadRequest, from: RemoteInfo, about: Omit<About, 'transfer'>): Promise<void> {
    const key = `${from.address} ${from.port}`;
    const earlier = this.#transfers.get(key);
    // The same request once more, because the answer is late: the first packet is sent again by itself.
    if (earlier?.isFresh || (this.#transfers.has(key) && !earlier)) return;
    if (earlier) void earlier.stop('superseded');
    if (this.#isFull(about.address)) {
      this.#tell({ type: 'refused', reason: 'busy', ...about });
      return;
    }
    this.#occupy(key, about.address);
    const named = { ...about, transfer: String(++this.#count) };
    this.#tell({ type: 'request', mode: request.mode, ...named });
    const content = await this.#find(request, from, named);
    if (content === undefined || this.#stopped) {
      content?.release();
      return this.#vacate(key, about.address);
    }
    const options = negotiate(request.options, content.bytes.length);
    if (Object.keys(options).length > 0) this.#tell({ type: 'negotiated', options, ...named });
    const transfer = new Transfer({
      client: from,
      content,
      options,
      host: this.host,
      firstTimeout: this.#options.firstTimeout ?? firstTimeout,
      tell: (outcome) => this.#tell({ ...outcome, ...named }),
      ended: () => this.#vacate(key, about.address),
    });
    this.#transfers.set(key, transfer);
    transfer.start();
  }

  /** The content of what was asked for; when there is none, that has been told to the client. */
  async #find({ name, mode }: ReadRequest, from: RemoteInfo, about: About) {
    const place = placeOf(name);
    if ('refused' in place) return this.#refuse(from, place.refused, about);
    let fetched: Fetched = await this.#contents.fetch(place.path, mode, place.kind.contains);
    if (fetched === 'missing') {
      const similar = await this.#listings.similar(place.path);
      if (similar !== undefined && this.#options.anyLetterCase) {
        fetched = await this.#contents.fetch(similar, mode, place.kind.contains);
      }
      if (fetched === 'missing') {
        this.#answer(from, errorCode.fileNotFound, 'File not found');
        this.#tell({ type: 'missing', ...about, ...(similar !== undefined && { similar }) });
        return undefined;
      }
    }
    return typeof fetched === 'string' ? this.#refuse(from, fetched, about) : fetched;
  }

  #refuse(from: RemoteInfo, reason: keyof typeof answers, about: Omit<About, 'transfer'>): undefined {
    this.#answer(from, ...answers[reason]);
    this.#tell({ type: 'refused', reason, ...about });
  }

  #answer({ address, port }: RemoteInfo, code: number, message: string): void {
    if (!this.#stopped) this.#socket.send(encodeError(code, message), port, address, () => {});
  }

  #isFull(address: string): boolean {
    return (
      this.#transfers.size >= this.#limits.transfers || (this.#ofOne.get(address) ?? 0) >= this.#limits.transfersOfOne
    );
  }

  #occupy(key: string, address: string): void {
    this.#transfers.set(key, undefined);
    this.#ofOne.set(address, (this.#ofOne.get(address) ?? 0) + 1);
  }

  #vacate(key: string, address: string): void {
    this.#transfers.delete(key);
    const left = (this.#ofOne.get(address) ?? 1) - 1;
    if (left > 0) this.#ofOne.set(address, left);
    else this.#ofOne.delete(address);
  }

  #tell(event: Untimed): void {
    this.#options.onEvent({ time: Date.now(), ...event });
  }
}

interface About {
  readonly address: string;
  readonly port: number;
  readonly file: string;
  readonly transfer: string;
}
