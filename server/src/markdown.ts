/** Text of files in markdown: it must not be taken for marks, links or HTML. And markdown as text, for clients without. */

/** Text that stands for itself in markdown. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!|<>~]/g, '\\$&');
}

/** Text as markdown code, whatever back quotes it holds. */
export function code(text: string): string {
  const longest = [...text.matchAll(/`+/g)].reduce((most, [run]) => Math.max(most, run.length), 0);
  const fence = '`'.repeat(longest + 1);
  const pad = text.startsWith('`') || text.endsWith('`') || text === '' ? ' ' : '';
  return `${fence}${pad}${text}${pad}${fence}`;
}

/** Code, an escaped sign, a link, or a mark of bold or slanted text. Code comes first: what is in it stands for itself. */
const marks = /(?<!`)(`+)(?!`)(.*?)(?<!`)\1(?!`)|\\([\\`*_{}[\]()#+\-.!|<>~])|\[([^\]]*)\]\([^)]*\)|\*+/gs;

/** Markdown as it is written here without its marks, for clients that show text as it is. */
export function plainText(markdown: string): string {
  return markdown.replace(marks, (_, fence?: string, inner = '', escaped = '', title = '') =>
    fence === undefined ? `${escaped}${title}` : unpadded(inner),
  );
}

/** Code that begins or ends with a back quote stands between blanks. */
function unpadded(text: string): string {
  return /^ .*\S.* $/s.test(text) ? text.slice(1, -1) : text.trim() === '' ? '' : text;
}
