/** `cisco-sip completion`: what a shell needs to complete the commands and their options. */

import { t } from '@vscode/l10n';
import { type Command, options, UsageError } from './command.ts';

const usage = `Usage: cisco-sip completion bash|zsh|fish

Prints a script that makes a shell complete the commands of cisco-sip, their options and the values of those.

  bash   source <(cisco-sip completion bash), in ~/.bashrc
  zsh    cisco-sip completion zsh > a file _cisco-sip in a folder of $fpath
  fish   cisco-sip completion fish > ~/.config/fish/completions/cisco-sip.fish

Exit status: 0, or 2 for wrong usage.`;

/** `commands`: those that are completed, beside this one. */
export function completion(commands: readonly Command[]): Command {
  const self: Command = {
    name: 'completion',
    summary: 'makes a shell complete all this',
    usage,
    async run(args) {
      const [shell = '', ...rest] = options(args, {}).positionals;
      const script = Object.hasOwn(scripts, shell) ? scripts[shell] : undefined;
      if (!script || rest.length > 0)
        throw new UsageError(t('completion needs the name of a shell: bash, zsh or fish'));
      process.stdout.write(script([...commands, self].map(wordsOf)));
      return 0;
    },
  };
  return self;
}

/** What can stand behind a command. */
interface Words {
  readonly command: string;
  readonly summary: string;
  readonly options: readonly string[];
  /** The values of options that take one of a few. */
  readonly values: ReadonlyMap<string, readonly string[]>;
  /** Words that may come first. */
  readonly first: readonly string[];
}

/** What a command's help tells is what is completed, so that the two never differ. */
function wordsOf({ name, summary, usage }: Command): Words {
  const optionsOfHelp = new Set([...usage.matchAll(/(?<![\w-])--[a-z][a-z-]*/g)].map(([option]) => option));
  const values = new Map<string, string[]>();
  for (const [, option = '', several = ''] of usage.matchAll(/^ +(--[a-z-]+) ([a-z]+(?:\|[a-z]+)*) /gm)) {
    const known = values.get(option) ?? [];
    values.set(option, [...known, ...several.split('|')]);
  }
  const [, first = ''] = new RegExp(`^Usage: cisco-sip ${name} ([a-z]+(?:\\|[a-z]+)*)(?: |$)`, 'm').exec(usage) ?? [];
  return {
    command: name,
    summary,
    options: [...optionsOfHelp.add('--help')].sort(),
    values,
    first: first === '' ? [] : first.split('|'),
  };
}

const scripts: Readonly<Record<string, (commands: readonly Words[]) => string>> = { bash, zsh, fish };

function bash(commands: readonly Words[]): string {
  return `# Completions of cisco-sip for bash.
_cisco_sip() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} kind=first words=
  [[ $current == -* ]] && kind=options
  ((COMP_CWORD == 1)) && kind=command
  case "\${COMP_WORDS[1]} $previous" in
${cases(valuesOf(commands), bashCase)}
  esac
  [[ -n $words ]] || case "\${COMP_WORDS[1]} $kind" in
    *' command') words='${commands.map(({ command }) => command).join(' ')} --help --version' ;;
${cases(wordsBehind(commands), bashCase)}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -o bashdefault -F _cisco_sip cisco-sip
`;
}

function zsh(commands: readonly Words[]): string {
  const described = commands.map(({ command, summary }) => `    '${command}:${quoted(summary)}'`).join('\n');
  return `#compdef cisco-sip
# Completions of cisco-sip for zsh.
_cisco_sip() {
  local -a commands=(
${described}
  )
  local kind=first
  [[ $words[CURRENT] == -* ]] && kind=options
  if ((CURRENT == 2)); then
    _describe command commands
    return
  fi
  case "$words[2] $words[CURRENT-1]" in
${cases(valuesOf(commands), (list) => `compadd -- ${list}; return`)}
  esac
  case "$words[2] $kind" in
${cases(wordsBehind(commands), (list) => `compadd -- ${list}`)}
  esac
  _files
}
_cisco_sip "$@"
`;
}

type Case = readonly [what: string, words: readonly string[]];

function valuesOf(commands: readonly Words[]): Case[] {
  return commands.flatMap(({ command, values }) =>
    [...values].map(([option, list]): Case => [`${command} ${option}`, list]),
  );
}

function wordsBehind(commands: readonly Words[]): Case[] {
  return commands.flatMap(({ command, options, first }): Case[] => [
    ...(first.length > 0 ? [[`${command} first`, first] as const] : []),
    [`${command} options`, options],
  ]);
}

function bashCase(list: string): string {
  return `words='${list}'`;
}

function cases(all: readonly Case[], action: (list: string) => string): string {
  return all.map(([what, words]) => `    '${what}') ${action(words.join(' '))} ;;`).join('\n');
}

function fish(commands: readonly Words[]): string {
  const lines = commands.flatMap(({ command, summary, options, values, first }) => [
    `complete -c cisco-sip -n __fish_use_subcommand -f -a ${command} -d '${quoted(summary)}'`,
    ...options.map((option) => {
      const list = values.get(option);
      return `${behind(command)} -l ${option.slice(2)}${list ? ` -x -a '${list.join(' ')}'` : ''}`;
    }),
    ...(first.length > 0 ? [`${behind(command)} -a '${first.join(' ')}'`] : []),
  ]);
  return `# Completions of cisco-sip for fish.\n${lines.join('\n')}\n`;
}

function behind(command: string): string {
  return `complete -c cisco-sip -n '__fish_seen_subcommand_from ${command}'`;
}

function quoted(text: string): string {
  return text.replaceAll("'", "'\\''");
}
