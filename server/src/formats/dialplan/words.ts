/** Patterns, rewrites and timeouts in plain words. */

import { t } from '@vscode/l10n';
import { alphabet, rewriteSymbols, type SymbolFacts } from './facts.ts';
import type { Pattern, PatternPart, Rewrite, RewritePart } from './pattern.ts';
import { type DialPlan, liveTemplates, type Template } from './plan.ts';

function ofPart({ kind, text, dialled }: PatternPart): string {
  switch (kind) {
    case 'literal':
    case 'escaped':
      return dialled;
    case 'dots':
      return text.length === 1 ? t('1 digit') : t`${text.length} digits`;
    case 'star':
      return t('1 or more digits');
    case 'comma':
      return t('a second dial tone');
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
  return steps.length === 0 ? t('nothing: no digit at all') : steps.join(t(', then '));
}

function ofRewritePart({ kind, text, group }: RewritePart): string {
  switch (kind) {
    case 'literal':
      return text;
    case 'escaped':
      return text.slice(1);
    case 'all':
      return t('everything dialled');
    case 'group':
      return t`what group ${group ?? 0} of the wildcards took`;
    case 'dots':
      return text.length === 1 ? t('the next digit taken') : t`the next ${text.length} digits taken`;
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
  return steps.join(t(', then '));
}

/** The timeout in words. */
export function timeoutInWords(seconds: number): string {
  if (seconds === 0) return t('dials at once when the pattern is complete');
  return seconds === 1
    ? t('waits 1 second for another digit before dialling')
    : t`waits ${seconds} seconds for another digit before dialling`;
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
  const parts = [timeout === 0 ? t('at once') : `${timeout} s`];
  if (rewrite) parts.push(t`sends ${rewrite.text}`);
  if (line !== 0) parts.push(t`line ${line}`);
  return parts.join(', ');
}

/** The plan in a few words. */
export function planInShort(plan: DialPlan): string {
  const { length } = liveTemplates(plan);
  return length === 1 ? t('Dial plan, 1 template') : t`Dial plan, ${length} templates`;
}
