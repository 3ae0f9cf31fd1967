/** Random texts and edits that are the same for the same seed, so that a failure can be run again. */

/** A generator of numbers from 0 up to 1. */
export function random(seed: number): () => number {
  let state = Math.imul(seed, 2654435761) >>> 0;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 0x9e3779b9) >>> 0;
    return ((state ^ (state >>> 13)) >>> 0) / 2 ** 32;
  };
}

const pieces = [
  'proxy1_port',
  'line1_name',
  'phone_label',
  'sync',
  'Line2_Password',
  'nonsense',
  ':',
  ':',
  ':',
  ' ',
  ' ',
  '\t',
  '"',
  '"',
  ';',
  '#',
  '=',
  '5060',
  '2001',
  'Desk',
  '{$x}',
  '{if}',
  '{/if}',
  "'",
  '“',
  '\n',
  '\n',
  '\n',
  '\r\n',
  '\uFEFF',
  'ä',
  '😀',
  '\u0000',
  '<',
  '>',
  '/',
  '<TEMPLATE',
  ' MATCH="9,*"',
  '/>',
  '<DIALTEMPLATE>',
  '</DIALTEMPLATE>',
  '<!--',
  '-->',
  '<IMAGE VERSION="*" SYNC="1"/>',
  'P0S3-8-12-00',
  '\tring.raw',
];

/** A text out of pieces of all formats. */
export function randomText(seed: number, length = 40): string {
  const next = random(seed);
  return Array.from({ length: Math.floor(next() * length) }, () => pick(next)).join('');
}

export function pick(next: () => number): string {
  return pieces[Math.floor(next() * pieces.length)] ?? '';
}
