/** The language that a terminal is answered in. */

/**
 * The locale of the environment, as POSIX orders its variables. What a program reads is English everywhere, so that it
 * does not depend on the machine: then it is `undefined`.
 */
export function localeOf(environment: NodeJS.ProcessEnv, args: readonly string[]): string | undefined {
  if (args.some((arg, index) => isForPrograms(arg, args[index + 1]))) return undefined;
  return environment.LC_ALL || environment.LC_MESSAGES || environment.LANG;
}

function isForPrograms(arg: string, next: string | undefined): boolean {
  if (arg === '--format') return next !== 'pretty';
  return arg === '--json' || (arg.startsWith('--format=') && arg !== '--format=pretty');
}
