/** Which images a phone goes through on its way to another one. */

import type { StoredSet } from '../protocol.ts';
import type { Stage } from './facts.ts';
import { type Load, loadNamed } from './load.ts';
import { compareReleases } from './release.ts';

/** A load on the way. */
export interface Stop {
  readonly load: Load;
  /** It takes the phone into a stage that cannot be passed over; the others only make the steps smaller. */
  readonly isNeeded: boolean;
}

/**
 * The loads between two others, in their order: what lies completely in the folder, one for each major release, and
 * for a stage that cannot be passed over and of which the folder has nothing, the image to obtain.
 */
export function stopsBetween(
  start: Load,
  target: Load,
  way: readonly Stage[],
  stored: readonly StoredSet[],
): readonly Stop[] {
  const complete = completeLoads(stored);
  return way.flatMap((stage): Stop[] => {
    const isPassed = stage !== start.stage && stage !== target.stage;
    const here = complete.filter((load) => load.stage === stage);
    const smaller = newestOfEachMajor(here.filter((load) => liesBetween(load, start, target, way)));
    const loads = smaller.length > 0 || !isPassed ? smaller : [here.at(-1) ?? loadInstead(stage)];
    return loads.flatMap((load, index) => (load ? [{ load, isNeeded: isPassed && index === 0 }] : []));
  });
}

/** The SIP images that lie completely in the folder, by their release. */
export function completeLoads(stored: readonly StoredSet[]): Load[] {
  return stored
    .filter(({ kind, missing }) => kind === 'sip' && missing.length === 0)
    .flatMap(({ name }) => loadNamed(name, stored) ?? [])
    .sort((a, b) => (a.release && b.release ? compareReleases(a.release, b.release) : 0));
}

function liesBetween({ release }: Load, start: Load, target: Load, way: readonly Stage[]): boolean {
  // The releases of another protocol say nothing about those of SIP: then it is the stage that the way enters.
  const low = start.stage.kind === target.stage.kind ? start.release?.major : way[1]?.majors.from;
  const high = target.release?.major;
  return (
    release !== undefined && low !== undefined && high !== undefined && release.major > low && release.major < high
  );
}

/** Of loads in the order of their releases, the last of each major release. */
function newestOfEachMajor(loads: readonly Load[]): Load[] {
  return loads.filter(({ release }, index) => release?.major !== loads[index + 1]?.release?.major);
}

function loadInstead({ instead }: Stage): Load | undefined {
  return instead === null ? undefined : loadNamed(instead, []);
}
