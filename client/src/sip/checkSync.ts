/** Sends check-sync to phones: the exchange of messages, from a phone to how it ended. */

import { authorization, chooseChallenge } from './digest.ts';
import {
  buildNotify,
  type Endpoint,
  mismatch,
  type Notify,
  newIdentity,
  onlyVia,
  parseResponse,
  type Response,
} from './message.ts';
import { type Ending, words } from './outcome.ts';
import { peerText, traceText } from './trace.ts';
import {
  type Clock,
  runTransaction,
  standardTimers,
  systemClock,
  type Timers,
  type Transaction,
} from './transaction.ts';
import type { Credentials, ManyOptions, Outcome, Phone, SendOptions, TraceEntry } from './types.ts';
import { codeOf, type Family, familyOf, type Network, type Path, type Port, udp } from './udp.ts';

const defaultUserAgent = 'cisco-sip-phones';
const defaultConcurrency = 50;

/** What tests put in the place of network and time. */
export interface Surroundings {
  readonly network: Network;
  readonly clock: Clock;
}

const real: Surroundings = { network: udp, clock: systemClock };

/** Tells one phone to look at its files; always resolves. */
export async function sendCheckSync(phone: Phone, options: SendOptions = {}, around = real): Promise<Outcome> {
  const exchange = new Exchange(options, around);
  try {
    return await exchange.send(phone);
  } finally {
    exchange.release();
  }
}

/** Tells many phones; the outcomes are in the order of the phones. `onOutcome` must not throw. */
export async function sendToMany(
  phones: readonly Phone[],
  { concurrency = defaultConcurrency, onOutcome, ...options }: ManyOptions = {},
  around = real,
): Promise<Outcome[]> {
  const exchange = new Exchange(options, around);
  const outcomes: Outcome[] = [];
  const rest = phones.entries();
  // All workers take from the same iterator, each the next phone when it is done with one.
  const work = async () => {
    for (const [index, phone] of rest) {
      const outcome = await exchange.send(phone);
      outcomes[index] = outcome;
      onOutcome?.(outcome, index);
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.max(1, Math.min(concurrency, phones.length)) }, work));
  } finally {
    exchange.release();
  }
  return outcomes;
}

/** A message that was sent, and what waits for its answer. */
interface Pending {
  readonly request: Notify;
  readonly peer: Endpoint;
  readonly transaction: Transaction<Response>;
}

const aborted = Symbol('aborted');

/** As many datagrams that answer nothing are told of: whoever floods the port must not fill the log. */
const mostIgnored = 100;

/** The ports and the pending messages of one call, however many phones it is for. */
class Exchange {
  readonly #options: SendOptions;
  readonly #network: Network;
  readonly #clock: Clock;
  readonly #timers: Timers;
  readonly #ports = new Map<Family, Promise<Port>>();
  /** By branch, which finds the transaction of an answer (RFC 3261 17.1.3). */
  readonly #pending = new Map<string, Pending>();
  readonly #onAbort = new Set<() => void>();
  /** Datagrams that answered nothing. */
  #ignored = 0;
  /** The caller, each search for a way, and each transaction that still hears repeats. */
  #users = 1;

  constructor(options: SendOptions, { network, clock }: Surroundings) {
    this.#options = options;
    this.#network = network;
    this.#clock = clock;
    this.#timers = { ...standardTimers, ...options.timers };
    options.signal?.addEventListener('abort', this.#abort);
  }

  readonly #abort = () => {
    for (const each of [...this.#onAbort]) each();
  };

  /** Called by each user once; the last one closes the ports. */
  release(): void {
    this.#users--;
    if (this.#users > 0) return;
    this.#options.signal?.removeEventListener('abort', this.#abort);
    for (const port of this.#ports.values()) port.then((open) => open.close()).catch(() => {});
  }

  async send(phone: Phone): Promise<Outcome> {
    const started = this.#clock.now();
    const count = { sends: 0 };
    const ending = await this.#talk(phone, count);
    const { kind, meaning, next } = words(phone, ending, { ...count, patience: 64 * this.#timers.t1 });
    return {
      phone,
      kind,
      ...(ending.type === 'answer' ? { status: ending.status, reason: ending.reason } : {}),
      meaning,
      next,
      sends: count.sends,
      milliseconds: Math.round(this.#clock.now() - started),
    };
  }

  async #talk(phone: Phone, count: { sends: number }): Promise<Ending> {
    const field = invalidField(phone);
    if (field) return { type: 'invalid', field };
    if (this.#options.signal?.aborted) return { type: 'cancelled' };
    let transaction: Transaction<Response> | undefined;
    const way = await this.#unlessAborted(
      this.#findWay(phone, (code) => transaction?.fail(code)),
      (late) => {
        if ('path' in late) late.path.close();
      },
    );
    if (way === aborted) return { type: 'cancelled' };
    if (!('path' in way)) return way;

    const { path, peer } = way;
    const fields = {
      user: phone.user,
      phone: peer,
      local: path.local,
      identity: newIdentity(path.local),
      userAgent: this.#options.userAgent ?? defaultUserAgent,
    };
    const transact = (request: Notify) =>
      this.#transact(request, path, peer, count, (started) => {
        transaction = started;
      });
    try {
      const request = buildNotify({ ...fields, cseq: 1 });
      const first = await transact(request);
      if (!('response' in first)) return first;
      const { status, reason } = first.response;
      const answer = { type: 'answer', status, reason } as const;
      if (status !== 401 && status !== 407) return answer;

      const challenge = chooseChallenge(first.response);
      if (!challenge) return { ...answer, login: 'unknown' };
      const credentials = await this.#unlessAborted(this.#ask(challenge.realm, phone));
      if (credentials === aborted) return { type: 'cancelled' };
      if (!credentials) return { ...answer, login: 'missing' };

      // The same conversation (RFC 3261 22.2): the identity stays.
      const line = authorization(challenge, credentials, { method: 'NOTIFY', uri: request.uri });
      const second = await transact(buildNotify({ ...fields, cseq: 2, authorization: line }));
      if (!('response' in second)) return second;
      return { type: 'answer', status: second.response.status, reason: second.response.reason, login: 'refused' };
    } finally {
      // Repeats of the answer now come to the shared port.
      path.close();
    }
  }

  /** Whoever cannot say has none. */
  async #ask(realm: string, phone: Phone): Promise<Credentials | undefined> {
    try {
      return await this.#options.credentials?.(realm, phone);
    } catch {
      return undefined;
    }
  }

  /** The first address of the phone that there is a way to. */
  async #findWay(phone: Phone, failed: (code: string) => void): Promise<{ path: Path; peer: Endpoint } | Ending> {
    let code = 'ENOTFOUND';
    // A name may resolve after the caller has gone.
    this.#users++;
    try {
      for (const address of await this.#network.lookup(phone.host)) {
        const peer = { address, port: phone.port };
        try {
          return { path: await (await this.#port(familyOf(address))).path(peer, failed), peer };
        } catch (error) {
          code = codeOf(error);
        }
      }
    } catch (error) {
      code = codeOf(error);
    } finally {
      this.release();
    }
    return { type: 'unreachable', code };
  }

  #port(family: Family): Promise<Port> {
    const port = this.#ports.get(family) ?? this.#network.open(family, (bytes, from) => this.#receive(bytes, from));
    this.#ports.set(family, port);
    return port;
  }

  /** One transaction, up to its final answer; repeats of that are heard until timer K. */
  #transact(
    request: Notify,
    path: Path,
    peer: Endpoint,
    count: { sends: number },
    started: (transaction: Transaction<Response>) => void,
  ): Promise<{ readonly response: Response } | Ending> {
    return new Promise((resolve) => {
      if (this.#options.signal?.aborted) return resolve({ type: 'cancelled' });
      let provisional = false;
      const cancel = () => {
        resolve({ type: 'cancelled' });
        transaction.cancel();
      };
      this.#users++;
      const transaction = runTransaction<Response>(this.#clock, this.#timers, {
        send: () => {
          count.sends++;
          this.#trace('sent', peer, request.bytes);
          path.send(request.bytes);
        },
        answer: (response) => {
          if (response.status >= 200) resolve({ response });
          else provisional = true;
        },
        timeout: () => resolve({ type: 'timeout', provisional }),
        transportError: (code) => resolve({ type: 'unreachable', code }),
        ended: () => {
          this.#pending.delete(request.branch);
          this.#onAbort.delete(cancel);
          this.release();
        },
      });
      this.#pending.set(request.branch, { request, peer, transaction });
      this.#onAbort.add(cancel);
      started(transaction);
    });
  }

  #receive(bytes: Uint8Array, from: Endpoint): void {
    const found = this.#find(bytes);
    if ('problem' in found) this.#ignore(from, bytes, found.problem);
    else if (!found.pending.transaction.receive(found.response)) this.#ignore(from, bytes, 'a repeat');
    else {
      const { peer } = found.pending;
      this.#trace('received', from, bytes, from.address === peer.address ? undefined : `answers for ${peerText(peer)}`);
    }
  }

  /**
   * The message that a datagram answers. Where it came from does not count (RFC 3261 18.1.2, 17.1.3): these phones
   * send from another port than they listen on, and a phone with two addresses or behind NAT from another address. The
   * 128 random bits of the branch, echoed, show that the sender got the message.
   */
  #find(bytes: Uint8Array): { readonly response: Response; readonly pending: Pending } | { readonly problem: string } {
    const response = parseResponse(bytes);
    if ('problem' in response) return response;
    const via = onlyVia(response);
    if ('problem' in via) return via;
    const pending = this.#pending.get(via.branch ?? '');
    if (!pending) return { problem: 'an answer to none of these messages' };
    if (via.sentBy.toLowerCase() !== pending.request.sentBy) return { problem: 'a Via that is not ours' };
    const problem = mismatch(pending.request, response);
    return problem ? { problem } : { response, pending };
  }

  #ignore(from: Endpoint, bytes: Uint8Array, problem: string): void {
    this.#ignored++;
    if (this.#ignored > mostIgnored) return;
    const last = this.#ignored === mostIgnored ? '; what else answers nothing is not told' : '';
    this.#trace('ignored', from, bytes, `${problem}${last}`);
  }

  #trace(direction: TraceEntry['direction'], peer: Endpoint, bytes: Uint8Array, note?: string): void {
    this.#options.trace?.({
      time: new Date(),
      direction,
      peer: peerText(peer),
      text: traceText(bytes),
      ...(note === undefined ? {} : { note }),
    });
  }

  /** @param late what is done with a result that nobody waits for any more */
  async #unlessAborted<Result>(
    work: Promise<Result>,
    late?: (result: Result) => void,
  ): Promise<Result | typeof aborted> {
    let stop = () => {};
    const abort = new Promise<typeof aborted>((resolve) => {
      stop = () => resolve(aborted);
    });
    this.#onAbort.add(stop);
    if (this.#options.signal?.aborted) stop();
    const result = await Promise.race([abort, work]);
    this.#onAbort.delete(stop);
    if (result === aborted) work.then(late).catch(() => {});
    return result;
  }
}

/** What of a phone cannot stand in a message. */
function invalidField({ host, port, user }: Phone): keyof Phone | undefined {
  if (user === '') return 'user';
  if (!Number.isInteger(port) || port < 1 || port > 65535) return 'port';
  return host === '' ? 'host' : undefined;
}
