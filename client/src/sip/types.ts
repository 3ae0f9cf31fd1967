/** What the SIP side takes and gives. Node only: no editor, no settings. */

import type { Timers } from './transaction.ts';

/** A phone to be told to look at its files. */
export interface Phone {
  /** IPv4, IPv6 (without brackets) or a host name. */
  readonly host: string;
  /** The phone's `voip_control_port`. */
  readonly port: number;
  /** The user part: one of the phone's line names. */
  readonly user: string;
}

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** How a check-sync message ended. */
export type OutcomeKind =
  /** 200 (or another 2xx): the phone understood and acts once it has been idle for 20 seconds. */
  | 'accepted'
  /** A final answer that is none of the above or below. */
  | 'refused'
  /** 401 or 407 that could not be answered: no credentials, or refused ones. */
  | 'unauthorized'
  /** No final answer within 32 seconds (timer F). */
  | 'timeout'
  /** No way there: ICMP port unreachable, no route, a name that does not resolve. */
  | 'unreachable'
  /** The user stopped it. */
  | 'cancelled'
  /** Nothing was sent: port, host or user cannot stand in a message. */
  | 'invalid';

export interface Outcome {
  readonly phone: Phone;
  readonly kind: OutcomeKind;
  /** Status code and reason phrase of the final answer. */
  readonly status?: number;
  readonly reason?: string;
  /** One sentence: what this means. */
  readonly meaning: string;
  /** One sentence: what to do now; empty when there is nothing to do. */
  readonly next: string;
  /** How often the message was put on the wire, repeats included. */
  readonly sends: number;
  readonly milliseconds: number;
}

/** A message on the wire, for a trace. Passwords and digest responses are left out of `text`. */
export interface TraceEntry {
  readonly time: Date;
  readonly direction: 'sent' | 'received' | 'ignored';
  /** `192.0.2.10:5060`, `[2001:db8::1]:5060`. */
  readonly peer: string;
  readonly text: string;
  /** Why an answer was ignored. */
  readonly note?: string;
}

export interface SendOptions {
  readonly signal?: AbortSignal;
  readonly trace?: (entry: TraceEntry) => void;
  /** Asked once, when a phone wants a password; `undefined`: there is none. */
  readonly credentials?: (realm: string, phone: Phone) => Promise<Credentials | undefined>;
  /** The user agent named in the message. */
  readonly userAgent?: string;
  /** Milliseconds; what is not given is as RFC 3261 has it. */
  readonly timers?: Partial<Timers>;
}

export interface ManyOptions extends SendOptions {
  /** How many phones are waited for at the same time; 50 if not given. */
  readonly concurrency?: number;
  /** Called as each phone is done; `index` is its place in the list. */
  readonly onOutcome?: (outcome: Outcome, index: number) => void;
}
