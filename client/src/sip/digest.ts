/**
 * Digest authentication of a message without a body (RFC 3261 22, RFC 2617, RFC 7616, RFC 8760).
 *
 * `qop=auth` and, for servers of RFC 2069, no qop. A message without a body gains nothing from `auth-int`.
 */

import { createHash, randomBytes } from 'node:crypto';
import { type Response, splitOutsideQuotes } from './message.ts';
import type { Credentials } from './types.ts';

export interface Challenge {
  /** The header that the answer goes into. */
  readonly answerIn: 'Authorization' | 'Proxy-Authorization';
  readonly algorithm: Algorithm;
  /** The algorithm as the challenge names it; `undefined`: it names none, so MD5. */
  readonly algorithmName: string | undefined;
  /** As they stand between the quotes, escapes included: both sides hash exactly that. */
  readonly realm: string;
  readonly nonce: string;
  readonly opaque: string | undefined;
  readonly qop: 'auth' | undefined;
}

interface Algorithm {
  readonly hash: 'md5' | 'sha256' | 'sha512-256';
  /** The password's hash is mixed with the nonces once more. */
  readonly session: boolean;
}

/** The weakest first. */
const hashes = ['md5', 'sha256', 'sha512-256'] as const;

const algorithms: ReadonlyMap<string, Algorithm> = new Map([
  ['md5', { hash: 'md5', session: false }],
  ['md5-sess', { hash: 'md5', session: true }],
  ['sha-256', { hash: 'sha256', session: false }],
  ['sha-256-sess', { hash: 'sha256', session: true }],
  ['sha-512-256', { hash: 'sha512-256', session: false }],
  ['sha-512-256-sess', { hash: 'sha512-256', session: true }],
]);

/**
 * The challenge of a 401 or 407 to answer: the strongest that can be answered, and the upper one of equals. RFC 8760
 * (2.4) leaves this to local policy; a list in which someone put MD5 on top is not followed.
 */
export function chooseChallenge(response: Response): Challenge | undefined {
  const proxy = response.status === 407;
  const values = response.headers.get(proxy ? 'proxy-authenticate' : 'www-authenticate') ?? [];
  const challenges = values.flatMap((value) => readChallenge(value, proxy ? 'Proxy-Authorization' : 'Authorization'));
  const strength = ({ algorithm }: Challenge) => hashes.indexOf(algorithm.hash);
  // The sort is stable.
  return challenges.sort((a, b) => strength(b) - strength(a))[0];
}

/** One challenge a header line: commas already part its parameters (RFC 3261 7.3.1). */
function readChallenge(value: string, answerIn: Challenge['answerIn']): Challenge[] {
  const scheme = /^digest\s+/i.exec(value);
  // What has control characters would end up in a line of our message.
  if (!scheme || /[\0-\x08\x0a-\x1f\x7f]/.test(value)) return [];
  const parameters = new Map<string, string>();
  for (const each of splitOutsideQuotes(value.slice(scheme[0].length), ',')) {
    const parameter = /^([^\s=]+)\s*=\s*(?:"(.*)"|(\S*))$/.exec(each);
    if (parameter?.[1]) parameters.set(parameter[1].toLowerCase(), parameter[2] ?? parameter[3] ?? '');
  }
  const realm = parameters.get('realm');
  const nonce = parameters.get('nonce');
  const algorithmName = parameters.get('algorithm');
  const algorithm = algorithms.get((algorithmName ?? 'MD5').toLowerCase());
  const offered = parameters.get('qop');
  const qop = offered?.split(',').some((each) => each.trim().toLowerCase() === 'auth') ? 'auth' : undefined;
  if (realm === undefined || nonce === undefined || !algorithm || !canHash(algorithm)) return [];
  // A session needs a nonce of ours, which only a qop lets us send.
  if ((offered !== undefined || algorithm.session) && !qop) return [];
  return [{ answerIn, algorithm, algorithmName, realm, nonce, opaque: parameters.get('opaque'), qop }];
}

/** What the crypto library at hand knows; an editor's has fewer hashes than Node's own, one under FIPS has no MD5. */
function canHash({ hash }: Algorithm): boolean {
  try {
    createHash(hash);
    return true;
  } catch {
    return false;
  }
}

export interface Request {
  readonly method: string;
  readonly uri: string;
  /** Set by tests; otherwise random. */
  readonly cnonce?: string;
}

/** The header line that answers a challenge. */
export function authorization(challenge: Challenge, { username, password }: Credentials, request: Request): string {
  const { answerIn, algorithm, algorithmName, realm, nonce, opaque, qop } = challenge;
  const cnonce = request.cnonce ?? randomBytes(16).toString('hex');
  // Every nonce is used once.
  const nc = '00000001';
  const hash = (...parts: string[]) => createHash(algorithm.hash).update(parts.join(':'), 'utf8').digest('hex');
  const secret = hash(username, realm, password);
  const a1 = algorithm.session ? hash(secret, nonce, cnonce) : secret;
  const a2 = hash(request.method, request.uri);
  const response = qop ? hash(a1, nonce, nc, cnonce, qop, a2) : hash(a1, nonce, a2);
  const parameters = [
    `username="${quote(username)}"`,
    `realm="${realm}"`,
    `nonce="${nonce}"`,
    `uri="${request.uri}"`,
    `response="${response}"`,
    ...(algorithmName === undefined ? [] : [`algorithm=${algorithmName}`]),
    ...(qop ? [`cnonce="${cnonce}"`, `qop=${qop}`, `nc=${nc}`] : []),
    ...(opaque === undefined ? [] : [`opaque="${opaque}"`]),
  ];
  return `${answerIn}: Digest ${parameters.join(', ')}`;
}

/** A name with control characters is none that a server knows; they must not start a line of the message. */
function quote(text: string): string {
  return text.replace(/[\0-\x1f\x7f]/g, '').replace(/["\\]/g, '\\$&');
}
