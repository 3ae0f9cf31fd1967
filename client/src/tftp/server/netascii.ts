/** The mode netascii of RFC 1350: lines end with CR LF, and a CR by itself is CR NUL (RFC 764). */

const [lf, cr] = [0x0a, 0x0d];

/** The bytes that are sent for a file. A CR LF of the file becomes CR NUL CR LF, from which a client makes it again. */
export function toNetascii(content: Buffer): Buffer {
  let added = 0;
  for (const byte of content) if (byte === lf || byte === cr) added++;
  const bytes = Buffer.allocUnsafe(content.length + added);
  let at = 0;
  for (const byte of content) {
    if (byte === lf) bytes[at++] = cr;
    bytes[at++] = byte;
    if (byte === cr) bytes[at++] = 0;
  }
  return bytes;
}
