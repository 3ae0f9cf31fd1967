/** Rules that no number gets to. */

import { t } from '@vscode/l10n';
import { type Finding, type Fix, report } from '../../rules.ts';
import { effectOf } from '../effect.ts';
import { matchRange, moveBefore, setTimeout } from '../fixes.ts';
import type { DialPlan, Template } from '../plan.ts';
import { rules } from '../rules.ts';
import type { Place } from './course.ts';
import { type Fate, fatesIn } from './fate.ts';
import type { Node, Space } from './space.ts';
import { lineOf, patience } from './words.ts';

/** The finding of each such rule. `isSaid`: a rule of which another finding already says that it never applies. */
export function unreachable(
  plan: DialPlan,
  templates: readonly Template[],
  spaces: readonly Space[],
  isSaid: (template: Template) => boolean,
): ReadonlyMap<Template, Finding> {
  const found = new Map<Template, Finding>();
  for (const [index, fate] of fatesIn(spaces)) {
    const template = templates[index]!;
    if (fate.wins || isSaid(template)) continue;
    const finding = fate.winsLate
      ? ofDialledBefore(templates, index, fate.winsLate)
      : ofNeverWins(plan, templates, index, fate, spaces);
    if (finding) found.set(template, finding);
  }
  return found;
}

function placeOf(node: Node, index: number): Place {
  return node.alive.find((place) => place.index === index)!;
}

/** It would win, but the phone never waits for the end of the number. */
function ofDialledBefore(templates: readonly Template[], index: number, node: Node): Finding {
  const template = templates[index]!;
  const before = node.dialledAt!;
  const other = templates[before.winner!.index]!;
  return report(
    rules['dialled-before'],
    matchRange(template),
    { number: node.number, prefix: before.number, other: other.match!.text, line: lineOf(other) },
    {
      fixes: wait(other),
      related: [{ range: matchRange(other), message: t`Dials ${before.number} at once.` }],
      // All that is lost is the # that the phone would not have needed.
      ...(node.number === `${before.number}#` && { atMost: 'hint' as const }),
    },
  );
}

/** Time for more digits; not for a rule that is for emergencies. */
export function wait(template: Template): Fix[] {
  if (template.route === 'emergency') return [];
  const title = t`Let MATCH "${template.match!.text}" wait ${patience} seconds for more`;
  return [{ title, edits: [setTimeout(template, patience)], safe: false }];
}

function ofNeverWins(
  plan: DialPlan,
  templates: readonly Template[],
  index: number,
  fate: Fate,
  spaces: readonly Space[],
): Finding | undefined {
  const template = templates[index]!;
  const obstacle = obstacleFor(index, fate);
  if (!obstacle) return undefined;
  const { node, rival, why } = obstacle;
  const other = templates[rival.index]!;
  const at = t`MATCH "${other.match!.text}" in line ${lineOf(other)}`;
  const isSame = isRedundant(spaces, templates, index);
  const mayMove = !isSame && fate.beaten !== undefined && hasOthers(spaces, index, rival.index);
  return report(
    rules['never-wins'],
    matchRange(template),
    { number: node.number, why: why(at) },
    {
      fixes: mayMove && reasonOf(rival, placeOf(node, index)) === isFirst() ? moved(plan, template, other) : [],
      related: [{ range: matchRange(other), message: t('The phone prefers this rule.') }],
      unnecessary: true,
      // Whichever of the two it is, the same happens.
      ...(isSame && { atMost: 'hint' as const }),
    },
  );
}

interface Obstacle {
  readonly node: Node;
  readonly rival: Place;
  /** What happens to the node's number; `at`: the rival in words. */
  readonly why: (at: string) => string;
}

function obstacleFor(index: number, { beaten, held, late }: Fate): Obstacle | undefined {
  if (beaten?.winner) {
    const rival = beaten.winner;
    return { node: beaten, rival, why: (at) => t`goes to ${at}, which ${reasonOf(rival, placeOf(beaten, index))}` };
  }
  if (held?.heldBy) {
    const rival = held.heldBy;
    const reason = reasonOf(rival, placeOf(held, index));
    return { node: held, rival, why: (at) => t`makes the phone wait for ${at}, which ${reason}` };
  }
  const before = late?.dialledAt;
  if (!late || !before?.winner) return undefined;
  return {
    node: late,
    rival: before.winner,
    why: (at) => t`goes out as ${before.number}, by ${at}, which does not wait`,
  };
}

/** Whether for each of the rule's numbers another one is complete that does the same, and none that does not wins. */
function isRedundant(spaces: readonly Space[], templates: readonly Template[], index: number): boolean {
  const effect = effectOf(templates[index]!);
  const isLike = (place: Place) => place.index !== index && place.complete && effectOf(place.track.template) === effect;
  return spaces.every(({ nodes }) =>
    nodes
      .filter(({ alive }) => alive.some((place) => place.index === index && place.complete))
      .every(({ alive, winner }) => alive.some(isLike) && (!winner || isLike(winner))),
  );
}

/** Whether the rival has numbers of its own, so that it does not become the one that never applies. */
function hasOthers(spaces: readonly Space[], index: number, rival: number): boolean {
  return spaces.some(({ nodes }) =>
    nodes.some(
      ({ winner, dialledAt, alive }) =>
        winner?.index === rival && !dialledAt && !alive.some((place) => place.index === index && place.complete),
    ),
  );
}

function moved(plan: DialPlan, template: Template, other: Template): Fix[] {
  const title = t`Move it before MATCH "${other.match!.text}"`;
  return [{ title, edits: moveBefore(plan, template, other), safe: false }];
}

const isFirst = () => t('is as specific and stands first');

/** Why the phone prefers `rival`. */
export function reasonOf(rival: Place, place: Place): string {
  if (rival.progress.literals > place.progress.literals) return t('has more keys written out');
  if (rival.track.kind === place.track.kind) return isFirst();
  return rival.track.kind === 'exact' ? t('has no wildcard') : t('has no *');
}
