/** The text of a list that another program saved. */

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Spreadsheets write UTF-8, UTF-16 with a mark in front, or the one byte per letter of Windows. */
export function decodeList(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return utf8.decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
