/** The dial plan beside a file of expectations, as far as the file's own functions can see. */

import type { DialPlan } from '../dialplan/plan.ts';
import type { Context } from '../format.ts';
import { planNameOf } from './claims.ts';

/** `undefined` without a folder, or when several folders of it hold such a plan. */
export function planBeside({ fileName, folder }: Context): DialPlan | undefined {
  const wanted = planNameOf(fileName).toLowerCase();
  const [name, ...others] = (folder?.files ?? []).filter((file) => {
    const path = file.toLowerCase();
    return path === wanted || path.endsWith(`/${wanted}`);
  });
  if (name === undefined || others.length > 0) return undefined;
  const document = folder?.document(name);
  return document?.format === 'dialplan' ? (document as DialPlan) : undefined;
}
