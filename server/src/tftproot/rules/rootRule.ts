/** What a rule about several files of a folder is. */

import type { Rule } from '../../formats/rules.ts';

/** An example of several files: `bad` and `good` are that one file, `beside` the others. */
export interface RootRule extends Rule {
  /** By name: the text of a file of ours, or the size in bytes of any other. */
  readonly beside: Readonly<Record<string, string | number>>;
}

/** A rule table under the names that its checks use. Keeps the literal keys. */
export function rootRules<T extends Record<string, RootRule>>(table: T): T {
  return table;
}
