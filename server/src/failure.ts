/** Failures of our own, in words for the log. */

/** What the engine quotes: most of the time a name out of our code, now and then what was read from a file. */
const quoted = /(["'`])(?:(?!\1).)*\1/gs;

/** Such messages quote without quotes. */
const quoting: ReadonlySet<string> = new Set(['SyntaxError', 'URIError']);

const longest = 300;

/**
 * What went wrong and where in our code. Files hold passwords, so nothing is told that could come from one: of the
 * message what stands in quotes is left out.
 */
export function failureInWords(error: unknown): string {
  if (!(error instanceof Error)) return 'something that is no error was thrown';
  const { name, message, stack = '' } = error;
  const said = quoting.has(name) ? '' : `: ${message.slice(0, longest).replace(quoted, '$1…$1')}`;
  const frames = stack.split('\n').filter((line) => /^ {4}at /.test(line));
  return [`${name}${said}`, ...frames].join('\n');
}

/** A URI without the account that may stand in it. */
export function withoutAccount(uri: string): string {
  return uri.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#]*@/i, '$1');
}
