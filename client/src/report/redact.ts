/** Texts without what says who and where: people paste reports where everybody reads them. No editor is needed here. */

/** Endings of names that say what a file is; other names with dots in them are taken for hosts. */
const endings =
  'bin|bmp|c?js|cnf|csv|dat|exe|html?|json|jsonc|loads|log|map|mjs|node|pcm|raw|sb2|sbn|tests|tlv|ts|tsv|txt|vsix|xml';

/** In this order: what comes first may hold what comes later. */
const rules: readonly (readonly [RegExp, string])[] = [
  // A password goes with its name, wherever a line of a file should get into a log.
  [/([\w{}]*passw(?:or)?d|secret|response|nonce)(["']?\s*[:=]\s*)(?:"[^"\n]*"|'[^'\n]*'|[^\s,;]+)/gi, '$1$2(left out)'],
  // A path keeps its last part. Folders may have blanks in their names, so that rather too much is left out.
  [/\b[a-z][a-z0-9+.-]*:\/\/[^\s'")\]]*?([^/\s'")\]]*)(?=[\s'")\]]|$)/gi, '(address)/$1'],
  [/(?:\b[A-Za-z]:|~|\\\\[^\\\s]+)?(?:[\\/][^\\/:'"()[\]]+)+[\\/]([^\\/\s'"()[\]]*)/g, '(path)/$1'],
  [/\bsips?:[^\s<>"']+/gi, '(SIP address)'],
  [/[^\s<>"'@]+@[^\s<>"'@]+/g, '(address)'],
  [/\b(?:[0-9a-f]{2}[-:]){5}[0-9a-f]{2}\b/gi, '(MAC)'],
  [/(?<![0-9a-f])[0-9a-f]{12}(?![0-9a-f])/gi, '(MAC)'],
  [/\b\d{1,3}(?:\.\d{1,3}){3}\b/g, '(IP)'],
  [/(?<![\w:])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?![\w:])/gi, '(IP)'],
  [new RegExp(`\\b(?!(?:[\\w-]+\\.)+(?:${endings})\\b)(?:[a-z0-9-]+\\.)+[a-z]{2,24}\\b`, 'gi'), '(host)'],
];

/** A line without paths, addresses, hosts, accounts and passwords. Costs linear time: longer lines are cut. */
export function redact(line: string): string {
  const text = line.slice(0, longest).replace(/[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu, ' ');
  return rules.reduce((left, [pattern, instead]) => left.replace(pattern, instead), text);
}

const longest = 300;

/** Beginning of an entry of the log: `2026-01-31 12:00:00.000 [error] `. */
const head = /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+) \[(\w+)\] ?(.*)$/;
const frame = /^\s+at /;

/**
 * The last warnings and errors of a log, with the places in the code, redacted. What was logged for information is left
 * out: it is about phones and messages.
 */
export function lastTroubles(log: string, count: number): string[] {
  const kept: string[] = [];
  let isTrouble = false;
  for (const line of log.slice(-longestLog).split(/\r?\n/)) {
    const [, time, level = '', text = ''] = head.exec(line.slice(0, longest)) ?? [];
    if (time !== undefined) {
      isTrouble = level === 'warning' || level === 'error';
      if (isTrouble) kept.push(`${time} [${level}] ${redact(text)}`);
    } else if (isTrouble && frame.test(line)) kept.push(redact(line));
  }
  return kept.slice(-count);
}

/** Characters of a log that are looked at, from its end. */
const longestLog = 200_000;
