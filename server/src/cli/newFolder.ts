/** `cisco-sip new folder`: the files that phones need, for a folder that has none. */

import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { t } from '@vscode/l10n';
import { newFolder } from '../create/newFolder.ts';
import { questions } from '../create/questions.ts';
import { listFolder, sizeOf } from '../disk.ts';
import { printable } from '../formats/rules.ts';
import type { NewFolderQuestion } from '../protocol.ts';
import { options, paint, UsageError } from './command.ts';
import { readPasswords, refusePasswords, writeNewFiles } from './newFiles.ts';

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const all = questions(zone);
const open = all.filter(({ kind }) => kind !== 'secret');
const [secret] = all.filter(({ kind }) => kind === 'secret');

export const newFolderUsage = `Usage: cisco-sip new folder DIR --proxy HOST [OPTION]...

Makes SIPDefault.cnf, dialplan.xml and syncinfo.xml in DIR, and RINGLIST.DAT for the ring sounds that lie there. A file
that is there already is never replaced: then nothing is written.

${open.map(usageOf).join('\n')}
  --password-file FILE        ${secret?.title}, in the first line of FILE; '-' for standard input

Exit status: 0 made, 1 not made, 2 wrong usage.`;

function flagOf({ id }: NewFolderQuestion): string {
  return id.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function usageOf(question: NewFolderQuestion): string {
  const { title, choices, defaults, default: usual } = question;
  // A list of all places would fill the screen.
  const few = choices.length > 0 && choices.length < 20 ? `: ${choices.map(({ value }) => value).join(', ')}` : '';
  const standard = defaults ? t(' (default: by country)') : usual === '' ? '' : t` (default ${usual})`;
  return `  ${`--${flagOf(question)} X`.padEnd(26)}  ${title}${few}${standard}`;
}

export async function runNewFolder(args: readonly string[]): Promise<number> {
  refusePasswords(args);
  const { values, positionals } = options(args, {
    ...Object.fromEntries(open.map((question) => [flagOf(question), { type: 'string' as const }])),
    'password-file': { type: 'string' as const },
  });
  const [folder, ...rest] = positionals;
  if (folder === undefined || rest.length > 0) throw new UsageError(t('new folder needs one folder'));
  const given = values as Readonly<Record<string, string | undefined>>;
  const file = given['password-file'];
  const answers = Object.fromEntries([
    ...open.flatMap((question) => {
      const text = given[flagOf(question)];
      return text === undefined ? [] : [[question.id, text]];
    }),
    ...(file === undefined || !secret ? [] : [[secret.id, readPasswords(file)[0] ?? '']]),
  ]) as Record<string, string>;
  const path = resolve(folder);
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === false)
    throw new UsageError(t`not a folder: ${printable(folder)}`);
  const made = newFolder(answers, {
    files: await listFolder(path),
    sizeOf: (name) => sizeOf(join(path, name)),
    zone,
    year: new Date().getFullYear(),
  });
  if ('problems' in made) {
    const flags = new Map(all.map((question) => [question.id, `--${flagOf(question)}: `]));
    const lines = made.problems.map(({ question, message }) => `${(question && flags.get(question)) ?? ''}${message}`);
    process.stderr.write(lines.map((line) => `cisco-sip: ${printable(line)}\n`).join(''));
    return made.problems.some(({ question }) => question !== null) ? 2 : 1;
  }
  const failures = await writeNewFiles(path, made.files);
  const lines = made.files.map(({ name }) => {
    const failure = failures.get(name);
    return `${failure === undefined ? paint('green', 'written') : paint('red', 'failed ')}  ${join(folder, name)}${failure === undefined ? '' : `  ${printable(failure)}`}`;
  });
  process.stdout.write([...lines, ...made.notes].map((line) => `${line}\n`).join(''));
  return failures.size === 0 ? 0 : 1;
}
