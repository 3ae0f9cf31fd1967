/** `cisco-sip convert-dial-plan`: a dial plan made of the patterns of an Asterisk server. */

import { readFileSync } from 'node:fs';
import { t } from '@vscode/l10n';
import { decode, readText } from '../disk.ts';
import { printable } from '../formats/rules.ts';
import { convert } from '../import/convert.ts';
import { type Command, options, UsageError } from './command.ts';

const usage = `Usage: cisco-sip convert-dial-plan FILE

Makes a dial plan of the patterns in an extensions.conf, or in a list with one pattern a line such as _9NXXXXXX. The
plan goes to the standard output; what could not be expressed goes to the standard error, with the line it is about.

  FILE   the file; - reads the standard input

Exit status: 0 there is a plan, 1 no pattern was found that could be converted, 2 wrong usage.`;

export const convertDialPlan: Command = {
  name: 'convert-dial-plan',
  summary: 'makes a dial plan of Asterisk patterns',
  usage,
  async run(args) {
    const { positionals } = options(args, {});
    const [path, ...more] = positionals;
    if (path === undefined || more.length > 0) throw new UsageError(t('convert-dial-plan needs one file, or -'));
    const text = path === '-' ? decode(readFileSync(0)) : readText(path);
    if (text === undefined) throw new UsageError(t`no such file: ${printable(path)}`);
    const { plan, notes, count } = convert(text);
    process.stdout.write(plan);
    const name = path === '-' ? t('standard input') : path;
    for (const note of notes) process.stderr.write(`${printable(`${name}:${note.line}: ${note.text}`)}\n`);
    return count > 0 ? 0 : 1;
  },
};
