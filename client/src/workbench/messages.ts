/** What the page of the dial plan workbench and the extension tell each other. */

import type { DialPlanResult, DialResult, FirmwareChoices } from '../../../server/src/protocol.ts';

/** By this the editor knows whose panels come back when a window is loaded again. */
export const panelType = 'cisco.dialPlan';

export type Tab = 'test' | 'map';

/** What is dialled, on which line, and what is assumed of the firmware. */
export interface Question {
  readonly keys: string;
  /** Counted from 1. */
  readonly line: number;
  readonly firmware: FirmwareChoices;
}

/** What the page keeps while it is not seen, and the editor over a restart: what to ask, and what about. */
export interface Chosen extends Question {
  readonly tab: Tab;
  /** The URI of the dial plan. */
  readonly plan: string;
}

export type ToExtension =
  /** Also sent when the page has come up: from then on it listens. */
  | { readonly kind: 'ask'; readonly question: Question }
  /** Shows a rule in the editor; counted from 0 among the live ones. */
  | { readonly kind: 'reveal'; readonly template: number }
  /** What the phone does with this number is what it shall always do. */
  | { readonly kind: 'keep' };

export type ToPage =
  | { readonly kind: 'plan'; readonly plan: DialPlanResult }
  | { readonly kind: 'answer'; readonly question: Question; readonly dial: DialResult }
  /** The expectation stands in that file. */
  | { readonly kind: 'kept'; readonly file: string }
  /** What a command asks for; `keys` replaces what was dialled. */
  | { readonly kind: 'show'; readonly tab: Tab; readonly keys: string | undefined };
