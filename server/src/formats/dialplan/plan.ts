/** What the reader makes of a dial plan: plain data with the place of every token. */

import type { Position, Range } from 'vscode-languageserver-types';
import type { Parsed } from '../format.ts';
import type { AttributeName } from './facts.ts';
import type { Pattern, Rewrite } from './pattern.ts';
import type { LineStarts } from './places.ts';

/**
 * What stands around a value: `double` quotes, `other` ones, `none`, or only one double quote: the second is missing
 * (`unclosed`) or the first (`unopened`).
 */
export type Quotes = 'double' | 'other' | 'none' | 'unclosed' | 'unopened';

export interface Value {
  /** As written, without the quotes. */
  readonly text: string;
  /** What the phone keeps of it: its buffer is short. */
  readonly kept: string;
  readonly range: Range;
  /** With the quotes. */
  readonly outer: Range;
  readonly quotes: Quotes;
}

export interface Attribute {
  /** As written. */
  readonly name: string;
  readonly nameRange: Range;
  /** What the phone takes it for; `undefined` for a name it does not know. */
  readonly known: AttributeName | undefined;
  readonly value: Value | undefined;
  readonly range: Range;
}

/** A start or end tag that is not a TEMPLATE's start tag. */
export interface Tag {
  readonly kind: 'start' | 'end';
  /** As written, with prefix. */
  readonly name: string;
  readonly nameRange: Range;
  readonly range: Range;
  /** A DIALTEMPLATE. */
  readonly isRoot: boolean;
  /** Has its `>`. */
  readonly closed: boolean;
  /** The comment in which it was meant to stand, while for the phone that comment is over. */
  readonly comment: Comment | undefined;
}

/** One rule of the plan, as the phone understands it. The last of two attributes of a name counts. */
export interface Meaning {
  /** `undefined` without MATCH. */
  readonly match: Pattern | undefined;
  readonly timeout: number;
  readonly user: string | undefined;
  readonly route: string | undefined;
  /** `undefined` when what is dialled is sent as it is. */
  readonly rewrite: Rewrite | undefined;
  /** 0: all lines. */
  readonly line: number;
  /** The tone of each comma, in order. Empty for the usual tone. */
  readonly tones: readonly string[];
}

export interface Template extends Meaning {
  readonly range: Range;
  /** The word TEMPLATE. */
  readonly nameRange: Range;
  readonly attributes: readonly Attribute[];
  /** Inside DIALTEMPLATE, as it must be. */
  readonly inRoot: boolean;
  /** The comment in which it was meant to stand, while for the phone that comment is over. */
  readonly comment: Comment | undefined;
}

export interface Comment {
  /** From `<!--` to `-->`, as people and XML tools see it; for other `<!…` as the phone does. */
  readonly range: Range;
  /** Inside the marks. */
  readonly text: string;
  /** Where the comment is over for the phone: behind the first `>`. */
  readonly phoneEnd: Position;
  /** Starts with `<!--` and ends with `-->`. */
  readonly proper: boolean;
}

/** For what the phone discards the whole plan. */
export type FaultKind =
  | 'template-outside-root'
  | 'template-not-closed'
  | 'unknown-attribute'
  | 'attribute-without-value'
  | 'single-quotes'
  | 'unquoted-value'
  | 'missing-quote'
  | 'stray-character'
  | 'version-stamp'
  | 'timeout-negative'
  | 'user-value'
  | 'route-value'
  | 'tone-unknown'
  | 'too-many-tones';

export interface Fault {
  readonly kind: FaultKind;
  readonly range: Range;
  /** The attribute it is about. */
  readonly attribute?: Attribute;
  /** Where something has to be put in. */
  readonly gap?: { readonly at: Position; readonly text: string };
}

export interface DialPlan extends Parsed {
  readonly format: 'dialplan';
  readonly text: string;
  readonly lines: LineStarts;
  /** The beginning of the text that was read: the rest is far beyond what a phone can hold, or behind a NUL. */
  readonly read: number;
  readonly byteOrderMark: boolean;
  /** What no longer fits into the phone's buffer. */
  readonly excess: Range | undefined;
  /** In the order of the file. Those outside of DIALTEMPLATE are here too. */
  readonly templates: readonly Template[];
  readonly tags: readonly Tag[];
  readonly comments: readonly Comment[];
  readonly faults: readonly Fault[];
  /** A double quote between tags that makes the phone read over tags. */
  readonly strayQuote: Range | undefined;
  /** DIALTEMPLATE is still open where the file ends. */
  readonly openAtEnd: boolean;
  /** The phone throws the plan away. */
  readonly discarded: boolean;
}

/** The rules that the phone has when it has loaded the plan. */
export function liveTemplates(plan: DialPlan): readonly Template[] {
  return plan.templates.filter(({ inRoot }) => inRoot);
}
