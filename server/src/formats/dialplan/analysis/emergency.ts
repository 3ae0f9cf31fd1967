/** What the phone does with the numbers for emergencies. */

import { t } from '@vscode/l10n';
import data from '../../../../../schemas/emergency-numbers.json' with { type: 'json' };
import { type Finding, type Fix, report } from '../../rules.ts';
import { limits } from '../facts.ts';
import {
  addFirst,
  matchRange,
  removeAttribute,
  rewriteAttribute,
  rootRange,
  setTimeout,
  timeoutRange,
} from '../fixes.ts';
import { dial } from '../matcher.ts';
import { type DialPlan, liveTemplates, type Template } from '../plan.ts';
import { rules } from '../rules.ts';
import { linesOf } from './lines.ts';
import { wait } from './unreachable.ts';

/** A country whose emergency numbers are known. `code`: two capital letters, by ISO 3166-1. */
export interface Country {
  readonly code: string;
  readonly name: string;
  readonly numbers: readonly { readonly number: string }[];
}

export const countries: readonly Country[] = data;

/** What becomes of a number. Numbers with the same fate by the same rule are told together. */
type Outcome =
  | { readonly kind: 'waits'; readonly by: Template | undefined; readonly seconds: number }
  | { readonly kind: 'cut-off'; readonly by: Template; readonly prefix: string }
  | { readonly kind: 'rewritten'; readonly by: Template; readonly sent: string }
  | { readonly kind: 'prefix'; readonly by: Template; readonly prefix: string; readonly seconds: number };

/** Findings about the numbers that the plan itself sends to the emergency server. */
export function checkMarked(plan: DialPlan): Finding[] {
  return plan.discarded ? [] : check(plan, markedIn(plan));
}

/** Findings about the numbers of a country that the plan does not mark itself. None for a country that is not known. */
export function checkCountry(plan: DialPlan, code: string): Finding[] {
  const country = countries.find((one) => one.code === code);
  if (!country || plan.discarded || liveTemplates(plan).length === 0) return [];
  const marked = markedIn(plan);
  return check(
    plan,
    country.numbers.map(({ number }) => number).filter((number) => !marked.includes(number)),
  );
}

/** What `Route="emergency"` is for; behind a comma stands the number that is dialled outside. */
function markedIn(plan: DialPlan): string[] {
  const numbers = liveTemplates(plan).flatMap(({ route, match }) => {
    if (route !== 'emergency' || !match) return [];
    const outside = match.parts.slice(match.parts.findLastIndex(({ kind }) => kind === 'comma') + 1);
    const number = outside.map(({ dialled, text }) => dialled || text).join('');
    return /^\d{2,}$/.test(number) ? [number] : [];
  });
  return [...new Set(numbers)];
}

function check(plan: DialPlan, numbers: readonly string[]): Finding[] {
  const told = new Map<string, { readonly outcome: Outcome; readonly numbers: string[] }>();
  for (const number of numbers) {
    const outcome = outcomeOf(plan, number);
    if (!outcome) continue;
    const key = JSON.stringify([outcome.kind, outcome.by?.range, 'prefix' in outcome && outcome.prefix]);
    const known = told.get(key);
    if (known) known.numbers.push(number);
    else told.set(key, { outcome, numbers: [number] });
  }
  return [...told.values()].flatMap(({ outcome, numbers: alike }) => tell(plan, outcome, alike) ?? []);
}

/** More than any of these phones has. */
const mostLines = 8;

/** What is wrong with the number, on the first line where something is. */
function outcomeOf(plan: DialPlan, number: string): Outcome | undefined {
  const templates = liveTemplates(plan);
  // A line that no rule names stands for all of those; there is one, as no phone has so many.
  const lines = linesOf(templates).slice(0, mostLines);
  for (const one of lines) {
    const line = one || Math.max(...templates.map((template) => template.line)) + 1;
    const found = onLine(plan, templates, number, line);
    if (found) return found;
  }
  return undefined;
}

function onLine(plan: DialPlan, templates: readonly Template[], number: string, line: number): Outcome | undefined {
  const { outcome, used } = dial(plan, number, { line });
  // A line that calls as soon as the handset is lifted dials nothing else.
  if (used === 0) return undefined;
  const by = outcome.winner === undefined ? undefined : templates[outcome.winner];
  if (by && used < number.length) return { kind: 'cut-off', by, prefix: outcome.input };
  const sent = outcome.sends?.user ?? '';
  if (by && !sent.endsWith(number)) return { kind: 'rewritten', by, sent };
  const { verdict } = outcome;
  if (verdict.kind === 'dial-now') return undefined;
  const seconds = verdict.seconds ?? limits.interDigitSeconds;
  const behind = isOwn(by) ? undefined : behindPrefix(plan, templates, number, line);
  return behind ? { kind: 'prefix', ...behind, seconds } : { kind: 'waits', by, seconds };
}

/** A rule for this number alone. */
function isOwn(template: Template | undefined): boolean {
  return (
    template?.match?.parts.every(({ kind }) => kind === 'literal' || kind === 'escaped' || kind === 'comma') ?? false
  );
}

/** The rule that dials the number at once when the keys before a second dial tone are pressed first. */
function behindPrefix(plan: DialPlan, templates: readonly Template[], number: string, line: number) {
  for (const by of templates) {
    const [first, second] = by.match?.parts ?? [];
    if (first?.kind !== 'literal' || second?.kind !== 'comma' || !isOwn(by)) continue;
    const keys = first.dialled + number;
    if (by.match?.parts.map(({ dialled }) => dialled).join('') !== keys) continue;
    const { outcome, used } = dial(plan, keys, { line });
    if (used === keys.length && outcome.verdict.kind === 'dial-now') return { by, prefix: first.dialled };
  }
  return undefined;
}

function tell(plan: DialPlan, outcome: Outcome, numbers: readonly string[]): Finding | undefined {
  const many = numbers.length > 1;
  const words = {
    numbers: listed(numbers),
    verb: many ? t('are') : t('is'),
    them: many ? t('them') : t('it'),
  };
  switch (outcome.kind) {
    case 'waits':
      return ofWait(plan, outcome, numbers, words);
    case 'cut-off': {
      const { by, prefix } = outcome;
      return report(rules['emergency-cut-off'], matchRange(by), { ...words, prefix }, { fixes: wait(by) });
    }
    case 'rewritten': {
      const { by, sent } = outcome;
      const rewrite = rewriteAttribute(by);
      const fix = isOwn(by) && rewrite ? remove(plan, by) : own(plan, numbers);
      return report(
        rules['emergency-rewritten'],
        rewrite?.range ?? matchRange(by),
        { ...words, sent },
        { fixes: [fix] },
      );
    }
    case 'prefix': {
      const { by, prefix, seconds } = outcome;
      return report(
        rules['emergency-prefix'],
        matchRange(by),
        { ...words, prefix, seconds },
        { fixes: [own(plan, numbers, by)] },
      );
    }
  }
}

function ofWait(
  plan: DialPlan,
  { by, seconds }: Extract<Outcome, { kind: 'waits' }>,
  numbers: readonly string[],
  words: { readonly numbers: string; readonly verb: string; readonly them: string },
): Finding | undefined {
  const range = by ? (timeoutRange(by) ?? matchRange(by)) : rootRange(plan);
  if (!range) return undefined;
  const atOnce: Fix =
    by && isOwn(by) ? { title: t('Dial at once'), edits: [setTimeout(by, 0)], safe: false } : own(plan, numbers);
  const why = by
    ? t`The rule that fits ${words.them} has a Timeout.`
    : t`No rule is complete for ${words.them}, or a longer one is waited for.`;
  const mend = by && isOwn(by) ? t('Write Timeout="0".') : t`Add a rule for ${words.them} with Timeout="0".`;
  return report(rules['emergency-waits'], range, { ...words, seconds, why, mend }, { fixes: [atOnce] });
}

function remove(plan: DialPlan, template: Template): Fix {
  return { title: t('Remove the Rewrite'), edits: [removeAttribute(plan, rewriteAttribute(template)!)], safe: false };
}

/** Rules for the numbers alone. `like`: the rule whose server is to get them. */
function own(plan: DialPlan, numbers: readonly string[], like?: Template): Fix {
  const route = like?.route ? ` Route="${like.route}"` : '';
  const elements = numbers.map((number) => `<TEMPLATE MATCH="${number}" Timeout="0"${route}/>`);
  return { title: t`Add a rule that dials ${listed(numbers)} at once`, edits: addFirst(plan, elements), safe: false };
}

function listed(numbers: readonly string[]): string {
  return numbers.length < 2 ? numbers.join('') : t`${numbers.slice(0, -1).join(', ')} and ${numbers.at(-1) ?? ''}`;
}
