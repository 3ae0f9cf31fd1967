/** What every command of `cisco-sip` is, and what they share. */

import { type ParseArgsConfig, parseArgs, styleText } from 'node:util';

export interface Command {
  readonly name: string;
  /** For the list of commands: what it does. */
  readonly summary: string;
  /** What `cisco-sip NAME --help` prints. */
  readonly usage: string;
  /** Gives the exit status. Throws `UsageError` for arguments that make no sense. */
  run(args: readonly string[]): Promise<number>;
}

/** The user asked for something that makes no sense: exit status 2. */
export class UsageError extends Error {}

/** Reads a command's arguments. */
export function options<const T extends NonNullable<ParseArgsConfig['options']>>(args: readonly string[], config: T) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: config });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** Text in a colour, where the terminal has colours. */
export function paint(style: Parameters<typeof styleText>[0], text: string): string {
  return styleText(style, text, { stream: process.stdout });
}
