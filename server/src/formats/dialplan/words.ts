/** Patterns, rewrites and timeouts in plain words. */

import { alphabet, rewriteSymbols, type SymbolFacts } from './facts.ts';
import type { Pattern, PatternPart, Rewrite, RewritePart } from './pattern.ts';
import { type DialPlan, liveTemplates, type Template } from './plan.ts';

function plural(count: number, what: string): string {
  return count === 1 ? `1 ${what}` : `${count} ${what}s`;
}

function ofPart({ kind, text, dialled }: PatternPart): string {
  switch (kind) {
    case 'literal':
    case 'escaped':
      return dialled;
    case 'dots':
      return plural(text.length, 'digit');
    case 'star':
      return '1 or more digits';
    case 'comma':
      return 'a second dial tone';
  }
}

/** The pattern in words, such as "9, then a second dial tone, then 7 digits". */
export function patternInWords({ parts }: Pattern): string {
  const steps: string[] = [];
  let plain = false;
  for (const part of parts) {
    const isPlain = part.kind === 'literal' || part.kind === 'escaped';
    // `\*9` is two pieces of the pattern but one thing to dial.
    if (isPlain && plain) steps.push(`${steps.pop()}${ofPart(part)}`);
    else steps.push(ofPart(part));
    plain = isPlain;
  }
  return steps.length === 0 ? 'nothing: no digit at all' : steps.join(', then ');
}

function ofRewritePart({ kind, text, group }: RewritePart): string {
  switch (kind) {
    case 'literal':
      return text;
    case 'escaped':
      return text.slice(1);
    case 'all':
      return 'everything dialled';
    case 'group':
      return `what group ${group} of the wildcards took`;
    case 'dots':
      return text.length === 1 ? 'the next digit taken' : `the next ${text.length} digits taken`;
  }
}

/** The rewrite in words, such as "02, then the next 7 digits taken". */
export function rewriteInWords({ parts }: Rewrite): string {
  const steps: string[] = [];
  let plain = false;
  for (const part of parts) {
    const isPlain = part.kind === 'literal' || part.kind === 'escaped';
    if (isPlain && plain) steps.push(`${steps.pop()}${ofRewritePart(part)}`);
    else steps.push(ofRewritePart(part));
    plain = isPlain;
  }
  return steps.join(', then ');
}

/** The timeout in words. */
export function timeoutInWords(seconds: number): string {
  return seconds === 0
    ? 'dials at once when the pattern is complete'
    : `waits ${plural(seconds, 'second')} for another digit before dialling`;
}

/** The facts of the symbol that a piece of a pattern is made of. */
export function symbolOf({ kind, text }: PatternPart): SymbolFacts | undefined {
  const find = (symbol: string) => alphabet.find((facts) => facts.symbol === symbol);
  switch (kind) {
    case 'dots':
      return find('.');
    case 'star':
      return find('*');
    case 'comma':
      return find(',');
    case 'escaped':
      return find(text);
    case 'literal':
      return alphabet.find(({ symbol }) => symbol !== '.' && text.includes(symbol));
  }
}

/** The facts of the symbol that a piece of a rewrite is made of. */
export function rewriteSymbolOf({ kind, text }: RewritePart): SymbolFacts | undefined {
  const symbol = kind === 'dots' ? '.' : text;
  return kind === 'literal' ? undefined : rewriteSymbols.find((facts) => facts.symbol === symbol);
}

/** A rule in a few words, for lists. */
export function templateInShort({ timeout, rewrite, line }: Template): string {
  const parts = [timeout === 0 ? 'at once' : `${timeout} s`];
  if (rewrite) parts.push(`sends ${rewrite.text}`);
  if (line !== 0) parts.push(`line ${line}`);
  return parts.join(', ');
}

/** The plan in a few words. */
export function planInShort(plan: DialPlan): string {
  return `Dial plan, ${plural(liveTemplates(plan).length, 'template')}`;
}
