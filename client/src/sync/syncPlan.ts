/** How `sync` and SYNC are to be changed, without the editor's interface, so that tests can ask as well. */

import type { SyncPlace, SyncState, SyncTemplate } from '../../../server/src/protocol.ts';
import { nextValue } from './syncValue.ts';

export type Way =
  /** Only SYNC is changed, and differs from then on: every check-sync restarts the phones. */
  | 'different'
  /** Both get the same new value: every phone restarts once. */
  | 'both';

export interface SyncPlan {
  readonly way: Way;
  /** What the changed places hold before and after. */
  readonly from: string;
  readonly to: string;
  readonly replace: readonly SyncPlace[];
  readonly insert: readonly SyncTemplate[];
}

/** What would be done in each way that is possible. */
export function syncPlans(state: SyncState): SyncPlan[] {
  const plans = [differentPlan(state), bothPlan(state)];
  return plans.filter((plan) => plan.replace.length + plan.insert.length > 0);
}

/** The values that phones with these files have. */
function heldValues({ held, heldDefault, newHeld }: SyncState): string[] {
  const values = held.map(({ text }) => text);
  return held.length === 0 || newHeld ? [...values, heldDefault] : values;
}

function differentPlan(state: SyncState): SyncPlan {
  const taken = [...heldValues(state), ...state.asked.map(({ text }) => text)];
  const from = state.asked[0]?.text ?? heldValues(state)[0] ?? '';
  return {
    way: 'different',
    from,
    to: nextValue(from, state.limit, taken),
    replace: state.asked,
    insert: state.newAsked ? [state.newAsked] : [],
  };
}

function bothPlan(state: SyncState): SyncPlan {
  const values = heldValues(state);
  const taken = [...values, ...state.asked.map(({ text }) => text)];
  const from = values[0] ?? '';
  const insert = [state.newHeld, state.newAsked].filter((template) => template !== undefined);
  // Without a `sync` to change the two could not be made the same.
  const possible = (state.held.length > 0 || state.newHeld) && (state.asked.length > 0 || state.newAsked);
  return {
    way: 'both',
    from,
    to: nextValue(from, state.limit, taken),
    replace: possible ? [...state.held, ...state.asked] : [],
    insert: possible ? insert : [],
  };
}
