/** TFTP packets (RFC 1350 section 5): what stands in a datagram. */

export const blockBytes = 512;

export const errorCode = {
  undefined: 0,
  fileNotFound: 1,
  accessViolation: 2,
  diskFull: 3,
  illegalOperation: 4,
  unknownTransfer: 5,
} as const;

export type Packet =
  | { readonly kind: 'read' | 'write'; readonly name: string; readonly mode: string }
  | { readonly kind: 'data'; readonly block: number; readonly content: Buffer }
  | { readonly kind: 'ack'; readonly block: number }
  | { readonly kind: 'error'; readonly code: number; readonly message: string }
  /** Something else, such as the answer to options (RFC 2347), which nobody here asks for. */
  | { readonly kind: 'other'; readonly opcode: number };

/** `undefined` for a datagram that is no TFTP packet. */
export function decode(datagram: Buffer): Packet | undefined {
  if (datagram.length < 4) return undefined;
  const opcode = datagram.readUInt16BE(0);
  switch (opcode) {
    case 1:
    case 2: {
      const [name, mode] = datagram.subarray(2).toString('latin1').split('\0');
      // The text ends with a NUL, so there is a further piece behind the mode.
      if (!name || mode === undefined || datagram.at(-1) !== 0) return undefined;
      return {
        kind: opcode === 1 ? 'read' : 'write',
        name: Buffer.from(name, 'latin1').toString('utf8'),
        mode: mode.toLowerCase(),
      };
    }
    case 3:
      return { kind: 'data', block: datagram.readUInt16BE(2), content: datagram.subarray(4) };
    case 4:
      return { kind: 'ack', block: datagram.readUInt16BE(2) };
    case 5:
      return {
        kind: 'error',
        code: datagram.readUInt16BE(2),
        message: datagram.subarray(4).toString('utf8').split('\0', 1)[0] ?? '',
      };
    default:
      return { kind: 'other', opcode };
  }
}

function header(opcode: number, number: number): Buffer {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeUInt16BE(opcode, 0);
  bytes.writeUInt16BE(number, 2);
  return bytes;
}

/** A read request in mode `octet`, which is what the phone uses. */
export function encodeRead(name: string): Buffer {
  return Buffer.concat([Buffer.from([0, 1]), Buffer.from(`${name}\0octet\0`, 'utf8')]);
}

export function encodeData(block: number, content: Uint8Array): Buffer {
  return Buffer.concat([header(3, block), content]);
}

export function encodeAck(block: number): Buffer {
  return header(4, block);
}

export function encodeError(code: number, message: string): Buffer {
  return Buffer.concat([header(5, code), Buffer.from(`${message}\0`, 'utf8')]);
}
