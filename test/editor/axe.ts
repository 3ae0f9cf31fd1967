/** Asks axe what somebody who does not see the screen, or not well, would stumble over. */
import axe from 'axe-core';
import type { Frame, Page } from 'playwright-core';

/** The success criteria of WCAG 2.0 and 2.1 up to level AA, as axe names them. */
const levels = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];

export interface Look {
  /** What is looked at, as a CSS selector; unless given, all. */
  readonly include?: string;
  /** Rules that are left out. */
  readonly without?: readonly string[];
}

/** One line for each violation and place: the rule, the element and what is wrong with it. */
export async function violationsIn(
  frame: Frame | Page,
  { include = 'html', without = [] }: Look = {},
): Promise<string[]> {
  // Pages that let no script in let the debugger's in.
  if (!(await frame.evaluate('"axe" in globalThis'))) await frame.evaluate(axe.source);
  const rules = Object.fromEntries(without.map((rule) => [rule, { enabled: false }]));
  const options = { runOnly: levels, rules, resultTypes: ['violations'] };
  const found: axe.Result[] = await frame.evaluate(
    `axe.run(${JSON.stringify(include)}, ${JSON.stringify(options)}).then((all) => all.violations)`,
  );
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)}: ${failureSummary?.split('\n')[1]?.trim()}`),
  );
}
