/** Messages as texts that may be shown and kept. */

/**
 * The text of a datagram without what a password could be found from, and without characters that would steer a
 * terminal.
 */
export function traceText(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString('utf8')
    .replace(/\b(response|rspauth)(\s*=\s*)(?:"[^"]*"|[0-9a-f]+)/gi, '$1$2"(left out)"')
    .replace(/\r\n/g, '\n')
    .replace(/[\0-\x08\x0b-\x1f\x7f-\x9f]/g, '\uFFFD');
}

/** `192.0.2.10:5060`, `[2001:db8::1]:5060`. */
export function peerText({ address, port }: { readonly address: string; readonly port: number }): string {
  return `${address.includes(':') ? `[${address}]` : address}:${port}`;
}
