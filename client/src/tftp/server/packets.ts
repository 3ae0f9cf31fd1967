/** TFTP packets (RFC 1350 section 5, RFC 2347): what stands in a datagram. */

const opcode = { read: 1, write: 2, data: 3, ack: 4, error: 5, oack: 6 } as const;

export const errorCode = {
  undefined: 0,
  fileNotFound: 1,
  accessViolation: 2,
  illegalOperation: 4,
  unknownTransfer: 5,
} as const;

export interface ReadRequest {
  readonly kind: 'read' | 'write';
  readonly name: string;
  /** In lower case. */
  readonly mode: string;
  /** Options by their names in lower case; of two with one name the first. */
  readonly options: ReadonlyMap<string, string>;
}

export type Packet =
  | ReadRequest
  | { readonly kind: 'ack'; readonly block: number }
  | { readonly kind: 'error'; readonly code: number; readonly message: string }
  /** A packet that a server has no use for: data, an answer to options, or no TFTP at all. */
  | { readonly kind: 'other' };

/** More pairs of options than these are not read. */
const mostOptions = 16;

/** Reads any datagram, in time linear in its length. */
export function decode(datagram: Buffer): Packet {
  if (datagram.length < 4) return { kind: 'other' };
  switch (datagram.readUInt16BE(0)) {
    case opcode.read:
      return decodeRequest('read', datagram);
    case opcode.write:
      return decodeRequest('write', datagram);
    case opcode.ack:
      return { kind: 'ack', block: datagram.readUInt16BE(2) };
    case opcode.error:
      return { kind: 'error', code: datagram.readUInt16BE(2), message: textAt(datagram, 4).text };
    default:
      return { kind: 'other' };
  }
}

function decodeRequest(kind: 'read' | 'write', datagram: Buffer): Packet {
  const name = textAt(datagram, 2);
  const mode = textAt(datagram, name.next);
  if (!name.ended || !mode.ended || name.text === '') return { kind: 'other' };
  const options = new Map<string, string>();
  for (let at = mode.next, pairs = 0; at < datagram.length && pairs < mostOptions; pairs++) {
    const option = textAt(datagram, at);
    const value = textAt(datagram, option.next);
    at = value.next;
    const key = option.text.toLowerCase();
    if (value.ended && !options.has(key)) options.set(key, value.text);
  }
  return { kind, name: name.text, mode: mode.text.toLowerCase(), options };
}

/** The text up to the next NUL. */
function textAt(datagram: Buffer, from: number): { text: string; next: number; ended: boolean } {
  const found = datagram.indexOf(0, from);
  const end = found < 0 ? datagram.length : found;
  return { text: datagram.toString('utf8', from, end), next: end + 1, ended: found >= 0 };
}

/** The four bytes before the content of a block; the number counts on from 0 after 65535. */
export function dataHeader(block: number): Buffer {
  return header(opcode.data, block & 0xffff);
}

export function encodeError(code: number, message: string): Buffer {
  return Buffer.concat([header(opcode.error, code), Buffer.from(`${message}\0`, 'utf8')]);
}

export function encodeOptions(options: Readonly<Record<string, number>>): Buffer {
  const text = Object.entries(options).map(([name, value]) => `${name}\0${value}\0`);
  return Buffer.concat([Buffer.from([0, opcode.oack]), Buffer.from(text.join(''), 'latin1')]);
}

function header(first: number, second: number): Buffer {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeUInt16BE(first, 0);
  bytes.writeUInt16BE(second, 2);
  return bytes;
}
