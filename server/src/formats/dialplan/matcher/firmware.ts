/** Where sources differ on what the phone does: the matcher can follow either. The answers stand in the facts. */

import data from '../../../../../schemas/dialplan.json' with { type: 'json' };
import { shown } from '../../../facts/shown.ts';
import type { Confidence } from '../../../facts/types.ts';

export interface Firmware {
  /** What `#` does that no rule wants, while rules still fit. */
  readonly hash: 'star-waits' | 'dials' | 'waits';
  /** What a `%n` gives for which the pattern has no group. */
  readonly missingGroup: 'nothing' | 'digit';
  /** How many keys a `*` needs. */
  readonly star: 'one-or-more' | 'zero-or-more';
}

/** A question on which sources differ, to be shown and chosen from. */
export interface Uncertainty {
  readonly id: keyof Firmware;
  readonly question: string;
  readonly default: string;
  readonly choices: readonly {
    readonly value: string;
    readonly meaning: string;
    readonly confidence: Confidence;
    readonly sources: readonly string[];
  }[];
}

export const uncertainties = shown('dialplan.json', data.firmware as readonly Uncertainty[]);

/** What is most probable, by the facts. */
export const usualFirmware = Object.fromEntries(
  uncertainties.map(({ id, default: usual }) => [id, usual]),
) as unknown as Firmware;
