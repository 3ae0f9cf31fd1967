/** What is known of firmware upgrades, out of `schemas/firmware.json`. */

import written from '../../../schemas/firmware.json' with { type: 'json' };
import { shown } from '../facts/shown.ts';
import { confidenceText, sourceTitles } from '../facts/sources.ts';
import type { Confidence } from '../facts/types.ts';
import type { UpgradeDisplay, UpgradeReason } from '../protocol.ts';

const firmware = shown('firmware.json', written);

/** What firmware a phone has, as far as it decides which image it takes next. */
export interface Stage {
  readonly id: string;
  readonly kind: string;
  readonly majors: { readonly from: number; readonly to: number | null };
  readonly signed: boolean;
  readonly takesCheckSync: boolean;
  readonly releases: string;
  readonly instead: string | null;
}

/** A step that a phone takes from one stage to the next. */
export interface Transition {
  readonly id: string;
  readonly from: readonly string[];
  readonly to: string;
  readonly bootFile: string | null;
  readonly asks: readonly string[];
  readonly why: readonly string[];
  readonly cautions: readonly string[];
  /** The rule that speaks for the step where it could be passed over. */
  readonly smaller: string;
  readonly oneWay: string | null;
  readonly confidence: Confidence;
}

/** A fact as it stands in the data. */
interface Fact {
  readonly text: string;
  readonly confidence: Confidence;
  readonly sources: readonly string[];
}

export const stages: readonly Stage[] = firmware.stages;
const transitions = firmware.steps as readonly Transition[];
const rules = firmware.rules as readonly (Fact & { readonly id: string })[];
const displayFacts = firmware.displays as readonly (Omit<Fact, 'text'> & { shows: string; meaning: string })[];

/** The stage of a load of that kind and major release. */
export function stageOf(kind: string, major: number): Stage | undefined {
  return stages.find(
    (stage) => stage.kind === kind && major >= stage.majors.from && major <= (stage.majors.to ?? Infinity),
  );
}

/** The step from one stage to another, where one is known. */
export function transition(from: Stage, to: Stage): Transition | undefined {
  return transitions.find((step) => step.from.includes(from.id) && step.to === to.id);
}

/** The shortest way from stage to stage, both included; `undefined` when none is known. */
export function stagesBetween(from: Stage, to: Stage): readonly Stage[] | undefined {
  const ways: Stage[][] = [[from]];
  const seen = new Set<Stage>();
  for (const way of ways) {
    const last = way.at(-1)!;
    if (last === to) return way;
    if (seen.has(last)) continue;
    seen.add(last);
    ways.push(...stages.filter((next) => transition(last, next)).map((next) => [...way, next]));
  }
  return undefined;
}

function reasonOf({ text, confidence, sources }: Fact): UpgradeReason {
  return { text, confidence, howSure: confidenceText(confidence), sources: sourceTitles(sources) };
}

/** What is known under the id of a rule. */
export function reason(id: string): UpgradeReason {
  const rule = rules.find((candidate) => candidate.id === id);
  if (!rule) throw new RangeError(`no rule ${id}`);
  return reasonOf(rule);
}

/** What the phone's display says when an upgrade fails. */
export function displays(): readonly UpgradeDisplay[] {
  return displayFacts.map(({ shows, meaning, confidence, sources }) => ({
    shows,
    ...reasonOf({ text: meaning, confidence, sources }),
  }));
}

/** Whether that much confidence goes without saying. */
export function isDocumented(confidence: string): boolean {
  return confidence === 'documented';
}
