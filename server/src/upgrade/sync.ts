/** What is done to `sync` and SYNC so that a check-sync message makes phones restart. */

import { type SyncPlan, syncPlans } from '../../../client/src/sync/syncPlan.ts';
import { hasPlaceholder } from '../formats/placeholders.ts';
import type { SyncChange, SyncState, UpgradePlan } from '../protocol.ts';
import { isWildcard, syncInfoOf } from '../tftproot/navigate/sync.ts';
import { syncState } from '../tftproot/phones.ts';
import type { TftpRoot } from '../tftproot/root.ts';

/** A change of the two, with the places of it where there are any. */
export interface PlannedSync extends SyncChange {
  readonly plan: SyncPlan | undefined;
}

/**
 * Nothing, where SYNC differs from every `sync` already and so restarts phones each time; else both get the same new
 * value, so that each phone restarts once. `running` is the image that the phones run now.
 */
export function planSync(root: TftpRoot, running: string): PlannedSync {
  const state = syncState(root);
  const asked = askedOf(root, running);
  if (asked !== undefined && hasPlaceholder(asked)) return { way: 'impossible', from: asked, to: '', plan: undefined };
  if (asked !== undefined && heldValues(state).every((held) => held !== asked))
    return { way: 'kept', from: asked, to: asked, plan: undefined };
  const plans = syncPlans(state);
  const plan = plans.find(({ way }) => way === 'both') ?? plans[0];
  if (!plan) return { way: 'impossible', from: asked ?? '', to: '', plan: undefined };
  const { way, from, to } = plan;
  return { way, from, to, plan };
}

/** The values that phones may hold. */
function heldValues({ held, heldDefault, newHeld }: SyncState): readonly string[] {
  const values = held.map(({ text }) => text);
  return held.length === 0 || newHeld ? [...values, heldDefault] : values;
}

/** Whether syncinfo.xml has something for phones that run that image; one that is yet to be made will have. */
export function hasEntryFor(root: TftpRoot, running: string): boolean {
  return syncInfoOf(root) === undefined || entryFor(root, running) !== undefined;
}

function askedOf(root: TftpRoot, running: string): string | undefined {
  return entryFor(root, running)?.sync?.text.trim();
}

function entryFor(root: TftpRoot, running: string) {
  const entries = syncInfoOf(root)?.entries ?? [];
  const find = (fits: (version: string) => boolean) => entries.find(({ version }) => fits(version?.text.trim() ?? ''));
  return find((version) => version === running) ?? find(isWildcard);
}

/** What the first step of a plan makes of the two; `null` where it leaves them alone. */
export function syncOfNextStep(root: TftpRoot, plan: UpgradePlan): SyncChange | null {
  const [step] = 'steps' in plan ? plan.steps : [];
  if (step?.restart !== 'check-sync') return null;
  const { way, from, to } = planSync(root, step.from);
  return { way, from, to };
}
