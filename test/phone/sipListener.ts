/** The phone's SIP port: answers NOTIFY, gives a repeated request the same answer again, can misbehave on request. */

import { createHash, randomBytes } from 'node:crypto';
import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { assertLoopback, formatHostPort } from './loopback.ts';
import { judgeNotify, type Verdict } from './notify.ts';
import { buildAnswer, header, parseRequest, type SipRequest } from './sipMessage.ts';

/** Ways to misbehave, for tests of a sender. */
export interface Faults {
  /** So many datagrams are still to get lost on the way to the phone. */
  drop?: number;
  /** Every request is answered with this code, whatever it asks for, and nothing is done. */
  answer?: number;
  /** No request is answered. */
  silent?: boolean;
  /** A provisional answer goes before the final one. */
  provisional?: boolean;
  /** Answers come from another port than the one that the phone listens on. */
  otherPort?: boolean;
}

/** What was made of a datagram. */
export type Heard =
  | {
      readonly type: 'notify';
      readonly status: number;
      /** Why it was refused; empty when it was accepted. */
      readonly why: string;
      readonly from: string;
      /** The same request once more: answered again, and nothing else. */
      readonly repeat: boolean;
    }
  /** Nothing was answered. */
  | { readonly type: 'ignored'; readonly why: string; readonly from: string };

export interface ListenerOptions {
  readonly host: string;
  readonly server: string;
  readonly lineNames: () => readonly string[];
  /** Asked of every sender; no phone is known to, other devices do. */
  readonly password?: string;
  /** Answers go to the port that the sender wrote into Via; with `rport` to the one it sends from, if it asks for that. */
  readonly rport?: boolean;
  /** Looked at for each datagram, so that a test can change its mind. */
  readonly faults: Faults;
  /** Milliseconds since some moment. */
  readonly now: () => number;
  readonly heard: (heard: Heard) => void;
}

/** How long a request may come again: 64 * T1 (RFC 3261 timer J). */
const repeatMilliseconds = 32_000;

interface Answered {
  readonly until: number;
  readonly heard: Heard & { type: 'notify' };
  readonly send: () => void;
}

export class SipListener {
  /** While the phone starts it hears nothing, like one that is switched off. */
  deaf = false;
  readonly #options: ListenerOptions;
  readonly #answered = new Map<string, Answered>();
  readonly #nonces = new Set<string>();
  #socket: Socket | undefined;
  #other: Socket | undefined;

  constructor(options: ListenerOptions) {
    assertLoopback(options.host);
    this.#options = options;
  }

  get port(): number | undefined {
    return this.#socket?.address().port;
  }

  async listen(port: number): Promise<void> {
    const { host } = this.#options;
    const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4');
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject);
      socket.bind({ port, address: host, exclusive: true }, () => {
        socket.off('error', reject);
        resolve();
      });
    }).catch((error) => {
      socket.close();
      throw error;
    });
    socket.on('error', () => {});
    socket.on('message', (datagram, from) => this.#receive(socket, datagram, from));
    this.close();
    this.#socket = socket;
  }

  close(): void {
    this.#socket?.close();
    this.#other?.close();
    this.#socket = undefined;
    this.#other = undefined;
  }

  #receive(socket: Socket, datagram: Buffer, source: RemoteInfo): void {
    const { heard, faults, now } = this.#options;
    const from = formatHostPort(source.address, source.port);
    const request = this.#take(datagram);
    if (typeof request === 'string') {
      heard({ type: 'ignored', why: request, from });
      return;
    }
    const key = transactionKey(request);
    const before = this.#answered.get(key);
    if (before && before.until > now()) {
      before.send();
      heard({ ...before.heard, from, repeat: true });
      return;
    }
    const verdict = this.#judge(request);
    const rport = this.#options.rport && request.via.rport ? source.port : undefined;
    const tag = randomBytes(6).toString('hex');
    const port = rport ?? request.via.port ?? 5060;
    const send = (answer: Pick<Verdict, 'status' | 'reason' | 'headers'>) => {
      const own = { tag, server: this.#options.server, received: source.address, rport };
      const out = faults.otherPort ? this.#otherSocket() : socket;
      out.send(buildAnswer(request, answer, own), port, source.address, () => {});
    };
    const result: Heard = { type: 'notify', status: verdict.status, why: verdict.why, from, repeat: false };
    this.#forgetOld();
    this.#answered.set(key, { until: now() + repeatMilliseconds, heard: result, send: () => send(verdict) });
    if (faults.provisional) send({ status: 100, reason: 'Trying' });
    send(verdict);
    heard(result);
  }

  /** The request in a datagram, or why it is not answered. */
  #take(datagram: Buffer): SipRequest | string {
    const { faults } = this.#options;
    if (this.deaf) return 'the phone is starting';
    if (faults.drop) {
      faults.drop--;
      return 'it was made to get lost';
    }
    const request = parseRequest(datagram);
    if (typeof request === 'string') return request;
    // An ACK ends a transaction that a phone without calls does not have.
    if (request.method === 'ACK') return 'an ACK is not answered';
    return faults.silent ? 'the phone was made not to answer' : request;
  }

  /** Bound to a free port by its first send. */
  #otherSocket(): Socket {
    this.#other ??= createSocket(this.#options.host.includes(':') ? 'udp6' : 'udp4').on('error', () => {});
    return this.#other;
  }

  #judge(request: SipRequest): Verdict {
    const { faults, password, lineNames } = this.#options;
    if (faults.answer !== undefined) {
      return { status: faults.answer, reason: 'As Told', why: 'the phone was made to give this answer' };
    }
    const bad = (why: string): Verdict => ({ status: 400, reason: 'Bad Request', why });
    if (request.cut) return bad('it is shorter than its Content-Length says, or its headers do not end');
    for (const name of ['from', 'call-id', 'cseq']) {
      if (!header(request, name)) return bad(`there is no ${name} header`);
    }
    if (header(request, 'cseq')?.split(/\s+/)[1] !== request.method) return bad('CSeq is for another method');
    if (request.method !== 'NOTIFY') {
      return {
        status: 405,
        reason: 'Method Not Allowed',
        headers: ['Allow: NOTIFY'],
        why: `${request.method} is not for this phone`,
      };
    }
    if (password !== undefined && !this.#knowsPassword(request, password)) {
      const nonce = randomBytes(16).toString('hex');
      this.#nonces.add(nonce);
      return {
        status: 401,
        reason: 'Unauthorized',
        headers: [`WWW-Authenticate: Digest realm="${realm}", nonce="${nonce}", algorithm=MD5, qop="auth"`],
        why: 'it came without the password',
      };
    }
    return judgeNotify(request, lineNames());
  }

  /** Digest authentication (RFC 3261 22.4, RFC 2617) under any user name. */
  #knowsPassword(request: SipRequest, password: string): boolean {
    const given = readDigest(header(request, 'authorization') ?? '');
    if (!given.nonce || !this.#nonces.has(given.nonce) || given.realm !== realm) return false;
    const secret = md5(`${given.username}:${realm}:${password}`);
    const what = md5(`${request.method}:${given.uri}`);
    const between = given.qop ? `${given.nonce}:${given.nc}:${given.cnonce}:${given.qop}` : given.nonce;
    return given.response === md5(`${secret}:${between}:${what}`);
  }

  #forgetOld(): void {
    // In the order of time, because a Map keeps the order in which its entries came.
    for (const [key, { until }] of this.#answered) {
      if (until > this.#options.now()) return;
      this.#answered.delete(key);
    }
  }
}

const realm = 'test-phone';

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}

function readDigest(value: string): Readonly<Record<string, string | undefined>> {
  if (!/^Digest\s/i.test(value)) return {};
  const pairs = value.matchAll(/(\w+)\s*=\s*(?:"((?:\\.|[^"\\])*)"|([^\s,]+))/g);
  return Object.fromEntries([...pairs].map(([, name = '', quoted, bare]) => [name.toLowerCase(), quoted ?? bare]));
}

/** What makes two requests the same one (RFC 3261 17.2.3). */
function transactionKey(request: SipRequest): string {
  const { branch, host, port } = request.via;
  if (branch?.startsWith('z9hG4bK')) return [request.method, branch, host, port].join(' ');
  // A branch of the time before RFC 3261 says nothing: the whole of the request's names does.
  const names = ['call-id', 'cseq', 'from', 'to'].map((name) => header(request, name));
  return [request.method, request.uri, request.via.text, ...names].join('\n');
}
