/** Marks that provisioning systems put where they fill in a value. Such text cannot be judged, only recognised. */

const placeholder = new RegExp(
  [
    String.raw`\{\{.*?\}\}`, // Jinja, Handlebars
    String.raw`\{%.*?%\}`,
    String.raw`<\?.*?\?>`, // PHP
    '<%.*?%>', // ERB
    String.raw`\$?\{[^{}]+\}`, // Smarty, shell
    String.raw`\$[A-Za-z_]\w*`,
    String.raw`%%\w+%%`,
    '%[A-Z][A-Z_]+%',
    String.raw`###\w+###`,
    String.raw`__[A-Za-z]\w*__`,
    String.raw`@@\w+@@`,
    String.raw`\[\[.*?\]\]`,
  ].join('|'),
  'g',
);

/** Longer texts are no template's work; not looking at them keeps the patterns from costing time on hostile input. */
const longest = 2000;

/** Every mark has one of these in it. Most texts have none, and are not looked at any further. */
const suspicious = /[{<$%#@[]|__/;

export function hasPlaceholder(text: string): boolean {
  return text.length <= longest && suspicious.test(text) && text.search(placeholder) !== -1;
}

/** The text with `with_` in the place of every placeholder. */
export function fillPlaceholders(text: string, with_: string): string {
  return text.length <= longest ? text.replace(placeholder, with_) : text;
}

/** What a template's own line does to the lines after it. */
export type Branch = 'open' | 'else' | 'close' | 'none';

const directiveLine = /^\s*(?:\{[^{}\s].*\}|\{\{.*\}\}|\{%.*%\}|<\?.*|<%.*|\$\{.*\})\s*$/;

/** Whether a line is an instruction to a template engine, not text for the phone. */
export function isDirective(line: string): boolean {
  return line.length <= longest && directiveLine.test(line);
}

/** Whether the directive begins, switches or ends a choice between texts of which the phone gets one. */
export function branchOf(line: string): Branch {
  if (/(?:\{\/|end)\s*-?if|\{\{\/if|<\?(?:php)?\s*(?:endif|\})/i.test(line)) return 'close';
  if (/[{%?\s](?:else|elseif|elif|elsif)\b/i.test(line)) return 'else';
  if (/[{%?#\s]if\b/i.test(line)) return 'open';
  return 'none';
}
