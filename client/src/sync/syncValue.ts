/** New values for `sync` and SYNC, without the editor's interface, so that tests can ask as well. */

/**
 * The value after `text` that is none of `taken` and has at most `limit` characters. The last number in it is raised
 * and keeps its width; a text without one gets one.
 */
export function nextValue(text: string, limit: number, taken: readonly string[] = []): string {
  let value = text;
  do value = raise(value, limit);
  while (taken.includes(value));
  return value;
}

function raise(text: string, limit: number): string {
  const [, before = '', digits = '', after = ''] = /^(.*?)(\d+)(\D*)$/s.exec(text) ?? [];
  // Blanks and quotes have no place in a value that two files must have alike.
  if (digits === '' || /["<>\s]/.test(text)) return cut(text.replaceAll(/["<>\s]/g, ''), '-2', limit);
  const number = String(BigInt(digits) + 1n).padStart(digits.length, '0');
  const raised = before + number + after;
  // All nines in a value that is full: from the beginning again, since only a difference counts.
  return raised.length <= limit ? raised : `${before}${'1'.padStart(digits.length, '0')}${after}`.slice(-limit);
}

function cut(text: string, ending: string, limit: number): string {
  if (text === '') return '1';
  return text.slice(0, limit - ending.length) + ending;
}
