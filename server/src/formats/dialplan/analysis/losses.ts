/** Rules that lose a good part of their numbers to a shorter or to a more specific one. */

import { t } from '@vscode/l10n';
import { type Finding, report } from '../../rules.ts';
import { limits } from '../facts.ts';
import { matchRange } from '../fixes.ts';
import type { Template } from '../plan.ts';
import { rules } from '../rules.ts';
import { type Share, sharesIn } from './shares.ts';
import type { Node, Space } from './space.ts';
import { reasonOf, wait } from './unreachable.ts';
import { lineOf } from './words.ts';

/**
 * What plans lose on purpose: a tenth is one first digit, as for an operator or for area codes that do not begin with
 * 1, a hundredth is a code such as 911.
 */
const onPurpose = 0.1;

/** `isSaid`: a rule that another finding already calls without effect. */
export function losses(
  templates: readonly Template[],
  spaces: readonly Space[],
  isSaid: (template: Template) => boolean,
): Finding[] {
  const found = new Map<string, Finding>();
  const tell = (kind: string, index: number, make: () => Finding | undefined) => {
    const key = `${kind} ${index}`;
    if (found.has(key) || isSaid(templates[index]!)) return;
    const finding = make();
    if (finding) found.set(key, finding);
  };
  for (const space of spaces) {
    const { early, held } = sharesIn(space);
    for (const [index, share] of early) if (isMuch(share)) tell('early', index, () => ofEarly(templates, index, share));
    for (const [index, share] of held)
      if (isMuch(share) && templates[index]!.timeout === 0) tell('held', index, () => ofHeld(templates, index, share));
  }
  return [...found.values()];
}

function isMuch({ part }: Share): boolean {
  // What is exactly a tenth may come out a little more.
  return part > onPurpose + 0.001;
}

function percent(part: number): number {
  return Math.round(part * 100);
}

function ofEarly(templates: readonly Template[], index: number, { part, node }: Share) {
  const template = templates[index]!;
  const other = templates[node.winner!.index]!;
  const number = completed(node, index);
  // Where only a # is missing that the phone would not have needed, nothing is lost.
  if (number === undefined || number === `${node.number}#`) return undefined;
  return report(
    rules['dials-early'],
    matchRange(template),
    { percent: percent(part), number, prefix: node.number, other: other.match!.text, line: lineOf(other) },
    {
      fixes: wait(other),
      related: [{ range: matchRange(other), message: t`Dials ${node.number} at once.` }],
    },
  );
}

function ofHeld(templates: readonly Template[], index: number, { part, node }: Share): Finding | undefined {
  const template = templates[index]!;
  const rival = node.heldBy!;
  const other = templates[rival.index]!;
  const place = node.alive.find((one) => one.index === index)!;
  return report(
    rules['waits-for-longer'],
    matchRange(template),
    {
      percent: percent(part),
      number: node.number,
      seconds: limits.interDigitSeconds,
      other: other.match!.text,
      line: lineOf(other),
      reason: reasonOf(rival, place),
    },
    { related: [{ range: matchRange(other), message: t('The phone waits for this rule.') }] },
  );
}

/** The keys of the node, and further ones to the end of the rule. */
function completed({ number, alive }: Node, index: number): string | undefined {
  const place = alive.find((one) => one.index === index);
  if (!place) return undefined;
  let digit = number.length;
  const left = place.track.slots.slice(place.progress.at).map((slot) => {
    if (slot.kind === 'key') return slot.key;
    return slot.kind === 'any' ? String(++digit % 10) : '';
  });
  return number + left.join('');
}
