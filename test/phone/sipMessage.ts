/** As much of SIP (RFC 3261) as a phone needs to answer a request. */

export interface Header {
  /** In lower case and in full: `event` for `o`. */
  readonly name: string;
  readonly value: string;
}

export interface SipRequest {
  readonly method: string;
  readonly uri: string;
  readonly headers: readonly Header[];
  /** The topmost Via. */
  readonly via: Via;
  /** Content-Length promises more than the datagram holds. */
  readonly cut: boolean;
}

export interface Via {
  readonly text: string;
  readonly host: string;
  readonly port: number | undefined;
  readonly branch: string | undefined;
  /** The sender asks for an answer to the port it sends from (RFC 3581). */
  readonly rport: boolean;
}

export interface SipUri {
  readonly scheme: string;
  /** Unescaped; `undefined` when there is none. */
  readonly user: string | undefined;
  readonly host: string;
}

const compact: Readonly<Record<string, string>> = {
  v: 'via',
  f: 'from',
  t: 'to',
  i: 'call-id',
  m: 'contact',
  l: 'content-length',
  c: 'content-type',
  o: 'event',
};

/** Reads a request; a text says why it is none that could be answered. */
export function parseRequest(datagram: Buffer): SipRequest | string {
  const text = datagram.toString('utf8');
  const end = /\r?\n\r?\n/.exec(text);
  const head = end ? text.slice(0, end.index) : text;
  // A line that begins with a blank goes on with the header before (RFC 3261 7.3.1).
  const [first = '', ...lines] = head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
  const [, method, uri] = /^([A-Z]+) (\S+) SIP\/2\.0$/.exec(first) ?? [];
  if (!method || !uri) return 'it does not begin like a SIP request';
  const headers: Header[] = [];
  for (const line of lines) {
    const [, name, value] = /^([\w!%*.+`'~-]+)\s*:\s*(.*?)\s*$/.exec(line) ?? [];
    if (name === undefined || value === undefined) continue;
    const lower = name.toLowerCase();
    headers.push({ name: compact[lower] ?? lower, value });
  }
  const via = parseVia(firstValue(headers.find(({ name }) => name === 'via')?.value ?? ''));
  if (!via) return 'it has no Via, so nobody knows where an answer should go';
  const promised = Number(headerOf(headers, 'content-length') ?? 0);
  const body = end ? Buffer.byteLength(text.slice(end.index + end[0].length)) : 0;
  return { method, uri, headers, via, cut: !end || !(promised <= body) };
}

function headerOf(headers: readonly Header[], name: string): string | undefined {
  return headers.find((header) => header.name === name)?.value;
}

/** A header's value by its full name in lower case. */
export function header(request: SipRequest, name: string): string | undefined {
  return headerOf(request.headers, name);
}

/** Up to the first comma outside quotes. */
function firstValue(value: string): string {
  return /^(?:"(?:\\.|[^"\\])*"|[^",])*/.exec(value)?.[0].trim() ?? '';
}

function parseVia(text: string): Via | undefined {
  const [, host, port, parameters = ''] =
    /^SIP\s*\/\s*2\.0\s*\/\s*UDP\s+(\[[^\]]+\]|[^\s:;]+)(?:\s*:\s*(\d{1,5}))?\s*(;.*)?$/i.exec(text) ?? [];
  if (host === undefined) return undefined;
  return {
    text,
    host: host.replace(/^\[|\]$/g, ''),
    port: port === undefined ? undefined : Number(port),
    branch: /;\s*branch\s*=\s*([^;\s]+)/i.exec(parameters)?.[1],
    rport: /;\s*rport\s*(?:;|$)/i.test(parameters),
  };
}

/** `undefined` for what is no URI. */
export function parseUri(text: string): SipUri | undefined {
  const [, scheme, user, host] = /^([a-z][a-z\d+.-]*):(?:([^@\s]*)@)?(\[[^\]\s]+\]|[^\s@:;?<>]+)/i.exec(text) ?? [];
  if (scheme === undefined || host === undefined) return undefined;
  // A password may stand behind the user's name.
  const name = user?.split(':', 1)[0];
  return { scheme: scheme.toLowerCase(), user: name === undefined ? undefined : unescapeUser(name), host };
}

function unescapeUser(user: string): string {
  try {
    return decodeURIComponent(user);
  } catch {
    return user;
  }
}

/** The URI in a header such as To, with or without a name and angle brackets. */
export function parseAddress(value: string): SipUri | undefined {
  const bracketed = /^(?:"(?:\\.|[^"\\])*"|[^"<]*)\s*<([^>]*)>/.exec(value.trim())?.[1];
  return parseUri(bracketed ?? value.trim());
}

export interface Answer {
  readonly status: number;
  readonly reason: string;
  readonly headers?: readonly string[];
}

/** The answer as it goes on the wire (RFC 3261 8.2.6). `received` is the address the request came from. */
export function buildAnswer(
  request: SipRequest,
  answer: Answer,
  own: { readonly tag: string; readonly server: string; readonly received: string; readonly rport: number | undefined },
): Buffer {
  const lines = [`SIP/2.0 ${answer.status} ${answer.reason}`];
  let top = true;
  for (const { name, value } of request.headers) {
    if (name !== 'via') continue;
    if (!top) {
      lines.push(`Via: ${value}`);
      continue;
    }
    top = false;
    let via = request.via.text;
    if (own.rport !== undefined) via = via.replace(/;\s*rport(?=\s*(?:;|$))/i, `;rport=${own.rport}`);
    if (own.rport !== undefined || request.via.host !== own.received) via += `;received=${own.received}`;
    lines.push(`Via: ${value.trim().replace(request.via.text, () => via)}`);
  }
  const copy = (title: string, name: string, add = '') => {
    const value = header(request, name);
    if (value !== undefined) lines.push(`${title}: ${value}${add}`);
  };
  copy('From', 'from');
  const tagged = /;\s*tag\s*=/i.test((header(request, 'to') ?? '').replace(/<[^>]*>/, ''));
  copy('To', 'to', answer.status > 100 && !tagged ? `;tag=${own.tag}` : '');
  copy('Call-ID', 'call-id');
  copy('CSeq', 'cseq');
  lines.push(...(answer.headers ?? []), `Server: ${own.server}`, 'Content-Length: 0', '', '');
  return Buffer.from(lines.join('\r\n'), 'utf8');
}
