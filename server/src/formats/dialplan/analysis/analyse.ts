/** What is wrong with a dial plan as a whole: rules that never apply, dial too early, or make the phone wait. */

import { t } from '@vscode/l10n';
import { type Finding, report } from '../../rules.ts';
import { limits } from '../facts.ts';
import { addLast, rootRange } from '../fixes.ts';
import { type DialPlan, liveTemplates, type Template } from '../plan.ts';
import { rules } from '../rules.ts';
import { gapIn } from './coverage.ts';
import { spacesOf } from './lines.ts';
import { losses } from './losses.ts';
import type { Space } from './space.ts';
import { timeouts } from './timeouts.ts';
import { unreachable } from './unreachable.ts';

/**
 * Findings in no particular order. None for a plan that the phone throws away, nor for one that is too intricate to be
 * looked through. `isSaid`: a rule of which another finding already says that it never applies.
 */
export function analyse(plan: DialPlan, isSaid: (template: Template) => boolean): Finding[] {
  const templates = liveTemplates(plan);
  const spaces = plan.discarded || templates.length === 0 ? undefined : spacesOf(templates);
  if (!spaces) return [];
  const dead = unreachable(plan, templates, spaces, isSaid);
  const isDone = (template: Template) => isSaid(template) || dead.has(template);
  return [
    ...dead.values(),
    ...losses(templates, spaces, isDone),
    ...timeouts(templates, spaces, isDone),
    ...gaps(plan, spaces),
  ];
}

const catchAll = '<TEMPLATE MATCH="*" Timeout="5"/>';

/** A plan for a few numbers only is one that leaves out more than half of them. */
const few = 0.5;

function gaps(plan: DialPlan, [space]: readonly Space[]): Finding[] {
  const gap = space && gapIn(space);
  const range = rootRange(plan);
  if (!gap || gap.part <= few || !range) return [];
  const values = { percent: Math.round(gap.part * 100), number: gap.number, seconds: limits.interDigitSeconds };
  const fix = { title: t('Add a rule for all other numbers'), edits: addLast(plan, catchAll), safe: false };
  return [report(rules['no-catch-all'], range, values, { fixes: [fix] })];
}
