/** One transfer on a socket of its own (RFC 1350 section 4): waits, sends, sends again. */

import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { isIPv6 } from 'node:net';
import type { Content } from './contents.ts';
import type { Failed, Options, Untimed } from './events.ts';
import { decode, encodeError, errorCode, type Packet } from './packets.ts';
import { acknowledge, acknowledgedBytes, begin, packet, repeat, type Sending, waitFor } from './sending.ts';

export interface Client {
  /** As the socket shows it. */
  readonly address: string;
  readonly port: number;
}

export interface TransferOptions {
  readonly client: Client;
  readonly content: Content;
  readonly options: Options;
  /** The address to send from; that of the server's socket. */
  readonly host: string;
  /** Milliseconds before something is sent again for the first time. */
  readonly firstTimeout: number;
  /** Without what is the same in all events of the transfer. */
  tell(event: Outcome): void;
  /** Called once, before the last event, when the transfer needs its place no longer. */
  ended(): void;
}

export type Outcome =
  | { readonly type: 'progress'; readonly bytes: number; readonly total: number }
  | { readonly type: 'done'; readonly bytes: number; readonly retries: number; readonly milliseconds: number }
  | Omit<Untimed<Failed>, 'file'>;

/** Milliseconds between two reports on how far a transfer has come. */
const reportEvery = 250;

/** Packets of strangers that are answered, in one transfer. */
const mostStrangers = 10;

/** An address is no name: Node need not look it up for each packet. */
export const noLookup = (
  host: string,
  _options: unknown,
  callback: (error: Error | null, address: string, family: number) => void,
): void => callback(null, host, isIPv6(host) ? 6 : 4);

export function openSocket(host: string): Socket {
  return createSocket({ type: isIPv6(host) ? 'udp6' : 'udp4', lookup: noLookup as never });
}

export class Transfer {
  readonly #set: TransferOptions;
  readonly #socket: Socket;
  readonly #started = performance.now();
  #sending: Sending;
  #timer: NodeJS.Timeout | undefined;
  #reported = performance.now();
  #strangers = 0;
  #over = false;

  constructor(options: TransferOptions) {
    this.#set = options;
    this.#socket = openSocket(options.host);
    this.#sending = begin(options.content.bytes, options.options);
  }

  /** Whether the client has not been heard since its request. */
  get isFresh(): boolean {
    return this.#sending.block === (Object.keys(this.#set.options).length > 0 ? 0 : 1);
  }

  start(): void {
    this.#socket.on('message', (datagram, from) => this.#heard(datagram, from));
    this.#socket.on('error', ({ message }) => this.#fail('trouble', message));
    this.#socket.bind(0, this.#set.host, () => this.#send());
  }

  /** Breaks it off and tells the client. */
  async stop(reason: 'stopped' | 'superseded'): Promise<void> {
    if (this.#over) return;
    const closed = once(this.#socket, 'close');
    if (reason === 'stopped') this.#error(this.#set.client, errorCode.undefined, 'The server was stopped');
    this.#fail(reason);
    await closed;
  }

  #send(): void {
    if (this.#over) return;
    const { client } = this.#set;
    this.#socket.send(packet(this.#sending), client.port, client.address, (error) => {
      if (error) this.#fail('trouble', error.message);
    });
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#silence(), waitFor(this.#sending, this.#set.firstTimeout));
  }

  #silence(): void {
    const again = repeat(this.#sending);
    if (!again) {
      this.#fail('silent');
      return;
    }
    this.#sending = again;
    this.#send();
  }

  #heard(datagram: Buffer, from: RemoteInfo): void {
    if (this.#over) return;
    const received = decode(datagram);
    if (from.port !== this.#set.client.port || from.address !== this.#set.client.address) {
      this.#stranger(received, from);
    } else if (received.kind === 'error') this.#fail('aborted', received.message);
    else if (received.kind === 'ack') this.#acknowledged(received.block);
    else if (received.kind !== 'read') {
      // The request once more is only a repeat; anything else has no place here.
      this.#error(from, errorCode.illegalOperation, 'Illegal TFTP operation');
      this.#fail('trouble', 'the client sent a packet that has no place in a transfer');
    }
  }

  /** Two errors must not answer each other for ever, and nobody is to be flooded in somebody else's name. */
  #stranger(received: Packet, from: RemoteInfo): void {
    if (received.kind === 'error' || this.#strangers++ >= mostStrangers) return;
    this.#error(from, errorCode.unknownTransfer, 'Unknown transfer ID');
  }

  #acknowledged(block: number): void {
    const next = acknowledge(this.#sending, block);
    if (next === undefined) return;
    if (next === 'done') {
      const { retries, content } = this.#sending;
      this.#end({
        type: 'done',
        bytes: content.length,
        retries,
        milliseconds: Math.round(performance.now() - this.#started),
      });
      return;
    }
    this.#sending = next;
    this.#report();
    this.#send();
  }

  #report(): void {
    const now = performance.now();
    if (now - this.#reported < reportEvery) return;
    this.#reported = now;
    this.#set.tell({ type: 'progress', bytes: acknowledgedBytes(this.#sending), total: this.#sending.content.length });
  }

  #error({ address, port }: Client, code: number, message: string): void {
    this.#socket.send(encodeError(code, message), port, address, () => {});
  }

  #fail(reason: Failed['reason'], message?: string): void {
    this.#end({
      type: 'failed',
      reason,
      ...(message && { message: message.slice(0, 200) }),
      bytes: acknowledgedBytes(this.#sending),
      total: this.#sending.content.length,
      retries: this.#sending.retries,
    });
  }

  #end(outcome: Outcome): void {
    if (this.#over) return;
    this.#over = true;
    clearTimeout(this.#timer);
    this.#set.content.release();
    this.#set.ended();
    this.#set.tell(outcome);
    // What was just handed to the socket goes out before it closes.
    setImmediate(() => this.#socket.close());
  }
}
