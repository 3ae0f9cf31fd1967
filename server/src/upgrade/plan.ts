/** How a phone gets from one firmware to another, step by step. Nothing is read here and nothing is changed. */

import { t } from '@vscode/l10n';
import { confidenceText } from '../facts/sources.ts';
import { loaderOf } from '../formats/imagename.ts';
import type { StoredSet, UpgradePlan, UpgradeReason, UpgradeStep } from '../protocol.ts';
import { imageKey } from '../tftproot/images.ts';
import { reason, type Stage, stagesBetween, type Transition, transition } from './facts.ts';
import { anySccp, type Load, loadNamed, spelled } from './load.ts';
import { stopsBetween } from './stops.ts';

export interface Journey {
  /** What the phone runs: the name of an image, or `sccp` when its release is not known. */
  readonly from: string;
  /** The SIP image that it is to run. */
  readonly to: string;
  /** The images in the folder. */
  readonly stored: readonly StoredSet[];
}

/** The steps from one load to another, or why there is no way. */
export function planUpgrade({ from, to, stored }: Journey): UpgradePlan {
  const start = loadNamed(from, stored);
  const target = loadNamed(to, stored);
  if (!start) return { from, to, impossible: unknown(t`Nothing is known of the way from ${from}.`) };
  if (target?.stage.kind !== 'sip') return { from, to, impossible: unknown(t`${to} is not the name of a SIP image.`) };
  const ends = { from: start.name, to: target.name };
  if (imageKey(start.name) === imageKey(target.name)) return { ...ends, steps: [] };
  if (start.stage.signed && !target.stage.signed) return { ...ends, impossible: reason('no-way-back') };
  const way = stagesBetween(start.stage, target.stage);
  if (!way) return { ...ends, impossible: unknown(t`No way is known from ${start.name} to ${target.name}.`) };
  return { ...ends, steps: stepsOn(start, target, way, stored) };
}

function unknown(text: string): UpgradeReason {
  return { text, confidence: 'inferred', howSure: confidenceText('inferred'), sources: [] };
}

function stepsOn(start: Load, target: Load, way: readonly Stage[], stored: readonly StoredSet[]): UpgradeStep[] {
  const stops = [...stopsBetween(start, target, way, stored), { load: target, isNeeded: true }];
  return stops.flatMap(({ load, isNeeded }, index) => {
    const before = stops[index - 1]?.load ?? start;
    const known = transition(before.stage, load.stage);
    if (!known) return [];
    const why = [...known.why, ...(isNeeded ? [] : [known.smaller])];
    return [stepOf(before, load, { ...known, why }, stored, load === target)];
  });
}

function stepOf(from: Load, to: Load, known: Transition, stored: readonly StoredSet[], isTarget: boolean): UpgradeStep {
  const loader = loaderOf(to.name);
  const names = { image: to.name, loader: loader === undefined ? undefined : spelled(loader, stored) };
  const named = (file: string) => file.replace('<image>', names.image).replace('<loader>', names.loader ?? '<loader>');
  const there = new Set(stored.flatMap(({ files }) => files));
  const missing = known.asks.filter((file) => file.startsWith('<') && !there.has(named(file)));
  const isThere = stored.some(({ name }) => name === to.name);
  return {
    from: from.name,
    to: to.name,
    why: known.why.map(reason),
    oneWay: known.oneWay === null ? null : reason(known.oneWay),
    cautions: [...(from.name === anySccp ? ['sccp-release'] : []), ...known.cautions].map(reason),
    asks: known.asks.map(named),
    missing: missing.map((file) => ({ file: named(file), image: to.name })),
    instead: isTarget || isThere ? null : t`Another image of ${to.stage.releases} does as well.`,
    edits: { bootImage: known.bootFile === null ? null : named(known.bootFile), imageVersion: to.name },
    restart: from.stage.takesCheckSync ? 'check-sync' : 'by-hand',
    confidence: known.confidence,
    howSure: confidenceText(known.confidence),
  };
}
