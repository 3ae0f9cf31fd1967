/** `cisco-sip`: the editor's work in a terminal and in CI. */

import { t } from '@vscode/l10n';
import { check } from './cli/check.ts';
import { checkSync } from './cli/checkSync.ts';
import { type Command, UsageError } from './cli/command.ts';
import { completion } from './cli/completion.ts';
import { convertDialPlan } from './cli/convertDialPlan.ts';
import { dial } from './cli/dial.ts';
import { localeOf } from './cli/locale.ts';
import { newCommand } from './cli/new.ts';
import { push } from './cli/push.ts';
import { serve } from './cli/serve.ts';
import { show } from './cli/show.ts';
import { upgrade } from './cli/upgrade.ts';
import { watch } from './cli/watch.ts';
import { speakAs } from './languageFile.ts';
import { version } from './version.ts';

const working: readonly Command[] = [
  check,
  show,
  dial,
  convertDialPlan,
  newCommand,
  push,
  checkSync,
  upgrade,
  serve,
  watch,
];
const commands: readonly Command[] = [...working, completion(working)];

const usage = `Usage: cisco-sip COMMAND ...

Provisioning files of Cisco 7940/7960 SIP phones, without an editor.

${commands.map(({ name, summary }) => `  ${name.padEnd(17)} ${summary}`).join('\n')}

'cisco-sip COMMAND --help' tells more; 'cisco-sip --version' the version.`;

/** Runs the program with these arguments; gives its exit status. */
async function main([name, ...args]: readonly string[]): Promise<number> {
  const command = commands.find((candidate) => candidate.name === name);
  try {
    if (name === '--help' || name === '-h') process.stdout.write(`${usage}\n`);
    else if (name === '--version') process.stdout.write(`${version}\n`);
    else if (!command) throw new UsageError(name === undefined ? t('no command') : t`unknown command '${name}'`);
    else if (args.includes('--help') || args.includes('-h')) process.stdout.write(`${command.usage}\n`);
    else return await command.run(args);
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`cisco-sip: ${error.message}\nTry 'cisco-sip ${command ? `${command.name} ` : ''}--help'.\n`);
    return 2;
  }
}

// A reader that goes away, such as `head`, has read enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

await speakAs(localeOf(process.env, process.argv.slice(2)));
process.exitCode = await main(process.argv.slice(2));
