/** `cisco-sip`: the editor's work in a terminal and in CI. */

import { t } from '@vscode/l10n';
import { type Command, UsageError } from './cli/command.ts';
import { localeOf } from './cli/locale.ts';
import { speakAs } from './languageFile.ts';
import { version } from './version.ts';

/** Each is read when it is asked for: the start of one does not wait for what only the others need. */
const working = {
  check: async () => (await import('./cli/check.ts')).check,
  show: async () => (await import('./cli/show.ts')).show,
  dial: async () => (await import('./cli/dial.ts')).dial,
  'convert-dial-plan': async () => (await import('./cli/convertDialPlan.ts')).convertDialPlan,
  new: async () => (await import('./cli/new.ts')).newCommand,
  push: async () => (await import('./cli/push.ts')).push,
  'check-sync': async () => (await import('./cli/checkSync.ts')).checkSync,
  upgrade: async () => (await import('./cli/upgrade.ts')).upgrade,
  serve: async () => (await import('./cli/serve.ts')).serve,
  watch: async () => (await import('./cli/watch.ts')).watch,
} satisfies Readonly<Record<string, () => Promise<Command>>>;

const commands: Readonly<Record<string, () => Promise<Command>>> = {
  ...working,
  completion: async () => (await import('./cli/completion.ts')).completion(await all(working)),
};

function all(list: Readonly<Record<string, () => Promise<Command>>>): Promise<Command[]> {
  return Promise.all(Object.values(list).map((load) => load()));
}

async function usage(): Promise<string> {
  const summaries = (await all(commands)).map(({ name, summary }) => `  ${name.padEnd(17)} ${summary}`);
  return `Usage: cisco-sip COMMAND ...

Provisioning files of Cisco 7940/7960 SIP phones, without an editor.

${summaries.join('\n')}

'cisco-sip COMMAND --help' tells more; 'cisco-sip --version' the version.`;
}

/** Runs the program with these arguments; gives its exit status. */
async function main([name, ...args]: readonly string[]): Promise<number> {
  const load = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined;
  let command: Command | undefined;
  try {
    command = await load?.();
    if (name === '--help' || name === '-h') process.stdout.write(`${await usage()}\n`);
    else if (name === '--version') process.stdout.write(`${version}\n`);
    else if (!command) throw new UsageError(name === undefined ? t('no command') : t`unknown command '${name}'`);
    else if (args.includes('--help') || args.includes('-h')) process.stdout.write(`${command.usage}\n`);
    else return await command.run(args);
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError)) return failed(error);
    process.stderr.write(`cisco-sip: ${error.message}\nTry 'cisco-sip ${command ? `${command.name} ` : ''}--help'.\n`);
    return 2;
  }
}

/** Tells of a failure that is not the user's; gives the exit status for it, which no finding has. */
function failed(error: unknown): number {
  process.stderr.write(`cisco-sip: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return 70;
}

// A reader that goes away, such as `head`, has read enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') process.exit(failed(error));
});

await speakAs(localeOf(process.env, process.argv.slice(2)));
process.exitCode = await main(process.argv.slice(2));
// Once all is written there is nothing to clear away: after thousands of files that takes its time.
process.stdout.write('', (failure) => {
  if (!failure) process.stderr.write('', () => process.exit());
});
