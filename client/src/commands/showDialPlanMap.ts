import type { Desk } from '../client.ts';
import { dialPlanInFront } from '../workbench/dialPlanInFront.ts';

/** `Cisco: Show Dial Plan Map`: what can be dialled after what, as a tree of keys. */
export async function showDialPlanMap({ server, workbench }: Desk, args: readonly unknown[]): Promise<void> {
  workbench.show(await dialPlanInFront(server, args), 'map');
}
