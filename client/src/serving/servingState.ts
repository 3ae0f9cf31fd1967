/** Serving a folder as a state machine, one folder at a time: events in, the next state and what is to be done out. */

import type { StartTrouble } from '../tftp/server/words.ts';

/** What is to be served, and how. */
export interface Offer {
  /** The path of the folder. */
  readonly folder: string;
  /** An IPv4 or IPv6 address of this machine; `0.0.0.0`: all of its IPv4 addresses. */
  readonly host: string;
  /** UDP. */
  readonly port: number;
  readonly anyLetterCase: boolean;
  readonly anyAddress: boolean;
}

/** What is watched, for those who count on it. */
export interface Watched {
  /** The folder that is served; `undefined`: the log of another server is read. */
  readonly offer: Offer | undefined;
  /**
   * Calls `listener` when it is watched no more, with the reason as a sentence. A folder that is served at once again,
   * anew, goes on.
   */
  onDidEnd(listener: (why: string) => void): { dispose(): void };
}

export type ServingState =
  | { readonly is: 'stopped' }
  | { readonly is: 'starting'; readonly offer: Offer; readonly run: number }
  /** `port`: as it was opened. */
  | { readonly is: 'serving'; readonly offer: Offer; readonly run: number; readonly port: number }
  | { readonly is: 'failed'; readonly offer: Offer; readonly trouble: StartTrouble };

export type ServingEvent =
  | { readonly what: 'serve'; readonly offer: Offer; readonly run: number }
  | { readonly what: 'stop' }
  /** `run`: that of the `serve` which it answers. What answers an earlier one no longer counts. */
  | { readonly what: 'opened'; readonly run: number; readonly port: number }
  | { readonly what: 'failed'; readonly run: number; readonly trouble: StartTrouble };

/** To be done in this order. */
export type ServingAction =
  | { readonly do: 'close'; readonly run: number }
  | { readonly do: 'open'; readonly run: number; readonly offer: Offer };

export interface ServingStep {
  readonly state: ServingState;
  readonly actions: readonly ServingAction[];
}

export const stopped: ServingState = { is: 'stopped' };

export function nextServing(state: ServingState, event: ServingEvent): ServingStep {
  switch (event.what) {
    case 'serve': {
      const { offer, run } = event;
      return { state: { is: 'starting', offer, run }, actions: [...closing(state), { do: 'open', run, offer }] };
    }
    case 'stop':
      return { state: stopped, actions: closing(state) };
    case 'opened':
      if (state.is !== 'starting' || state.run !== event.run) return { state, actions: [] };
      return { state: { ...state, is: 'serving', port: event.port }, actions: [] };
    case 'failed':
      if (!isOf(state, event.run)) return { state, actions: [] };
      return { state: { is: 'failed', offer: state.offer, trouble: event.trouble }, actions: closing(state) };
  }
}

/** Whether that folder is served, or about to be. */
export function isServed(folder: string, state: ServingState): boolean {
  return (state.is === 'starting' || state.is === 'serving') && state.offer.folder === folder;
}

function closing(state: ServingState): readonly ServingAction[] {
  return state.is === 'starting' || state.is === 'serving' ? [{ do: 'close', run: state.run }] : [];
}

function isOf(state: ServingState, run: number): state is ServingState & { is: 'starting' | 'serving' } {
  return (state.is === 'starting' || state.is === 'serving') && state.run === run;
}
