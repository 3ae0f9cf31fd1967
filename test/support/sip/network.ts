/** A network in memory: what was sent when, answers at will. */

import type { Endpoint } from '../../../client/src/sip/message.ts';
import type { Clock } from '../../../client/src/sip/transaction.ts';
import type { Network, Path, Port } from '../../../client/src/sip/udp.ts';

export interface Sent {
  /** Milliseconds. */
  readonly at: number;
  readonly to: Endpoint;
  readonly text: string;
  /** Hands a datagram to whoever sent this. */
  answer(text: string | Uint8Array, from?: Endpoint): void;
  /** What an ICMP message does. */
  fail(code: string): void;
}

export class FakeNetwork implements Network {
  readonly sent: Sent[] = [];
  /** By host; what is not here is its own address. */
  readonly names = new Map<string, readonly string[] | Promise<readonly string[]>>();
  /** Addresses without a way to them. */
  readonly noWay = new Set<string>();
  /** Called with each message as it is sent; its answers come later, as on a real wire. */
  onSent: (sent: Sent) => void = () => {};
  ports = 0;
  openPorts = 0;
  openPaths = 0;
  mostPaths = 0;
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async lookup(host: string): Promise<readonly string[]> {
    const found = await (this.names.get(host) ?? [host]);
    if (found.length === 0) throw Object.assign(new Error(host), { code: 'ENOTFOUND' });
    return found;
  }

  async open(family: 4 | 6, receive: (bytes: Uint8Array, from: Endpoint) => void): Promise<Port> {
    this.ports++;
    this.openPorts++;
    const local = { address: family === 6 ? '2001:db8::1' : '192.0.2.1', port: 40000 + family };
    return {
      path: (to, failed) => this.#path(local, to, receive, failed),
      close: () => {
        this.openPorts--;
      },
    };
  }

  async #path(
    local: Endpoint,
    to: Endpoint,
    receive: (bytes: Uint8Array, from: Endpoint) => void,
    failed: (code: string) => void,
  ): Promise<Path> {
    if (this.noWay.has(to.address)) throw Object.assign(new Error(to.address), { code: 'ENETUNREACH' });
    this.openPaths++;
    this.mostPaths = Math.max(this.mostPaths, this.openPaths);
    return {
      local,
      send: (bytes) => {
        const sent: Sent = {
          at: this.#clock.now(),
          to,
          text: Buffer.from(bytes).toString(),
          answer: (text, from = to) => receive(Buffer.from(text), from),
          fail: failed,
        };
        this.sent.push(sent);
        queueMicrotask(() => this.onSent(sent));
      },
      close: () => {
        this.openPaths--;
      },
    };
  }
}

/** The answer of a phone: it echoes Via, From, Call-ID and CSeq, and gives To a tag. */
export function answerTo(request: string, status = '200 OK', extra: readonly string[] = []): string {
  const echoed = ['Via', 'From', 'To', 'Call-ID', 'CSeq'].map((name) => {
    const line = headerLine(request, name);
    return name === 'To' ? `${line};tag=phone` : line;
  });
  return [`SIP/2.0 ${status}`, ...echoed, ...extra, 'Content-Length: 0', '', ''].join('\r\n');
}

/** The whole line of a header. */
export function headerLine(message: string, name: string): string {
  const line = message.split('\r\n').find((each) => each.startsWith(`${name}: `));
  if (line === undefined) throw new Error(`No ${name} in\n${message}`);
  return line;
}

export function header(message: string, name: string): string {
  return headerLine(message, name).slice(name.length + 2);
}
