/** A dial plan made of the patterns of an Asterisk server. */

import { t } from '@vscode/l10n';
import { limits } from '../formats/dialplan/facts.ts';
import { type Extension, type Note, readAsterisk } from './asterisk.ts';
import { isBeginningOf, type Pattern, readPattern } from './pattern.ts';
import { type NewTemplate, templatesOf } from './templates.ts';

export interface Converted {
  /** How many templates it has. */
  readonly count: number;
  /** A whole dial plan. */
  readonly plan: string;
  /** In the order of the lines. */
  readonly notes: readonly Note[];
}

/** Seconds from the last key, long enough to press the next one. */
const timeouts = {
  /** Nothing can follow. */
  complete: 0,
  /** Another pattern begins like this number and goes on. */
  mayGoOn: 3,
  /** The pattern has no end. */
  open: 5,
} as const;

/** Names in a server's plan that nobody dials: what it does when a call starts, fails, ends, and the like. */
const notDialled = /^(?:[a-z]|fax|talk)$/i;

interface Readable {
  readonly extension: Extension;
  readonly pattern: Pattern;
}

export function convert(text: string): Converted {
  const { extensions, notes: found } = readAsterisk(text);
  const notes: Note[] = [...found];
  const readable: Readable[] = [];
  for (const extension of extensions) {
    const { written, line } = extension;
    if (notDialled.test(written)) continue;
    const pattern = readPattern(written);
    if ('problem' in pattern) notes.push({ line, text: t`'${written}' ${pattern.problem}. It is left out.` });
    else if (pattern.places.length > 0 || pattern.tail !== 'nothing') readable.push({ extension, pattern });
  }
  const lines = templateLines(readable, notes);
  if (lines.length === 0) notes.push({ line: 1, text: t('No pattern was found that could be converted.') });
  const plan = `<DIALTEMPLATE>\n${lines.map((line) => `  ${line}\n`).join('')}</DIALTEMPLATE>\n`;
  if (plan.length > limits.fileBytes)
    notes.push({
      line: 1,
      text: t`The plan has ${plan.length} bytes. The phone takes ${limits.fileBytes} at the most and discards a larger one: take out what is not needed.`,
    });
  return { count: lines.length, plan, notes: notes.toSorted((a, b) => a.line - b.line) };
}

/** Further templates are of no use to any phone. */
const mostLines = 4000;

/** One line for each template; adds to `notes`. */
function templateLines(readable: readonly Readable[], notes: Note[]): string[] {
  const lines = new Map<string, string>();
  const patterns = readable.map(({ pattern }) => pattern);
  for (const { extension, pattern } of readable) {
    const { written, line, dialled } = extension;
    const { templates, notes: more } = templatesOf(pattern, dialled);
    notes.push(...more.map((text) => ({ line, text: `'${written}' ${text}.` })));
    const timeout = timeoutOf(pattern, patterns);
    for (const template of templates) {
      // Of two templates with one MATCH the phone uses the first.
      if (!lines.has(template.match)) lines.set(template.match, lineOf(template, timeout));
    }
    if (lines.size > mostLines) {
      notes.push({ line, text: t`There are more than ${mostLines} templates; what follows is left out.` });
      break;
    }
  }
  return [...lines.values()];
}

function timeoutOf(pattern: Pattern, all: readonly Pattern[]): number {
  if (pattern.tail !== 'nothing') return timeouts.open;
  return all.some((other) => isBeginningOf(pattern, other)) ? timeouts.mayGoOn : timeouts.complete;
}

function lineOf({ match, rewrite }: NewTemplate, timeout: number): string {
  const sends = rewrite === undefined ? '' : ` Rewrite="${rewrite}"`;
  return `<TEMPLATE MATCH="${match}" Timeout="${timeout}"${sends}/>`;
}
