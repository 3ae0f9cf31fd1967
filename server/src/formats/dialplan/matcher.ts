/**
 * What the phone does with the keys of a number, one by one, when it has this plan.
 *
 * It models Cisco's guide, and where that is silent the published SIP stack of the phone's family. Where the two differ
 * or the stack seems to be in error, `Firmware` chooses. A key costs the same however long the number is.
 */

import { attributeFacts, limits } from './facts.ts';
import { type Candidate, candidateOf, choose } from './matcher/choose.ts';
import { type Firmware, usualFirmware } from './matcher/firmware.ts';
import { type Sends, sendsOf } from './matcher/sends.ts';
import { beginning, type Class, follow, groupsOf, type Progress, type Track, trackOf } from './matcher/track.ts';
import { type DialPlan, liveTemplates } from './plan.ts';

export interface Options {
  /** The line that is dialled on, counted from 1. Rules with another Line do not count. The first one if not given. */
  readonly line?: number;
  /** What sources differ on; what is most probable if not given. */
  readonly firmware?: Partial<Firmware>;
}

/** What a rule says to the keys pressed so far. */
export interface Standing {
  readonly standing: 'complete' | 'pending' | 'dead';
  /** Keys that stand for themselves in the pattern: the length by which rules are compared. */
  readonly literals: number;
  readonly kind: Class;
  /** What `%1`, `%2` … stand for, when the rule is complete. */
  readonly groups: readonly string[] | undefined;
}

/** What the phone does now if no further key is pressed. Times in seconds. */
export type Verdict =
  | {
      readonly kind: 'dial-now';
      /** The rule has no Timeout, `#` was pressed, or the line calls as soon as the handset is lifted. */
      readonly by: 'template' | '#' | 'hotline';
    }
  | {
      readonly kind: 'wait';
      /** `undefined` before the first key: that time is not the plan's. */
      readonly seconds: number | undefined;
      /**
       * What it waits for: the Timeout of the rule that wins; a more specific rule to be completed, while a complete one
       * is held back; any rule to be completed; the first key.
       */
      readonly timer: 'template' | 'more-specific' | 'incomplete' | 'first-key';
    }
  /** No rule fits: the phone dials what was pressed after that time. */
  | { readonly kind: 'no-match'; readonly seconds: number };

/** What the phone makes of the keys pressed so far. */
export interface Step {
  /** The keys pressed, with the `#` that ended the number. */
  readonly input: string;
  /** `#` was pressed, and no rule wanted it: the number is over. */
  readonly over: boolean;
  /** One for each live rule of the plan, in the order of the file. */
  readonly templates: readonly Standing[];
  /** The rule by which the phone dials, counted among the live ones from 0. */
  readonly winner: number | undefined;
  readonly verdict: Verdict;
  /** The tone that is played now at a comma. */
  readonly secondaryTone: string | undefined;
  /** What goes out when the phone dials now; `undefined` when nothing does. */
  readonly sends: Sends | undefined;
}

/** The phone between two keys. */
export interface State {
  readonly tracks: readonly (Track | undefined)[];
  readonly firmware: Firmware;
  /** `undefined` for a rule that no longer fits. */
  readonly progress: readonly (Progress | undefined)[];
  readonly step: Step;
}

export interface Dialling {
  /** One for each key that counted. */
  readonly steps: readonly Step[];
  /** Where it ended; before the first key when there is no other. */
  readonly outcome: Step;
  /** How many of the keys belong to the number: what is pressed after the phone has dialled does not. */
  readonly used: number;
}

/** The handset is lifted, no key is pressed yet. A plan that the phone discards has no rules. */
export function start(plan: DialPlan, { line = 1, firmware }: Options = {}): State {
  const templates = plan.discarded ? [] : liveTemplates(plan);
  const tracks = templates.map((template) =>
    template.line === 0 || template.line === line ? trackOf(template) : undefined,
  );
  const progress = tracks.map((track) => track && beginning);
  const settled = { ...usualFirmware, ...firmware };
  return { tracks, firmware: settled, progress, step: liftHandset(tracks, progress, settled) };
}

/**
 * The next key: a digit, `*`, `#`, or a character of an address. It is matched even when the phone would have dialled
 * before it, as when a number is keyed in before the handset is lifted; `dial` stops there. Gives the same state when
 * the key no longer counts: behind the `#` that ended the number, or when the phone holds no more keys.
 */
export function press(state: State, key: string): State {
  const { tracks, firmware, step } = state;
  if (step.over || step.input.length + key.length > limits.keys) return state;
  const starMayBeEmpty = firmware.star === 'zero-or-more';
  const progress = state.progress.map((one, index) => one && follow(tracks[index]!, one, key, starMayBeEmpty));
  const over = key === '#' && progress.every((one) => !one || one.cut);
  return { ...state, progress, step: judge(tracks, progress, firmware, step.input + key, over) };
}

/** The keys one after another, until the phone dials. */
export function dial(plan: DialPlan, keys: string, options: Options = {}): Dialling {
  let state = start(plan, options);
  const steps: Step[] = [];
  for (const key of keys) {
    if (state.step.verdict.kind === 'dial-now') break;
    const next = press(state, key);
    if (next === state) break;
    state = next;
    steps.push(state.step);
  }
  return { steps, outcome: state.step, used: steps.length };
}

function candidates(tracks: State['tracks'], progress: State['progress'], starMayBeEmpty: boolean): Candidate[] {
  const found: Candidate[] = [];
  for (const [index, one] of progress.entries()) {
    if (one) found.push(candidateOf(index, tracks[index]!, one, starMayBeEmpty));
  }
  return found;
}

const dead = (kind: Class): Standing => ({ standing: 'dead', literals: 0, kind, groups: undefined });
// Most rules are dead most of the time.
const deadOf: Readonly<Record<Class, Standing>> = { exact: dead('exact'), dots: dead('dots'), star: dead('star') };

function standings(tracks: State['tracks'], alive: readonly Candidate[], input: string): Standing[] {
  const all = tracks.map((track) => deadOf[track?.kind ?? 'exact']);
  for (const { index, track, progress, complete } of alive) {
    all[index] = {
      standing: complete ? 'complete' : 'pending',
      literals: progress.literals,
      kind: track.kind,
      groups: complete ? groupsOf(track, progress, input) : undefined,
    };
  }
  return all;
}

function judge(
  tracks: State['tracks'],
  progress: State['progress'],
  firmware: Firmware,
  input: string,
  over: boolean,
): Step {
  const alive = candidates(tracks, progress, firmware.star === 'zero-or-more');
  const { winner, heldBack, tone } = choose(alive);
  const number = over ? input.slice(0, -1) : input;
  const sends = winner ? sendsByRule(winner, input, firmware) : sendsOf(undefined, number, [], firmware);
  return {
    input,
    over,
    templates: standings(tracks, alive, input),
    winner: winner?.index,
    verdict: winner ? ofRule(winner, over, firmware.hash) : ofNone(alive, heldBack, over, firmware.hash),
    secondaryTone: tone && toneOf(tone),
    sends: sends.text === '' ? undefined : sends,
  };
}

/** Before the first key: only a rule with an empty pattern and something to call has a say. */
function liftHandset(tracks: State['tracks'], progress: State['progress'], firmware: Firmware): Step {
  const alive = candidates(tracks, progress, firmware.star === 'zero-or-more');
  const hotline = alive.find(
    (candidate) => candidate.track.slots.length === 0 && sendsByRule(candidate, '', firmware).text !== '',
  );
  return {
    input: '',
    over: false,
    templates: standings(tracks, alive, ''),
    winner: hotline?.index,
    verdict: hotline ? ofHotline(hotline) : { kind: 'wait', seconds: undefined, timer: 'first-key' },
    secondaryTone: undefined,
    sends: hotline && sendsByRule(hotline, '', firmware),
  };
}

function ofHotline({ track }: Candidate): Verdict {
  const { timeout } = track.template;
  return timeout === 0 ? { kind: 'dial-now', by: 'hotline' } : { kind: 'wait', seconds: timeout, timer: 'template' };
}

function ofRule({ track, progress }: Candidate, over: boolean, hash: Firmware['hash']): Verdict {
  const { timeout } = track.template;
  if (timeout === 0) return { kind: 'dial-now', by: 'template' };
  const ended = over || progress.cut;
  const waits = hash === 'waits' || (hash === 'star-waits' && track.kind === 'star');
  return ended && !waits ? { kind: 'dial-now', by: '#' } : { kind: 'wait', seconds: timeout, timer: 'template' };
}

function ofNone(
  alive: readonly Candidate[],
  heldBack: Candidate | undefined,
  over: boolean,
  hash: Firmware['hash'],
): Verdict {
  const seconds = limits.interDigitSeconds;
  if (over && (alive.length === 0 || hash !== 'waits')) return { kind: 'dial-now', by: '#' };
  if (alive.length === 0) return { kind: 'no-match', seconds };
  return { kind: 'wait', seconds, timer: heldBack ? 'more-specific' : 'incomplete' };
}

function sendsByRule({ track, progress }: Candidate, input: string, firmware: Firmware): Sends {
  const number = input.slice(0, progress.length);
  return sendsOf(track.template, number, groupsOf(track, progress, input), firmware);
}

function toneOf({ track, progress }: Candidate): string {
  return track.template.tones[progress.tones] || (attributeFacts('Tone').default ?? '');
}
