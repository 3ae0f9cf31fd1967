/**
 * The check-sync message, and the reading of answers to it. Texts and bytes only.
 *
 * RFC 3261 (SIP), RFC 3581 (`rport`), RFC 6665 (`Event`, `Subscription-State`).
 */

/** What tells one conversation with a phone from all others; a repeat with credentials keeps it. */
export interface Identity {
  readonly callId: string;
  readonly fromTag: string;
}

/** One message: `cseq` and `branch` are new for each transaction (RFC 3261 8.1.1.7, 22.2). */
export interface Notify extends Identity {
  readonly cseq: number;
  readonly branch: string;
  /** `host:port` as it stands in Via, `192.0.2.1:40000` or `[2001:db8::1]:40000`. */
  readonly sentBy: string;
  /** `sip:1001@192.0.2.10`: what the digest is computed over. */
  readonly uri: string;
  /** The datagram. */
  readonly bytes: Buffer;
}

/** An address on the network; `address` is an IP address without brackets, perhaps with a zone (`fe80::1%eth0`). */
export interface Endpoint {
  readonly address: string;
  readonly port: number;
}

export interface NotifyFields {
  /** A line name of the phone, as it stands in its file. */
  readonly user: string;
  readonly phone: Endpoint;
  /** The address that faces the phone, and the port that is bound: phones that know no `rport` answer to it. */
  readonly local: Endpoint;
  readonly identity: Identity;
  readonly cseq: number;
  readonly userAgent: string;
  /** The finished header line, `Authorization: …`. */
  readonly authorization?: string | undefined;
}

/** The port that a URI without a port means. */
export const defaultPort = 5060;

/** The mark of a branch that is unique (RFC 3261 8.1.1.7). */
const branchMark = 'z9hG4bK';

export function newIdentity(local: Endpoint): Identity {
  return { callId: `${unguessable()}@${hostPart(local.address)}`, fromTag: unguessable() };
}

/** 128 random bits: nobody who does not see our messages can answer one. */
function unguessable(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * The phone takes the message only with `Event` being exactly `check-sync` (no `;reboot=true`), and with one of its
 * line names in the Request-URI and in To. Addresses are IP addresses, as in Cisco's sample; To has no port, because
 * some loads take it for a part of the name.
 */
export function buildNotify(fields: NotifyFields): Notify {
  const { phone, local, identity, cseq } = fields;
  const user = escapeUser(fields.user);
  const host = hostPart(phone.address);
  const localHost = hostPart(local.address);
  const sentBy = `${localHost}:${local.port}`;
  const uri = `sip:${user}@${host}${phone.port === defaultPort ? '' : `:${phone.port}`}`;
  const branch = branchMark + unguessable();
  const lines = [
    `NOTIFY ${uri} SIP/2.0`,
    `Via: SIP/2.0/UDP ${sentBy};branch=${branch};rport`,
    'Max-Forwards: 70',
    `From: <sip:provisioning@${localHost}>;tag=${identity.fromTag}`,
    `To: <sip:${user}@${host}>`,
    `Call-ID: ${identity.callId}`,
    `CSeq: ${cseq} NOTIFY`,
    `Contact: <sip:provisioning@${sentBy}>`,
    'Event: check-sync',
    'Subscription-State: active',
    ...(fields.authorization ? [fields.authorization] : []),
    `User-Agent: ${oneLine(fields.userAgent)}`,
    'Content-Length: 0',
    '',
    '',
  ];
  return { ...identity, cseq, branch, sentBy, uri, bytes: Buffer.from(lines.join('\r\n'), 'utf8') };
}

/** IPv6 goes in brackets; its zone means nothing to anyone else, and the grammar has no place for it. */
function hostPart(address: string): string {
  return address.includes(':') ? `[${address.replace(/%.*$/s, '')}]` : address;
}

/** `user` of RFC 3261 25.1: what is neither unreserved nor user-unreserved is escaped, byte by byte of its UTF-8. */
export function escapeUser(user: string): string {
  return user.replace(/[^A-Za-z0-9\-_.!~*'()&=+$,;?/]+/g, (text) =>
    Array.from(Buffer.from(text, 'utf8'), (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
  );
}

/** Nothing that comes from outside starts a line of its own, or turns the direction of what stands beside it. */
function oneLine(text: string): string {
  return text.replace(/[\0-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g, ' ').trim();
}

export interface Response {
  readonly status: number;
  readonly reason: string;
  /** Unfolded values by the long name in lower case, in the order of the message. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
}

/** Characters: what a person may be shown of a reason phrase. */
const longestReason = 200;

/** Compact names (RFC 3261 7.3.3, and the IANA registry for those of extensions). */
const longNames: ReadonlyMap<string, string> = new Map([
  ['v', 'via'],
  ['f', 'from'],
  ['t', 'to'],
  ['i', 'call-id'],
  ['m', 'contact'],
  ['l', 'content-length'],
  ['c', 'content-type'],
  ['e', 'content-encoding'],
  ['k', 'supported'],
  ['s', 'subject'],
  ['o', 'event'],
  ['u', 'allow-events'],
]);

/**
 * Reads a datagram as an answer, or says why it is none. Old phones are met half way where nothing can be mistaken:
 * line ends without CR, folded lines, compact names, no reason phrase. Costs linear time and never throws.
 */
export function parseResponse(bytes: Uint8Array): Response | { readonly problem: string } {
  const end = endOfHeaders(bytes);
  if (!end) return { problem: 'no empty line ends the headers' };
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [statusLine = '', ...rest] = buffer.toString('utf8', 0, end.headers).split(/\r?\n/);
  // The version may be in any letter case (7.1).
  const status = /^SIP\/2\.0 ([1-6]\d\d)(?: (.*))?$/is.exec(statusLine);
  if (!status) {
    return { problem: / SIP\/2\.0$/i.test(statusLine) ? 'a request, not an answer' : 'no SIP status line' };
  }
  const headers = readHeaders(rest);
  if (!headers) return { problem: 'a header line without a colon' };

  const lengths = headers.get('content-length') ?? [];
  const length = lengths[0] ?? '0';
  if (lengths.some((each) => each !== length) || !/^\d+$/.test(length)) return { problem: 'no usable Content-Length' };
  // 18.3: what is shorter than it says was cut off; what is longer ends where it says.
  if (Number(length) > bytes.length - end.body) return { problem: 'shorter than its Content-Length' };
  return { status: Number(status[1]), reason: oneLine(status[2] ?? '').slice(0, longestReason), headers };
}

/** Where the last header line ends and where the body starts, in bytes. */
function endOfHeaders(bytes: Uint8Array): { headers: number; body: number } | undefined {
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) {
    const next = bytes[at + 1] === 13 ? at + 2 : at + 1;
    if (bytes[next] === 10) return { headers: bytes[at - 1] === 13 ? at - 1 : at, body: next + 1 };
  }
  return undefined;
}

function readHeaders(lines: readonly string[]): Map<string, string[]> | undefined {
  const headers = new Map<string, string[]>();
  let values: string[] | undefined;
  for (const line of lines) {
    if (line.startsWith(' ') || line.startsWith('\t')) {
      // A folded line; one in front of all headers belongs to nothing.
      if (!values) return undefined;
      values[values.length - 1] += ` ${line.trim()}`;
      continue;
    }
    const colon = line.indexOf(':');
    if (colon <= 0) return undefined;
    const name = line.slice(0, colon).trim().toLowerCase();
    const long = longNames.get(name) ?? name;
    values = headers.get(long);
    if (values) values.push(line.slice(colon + 1).trim());
    else {
      values = [line.slice(colon + 1).trim()];
      headers.set(long, values);
    }
  }
  return headers;
}

export interface Via {
  readonly sentBy: string;
  readonly branch: string | undefined;
}

/**
 * The one Via of an answer that is for us. The message passed nobody who would have added another, so an answer with
 * more than one was sent astray (RFC 3261 8.1.3.3).
 */
export function onlyVia(response: Response): Via | { readonly problem: string } {
  const values = (response.headers.get('via') ?? []).flatMap((value) => splitOutsideQuotes(value, ','));
  if (values.length !== 1) return { problem: values.length === 0 ? 'no Via' : 'more than one Via' };
  const [head = '', ...parameters] = splitOutsideQuotes(values[0] ?? '', ';');
  const via = /^SIP\s*\/\s*2\.0\s*\/\s*UDP\s+(\S.*)$/i.exec(head);
  if (!via) return { problem: 'a Via that is not ours' };
  const branch = parameters.map((each) => /^branch\s*=\s*(\S+)$/i.exec(each)?.[1]).find((each) => each !== undefined);
  return { sentBy: (via[1] ?? '').replace(/\s+/g, ''), branch };
}

/** Why an answer with the branch of a message is not an answer to it; `undefined`: it is one. */
export function mismatch(request: Notify, response: Response): string | undefined {
  const cseq = /^(\d+)\s+(\S+)$/.exec(only(response, 'cseq') ?? '');
  // 17.1.3: the method counts, because an ACK and a CANCEL have the branch of their request. Methods keep their case.
  if (cseq?.[2] !== 'NOTIFY' || Number(cseq[1]) !== request.cseq) return 'another CSeq';
  if (only(response, 'call-id') !== request.callId) return 'another Call-ID';
  if (tagOf(only(response, 'from') ?? '') !== request.fromTag) return 'another From tag';
  return undefined;
}

/** The value of a header that must be there once. */
function only(response: Response, name: string): string | undefined {
  const values = response.headers.get(name);
  return values?.length === 1 ? values[0] : undefined;
}

/** The tag behind `<uri>`, or behind a URI without brackets, whose parameters then are the header's (20). */
function tagOf(from: string): string | undefined {
  const parameters = splitOutsideQuotes(from, ';').slice(1);
  return parameters.map((each) => /^tag\s*=\s*(\S+)$/i.exec(each)?.[1]).find((each) => each !== undefined);
}

/** The trimmed parts between separators that stand neither in "quotes" nor in <brackets>. */
export function splitOutsideQuotes(text: string, separator: string): string[] {
  const parts: string[] = [];
  let start = 0;
  let quoted = false;
  let bracketed = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (quoted) {
      if (character === '\\') at++;
      else if (character === '"') quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === '<') bracketed = true;
    else if (character === '>') bracketed = false;
    else if (character === separator && !bracketed) {
      parts.push(text.slice(start, at).trim());
      start = at + 1;
    }
  }
  parts.push(text.slice(start).trim());
  return parts;
}
